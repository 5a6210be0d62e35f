// The colours of the tones: calm, caution and danger are told apart by hue, by every kind of eyes, on both grounds.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SEAL_COLORS } from '../../components/page/seal-picker.tsx';
import { MARK_COLORS } from '../../lib/gmail/list.ts';
import {
  ALL_EYES,
  contrastOf,
  differenceFor,
  hueBetween,
  readOklch,
  withLightness,
} from '../helpers/colour.ts';

const SHEET = readFileSync(new URL('../../components/tones.css', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** The custom properties of one theme; dark ones that are not set are those of the light theme. */
function properties(theme: Theme): Record<string, string> {
  const block = (selector: string) => {
    const [, found = ''] = SHEET.split(`${selector} {\n`);
    return [...found.split('}')[0]!.matchAll(/--([\w-]+): ([^;]+);/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
  };
  const light = block('\n.root');
  return Object.fromEntries(theme === 'light' ? light : [...light, ...block('\n.root.dark')]);
}

/** A colour of the calm mark as the sheet draws it on this ground. */
function calm(color: string, theme: Theme): string {
  const [, bound = ''] = (
    theme === 'light'
      ? /\n\.mark\.calm \{[^}]*min\(l, ([\d.]+)\)/
      : /\n\.dark \.mark\.calm \{[^}]*max\(l, ([\d.]+)\)/
  ).exec(SHEET)!;
  const { lightness } = readOklch(color);
  return withLightness(color, Math[theme === 'light' ? 'min' : 'max'](lightness, Number(bound)));
}

function marksOf(theme: Theme) {
  const sheet = properties(theme);
  return {
    calm: calm(sheet.seal!, theme),
    caution: sheet['amber-mark']!,
    danger: sheet['red-mark']!,
  };
}

/** Gmail's own grounds: a read and an unread row, an open message. */
const GROUNDS = { light: ['#ffffff', '#f2f6fc'], dark: ['#1b1b1b', '#262522'] };

describe.each(THEMES)('%s', (theme) => {
  const marks = marksOf(theme);
  test.each([
    ['calm', 'caution'],
    ['calm', 'danger'],
    ['caution', 'danger'],
  ] as const)('%s and %s are 60 degrees of hue apart, and different to all eyes', (one, other) => {
    expect(hueBetween(marks[one], marks[other])).toBeGreaterThanOrEqual(60);
    for (const eyes of ALL_EYES)
      expect(differenceFor(eyes, marks[one], marks[other]), eyes).toBeGreaterThanOrEqual(10);
  });

  test('each is read on every ground', () => {
    for (const ground of GROUNDS[theme])
      for (const [tone, color] of Object.entries(marks))
        expect(contrastOf(color, ground), `${tone} on ${ground}`).toBeGreaterThanOrEqual(
          // Caution is not darker: darker amber is brown.
          tone === 'caution' ? 4.3 : 4.5,
        );
  });

  test('the solid seal of danger has the hue of its mark, and white is read on it', () => {
    const solid = properties(theme)['red-solid']!;
    expect(hueBetween(solid, marks.danger)).toBeLessThan(5);
    expect(hueBetween(solid, marks.calm)).toBeGreaterThanOrEqual(60);
    expect(contrastOf(solid, '#ffffff')).toBeGreaterThan(4.5);
  });

  test('the marks in the list are those of the seals', () => {
    const { caution, danger } = marks;
    expect(MARK_COLORS[theme]).toEqual({ caution, danger });
  });

  test('no colour depends on the language: the usual one is the first to choose, and no other looks like it', () => {
    expect(SHEET).not.toMatch(/:lang\([^)]*\)[^{]*\{[^}]*(?:--seal|color):/);
    const [[, usual], ...others] = SEAL_COLORS;
    expect(usual).toBe('');
    for (const [name, color] of others)
      expect(differenceFor('trichromat', calm(color, theme), marks.calm), name).toBeGreaterThan(8);
  });
});
