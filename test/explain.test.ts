// The command line as an administrator uses it: real files, real DNS over HTTPS, text and JSON.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../lib/model.ts';
import { buildCase, mergeZones, TEST_NOW } from './helpers/cases/build.ts';
import { loadCase } from './helpers/cases/case.ts';
import { startDns, type TestDns } from './helpers/dns/start.ts';

const NAMES = [
  'brand-name-from-own-domain',
  'forged-quarantine',
  'signed-newsletter',
  'another-sender-of-a-known-name',
  'list-with-footer',
  'learned-forwarder',
];
const now = new Date(TEST_NOW).toISOString();
const built = NAMES.map((name) => buildCase(loadCase(name)));
const folder = mkdtempSync(join(tmpdir(), 'inkan-explain-'));
const file = (name: string) => join(folder, `${name}.eml`);
let dns: TestDns;

beforeAll(async () => {
  mkdirSync(join(folder, 'sub'));
  for (const one of built) writeFileSync(file(one.case.name), one.raw);
  writeFileSync(join(folder, 'sub', 'again.eml'), built[2]!.raw);
  writeFileSync(join(folder, 'notes.txt'), 'not a mail');
  dns = await startDns(mergeZones(built.map((one) => one.zone)));
});
afterAll(async () => {
  await dns?.close();
  rmSync(folder, { recursive: true });
});

interface Result {
  code: number | null;
  out: string;
  err: string;
}

function explain(args: string[], input?: Uint8Array): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/explain.ts', '--now', now, ...args], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: dns.caPath, LANG: 'C' },
    });
    const result: Result = { code: null, out: '', err: '' };
    child.stdout.on('data', (data) => {
      result.out += data;
    });
    child.stderr.on('data', (data) => {
      result.err += data;
    });
    child.on('close', (code) => resolve({ ...result, code }));
    child.stdin.end(input ?? '');
  });
}

const reports = ({ out }: Result) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);

const gmail = () => ['--json', '--from-gmail', '--doh', dns.url];

describe('explain --json', () => {
  test('a folder gives one line a message, sorted, sub-folders included', async () => {
    const result = await explain([...gmail(), folder]);
    expect(result.err).toBe('');
    expect(result.code).toBe(0);
    const all = reports(result);
    expect(all.map((one) => one.file)).toEqual([
      ...NAMES.toSorted().map(file),
      join(folder, 'sub', 'again.eml'),
    ]);
    const verdicts = new Map(all.map((one) => [one.file, `${one.origin} ${one.tone}`]));
    expect(verdicts.get(file('brand-name-from-own-domain'))).toBe('signed danger');
    expect(verdicts.get(file('forged-quarantine'))).toBe('contradicted danger');
    expect(verdicts.get(file('signed-newsletter'))).toBe('signed calm');
    expect(all.at(-1)).toMatchObject({ origin: 'signed', tone: 'calm' });
  });

  test('the report has the stable fields, and names what was asked', async () => {
    const [report] = reports(await explain([...gmail(), file('signed-newsletter')]));
    expect(Object.keys(report!)).toEqual([
      ...['version', 'file', 'origin', 'tone', 'authorDomain', 'author', 'receivedAt'],
      ...['measuredAt', 'fidelity', 'findings', 'stated', 'evaluated', 'remedies', 'reason'],
      ...['claims', 'owner', 'queries', 'held'],
    ]);
    expect(report).toMatchObject({
      version: 1,
      authorDomain: 'bluemountain.example',
      stated: { proof: 'sealed', authservId: 'mx.google.com', dkim: 'pass', dmarc: 'pass' },
      evaluated: {
        spf: { result: 'pass', domain: 'bluemountain.example', aligned: true },
        dkim: [{ result: 'pass', sdid: 'bluemountain.example', selector: 's1', keyBits: 2048 }],
        dmarc: { result: 'pass', policy: 'reject', policyDomain: 'bluemountain.example' },
        arc: { result: 'pass', sealers: ['google.com'] },
      },
    });
    expect(report!.queries).toContain('s1._domainkey.bluemountain.example');
  });

  test('standard input, and an unreadable file among readable ones', async () => {
    const one = await explain([...gmail(), '-', join(folder, 'nowhere.eml')], built[2]!.raw);
    expect(one.code).toBe(2);
    const [first, second] = reports(one);
    expect(first).toMatchObject({ file: '-', origin: 'signed' });
    expect(second).toMatchObject({ version: 1, file: join(folder, 'nowhere.eml') });
    expect(second).toHaveProperty('error');
  });

  test('without --from-gmail the record of a file counts because Google sealed it', async () => {
    const [report] = reports(
      await explain(['--json', '--doh', dns.url, file('signed-newsletter')]),
    );
    expect(report).toMatchObject({ origin: 'signed', stated: { proof: 'sealed' } });
  });

  test('a folder without a message says so', async () => {
    const result = await explain([...gmail(), mkdtempSync(join(folder, 'sub', 'empty-'))]);
    expect(result).toMatchObject({ code: 0, out: '' });
    expect(result.err).toContain('no .eml or .mbox file');
  });

  test('a folder that cannot be listed is told, and the others are still reported', async () => {
    const path = mkdtempSync(join(folder, 'sub', 'part-'));
    writeFileSync(join(path, 'one.eml'), built[2]!.raw);
    symlinkSync(join(path, 'nowhere'), join(path, 'two.eml'));
    // Nobody, root included, reads a folder by a name that is longer than names may be.
    const result = await explain([...gmail(), path, join(folder, 'x'.repeat(300))]);
    expect(result.code).toBe(2);
    const [first, ...others] = reports(result);
    expect(first).toMatchObject({ origin: 'signed' });
    expect(others.map((one) => 'error' in one)).toEqual([true, true]);
  });

  test('whoever reads may stop reading', async () => {
    const files = Array.from({ length: 200 }, () => file('signed-newsletter'));
    const line = `"$0" scripts/explain.ts --lookups off "$@" | head -1`;
    const child = spawn('sh', ['-c', line, process.execPath, ...files]);
    let err = '';
    child.stderr.on('data', (data) => {
      err += data;
    });
    await new Promise((resolve) => child.once('close', resolve));
    expect(err).toBe('');
  });

  test('a resolver that does not answer is told, and nothing asked is called open', async () => {
    const unsigned = join(folder, 'unsigned.txt');
    writeFileSync(unsigned, 'From: a@shop.example\r\nTo: x@y.example\r\nSubject: x\r\n\r\nx\r\n');
    const result = await explain(['--doh', 'http://127.0.0.1:9/dns-query', unsigned]);
    expect(result.out).toContain('The DMARC record could not be looked up.');
  });

  test('lookups off asks nobody', async () => {
    dns.forget();
    const [report] = reports(
      await explain([...gmail(), '--lookups', 'off', file('signed-newsletter')]),
    );
    expect(report).toMatchObject({ origin: 'recorded', tone: 'calm', queries: [] });
    expect(dns.requests()).toEqual([]);
  });

  test('the context names the reader', async () => {
    const context = join(folder, 'context.json');
    writeFileSync(
      context,
      JSON.stringify({ me: { addresses: [], name: '三井 花子' }, ownDomains: [] }),
    );
    const result = await explain([...gmail(), '--context', context, file('forged-quarantine')]);
    expect(result.code).toBe(0);
    writeFileSync(context, JSON.stringify({ mee: {} }));
    expect((await explain(['--context', context, folder])).code).toBe(2);
  });

  describe('the context says what the reader confirmed and whom they answered', () => {
    const known = { name: 'Kenji Mori', address: 'mori@client.example', days: 9 };
    const judge = async (given: object) => {
      const context = join(folder, 'known.json');
      writeFileSync(context, JSON.stringify({ me: { name: '', addresses: [] }, ...given }));
      const [report] = reports(
        await explain([...gmail(), '--context', context, file('another-sender-of-a-known-name')]),
      );
      return report!;
    };

    test('somebody never answered makes no other sender a suspect', async () => {
      const answered = await judge({ correspondents: [{ ...known, answered: true }] });
      expect(answered.tone).toBe('caution');
      const never = await judge({ correspondents: [{ ...known, answered: false }] });
      expect(never.tone).toBe('calm');
    });

    test('"it is really them" holds for the domain that was proved, whatever its letters', async () => {
      const given = { correspondents: [{ ...known, answered: true }] };
      const loud = await judge(given);
      const { rule } = loud.findings.find(({ severity }) => severity === 'caution')!;
      const one = { rule, address: 'Kenji@Mori-Home.example', name: 'Kenji Mori' };
      const taught = (domain: string) => judge({ ...given, taught: [{ ...one, domain }] });
      expect((await taught('Mori-Home.example')).tone).toBe('neutral');
      expect((await taught('another.example')).tone).toBe('caution');
    });
  });

  test('a list that was merely learned excuses nobody; one that is known does', async () => {
    const context = join(folder, 'lists.json');
    const judge = async (given: object) => {
      writeFileSync(context, JSON.stringify(given));
      return reports(
        await explain([...gmail(), '--context', context, file('list-with-footer')]),
      )[0]!;
    };
    const list = ['bird-watch.lists.example'];
    const nothing = await judge({});
    expect(await judge({ learnedLists: list })).toEqual(nothing);
    expect((await judge({ knownLists: list })).tone).not.toBe(nothing.tone);
  });

  test('a server that was learned names the forward', async () => {
    const context = join(folder, 'forwarders.json');
    const judge = async (given: object) => {
      writeFileSync(context, JSON.stringify(given));
      return reports(
        await explain([...gmail(), '--context', context, file('learned-forwarder')]),
      )[0]!;
    };
    const { learnedForwarders } = loadCase('learned-forwarder').context!;
    expect((await judge({ learnedForwarders })).origin).toBe('relayed');
    expect((await judge({})).origin).toBe('contradicted');
  });

  test.each([
    [[], 'must be an object'],
    [{ learnedForwarders: 'mx.example' }, 'learnedForwarders must be a list of texts'],
    [{ learnedLists: [1] }, 'learnedLists must be a list of texts'],
    [{ taught: {} }, 'taught must be a list'],
    [{ taught: ['x'] }, 'taught[0] must be an object'],
    [{ taught: [{ rule: 'x', address: 'a@b.example', name: '' }] }, 'domain of taught[0]'],
    [{ me: { adresses: [] } }, 'unknown adresses in me'],
    [
      { correspondents: [{ name: 'A', address: 'a@b.example', days: 1, answered: 'yes' }] },
      'answered of correspondents[0]',
    ],
    [{ correspondents: [{ name: 'A', address: 'a@b.example' }] }, 'days of correspondents[0]'],
  ])('the context %j is refused: %s', async (given, said) => {
    const context = join(folder, 'refused.json');
    writeFileSync(context, JSON.stringify(given));
    const result = await explain(['--context', context, folder]);
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.err).toContain(said);
    expect(result.err).not.toContain('    at ');
  });
});

describe('explain in words', () => {
  test('both languages name what differs, and --why has a line for each row not chosen', async () => {
    const args = ['--from-gmail', '--doh', dns.url, '--why', file('brand-name-from-own-domain')];
    const english = await explain([...args, '--lang', 'en']);
    const japanese = await explain([...args, '--lang', 'ja']);
    for (const { out } of [english, japanese]) {
      expect(out).toContain('三井住友カード');
      expect(out).toContain('kxqz-service.example');
      expect(out).not.toMatch(/\{\w+\}/);
      const rows = [...out.matchAll(/^ {2} ?(\d+) {2}\S/gm)].map((match) => Number(match[1]));
      expect(rows).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20]);
    }
    expect(japanese.out).toContain('誰が送ったか');
    expect(english.out).toContain('[Warning]');
    expect(japanese.out).toContain('[警告]');
    expect(english.out).toMatch(/^Row 14 decided: confirmed on arrival/m);
    expect(japanese.out).toMatch(/^判定表の 14 行目で決まりました：受信時に確認され/m);
    expect(english.out).toMatch(/From[^:]*: kxqz-service\.example$/m);
  });
});

describe('unusable arguments end with 2', () => {
  for (const args of [
    [],
    ['--bogus', 'x.eml'],
    ['--lookups', 'sometimes', 'x.eml'],
    ['--at', 'yesterday-ish', 'x.eml'],
    ...['5', '2026', '2026-02-31', 'Fri, 20 Nov 2026 09:00:00 GMT', '2026-11-20 09:00', ''].map(
      (time) => ['--at', time, 'x.eml'],
    ),
    ['--lang', 'fr', 'x.eml'],
    ['--lang', '', 'x.eml'],
    ['--doh', '', 'x.eml'],
    ['--doh', '', '--domain', 'shop.example'],
    ['--selector', '', '--domain', 'shop.example'],
    ['--doh', 'http://resolver.example/dns-query', 'x.eml'],
    ['--context', '/nowhere.json', 'x.eml'],
  ])
    test(args.join(' ') || 'no file', async () => {
      const result = await explain(args);
      expect(result.code).toBe(2);
      expect(result.err).not.toContain('    at ');
    });
});
