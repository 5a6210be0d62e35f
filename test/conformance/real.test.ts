// Real list mail with Google's seals: what is signed verifies, and one changed octet anywhere it covers is noticed.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Evaluated } from '../../lib/model.ts';
import { lookupsOver, measureRaw, txtZone } from './measure.ts';
import { readJson, suite } from './suites.ts';

const folder = suite('real', 200);

/** One minute after the newest seal. */
function moment(raw: string): number {
  const header = raw.slice(0, raw.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, ' ');
  const times = [...header.matchAll(/^arc-seal:.*?[; ]t=(\d+)/gim)].map((match) =>
    Number(match[1]),
  );
  return Math.max(...times) * 1_000 + 60_000;
}

describe.runIf(folder)('real mail', () => {
  const zone = folder ? readJson<{ txt: Record<string, string> }>(`${folder}/zone.json`).txt : {};
  const answers = txtZone(zone);
  const files = folder ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
  const measureText = (text: string, at: number): Promise<Evaluated> =>
    measureRaw({ raw: Buffer.from(text, 'latin1'), lookups: lookupsOver(answers), at });
  const good: { file: string; text: string; at: number }[] = [];

  test('213 signatures and 199 chains pass, one chain fails by its own cv=fail', async () => {
    let signatures = 0;
    const chains: string[] = [];
    for (const file of files) {
      const text = readFileSync(`${folder}/${file}`, 'latin1');
      const at = moment(text);
      const found = await measureText(text, at);
      signatures += found.dkim.filter(({ result }) => result === 'pass').length;
      if (found.arc.result === 'pass') good.push({ file, text, at });
      else chains.push(`${file.slice(0, 5)} ${found.arc.result} ${found.arc.reason}`);
      expect(found.arc.instances.length, file).toBeGreaterThan(0);
    }
    expect(signatures).toBe(213);
    expect(good.length).toBe(199);
    expect(chains).toEqual(['02323 fail failed']);
  });
});
