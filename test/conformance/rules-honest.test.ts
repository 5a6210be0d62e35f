// Gates on honest mail: no danger at all, caution on at most one message in two hundred.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../lib/model.ts';
import { octets, outcome, worst } from '../verdict/rules/evidence.ts';
import { contextFor, headerOf, readSenders } from '../verdict/rules/senders.ts';
import { readJson, suite } from './suites.ts';

const MOST_CAUTIONS = 0.005;

/** Counts what the findings of each case amount to; the loud ones are listed for whoever has to look at them. */
function gate(cases: { id: string; findings: Finding[]; mild?: boolean }[]): void {
  const loud = (severity: string) =>
    cases
      .filter(
        ({ findings, mild }) => worst(findings) === severity && !(mild && severity === 'caution'),
      )
      .map(({ id, findings }) => `${id}: ${findings.map(({ rule }) => rule).join(', ')}`);
  expect(loud('danger')).toEqual([]);
  const cautions = loud('caution');
  expect(cautions.length / cases.length, cautions.join('\n')).toBeLessThanOrEqual(MOST_CAUTIONS);
  console.info(`${cases.length} honest messages: 0 danger, ${cautions.length} caution`);
}

describe('honest mail', () => {
  const froms = suite('ham/from-headers.json', 1617);
  test.runIf(froms)('From fields of technical lists', () => {
    const fields = readJson<string[]>(froms ?? '');
    expect(fields).toHaveLength(1617);
    gate(
      fields.map((from) => ({
        id: from,
        findings: outcome(octets(`From: ${from}\nTo: list@example.org\nSubject: Re: topic\n`))
          .findings,
      })),
    );
  });

  const ham = suite('ham/spamassassin-ham.jsonl', 4150);
  test.runIf(ham)('header blocks of a public corpus', () => {
    const lines = readFileSync(ham ?? '', 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    expect(lines).toHaveLength(4150);
    gate(
      lines.map((line) => {
        const { id, header } = JSON.parse(line) as { id: string; header: string };
        return { id, findings: outcome(header).findings };
      }),
    );
  });

  const spam = suite('ham/spamassassin-spam.jsonl', 1896);
  test.runIf(spam)('header blocks of spam: reported, not judged', () => {
    const lines = readFileSync(spam ?? '', 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    const tally: Record<string, number> = {};
    for (const line of lines) {
      const grade = worst(outcome((JSON.parse(line) as { header: string }).header).findings);
      tally[grade] = (tally[grade] ?? 0) + 1;
    }
    console.info(`${lines.length} spam messages:`, tally);
    expect(lines).toHaveLength(1896);
  });

  for (const record of [false, true]) {
    test(`neighbours of names ${record ? 'as Gmail delivers them' : 'without a record'}`, () => {
      const neighbours = readSenders('../claims/neighbours.txt');
      expect(neighbours.length).toBeGreaterThanOrEqual(280);
      gate(
        neighbours.map((sender) => ({
          id: `line ${sender.line} ${sender.name} <${sender.address}>`,
          // Free mail and what nothing proves is asked about more: only danger is wrong there.
          mild: sender.mild || !record,
          findings: outcome(headerOf(sender, record), { context: contextFor(record) }).findings,
        })),
      );
    });

    test(`traps ${record ? 'as Gmail delivers them' : 'without a record'}`, () => {
      const traps = readSenders('./traps.txt');
      expect(traps.length).toBeGreaterThanOrEqual(300);
      gate(
        traps.map((sender) => ({
          id: `line ${sender.line} ${sender.name} <${sender.address}>`,
          mild: sender.mild,
          findings: outcome(headerOf(sender, record), { context: contextFor(record) }).findings,
        })),
      );
    });
  }
});
