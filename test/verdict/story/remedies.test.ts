// Remedies: right and in order for what is broken, none for what is sound, and following one helps.
import { describe, expect, test } from 'vitest';
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

describe('an amended record', () => {
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
  ])('%j', (published, amended) => {
    expect(amendSpf(published, ['ip4:192.0.2.1'])).toBe(amended);
  });
});
