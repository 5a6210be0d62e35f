// What asks for something, and does not only tell.
import type { Word } from '../../registry/index.ts';
import words from '../data/words.json' with { type: 'json' };

const mild = new Set(words.mildPressure);

/** Asks for something, and not only tells: mild words alone hurry nobody, beside a word of an office they do. */
export function insists(said: readonly Word[]): boolean {
  const pressing = said.filter(({ kind }) => kind === 'pressure');
  return (
    pressing.some(({ text }) => !mild.has(text)) ||
    (pressing.length > 0 && said.some(({ kind }) => kind === 'desk'))
  );
}
