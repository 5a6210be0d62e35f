// As large as it gets: long lines, many folds, runs of white space, comments in comments.
import { describe, expect, test } from 'vitest';
import { BOTH, draftOf, expectBounded, judge, MEBIBYTE } from './journey.ts';

const FROM = 'From: Bank <info@bank.example>';

describe('sizes', () => {
  test.each([
    ['From', (n: number) => `From: ${'a'.repeat(n)}@bank.example`],
    ['a name', (n: number) => `From: "${'B'.repeat(n)}" <x@bank.example>`],
    ['a subject', (n: number) => `${FROM}\r\nSubject: ${'s'.repeat(n)}`],
    [
      'a signature',
      (n: number) => `${FROM}\r\nDKIM-Signature: v=1; d=bank.example; b=${'A'.repeat(n)}`,
    ],
    ['a field name', (n: number) => `${FROM}\r\n${'N'.repeat(n)}: v`],
    ['a line without a colon', (n: number) => `${FROM}\r\n${'x'.repeat(n)}`],
    [
      'results',
      (n: number) =>
        `Authentication-Results: mx.google.com; dmarc=pass header.from=${'b'.repeat(n)}\r\n${FROM}`,
    ],
    ['a domain', (n: number) => `From: a@${'b.'.repeat(n / 2)}example`],
  ])('%s in a line of a million octets', async (_name, line) => {
    for (const [, circumstances] of BOTH) {
      const outcome = await judge(draftOf([line(1_000_000)]), circumstances);
      // A name and a domain are what most rules look at.
      await expectBounded(outcome, 60);
      expect(outcome.digest.refused).toBe(null);
      expect(outcome.report.tone).not.toBe('calm');
    }
  });

  test('a header of more than a mebibyte is not read', async () => {
    const outcome = await judge(draftOf([FROM, `X: ${'x'.repeat(MEBIBYTE)}`]));
    expect(outcome.digest.refused).toBe('headerTooLarge');
    expect(outcome.report).toMatchObject({ origin: 'unknown', tone: 'unknown', reason: 'source' });
    expect(outcome.asked).toEqual([]);
  });

  test.each([
    ['folds', `X: a${'\r\n b'.repeat(3_998)}`, `X: a${'\r\n b'.repeat(100_000)}`],
    ['blanks in a row', `X: a${' '.repeat(1_999)}b`, `X: a${' '.repeat(500_000)}b`],
    ['tabs in a row', `X: a${'\t'.repeat(1_999)}b`, `X: a${'\t'.repeat(500_000)}b`],
    ['carriage returns in a row', `X: a${'\r'.repeat(1_999)}b`, `X: a${'\r'.repeat(500_000)}b`],
    ['blanks before a colon', `X${' '.repeat(1_999)}: b`, `X${' '.repeat(500_000)}: b`],
    [
      'folds in From',
      `From: a@b.example${'\r\n ,c@d.example'.repeat(3_000)}`,
      `From: a@b.example${'\r\n ,c@d.example'.repeat(40_001)}`,
    ],
  ])('%s: read up to the limit and beyond', async (_name, within, beyond) => {
    for (const field of [within, beyond]) {
      const outcome = await judge(draftOf([FROM, field]));
      await expectBounded(outcome);
      expect(outcome.digest.refused).toBe(null);
      expect(outcome.report.tone).not.toBe('calm');
    }
  });

  const nest = (depth: number) => `${'('.repeat(depth)}x${')'.repeat(depth)}`;
  test.each([
    ['From', `From: ${nest(10_000)} Bank <info@bank.example>`],
    ['From, never closed', `From: ${'('.repeat(10_000)} Bank <info@bank.example>`],
    ['Date', `${FROM}\r\nDate: Fri, 20 Nov 2026 08:00:00 ${nest(10_000)}`],
    [
      'Received',
      `Received: from a ${nest(10_000)} by b.example; Fri, 20 Nov 2026 08:00:00 +0000\r\n${FROM}`,
    ],
    [
      'results',
      `Authentication-Results: mx.google.com ${nest(10_000)}; dmarc=pass header.from=bank.example\r\n${FROM}`,
    ],
    ['Content-Type', `${FROM}\r\nContent-Type: multipart/mixed ${nest(10_000)}; boundary=b`],
    ['List-Id', `${FROM}\r\nList-Id: ${nest(10_000)} <list.example>`],
  ])('comments 10,000 deep in %s', async (_name, field) => {
    for (const [, circumstances] of BOTH) {
      const outcome = await judge(draftOf([field]), circumstances);
      await expectBounded(outcome);
      expect(outcome.report.tone).not.toBe('calm');
    }
  });
});
