// Origin, rules and claims added up, and the report that comes of them.
import { describe, expect, test } from 'vitest';
import type { Context } from '../../lib/model.ts';
import { judge, judgeUnreadable } from '../../lib/verdict/judge.ts';
import {
  brokenDkim,
  context,
  dkim,
  dmarc,
  type EvidenceWords,
  evidence,
  FAIL,
  NOW,
  PASS,
  READER,
  spf,
} from './evidence.ts';

const run = (words: EvidenceWords, more: Partial<Context> = {}) =>
  judge(evidence(words), context(more), null);
const NONE = ['spf=none shop.example'];

describe('the tone is the highest of origin and findings', () => {
  test('an attacker who signs under the name of a brand', () => {
    const { report, origin } = run({
      message: { name: '三井住友カード' },
      stated: { results: PASS },
      evaluated: { dkim: [dkim()] },
    });
    expect(origin).toMatchObject({ origin: 'signed', tone: 'calm' });
    expect(report).toMatchObject({ origin: 'signed', tone: 'danger' });
    expect(report.findings.map(({ rule }) => rule)).toContain('nameBrand');
  });
  test('info moves nothing', () => {
    const { report } = run({
      stated: { results: FAIL, policy: 'reject' },
      evaluated: { dkim: [dkim()] },
    });
    expect(report.tone).toBe('calm');
    expect(report.findings.map(({ rule, severity }) => [rule, severity])).toContainEqual([
      'passesNow',
      'info',
    ]);
  });
  test('row and rule speak once of the same thing', () => {
    const { report } = run({
      stated: { results: PASS },
      evaluated: { domain: { gone: true, subdomainGone: false } },
    });
    expect(report.findings.filter(({ rule }) => rule === 'domainGone')).toHaveLength(1);
    expect(report.tone).toBe('caution');
  });
});

describe('an unproven mail that claims to be somebody is a caution', () => {
  const tone = (words: EvidenceWords, more: Partial<Context> = {}) => run(words, more).report.tone;
  const from = (
    address: string,
    results = [`spf=none ${address.split('@')[1]}`],
  ): EvidenceWords => ({
    message: { from: address },
    stated: { results },
  });
  const known = { correspondents: [{ name: 'Bob', address: 'bob@shop.example', days: 5 }] };
  test("a brand's own domain", () => {
    expect(tone(from('info@vpass.ne.jp'))).toBe('caution');
  });
  test('a brand that the reader added', () => {
    const extraBrands = [{ id: 'bank', names: ['Town Bank'], domains: ['town-bank.example'] }];
    expect(tone(from('info@mail.town-bank.example'), { extraBrands })).toBe('caution');
    expect(tone(from('info@town-bank.example'))).toBe('neutral');
  });
  test('the organisation of the reader', () => {
    const { origin } = run(from('boss@office.example'), { ownDomains: ['office.example'] });
    expect(origin).toMatchObject({ tone: 'caution', notes: [{ key: 'story.claim.own' }] });
  });
  test("a correspondent's domain", () => {
    expect(tone(from('billing@shop.example'), known)).toBe('caution');
  });
  test('row 12 too', () => {
    expect(tone(from('billing@shop.example', ['spf=permerror shop.example']), known)).toBe(
      'caution',
    );
    expect(tone(from('billing@shop.example', ['spf=permerror shop.example']))).toBe('neutral');
  });
  test('a stranger claims nobody', () => {
    expect(tone({ stated: { results: NONE } })).toBe('neutral');
    expect(
      tone(
        { stated: { results: NONE } },
        { correspondents: [{ name: 'Ann', address: 'ann@elsewhere.example', days: 9 }] },
      ),
    ).toBe('neutral');
  });
  test('a free-mail domain claims nobody, one address at it may', () => {
    const bob = { correspondents: [{ name: 'Bob', address: 'bob@outlook.com', days: 5 }] };
    expect(tone(from('eve@outlook.com'), bob)).toBe('neutral');
    expect(tone(from('bob@outlook.com'), bob)).toBe('caution');
  });
  test('the claim is said', () => {
    const { origin } = run(from('billing@shop.example'), known);
    expect(origin.notes?.[0]?.key).toBe('story.claim.correspondent');
  });
  test("the reader's own mail without any hop accuses nobody", () => {
    const own = {
      message: { from: READER, received: [] },
      stated: { absence: 'sent' as const },
      evaluated: null,
    };
    expect(run(own)).toMatchObject({ origin: { row: 4 }, report: { tone: 'neutral' } });
  });
  test('a proved mail claims rightly', () => {
    expect(tone({ stated: { results: PASS }, evaluated: { dkim: [dkim()] } }, known)).toBe('calm');
  });
});

describe('row 1: what Gmail shows is all there is', () => {
  test('the name rules still run', () => {
    const rendered = { name: '三井住友カード', address: 'info@abc.example' };
    const { report, evidence: none } = judgeUnreadable('a.eml', context({ rendered }), null);
    expect(none).toBeNull();
    expect(report).toMatchObject({
      file: 'a.eml',
      origin: 'unknown',
      reason: 'source',
      authorDomain: 'abc.example',
      author: rendered,
      stated: null,
      evaluated: null,
      measuredAt: null,
    });
    expect(report.findings.map(({ rule }) => rule)).toContain('nameBrand');
    expect(report.tone).not.toBe('unknown');
  });
  test('nothing shown, nothing said', () => {
    const { report } = judgeUnreadable(null, context(), 'headerTooLarge');
    expect(report).toMatchObject({ tone: 'unknown', authorDomain: null, findings: [] });
  });
  test('a refused digest is the same row', () => {
    expect(run({ refused: 'truncated' })).toMatchObject({
      origin: { row: 1, situation: 'truncated' },
      evidence: null,
    });
  });
  test('a header too large to read proves nothing, signed or not', () => {
    const signed = run({ refused: 'headerTooLarge', evaluated: { dkim: [dkim()] } });
    expect(signed).toMatchObject({
      origin: { rowId: 'unread', situation: 'refused', origin: 'unknown', reason: 'source' },
      report: { tone: 'unknown' },
    });
    expect(run({ refused: 'tooLarge' }).origin.situation).toBe('tooLarge');
  });
});

test('the report says exactly what version 1 promises', () => {
  const { report } = run(
    {
      message: { name: 'Shop' },
      stated: { results: PASS },
      evaluated: {
        dkim: [brokenDkim('keyMissing', { keyBits: null })],
        spf: spf(),
        dmarc: dmarc({ policy: 'reject' }),
      },
      held: ['x.example'],
    },
    {},
  );
  expect(report).toEqual({
    version: 1,
    file: null,
    origin: 'recorded',
    tone: 'calm',
    authorDomain: 'shop.example',
    author: { name: 'Shop', address: 'news@shop.example' },
    receivedAt: '2026-11-19T09:00:00.000Z',
    measuredAt: '2026-11-20T09:00:00.000Z',
    fidelity: 'exact',
    findings: report.findings,
    stated: {
      proof: 'anchored',
      authservId: 'mx.google.com',
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
      arc: null,
    },
    evaluated: {
      spf: { result: 'pass', domain: 'shop.example', aligned: true },
      dkim: [
        {
          result: 'neutral',
          sdid: 'shop.example',
          selector: 's1',
          aligned: true,
          keyBits: null,
          reason: 'keyMissing',
          headerPart: null,
          undone: null,
        },
      ],
      dmarc: {
        result: 'pass',
        policy: 'reject',
        domain: 'shop.example',
        policyDomain: 'shop.example',
      },
      arc: { result: 'none', sealers: [] },
    },
    reason: null,
    claims: [{ organisation: 'shop', place: 'name', form: 'exact', row: 10, answered: false }],
    owner: null,
    remedies: [],
    queries: [],
    held: ['x.example'],
  });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test('an override of the time of receipt stands in the report', () => {
  const { report } = run({ stated: { results: PASS } }, { receivedAt: NOW - 5000 });
  expect(report.receivedAt).toBe('2026-11-20T08:59:55.000Z');
});

test('an ambiguous mail has no author domain', () => {
  const made = evidence({ message: { from: READER } });
  const from = made.message.from[0]!;
  const { report } = judge(
    { ...made, message: { ...made.message, from: [from, from], author: null } },
    context(),
    null,
  );
  expect(report).toMatchObject({ origin: 'ambiguous', tone: 'danger', authorDomain: null });
});
