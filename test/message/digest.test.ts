// The door: what is refused, what is repaired, and the facts that rules need of a body that goes no further.
import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { digest, LARGEST_MESSAGE } from '../../lib/message/digest.ts';
import { pauseEverySlice } from '../../lib/text/pause.ts';
import { canonicalBody } from '../helpers/cases/sign.ts';
import { expectCost } from '../helpers/work.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const sha256 = (text: string) => createHash('sha256').update(text, 'latin1').digest('base64');
const SIGNATURE =
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1;\r\n h=from; bh=x; b=y\r\n';
const HEADER = `From: Ann <ann@example.com>\r\nSubject: Hi\r\n${SIGNATURE}`;
const make = (body: string, header = HEADER) => digest(bytes(`${header}\r\n${body}`));

test('header, sizes and the one hash asked for', async () => {
  const made = await make('Hello  world \r\n\r\n\r\n');
  expect(made).toEqual({
    version: 1,
    size: HEADER.length + 2 + 19,
    header: `${HEADER}\r\n`,
    refused: null,
    canonical: { relaxed: { length: 13, mimeStart: 0 } },
    hashes: { 'relaxed:sha256:': { hash: sha256('Hello world\r\n'), length: 13 } },
    over: [],
    overCount: 0,
    facts: {
      size: 19,
      bareLf: false,
      bareCr: false,
      nul: false,
      byteOrderMark: false,
      leadingBlankLines: 0,
      unsignedTails: [],
      calendar: null,
    },
  });
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
});

describe('repair', () => {
  test('bare LF gives the same digest as CRLF', async () => {
    const crlf = await make('a\r\n\r\nb \r\n');
    const lf = await digest(bytes(`${HEADER}\r\na\r\n\r\nb \r\n`.replace(/\r\n/g, '\n')));
    expect([lf.header, lf.hashes, lf.facts.bareLf]).toEqual([crlf.header, crlf.hashes, true]);
    expect([crlf.facts.bareLf, lf.facts.size]).toEqual([false, crlf.facts.size]);
  });

  test.each([
    ['a byte order mark', '\xef\xbb\xbf', { byteOrderMark: true, leadingBlankLines: 0 }],
    ['blank lines', '\r\n\n\r\n', { byteOrderMark: false, leadingBlankLines: 3 }],
    ['both', '\xef\xbb\xbf\n', { byteOrderMark: true, leadingBlankLines: 1 }],
    ['an mbox line', 'From ann@example.com Sun Nov  1 12:00:00 2026\n', {}],
    ['a quoted mbox line', '>From ann@example.com Sun Nov  1 12:00:00 2026\r\n', {}],
  ])('%s before the first field changes nothing that was signed', async (_name, before, facts) => {
    const plain = await make('body\r\n');
    const made = await digest(bytes(`${before}${HEADER}\r\nbody\r\n`));
    expect([made.header, made.hashes]).toEqual([plain.header, plain.hashes]);
    expect(made.facts).toMatchObject(facts);
  });

  test('a From field with a blank before its colon is no mbox line', async () => {
    const made = await digest(bytes('From : eve@example.net\r\nSubject: 10:00 2026\r\n\r\n'));
    expect(made.header).toMatch(/^From : eve/);
  });

  test('every octet value passes unchanged', async () => {
    const all = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i))
      .filter((c) => c !== '\n' && c !== '\r')
      .join('');
    const made = await make(
      `x${all}x\r\n`,
      `Subject: ${all.slice(32)}\r\n${HEADER.replaceAll('relaxed', 'simple')}`,
    );
    expect(made.header).toContain(all.slice(32));
    expect(made.hashes['simple:sha256:']?.hash).toBe(sha256(`x${all}x\r\n`));
    expect(made.facts).toMatchObject({ nul: true, bareCr: false });
  });

  test('a lone CR is content, and is recorded', async () => {
    const made = await make('a\rb\r\n');
    expect([made.facts.bareCr, made.hashes['relaxed:sha256:']?.hash]).toEqual([
      true,
      sha256('a\rb\r\n'),
    ]);
  });

  test('an array of another compartment is copied before use', async () => {
    const raw = bytes(`${HEADER}\r\nbody\r\n`);
    const foreign = Object.assign(new Uint8Array(raw), {
      subarray() {
        throw new Error('Permission denied to access property "constructor"');
      },
    });
    expect((await digest(foreign)).hashes).toEqual((await make('body\r\n')).hashes);
  });
});

describe('a header built to hang a parser', () => {
  const tamed = async (field: string) => (await make('body\r\n', field + HEADER)).header;
  test.each([
    ['folds', `X: a\r\n${' a\r\n'.repeat(4_001)}`, `X: a\r\n${' a\r\n'.repeat(3_998)} a a a\r\n`],
    [
      'lines that are no fields',
      `X: a\r\n${'é\r\n'.repeat(4_001)}`,
      `X: a\r\n${'é\r\n'.repeat(3_998)}ééé\r\n`,
    ],
    ['a run of blanks', `X: a${' '.repeat(2_001)}b\r\n`, 'X: a b\r\n'],
    ['a run of CR', `X: ${'\r'.repeat(2_001)}b\r\n`, 'X: b\r\n'],
    ['blanks before a colon', `X${' '.repeat(2_001)}: y\r\n`, 'X : y\r\n'],
    ['a vertical tab counts', `X: a${'\v '.repeat(1_001)}b\r\n`, 'X: a b\r\n'],
    ['blank lines of a fold', `X: a${`\r\n${' '.repeat(900)}`.repeat(3)}b\r\n`, 'X: a\r\n b\r\n'],
    ['blanks at the end of a line', `X: a${' '.repeat(2_001)}\r\n`, 'X: a\r\n'],
  ])('%s: shortened, and all of it read', async (_name, field, short) => {
    expect(await tamed(field)).toBe(`${short}${HEADER}\r\n`);
    await expectCost(() => make('body\r\n', field + HEADER), 5);
  });

  test('what is tame already stays as it stands', async () => {
    const to = `To: ${Array.from({ length: 3_900 }, (_, i) => `a${i}@example.com`).join(',\r\n ')}\r\n`;
    for (const field of [to, `X: a${' '.repeat(1_999)}b\r\n`, `X: a\r\n${' a\r\n'.repeat(3_999)}`])
      expect(await tamed(field)).toBe(`${field}${HEADER}\r\n`);
  });
});

describe('refusals', () => {
  test.each([
    ['nothing', ''],
    ['blank lines only', '\r\n\r\n'],
    ['a web page', '<!DOCTYPE html>\n<html>\n<head><title>Subject: x</title>\n'],
    ['a web page with a field in it', '<html xmlns="x">\nSubject: hello\n'],
    ['JSON', '{"error": {\n"from": 404}}'],
    ['an error text', 'Temporary Error (404)\n\nSorry'],
  ])('%s is not a message', async (_name, text) => {
    expect(await digest(bytes(text))).toMatchObject({ refused: 'shape', header: '', hashes: {} });
  });

  test('a header of more than 1 MiB', async () => {
    const field = `X-Filler: ${'y'.repeat(900)}\r\n`;
    expect((await make('', field.repeat(1_200) + HEADER)).refused).toBe('headerTooLarge');
  });

  test('more than 35 MiB', async () => {
    const raw = new Uint8Array(LARGEST_MESSAGE + 1);
    raw.set(bytes(`${HEADER}\r\n`));
    expect(await digest(raw)).toMatchObject({
      refused: 'tooLarge',
      header: '',
      size: LARGEST_MESSAGE + 1,
    });
  });

  test('a message without a body, and one without an end of header', async () => {
    expect((await digest(bytes(HEADER))).header).toBe(HEADER);
    expect((await digest(bytes(`${HEADER}\r\n`))).hashes['relaxed:sha256:']?.length).toBe(0);
  });
});

describe('body hashes', () => {
  test('a body that is relaxed as it stands, and the first octet that is not, wherever it is', async () => {
    const lines = `${'one word after another'.repeat(3)}\r\n`.repeat(400);
    const odd = [
      '',
      ' ',
      '  ',
      '\t',
      'x\ty',
      ' \r\n',
      '\r',
      '\r\n\r\n',
      '\0',
      ' \xe9',
      '\r\n \r\n',
    ];
    const edges = [0, 1, 8190, 8191, 8192, 8193, 16_384];
    for (const [at, more] of edges.flatMap((edge) => odd.map((one) => [edge, one] as const)))
      for (const tail of ['', '\r\n', '\r\n\r\n\r\n', ' ', '\t\r\n', '\r']) {
        const body = lines.slice(0, at) + more + lines.slice(at, 20_000) + tail;
        const expected = canonicalBody(body, 'relaxed');
        expect(
          (await make(body)).hashes['relaxed:sha256:'],
          JSON.stringify([at, more, tail]),
        ).toEqual({
          hash: sha256(expected),
          length: expected.length,
        });
      }
  });

  const signature = (tags: string, name = 'DKIM-Signature') =>
    `${name}: a=rsa-sha256; d=example.com; ${tags}; b=x\r\n`;

  test('distinct combinations once each, those without l= first, eight at most', async () => {
    const limits = Array.from({ length: 12 }, (_, i) =>
      signature(`c=relaxed/relaxed; l=${i}`),
    ).join('');
    const made = await make(
      '0123456789012345\r\n',
      `${limits}${signature('c=relaxed/simple')}${HEADER}`,
    );
    expect(Object.keys(made.hashes).slice(0, 1)).toEqual(['simple:sha256:']);
    expect(Object.keys(made.hashes)).toHaveLength(8);
    expect([made.over.length, made.overCount]).toEqual([6, 6]);
    expect(made.hashes['relaxed:sha256:3']).toEqual({ hash: sha256('012'), length: 3 });
  });

  test('every ARC-Message-Signature, both ways where it has no c=', async () => {
    const made = await make(
      'a  b\r\n',
      `${signature('i=1', 'ARC-Message-Signature')}From: a@example.com\r\n`,
    );
    expect(made.hashes).toEqual({
      'simple:sha256:': { hash: sha256('a  b\r\n'), length: 6 },
      'relaxed:sha256:': { hash: sha256('a b\r\n'), length: 5 },
    });
  });

  test('what stands behind l=', async () => {
    const body = 'signed\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>added</p>\r\n--b--\r\n';
    const header = `${signature('c=relaxed/relaxed; l=8')}From: a@example.com\r\nContent-Type: multipart/mixed; boundary="b"\r\n`;
    const made = await make(body, header);
    expect(made.facts.unsignedTails).toEqual([
      { limit: 8, octets: body.length - 8, html: true, boundary: true, link: false },
    ]);
    expect(made.canonical.relaxed?.mimeStart).toBe(8);
    const footer = await make('signed\r\n-- \r\nlist footer\r\n', header);
    expect(footer.facts.unsignedTails).toMatchObject([
      { html: false, boundary: false, link: false },
    ]);
  });

  const BASE64 = 'Content-Transfer-Encoding: base64\r\n';
  const MIXED = 'Content-Type: multipart/mixed; boundary="b"\r\n';
  const PART = `--b\r\n${BASE64}\r\n`;
  test.each([
    ['a scheme', 'see ftp://evil.example', true],
    ['a bare name', 'see evil.com today', true],
    ['a name of another alphabet', 'see xn--mnchen-3ya.xn--q9jyb4c', true],
    ['an address', 'write to billing@evil.com', true],
    ['soft line ends and numbers', 'see evil=\r\n=2ecom', true],
    ['blanks behind a soft line end', 'see evil.=  \r\ncom', true],
    ['a telephone to touch', 'tel:0312345678', true],
    ['more than any footer', 'word '.repeat(60_000), true],
    ['words', '-- \r\nlist footer, e.g. this one. Version 1.5, no. 123 ...', false],
    ['Japanese words', '登録の解除は、下の窓口まで。', false],
  ])('a link behind l=, or none: %s', async (_name, tail, link) => {
    const header = `${signature('c=simple/simple; l=8')}From: a@example.com\r\n`;
    const made = await make(`signed\r\n${tail}\r\n`, header);
    expect(made.facts.unsignedTails).toMatchObject([{ link, html: false }]);
  });
  test.each([
    ['the message', BASE64, '', true],
    ['the part', MIXED, PART, true],
    ['another part', MIXED, `${PART}aaaa\r\n--b\r\nContent-Transfer-Encoding: 7bit\r\n\r\n`, false],
    ['no part', '', PART, false],
  ])('what continues base64 is not read as words: %s', async (_name, more, signed, link) => {
    const header = `${signature(`c=simple/simple; l=${signed.length}`)}From: a@example.com\r\n${more}`;
    const made = await make(`${signed}SGVsbG8hIQ\r\n`, header);
    expect(made.facts.unsignedTails).toMatchObject([{ link }]);
  });
  test.each(['<h1>x', '<center>', '</div>', '<!-- -->', '<x-y z>', '&#101;', '&#x65;', '&period;'])(
    'markup: %s',
    async (tail) => {
      const header = `${signature('c=simple/simple; l=8')}From: a@example.com\r\n`;
      const made = await make(`signed\r\n${tail}\r\n`, header);
      expect(made.facts.unsignedTails).toMatchObject([{ html: true }]);
    },
  );
});

describe('calendar', () => {
  const ICS = [
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'ORGANIZER;CN="Yamada, Tarō";SENT-BY="mailto:x@example.net":mailto:taro@exam',
    ' ple.org',
    'SUMMARY:x',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const FACT = { method: 'REQUEST', organizer: 'taro@example.org', organizerName: 'Yamada, Tarō' };
  const utf8 = (text: string) => Buffer.from(text).toString('latin1');
  const base64 = Buffer.from(ICS).toString('base64').replace(/.{76}/g, '$&\r\n');
  const quoted = utf8(ICS).replace(
    /[=\x80-\xff]/g,
    (c) => `=${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const part = (encoding: string, text: string) =>
    `Content-Type: multipart/mixed; boundary=out\r\n${HEADER}\r\n--out\r\nContent-Type: multipart/alternative;\r\n boundary="in"\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nMETHOD:NONE\r\n--in\r\nContent-Type: text/calendar; method=REQUEST\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${text}\r\n--in--\r\n--out--\r\n`;

  test.each([
    ['base64', part('base64', base64)],
    ['quoted-printable', part('Quoted-Printable', quoted)],
    ['8bit', part('8bit', utf8(ICS))],
    ['the message itself', `Content-Type: text/calendar\r\n${HEADER}\r\n${utf8(ICS)}`],
  ])('organizer and method: %s', async (_name, text) => {
    expect((await digest(bytes(text))).facts.calendar).toEqual(FACT);
  });

  test.each([
    [
      'no calendar',
      `Content-Type: multipart/mixed; boundary=out\r\n${HEADER}\r\n--out\r\n\r\nORGANIZER:mailto:a@example.com\r\n`,
    ],
    ['text that is not MIME', `${HEADER}\r\n${ICS}`],
    ['an empty calendar', part('8bit', '')],
    ['base64 that is none', part('base64', '%%%')],
  ])('none: %s', async (_name, text) => {
    expect((await digest(bytes(text))).facts.calendar).toBe(null);
  });

  test.each([
    ['ORGANIZER;X-A=";CN=Harmless";CN="PayPal":mailto:a@b.example', 'PayPal'],
    ['ORGANIZER;X1=1;CN=PayPal:mailto:a@b.example', 'PayPal'],
    ['ORGANIZER;DIR="ldap://b.example";CN="Pay,Pal",x:mailto:a@b.example', 'Pay,Pal'],
    ['ORGANIZER;XCN=Other:mailto:a@b.example', null],
  ])('the name among the parameters: %s', async (line, organizerName) => {
    const text = part('8bit', `BEGIN:VCALENDAR\r\n${line}\r\nEND:VCALENDAR\r\n`);
    const { calendar } = (await digest(bytes(text))).facts;
    expect(calendar).toMatchObject({ organizer: 'a@b.example', organizerName });
  });

  test('endless parts and deep nesting end', async () => {
    const deep = Array.from(
      { length: 50 },
      (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`,
    ).join('');
    const made = await make(
      `${deep}${'--b1\r\n\r\n'.repeat(20_000)}`,
      `Content-Type: multipart/mixed; boundary=b0\r\n${HEADER}`,
    );
    expect(made.facts.calendar).toBe(null);
  });
});

test('a long body gives way to the page', async () => {
  let time = 0;
  let gaveWay = 0;
  let longest = 0;
  let since = 0;
  const pause = pauseEverySlice(
    () => {
      time += 4;
      return time;
    },
    async () => {
      gaveWay++;
      longest = Math.max(longest, time - since);
      since = time;
    },
  );
  await digest(bytes(`${HEADER}\r\n${`${'A b'.repeat(25)}\n`.repeat(60_000)}`), pause);
  expect(gaveWay).toBeGreaterThan(10);
  expect(longest).toBeLessThanOrEqual(16);
});

test('no more than a block is copied at once: white space far behind, no line end at all', async () => {
  const base64 = `${'QUJD'.repeat(19)}\r\n`.repeat(20_000);
  const set = vi.spyOn(Uint8Array.prototype, 'set');
  const both = `${HEADER}${SIGNATURE.replace('relaxed/relaxed', 'relaxed/simple')}`;
  for (const end of ['two  spaces\r\n', 'no line end'])
    await digest(bytes(`${both}\r\n${base64}${end}`));
  const copied = set.mock.calls.map(([source]) => source.length);
  set.mockRestore();
  expect(copied.filter((size) => size > 100_000).length).toBeGreaterThan(4);
  expect(Math.max(...copied)).toBeLessThanOrEqual(1 << 18);
});
