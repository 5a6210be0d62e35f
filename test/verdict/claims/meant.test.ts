// What a reader takes for ornament turns no warning off, and accuses nobody who writes from a domain of the name's.
import { describe, expect, test } from 'vitest';
import { runNameRules } from '../../../lib/verdict/rules/run.ts';
import { strictNames } from '../../registry/strict-names.ts';
import { CONTEXT, worst } from '../rules/evidence.ts';

const GRADES = ['none', 'info', 'caution', 'danger'];
const gradeOf = (name: string, address: string): number =>
  GRADES.indexOf(worst(runNameRules({ name, address }, CONTEXT)));

/** Every so many names of the list. */
const STEP = Number(process.env.INKAN_STEP ?? 29);
const NAMES = strictNames().filter(({ name }, i) => i % STEP === 0 && [...name].length > 2);
const STRANGER = 'info@qzkvw.example';

const within = (name: string, sign: string) => {
  const letters = [...name];
  const at = Math.ceil(letters.length / 2);
  return `${letters.slice(0, at).join('')}${sign}${letters.slice(at).join('')}`;
};
const hasKanaEnd = (name: string) => /[\u3041-\u30ff]$/.test(name);

/** A sign alone is one to everybody; glued to a name it may be a letter of another. */
const BESIDE = ['❤️', '™', '℠', 'ⓒ', '🅰️', 'Ⓜ️', 'ℹ️', '1️⃣', '㊙️', '🈵', '℡', '★'];
const APART: Record<string, (name: string) => string> = {
  ...Object.fromEntries(
    BESIDE.flatMap((sign) => [
      [`${sign} before`, (name: string) => `${sign} ${name}`],
      [`${sign} behind`, (name: string) => `${name} ${sign}`],
    ]),
  ),
  'its address behind': (name) => `${name} ${STRANGER}`,
  'its address in brackets': (name) => `${name} <${STRANGER}>`,
  'another address of its own': (name) => `${name} (Help.Desk+1@mail.qzkvw.example)`,
  'letters and marks apart': (name) => name.normalize('NFD'),
};
const GLUED: Record<string, (name: string) => string> = {
  ...Object.fromEntries(
    BESIDE.flatMap((sign) => [
      [`${sign} glued before`, (name: string) => `${sign}${name}`],
      [`${sign} glued behind`, (name: string) => `${name}${sign}`],
    ]),
  ),
  'signs for blanks': (name) => name.replaceAll(' ', '™'),
  ...Object.fromEntries(
    ['\u001b', '\u0085', '\u2028', '\ufff9', '\ufffc', '\ufffd', '\ud800', '\u200b'].map((sign) => [
      `U+${sign.charCodeAt(0).toString(16)} within`,
      (name: string) => within(name, sign),
    ]),
  ),
  ...Object.fromEntries(
    ['\u0338', '\u20e3', '\u3099'].map((mark) => [
      `U+${mark.charCodeAt(0).toString(16)} behind`,
      // with kana it makes another letter, with a digit a key
      (name: string) => (/[\u3041-\u30ff\d]$/.test(name) ? name : `${name}${mark}`),
    ]),
  ),
  ...Object.fromEntries(
    [...'-‐–—―－', '--', '- お知らせ', '-お知らせ'].map((dash) => [
      `${dash} behind kana`,
      (name: string) => (hasKanaEnd(name) ? `${name}${dash}` : name),
    ]),
  ),
};

test('there are names enough', () => expect(NAMES.length).toBeGreaterThan(200));

describe('a name of an organisation, from a stranger', () => {
  test.each(Object.entries({ ...APART, ...GLUED }))('%s: no warning is lower', (_, change) => {
    const lower = NAMES.filter(({ name }) => {
      const warned = Math.min(2, gradeOf(name, STRANGER));
      return gradeOf(change(name), STRANGER) < warned;
    });
    expect(lower.map(({ name }) => change(name))).toEqual([]);
  });
});

describe('the same from its own domain', () => {
  test.each(Object.entries(APART).filter(([what]) => !what.includes('its')))(
    '%s: nobody is accused',
    (_, change) => {
      const accused = NAMES.filter(({ name, organisation }) => {
        const [own] = organisation.domains;
        const address = `info@${own?.domain}`;
        return gradeOf(name, address) === 0 && gradeOf(change(name), address) > 1;
      });
      expect(accused.map(({ name }) => change(name))).toEqual([]);
    },
  );
});
