// @vitest-environment happy-dom
// Reports: what stands in them, whose address does not, and that a file of ours runs nothing.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mountCard } from '../../components/card/index.tsx';
import { createReportActions, type ReportActions } from '../../components/report/actions.ts';
import { centreFor } from '../../components/report/centres.ts';
import { createRedactor } from '../../components/report/redact.ts';
import { FORMS, writeText } from '../../components/report/text.ts';
import { fileName } from '../../lib/extension/save-file.ts';
import type { Told } from '../../lib/model.ts';
import { writeCsv } from '../../lib/text/csv.ts';
import { tell } from '../../lib/verdict/story/tell.ts';
import { LANGUAGES, say } from '../../lib/words.ts';
import { BRAND_NAME, evidence, judgement, samples } from './samples.ts';

const ME = 'alice.b@gmail.com';
const NOW = Date.UTC(2026, 10, 23, 4, 5, 6);

test('an address goes in every spelling a sender gives it, and nobody else’s does', () => {
  const { text } = createRedactor([ME]);
  for (const written of [
    'alice.b@gmail.com',
    'Alice.B@Gmail.com',
    'aliceb@gmail.com',
    'a.l.i.c.e.b@googlemail.com',
    'alice.b+shop@gmail.com',
    'alice.b=gmail.com',
    'alice.b%40gmail.com',
    'alice.b=40gmail.com',
  ])
    expect(text(`x <bounce-7-${written}>`.replace('7-', '7 '))).not.toMatch(
      /alice|aliceb|a\.l\.i/i,
    );
  for (const other of [
    'malice.b@gmail.com',
    'alice.bo@gmail.com',
    'alice.b@gmail.com.example',
    'alice.b@gmail.community',
    'bob@gmail.com',
  ])
    expect(text(other)).toBe(other);
  expect(createRedactor(['alice@corp.example']).text('al.ice@corp.example')).toBe(
    'al.ice@corp.example',
  );
  expect(createRedactor([]).text(ME)).toBe(ME);
  expect(createRedactor(['', '@', 'nobody']).text('nobody @')).toBe('nobody @');
});

test('a bounce address that carries the reader’s is redacted inside', () => {
  const { text } = createRedactor(['alice@gmail.example']);
  expect(text('fwd+caf_=alice=gmail.example@own.example')).not.toContain('alice');
  expect(text('bounces+123-alice=gmail.example@esp.example')).not.toContain('alice');
});

test('JSON keeps its shape and its names; only texts change', () => {
  const value = { alice: 'alice@x.example', list: ['to alice@x.example', 3, null], on: true };
  expect(createRedactor(['alice@x.example']).json(value)).toEqual({
    alice: 'redacted@redacted.invalid',
    list: ['to redacted@redacted.invalid', 3, null],
    on: true,
  });
});

test('octets of any kind stay what they are around an address', async () => {
  const around = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
  const address = new TextEncoder().encode(' alice@x.example ');
  const octets = new Uint8Array([...around, ...address, ...around]);
  const cleaned = Buffer.concat(await createRedactor(['alice@x.example']).octets(octets));
  expect([...cleaned.subarray(0, 512)]).toEqual([...around]);
  expect([...cleaned.subarray(-512)]).toEqual([...around]);
  expect(Buffer.from(cleaned).includes('alice')).toBe(false);
});

test('a long message is cleaned in pieces, whatever its lines, and gives way between them', async () => {
  const line = `${'x'.repeat(70)} alice@x.example\r\n`;
  const lines = line.repeat(20_000);
  const blob = 'A'.repeat(600_000);
  const octets = new TextEncoder().encode(`${lines}${blob} alice@x.example ${blob}\r\n${lines}`);
  let pauses = 0;
  const pieces = await createRedactor(['alice@x.example']).octets(octets, () => {
    pauses++;
    return undefined;
  });
  const cleaned = Buffer.concat(pieces).toString('latin1');
  const whole = createRedactor(['alice@x.example']).text(Buffer.from(octets).toString('latin1'));
  expect(cleaned).toBe(whole);
  expect(cleaned).not.toContain('alice');
  expect(pauses).toBeGreaterThan(8);
  // without an address nothing is copied: the pieces are views of the message
  const views = await createRedactor(['bob@x.example']).octets(octets);
  expect(views.every(({ buffer }) => buffer === octets.buffer)).toBe(true);
});

test('a message in one line is cleaned in pieces too', async () => {
  const octets = new TextEncoder().encode('some words for alice@x.example '.repeat(100_000));
  const pieces = await createRedactor(['alice@x.example']).octets(octets, () => undefined);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(octets.length / 5);
  const cleaned = Buffer.concat(pieces).toString('latin1');
  expect(cleaned).toBe('some words for redacted@redacted.invalid '.repeat(100_000));
});

test.each([
  ['Shop;=HYPERLINK("x")', '"Shop;\'=HYPERLINK(""x"")"'],
  ['Shop\t+1', '"Shop\t\'+1"'],
  ['=1', "'=1"],
  [' ＝1', "' ＝1"],
  ['a;b', '"a;b"'],
  ['a\n@x', '"a\n\'@x"'],
  ['a - b', 'a - b'],
])('a cell is no formula for readers of commas, semicolons or tabs: %j', (text, cell) => {
  expect(writeCsv(['h'], [[text]])).toBe(`\uFEFFh\r\n${cell}\r\n`);
});

test.each(['nul.txt', 'CON', 'com1.a.b', 'lpt¹', 'aux .x'])('%s names no device', (name) => {
  expect(fileName(name, 'eml')).toBe(`inkan ${name}.eml`);
});

/** As Gmail shows it: the reader's own address in the envelope, in Delivered-To and in a field of the header. */
function mine(): Told {
  const base = evidence();
  const told = judgement({
    evidence: evidence({
      stated: { ...base.stated, mailFrom: `bounce-${ME.replace('@', '=')}@shop.example` },
      message: {
        ...base.message,
        deliveredTo: [ME],
        fields: [
          { name: 'delivered-to', raw: ` ${ME}`, value: ME, index: 0, spaced: false },
          { name: 'arc-seal', raw: ' i=1;\r\n d=x.example', value: '', index: 1, spaced: false },
          {
            name: 'message-id',
            raw: ' <7@x.example>',
            value: '<7@x.example>',
            index: 2,
            spaced: false,
          },
        ],
      },
    }),
    findings: [BRAND_NAME],
  });
  return { judgement: told, story: tell(told) };
}

test('every form of every sample is whole in both languages', () => {
  const hidden = /[\0-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]/;
  for (const { judgement, story } of samples())
    for (const language of LANGUAGES)
      for (const form of FORMS) {
        const text = writeText(language, { judgement, story }, form, NOW);
        expect(text).not.toMatch(/\{\w+\}|undefined|\bnull\b|\[object/);
        expect(text).toContain(judgement.report.author.address);
        expect(text.endsWith('\n')).toBe(true);
        expect(text).not.toMatch(hidden);
      }
});

test('the text tells what the card tells; each form adds what its reader needs', () => {
  const told = mine();
  const [text, administrator, centre] = FORMS.map((form) => writeText('en', told, form, NOW));
  const sentence = say('en', told.story.findings[0]!.sentence);
  for (const each of [text, administrator, centre]) {
    expect(each).toContain(say('en', told.story.seal.label));
    expect(each!.split(sentence)).toHaveLength(2);
    expect(each).toContain('Message-ID: <7@x.example>');
    expect(each).toContain('out1.shop.example [192.0.2.7]');
  }
  expect(text).toContain(say('en', told.story.advice[0]!));
  expect(administrator).toContain('_dmarc.shop.example');
  expect(administrator).toContain('1. ');
  expect(writeText('ja', told, 'administrator', NOW)).toContain('暗号化あり');
  expect(centre).toContain('ARC-Seal: i=1;\n');
  expect(centre).toContain('To: Anti-Phishing Working Group (APWG)\n');
  expect(text).not.toContain('ARC-Seal');
});

describe('what is handed on', () => {
  const written: string[] = [];
  const saved: { name: string; blob: Blob }[] = [];
  beforeEach(() => {
    written.length = 0;
    saved.length = 0;
    let blob: Blob;
    vi.stubGlobal('navigator', {
      clipboard: { writeText: (text: string) => Promise.resolve(void written.push(text)) },
    });
    vi.spyOn(URL, 'createObjectURL').mockImplementation((object) => {
      blob = object as Blob;
      return 'blob:x';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push({ name: this.download, blob });
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  const raw = new TextEncoder().encode(`To: ${ME}\r\nX: \u3042\r\n\r\nDear ${ME}\r\n`);
  const actions = () =>
    createReportActions({
      told: mine(),
      language: 'ja',
      ownAddresses: ['other@corp.example'],
      original: () => Promise.resolve(raw),
    });

  test('leaves the reader’s address out unless it is wanted', async () => {
    for (const what of [...FORMS, 'json'] as const) {
      await actions().copy(what, false);
      expect(written.at(-1)).not.toContain('alice');
      await actions().copy(what, true);
    }
    expect(written[5]).toContain('alice.b=gmail.com');
    expect(JSON.parse(written.at(-2)!)).toMatchObject({ version: 1, authorDomain: 'shop.example' });
  });

  test('of a file without Delivered-To, the address in To is left out', async () => {
    const base = evidence();
    const to = { ...base.message.author!, name: '', address: 'carol@pop.example' };
    const told = judgement({
      evidence: evidence({ message: { ...base.message, deliveredTo: [], to: [to] } }),
    });
    const source = { told: { judgement: told, story: tell(told) }, language: 'en' as const };
    const file = new TextEncoder().encode('To: carol@pop.example\r\n\r\n');
    const original = () => Promise.resolve(file);
    await createReportActions({ ...source, ownAddresses: [], original }).save('message', false);
    expect(await saved[0]!.blob.text()).toBe('To: redacted@redacted.invalid\r\n\r\n');
  });

  test('saves the message octet for octet, or without the address', async () => {
    await actions().save('message', true);
    await actions().save('message', false);
    const [whole, redacted] = await Promise.all(
      saved.map(async ({ blob }) => new Uint8Array(await blob.arrayBuffer())),
    );
    expect(whole).toEqual(raw);
    expect(new TextDecoder().decode(redacted)).toBe(
      'To: redacted@redacted.invalid\r\nX: \u3042\r\n\r\nDear redacted@redacted.invalid\r\n',
    );
    expect(saved.map(({ name }) => name)).toEqual(['Your order.eml', 'Your order.eml']);
  });

  test('says so when there is nothing to save', async () => {
    const told = mine();
    const none = createReportActions({ told, language: 'en', ownAddresses: [] });
    expect(none.hasMessage).toBe(false);
    await expect(none.save('message', true)).rejects.toThrow();
    expect(saved).toEqual([]);
  });
});

test('the menu hands over what was chosen and says how it went', async () => {
  const host = document.body.appendChild(document.createElement('div'));
  const inside = (selector: string) => host.shadowRoot!.querySelector<HTMLElement>(selector)!;
  const press = (words: string) =>
    [...host.shadowRoot!.querySelectorAll('button')]
      .find(({ textContent }) => textContent === words)!
      .click();
  const copy = vi.fn<ReportActions['copy']>().mockResolvedValue();
  const save = vi.fn<ReportActions['save']>().mockRejectedValue(new Error('no'));
  const report: ReportActions = {
    copy,
    save,
    hasMessage: true,
    centre: centreFor('en', ['en-GB']),
  };
  mountCard(host, { ...mine(), language: 'en', theme: 'light', actions: { report } });
  expect(inside('.choices').hidden).toBe(true);
  press('Report');
  await vi.waitFor(() => expect(inside('.choices').hidden).toBe(false));
  press('Copy for the administrator');
  await vi.waitFor(() => expect(inside('.outcome').textContent).toBe('Copied'));
  press('Copied');
  inside('input').click();
  await vi.waitFor(() => expect(inside('input')).toHaveProperty('checked', true));
  press('Save message (.eml)');
  await vi.waitFor(() => expect(inside('.outcome').textContent).toBe('That did not work'));
  expect(copy.mock.calls).toEqual([
    ['administrator', false],
    ['administrator', false],
  ]);
  expect(save.mock.calls).toEqual([['message', true]]);
  mountCard(host, {
    ...mine(),
    language: 'en',
    theme: 'light',
    actions: { report: { ...report, hasMessage: false } },
  });
  await vi.waitFor(() => expect(host.shadowRoot!.textContent).not.toContain('(.eml)'));
});

test('a file name out of a subject is one plain part of a path', () => {
  expect(fileName('Re: your order', 'eml')).toBe('Re your order.eml');
  expect(fileName('../../etc/passwd', 'eml')).toBe('etc passwd.eml');
  expect(fileName('a\u202Egnp.exe', 'eml')).toBe('a gnp.exe.eml');
  expect(fileName('ご注文の確認', 'json')).toBe('ご注文の確認.json');
  expect(fileName('...', 'eml')).toBe('inkan.eml');
  expect(fileName('CON', 'eml')).toBe('inkan CON.eml');
  expect(fileName('x'.repeat(500), 'eml')).toHaveLength(84);
});

test('a spreadsheet runs nothing that a sender wrote', () => {
  const cells = [
    '=1+1',
    '+1',
    '-1',
    '@x',
    '＝1',
    '\t=1',
    ' =1',
    'a,b',
    'say "x"',
    'two\nlines',
    'ok',
    -1,
  ];
  const csv = writeCsv(
    ['name'],
    cells.map((value) => [value]),
  );
  expect(csv).toBe(
    '\uFEFFname\r\n\'=1+1\r\n\'+1\r\n\'-1\r\n\'@x\r\n\'＝1\r\n"\'\t\'=1"\r\n\' =1\r\n"a,b"\r\n"say ""x"""\r\n"two\nlines"\r\nok\r\n-1\r\n',
  );
});
