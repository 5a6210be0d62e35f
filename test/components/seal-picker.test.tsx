// @vitest-environment happy-dom
// Choosing the personal seal: the usual one is shown as what it is, and nothing is offered twice.
import { afterEach, expect, test } from 'vitest';
import { openPage } from '../../components/page/index.tsx';
import { SealPicker } from '../../components/page/seal-picker.tsx';
import type { PersonalSeal } from '../../components/seal-mark.tsx';
import { LANGUAGES, type Language } from '../../lib/words.ts';
import { WORDS } from '../../scripts/all-words.ts';

const chosen: Partial<PersonalSeal>[] = [];

async function open(value: PersonalSeal, language: Language = 'en'): Promise<void> {
  chosen.length = 0;
  const root = document.createElement('div');
  root.id = 'page';
  document.body.replaceChildren(root);
  await openPage({
    title: 'options.title',
    view: <SealPicker value={value} onChange={(part) => chosen.push(part)} />,
    wording: Promise.resolve({ language, texts: WORDS[language] }),
  });
}
afterEach(() => document.body.replaceChildren());

const colors = () => [...document.querySelectorAll<HTMLLabelElement>('label.stamp')];
const checked = () =>
  colors()
    .filter((label) => label.querySelector('input')?.checked)
    .map((label) => label.querySelector('span')?.textContent);
const glyphs = () => [...document.querySelectorAll<HTMLButtonElement>('.glyph-choice')];
const pressed = () =>
  glyphs()
    .filter((button) => button.getAttribute('aria-pressed') === 'true')
    .map((button) => button.getAttribute('aria-label') ?? button.textContent);

test('no two colours are one, and the usual one is named by its colour', async () => {
  await open({ color: '', glyph: '' });
  const own = colors().map((label) => label.querySelector('svg')!.style.getPropertyValue('--own'));
  expect(new Set(own).size).toBe(own.length);
  expect(own).not.toContain('#2b5c9e');
  expect(checked()).toEqual(['Indigo (usual)']);
});

test('a seal that was given the usual colour is a usual one; any other stays what it is', async () => {
  await open({ color: '#2b5c9e', glyph: '春' });
  expect(checked()).toEqual(['Indigo (usual)']);
  await open({ color: '#c73e21', glyph: '春' });
  expect(checked()).toEqual(['Vermilion']);
  await open({ color: '#123456', glyph: '春' });
  expect(checked()).toEqual([]);
  colors()[0]!.querySelector('input')!.click();
  expect(chosen).toEqual([{ color: '' }]);
});

test.each(LANGUAGES)('%s: the usual drawing is offered once', async (language) => {
  await open({ color: '', glyph: '印' }, language);
  const usual = WORDS[language]['options.seal.glyphUsual'];
  const isCarved = ['ja', 'ko', 'zh'].includes(language.slice(0, 2));
  expect(pressed()).toEqual([isCarved ? usual : '印']);
  expect(
    glyphs()
      .map(({ textContent }) => textContent)
      .includes('印'),
  ).toBe(!isCarved);
  await open({ color: '', glyph: '' }, language);
  expect(pressed()).toEqual([usual]);
});
