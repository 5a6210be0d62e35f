// Real list mail with Google's seals: what is signed verifies, and one changed octet anywhere it covers is noticed.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Evaluated } from '../../lib/model.ts';
import { coveredData } from './covered.ts';
import { failed, lookupsOver, measureRaw, txtZone } from './measure.ts';
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
    const broken = files.find((file) => file.startsWith('02323')) ?? '';
    const text = readFileSync(`${folder}/${broken}`, 'latin1');
    const { arc } = await measureText(text, moment(text));
    // Google's seal of a chain that it found broken covers the sets below it all the same
    expect(arc.instances.at(-1)).toMatchObject({ chainValidationStatus: 'fail', seal: 'pass' });
  });

  test("with lookups off, Google's own seals still verify, by its published keys", async () => {
    const off = () => failed('off');
    let proved = 0;
    for (const { text, at, file } of good) {
      const raw = Buffer.from(text, 'latin1');
      const { arc, dkim } = await measureRaw({ raw, lookups: lookupsOver(off), at });
      const googles = arc.instances.filter(
        ({ sealer, selector }) => sealer === 'google.com' && selector.startsWith('arc-'),
      );
      expect(
        googles.every(({ seal }) => seal === 'pass'),
        file,
      ).toBe(true);
      if (arc.instances.at(-1)?.sealer === 'google.com') {
        expect(arc.instances.at(-1)?.signature, file).toBe('pass');
        proved++;
      }
      expect(
        dkim.every(({ result }) => result !== 'fail'),
        file,
      ).toBe(true);
    }
    expect(proved).toBeGreaterThan(150);
  });

  /** Passing signatures and chain of a message, by what they cover. */
  async function proofs(
    text: string,
    at: number,
  ): Promise<{ passed: Set<string>; failed: Set<string> }> {
    const { dkim, arc } = await measureText(text, at);
    const words = [
      ...dkim.map(({ result }) => result),
      ...(arc.result === 'none' ? [] : [arc.result]),
    ];
    const sets = { passed: new Set<string>(), failed: new Set<string>() };
    coveredData(text).forEach(({ data }, index) => {
      (words[index] === 'pass' ? sets.passed : sets.failed).add(data);
    });
    return sets;
  }

  interface Change {
    file: string;
    text: string;
    at: number;
    position: number;
    octet: number;
  }

  /** What is said about each change is wrong where a changed form passes, or an unchanged one does not. */
  async function check(changes: Change[]): Promise<{ wrong: string[]; noticed: number }> {
    const wrong: string[] = [];
    let noticed = 0;
    const one = async ({ file, text, at, position, octet }: Change) => {
      const changed =
        text.slice(0, position) + String.fromCharCode(octet) + text.slice(position + 1);
      const before = await unchanged(file, text, at);
      const after = await proofs(changed, at).catch(() => ({
        passed: new Set<string>(),
        failed: new Set<string>(),
      }));
      const name = `${file} ${position} ${text.charCodeAt(position)}→${octet}`;
      for (const data of after.passed) if (!before.has(data)) wrong.push(`${name} passes`);
      for (const data of after.failed) if (before.has(data)) wrong.push(`${name} fails`);
      if ([...before].some((data) => !after.passed.has(data))) noticed++;
    };
    for (let i = 0; i < changes.length; i += 8) await Promise.all(changes.slice(i, i + 8).map(one));
    return { wrong, noticed };
  }

  const known = new Map<string, Promise<Set<string>>>();
  function unchanged(file: string, text: string, at: number): Promise<Set<string>> {
    const found = known.get(file) ?? proofs(text, at).then(({ passed }) => passed);
    known.set(file, found);
    return found;
  }

  const OTHER = [
    (octet: number) => octet ^ 1,
    (octet: number) => octet ^ 0x20,
    (octet: number) => octet ^ 0x80,
    () => 0x20,
    () => 0x3b,
  ];

  test('every octet of a header, in alternation over all messages: changed forms never pass, equal forms always do', async () => {
    const changes: Change[] = [];
    const shortest = Math.min(...good.map(({ text }) => text.search(/\r?\n\r?\n/)));
    for (let position = 0; position < shortest; position++) {
      const { file, text, at } = good[position % good.length]!;
      const from = text.charCodeAt(position);
      const octet = OTHER[position % OTHER.length]!(from);
      if (octet !== from) changes.push({ file, text, at, position, octet });
    }
    const { wrong, noticed } = await check(changes);
    expect(wrong).toEqual([]);
    expect(changes.length).toBeGreaterThan(7_000);
    expect(noticed).toBeGreaterThan(3_000);
  });

  test('five octets of every body', async () => {
    const changes = good.flatMap(({ file, text, at }, index) => {
      const start = text.search(/\r?\n\r?\n/) + 4;
      return [0.1, 0.3, 0.5, 0.7, 0.9].map((part, turn): Change => {
        const position = start + Math.floor((text.length - start) * part);
        const octet = OTHER[(index + turn) % 3]!(text.charCodeAt(position));
        return { file, text, at, position, octet };
      });
    });
    const { wrong, noticed } = await check(changes);
    expect(wrong).toEqual([]);
    expect(noticed).toBeGreaterThan(900);
  });
});
