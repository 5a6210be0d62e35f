// Remedies: right and in order for what is broken, none for what is sound, and following one helps.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { usableTerms } from '../../../lib/evidence/evaluated/spf-terms.ts';
import type { Evidence, Remedy } from '../../../lib/model.ts';
import { amendSpf } from '../../../lib/verdict/story/remedies/spf-record.ts';
import { tell } from '../../../lib/verdict/story/tell.ts';
import { LANGUAGES, say } from '../../../lib/words.ts';
import { type BuiltCase, buildCase } from '../../helpers/cases/build.ts';
import { loadCase } from '../../helpers/cases/case.ts';
import { judgeCase } from '../../helpers/cases/judge.ts';
import type { Zone } from '../../helpers/dns/zone.ts';
import { BROKEN, caseOf, type Setup, SOUND } from './setups.ts';

const judgeSetup = (setup: Setup) => judgeCase(buildCase(caseOf(setup)));
const idsOf = (remedies: readonly Remedy[]) => remedies.map(({ id }) => id);

/** The zone with a remedy followed: its record in place of every other of its kind. */
function follow(zone: Zone, { publish }: Remedy): Zone {
  if (!publish) return zone;
  const kind = /spf1/i.test(publish.value) ? /^v=spf1/i : /dmarc/i;
  const others = (zone[publish.name]?.TXT ?? []).filter((text) => !kind.test(String(text)));
  return { ...zone, [publish.name]: { ...zone[publish.name], TXT: [...others, publish.value] } };
}

describe('broken', () => {
  test('at least forty set-ups', () => expect(BROKEN.length).toBeGreaterThanOrEqual(40));

  test.each(BROKEN.map((one) => [one.name, one] as const))('%s', async (_, setup) => {
    const built = buildCase(caseOf(setup));
    const judgement = await judgeCase(built);
    const { remedies } = judgement.report;
    expect(idsOf(remedies)).toEqual(setup.remedies);
    const effects = remedies.map(({ effect }) => ['dmarc', 'method', 'advice'].indexOf(effect));
    expect(effects).toEqual([...effects].sort());
    for (const language of LANGUAGES)
      for (const { id, params } of remedies) {
        const text = say(language, { key: `remedy.${id}`, params });
        expect(text).not.toMatch(/\{\w+\}|undefined/);
      }
    // Judged anew as a file, with the record published.
    for (const remedy of remedies.filter(({ publish }) => publish?.type === 'TXT')) {
      const mended = await judgeCase({ ...built, zone: follow(built.zone, remedy) });
      const { evaluated } = mended.report;
      if (remedy.id.startsWith('spf')) expect(evaluated?.spf?.result).toBe('pass');
      if (remedy.effect === 'dmarc') expect(evaluated?.dmarc.result).toBe('pass');
      expect(idsOf(mended.report.remedies)).not.toContain(remedy.id);
    }
  });
});

describe('sound', () => {
  test('at least forty set-ups', () => expect(SOUND.length).toBeGreaterThanOrEqual(40));

  test.each(SOUND.map((one) => [one.name, one] as const))('%s', async (_, setup) => {
    expect((await judgeSetup(setup)).report.remedies).toEqual([]);
  });
});

describe('what a remedy says', () => {
  test('the two domains side by side', async () => {
    const service = BROKEN.find(({ name }) => name === 'a service without any set-up');
    const { details } = tell(await judgeSetup(service!));
    expect(details?.why).toEqual({
      key: 'remedy.why.others',
      params: { domain: 'shop.example', others: 'service.example' },
    });
  });

  test('the terms of a known host, with its server from the record', async () => {
    const account = BROKEN.find(({ name }) => name === 'an old rental account');
    const { report } = await judgeSetup(account!);
    expect(report.remedies[0]?.publish?.value).toBe(
      'v=spf1 ip4:192.0.2.25 a:www2345.sakura.ne.jp mx ~all',
    );
  });

  test('names no host of a field that the sender wrote', async () => {
    const { report } = await judgeSetup({
      name: 'x',
      spf: null,
      fields: ['Received: from trap.evil.example (trap.evil.example [198.51.100.9]) by x.example'],
      gmail: { helo: 'helo.evil.example', reverse: null },
    });
    expect(JSON.stringify(report.remedies)).not.toContain('evil.example');
  });

  test('nothing where DNS did not answer', async () => {
    const zone = { '_dmarc.shop.example': { fail: 'servfail' as const } };
    const { report, evidence } = await judgeCase({
      ...buildCase(caseOf({ name: 'x', sign: [] })),
      zone,
    });
    expect((evidence as Evidence).evaluated?.dmarc.reason).toBe('dnsFailed');
    expect(idsOf(report.remedies).filter((id) => id.startsWith('dmarc'))).toEqual([]);
  });
});

describe('stories of senders, judged as a file without a record', () => {
  const asFile = (built: BuiltCase) =>
    judgeCase({
      ...built,
      context: { ...built.context, source: 'file', receivedAt: built.sentAt },
    });

  test.each([
    ['sakura-account-before-spf', ['spfMissing', 'dkimMissing', 'dmarcMissing']],
    ['newspaper-without-dmarc', ['dmarcMissing']],
    ['bank-with-spf-only', ['dmarcMissing', 'dkimMissing']],
    ['conoha-forwards-an-unsigned-sender', ['dkimMissing', 'spfForwarded', 'arcMissing']],
    ['sakura-to-nifty-to-gmail-with-dkim', ['spfForwarded']],
  ])('%s', async (name, ids) => {
    const built = buildCase(loadCase(name));
    const { report } = await asFile(built);
    expect(idsOf(report.remedies)).toEqual(ids);
    for (const remedy of report.remedies.filter(({ publish }) => publish)) {
      const mended = await asFile({ ...built, zone: follow(built.zone, remedy) });
      const { spf, dmarc } = mended.report.evaluated ?? {};
      if (remedy.id.startsWith('spf')) expect(spf?.result).toBe('pass');
      if (remedy.effect === 'dmarc') expect(dmarc?.result).toBe('pass');
    }
  });
});

/** What a text program makes of -all, as DNS gives its octets. */
const DASH = '\u00e2\u0080\u0093all';

describe('an amended record', () => {
  const all = (records: string[]) => usableTerms('shop.example', records, () => undefined);

  test.each([
    [['v=spf1 mx -all'], 'v=spf1 ip4:192.0.2.1 mx -all'],
    [[], 'v=spf1 ip4:192.0.2.1 ~all'],
    [['v=spf1 -all mx', 'v=spf1 a mx ~all'], 'v=spf1 ip4:192.0.2.1 mx a -all'],
    [
      ['v=spf1 ipv4:1.2.3.4 ip4:1.2.3.400 include:a.example'],
      'v=spf1 ip4:192.0.2.1 include:a.example ~all',
    ],
    [['v=spf1 redirect=a.example'], 'v=spf1 ip4:192.0.2.1 redirect=a.example'],
    [['V=SPF1  ip6:2001:db8::/32   ?all'], 'v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 ?all'],
    [['v=spf1 mx -all;'], 'v=spf1 ip4:192.0.2.1 mx -all'],
    [['v=spf1 mx ~all.'], 'v=spf1 ip4:192.0.2.1 mx ~all'],
    [[`v=spf1 mx ${DASH}`], 'v=spf1 ip4:192.0.2.1 mx -all'],
    [['v=spf1 mx all;'], 'v=spf1 ip4:192.0.2.1 mx ~all'],
    [['v=spf1 mx -allow'], 'v=spf1 ip4:192.0.2.1 mx ~all'],
    [['v=spf1 redirect=a.example redirect=b.example'], 'v=spf1 ip4:192.0.2.1 redirect=a.example'],
    [['v=spf1 exp=a.example mx exp=b.example'], 'v=spf1 ip4:192.0.2.1 exp=a.example mx ~all'],
  ])('%j', (published, amended) => {
    expect(amendSpf(all(published), ['ip4:192.0.2.1'])).toBe(amended);
  });
});

describe('a record that counts as broken, mended', () => {
  const ZONE: Zone = {
    'dead.example': { A: ['192.0.2.9'] },
    'two.example': { TXT: ['v=spf1 -all', 'v=spf1 mx -all'] },
    'loop.example': { TXT: ['v=spf1 include:loop.example -all'] },
    'deep.example': { TXT: ['v=spf1 include:dead.example -all'] },
    'misspelt.example': { TXT: ['v=spf1 ipv4:192.0.2.9 -all'] },
    'fine.example': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] },
  };
  const MISTAKES = [
    ...['a:192.0.2.1', 'mx:192.0.2.1', 'mx/99', 'a/33', 'a:', 'mx:', 'a//64/24', 'a:fine.example/'],
    ...['ip4:192.0.2.1/33', 'ip4:192.0.2.1-192.0.2.9', 'ip4:', 'ip6:2001:db8::/129', 'ip6:1:2'],
    ...['include:localhost', 'include:', 'include:fine..example', 'include:http://fine.example'],
    ...['include:fine.example,dead.example', 'include:%{q}.fine.example', 'exists:%{i', 'ptr:'],
    ...['a:mail_server', 'a:fine.example;', 'foo=%{q}', '1foo=bar', 'exp=', 'redirect='],
    ...['include:dead.example', 'include:two.example', 'include:loop.example', '-all;', '~all.'],
    ...['include:deep.example', 'include:misspelt.example', 'include:gone.example', 'all:example'],
    ...['redirect=dead.example', 'redirect=deep.example', DASH, 'ipv4:192.0.2.1', 'allow'],
  ];
  const SOUND = ['mx', 'ip4:198.51.100.0/24', 'include:fine.example', 'a:dead.example', 'foo=bar'];
  const setup = (terms: readonly string[]): Setup => ({
    name: 'x',
    spf: `v=spf1 ${terms.join(' ')}`,
    zone: ZONE,
    sign: [],
  });
  const measured = async (built: BuiltCase) => {
    const { report } = await judgeCase({
      ...built,
      context: { ...built.context, lookups: 'always' },
    });
    const spf = report.remedies.find(({ id }) => id.startsWith('spf'));
    return { result: report.evaluated?.spf?.result, spf };
  };
  /** The same mail from a server that no record lists: every term is evaluated. */
  const stranger = (terms: readonly string[]) =>
    caseOf({ ...setup(terms), gmail: { ip: '203.0.113.99', reverse: null } });

  test('any of the mistakes among sound terms: what is proposed is evaluated to its end', async () => {
    const terms = fc.array(fc.constantFrom(...MISTAKES, ...SOUND), { minLength: 1, maxLength: 5 });
    const ends = fc.constantFrom('-all', '~all', '?all', 'redirect=fine.example');
    await fc.assert(
      fc.asyncProperty(terms, ends, async (some, end) => {
        const written = [...some, end];
        const built = buildCase(caseOf(setup(written)));
        const { result, spf } = await measured(built);
        if (result !== 'permerror') return;
        expect(spf?.publish, written.join(' ')).toBeTruthy();
        const mended = follow(built.zone, spf!);
        expect((await measured({ ...built, zone: mended })).result).toBe('pass');
        const { value } = spf!.publish!;
        const other = await measured({ ...buildCase(stranger(written)), zone: mended });
        // What was not evaluated before, because an error came first, may still lead nowhere.
        if (spf!.id !== 'spfSyntax') return;
        for (const term of MISTAKES.filter((one) => !/^(?:include:|redirect=)/.test(one)))
          expect(value.split(' ').slice(1), written.join(' ')).not.toContain(term);
        if (!written.some((one) => /(?:dead|two|loop|deep|misspelt|gone)\.example$/.test(one)))
          expect(other.result, value).not.toBe('permerror');
      }),
      { numRuns: 150 },
    );
  });

  test.each(MISTAKES)('%s alone', async (mistake) => {
    const isEnd = /^redirect=|all/.test(mistake);
    const terms = isEnd ? [mistake] : [mistake, '-all'];
    const built = buildCase(stranger(terms));
    const { result, spf } = await measured(built);
    expect(result).toBe('permerror');
    expect(spf?.publish).toBeTruthy();
    const after = spf!.publish!.value.split(' ').slice(2).join(' ');
    // The server that was seen is listed first; without it every other term is evaluated.
    const zone = follow(built.zone, {
      ...spf!,
      publish: { ...spf!.publish!, value: `v=spf1 ${after}` },
    });
    const without = await measured({ ...built, zone });
    expect(['fail', 'softfail']).toContain(without.result);
    if (terms.some((one) => one === DASH || one.startsWith('-all')))
      expect(without.result).toBe('fail');
  });
});
