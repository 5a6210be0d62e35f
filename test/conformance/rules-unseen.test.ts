// Lists that nobody who works on the rules has read: INKAN_UNSEEN names their folder. Only rates are printed, by section,
// so that a list stays unseen. docs/administrator.en.md says what they were when the rules first met a list.
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { outcome, worst } from '../verdict/rules/evidence.ts';
import { contextFor, headerOf, readSenders } from '../verdict/rules/senders.ts';

const folder = process.env.INKAN_UNSEEN;
const files =
  folder !== undefined && existsSync(folder)
    ? readdirSync(folder).filter((name) => /^(?:attacks|honest).*\.txt$/.test(name))
    : [];

/** What the senders of each section come to; a section ends at its colon: `listed: en` counts as listed. */
function ratesOf(file: string): Map<string, Record<string, number>> {
  const rates = new Map<string, Record<string, number>>();
  for (const sender of readSenders(pathToFileURL(resolve(folder!, file)).href)) {
    const { findings } = outcome(headerOf(sender, true), { context: contextFor(true) });
    const section = sender.section.split(':')[0]!;
    const rate = rates.get(section) ?? { all: 0, danger: 0, caution: 0, info: 0, none: 0 };
    rate.all!++;
    rate[worst(findings)]!++;
    rates.set(section, rate);
  }
  return rates;
}

describe.skipIf(files.length === 0)('lists that nobody has read', () => {
  test.each(files)('%s', (file) => {
    const rates = ratesOf(file);
    console.info(file, Object.fromEntries(rates));
    expect(rates.size).toBeGreaterThan(0);
    if (!file.startsWith('honest')) return;
    for (const { danger } of rates.values()) expect(danger).toBe(0);
  });
});
