// mbox files: every message found wherever the pieces end, none made up, none kept as a whole.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest } from '../../lib/message/digest.ts';
import { digestMbox } from '../../lib/message/digest-mbox.ts';
import { isMessageFile, mboxRanges, unquoteMbox } from '../../lib/message/mbox.ts';
import type { Digest } from '../../lib/model.ts';
import { buildCase } from '../helpers/cases/build.ts';
import { loadCase } from '../helpers/cases/case.ts';

const octets = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const text = (of: Uint8Array) => Buffer.from(of).toString('latin1');

async function* pieces(whole: Uint8Array, size: number) {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

async function messages(mbox: string, size = 64): Promise<string[]> {
  const whole = octets(mbox);
  const found: string[] = [];
  for await (const [start, end] of mboxRanges(pieces(whole, size)))
    found.push(text(unquoteMbox(whole.slice(start, end))));
  return found;
}

const FROM = 'From 1790000000000000001@xxx Sun Nov 01 17:46:17 +0000 2026\r\n';
const quote = (body: string) => body.replace(/^(>*From )/gm, '>$1');

test('messages of any content, in pieces of any size', async () => {
  const line = fc.constantFrom(
    '',
    'Hello',
    'From here to there',
    'From a@b.example Sun Nov  1 17:46:17 2026',
    '>From x',
    '>>From y',
    'x'.repeat(3_000),
    'From: a@b.example',
    '\xff\0',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(line, { maxLength: 8 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 5_000 }),
      fc.constantFrom('\n', '\r\n'),
      async (all, size, end) => {
        const bodies = all.map((lines) => `Subject: x${end}${end}${lines.join(end)}${end}${end}`);
        const mbox = bodies.map((body) => FROM + quote(body)).join('');
        expect(await messages(mbox, size)).toEqual(bodies);
      },
    ),
    { numRuns: 300 },
  );
});

describe('what separates', () => {
  test.each([
    ['one message', `${FROM}A: b\n\nx\n`, 1],
    ['nothing', '', 0],
    ['a mail that is no mbox', 'Subject: x\n\nFrom a 10:00\n', 0],
    ['without an empty line before', `${FROM}A: b\n\nx\n${FROM}A: b\n\n`, 1],
    ['a sentence that begins so', `${FROM}A: b\n\nFrom now on we write\n`, 1],
    ['a sentence with a time', `${FROM}A: b\n\nFrom Monday on the office opens at 9:00.\n`, 1],
    ['one with a date', `${FROM}A: b\n\nFrom Mon Nov 2 on, 2026 times at 9:00\n`, 1],
    ['a line without a date', `${FROM}A: b\n\nFrom \nA: c\n\n`, 1],
    ['such lines in a mailbox of Thunderbird', `From \r\nA: b\r\n\r\nFrom \r\nA: c\r\n`, 2],
    ['its older and newer lines', `From - Sun Nov  1 17:46:17 2026\nA: b\n\nFrom \nA: c\n`, 2],
    ['a sender in two words', `From ann at a.example  Sun Nov  1 17:46:17 2026\nA: b\n`, 1],
    ['the date of a mail', `From ann@a.example Sun, 01 Nov 2026 17:46:17 +0000\nA: b\n`, 1],
    ['a named zone', `From ann@a.example Sun Nov  1 17:46 JST 2026\nA: b\n`, 1],
    ['a byte order mark and empty lines first', `\xef\xbb\xbf\r\n\n${FROM}A: b\n`, 1],
    ['a byte order mark first', `\xef\xbb\xbf${FROM}A: b\n`, 1],
    ['a From field with a blank', 'From : a@b.example Sun Nov  1 17:46:17 2026\nA: b\n', 0],
    ['a long first line', `From a@b.example ${'x'.repeat(2_000)}\n`, 0],
    ['the old form', `From a@b.example Sun Nov  1 17:46:17 2026\nA: b\n\nx\n\n${FROM}A: c\n`, 2],
  ])('%s', async (_, mbox, count) => {
    expect(await messages(mbox)).toHaveLength(count);
  });
});

test('a file of one endless line keeps no more than a piece', async () => {
  let given = 0;
  async function* endless() {
    yield octets(FROM);
    for (; given < 200; given++) yield new Uint8Array(1 << 16).fill(65);
  }
  const found: number[] = [];
  for await (const [start, end] of mboxRanges(endless())) found.push(end - start);
  expect(found).toEqual([200 * (1 << 16)]);
});

describe('the programs that write mbox files', () => {
  const name = 'signed-newsletter';
  const LINES = ['From what I know', '>From what I know', '>>From what I know', 'Hello', ''];
  const WRITERS: Record<string, (text: string) => string> = {
    mboxo: (text) => text.replace(/^From /gm, '>From '),
    mboxrd: (text) => text.replace(/^(>*From )/gm, '>$1'),
    mboxcl2: (text) => text,
  };
  const hashOf = ({ hashes }: Digest) => Object.values(hashes).map(({ hash }) => hash);

  test.each(Object.keys(WRITERS))(
    '%s: a signed body is whole whatever it quotes',
    async (writer) => {
      const lines = fc.array(fc.constantFrom(...LINES), { maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(lines, async (body) => {
          // In mboxo a quoted line and one that was written so look the same: one kind a message.
          if (writer === 'mboxo' && body.includes(LINES[0]!) && body.includes(LINES[1]!)) return;
          const given = loadCase(name);
          const built = buildCase({ ...given, mail: { ...given.mail, body: body.join('\n') } });
          const whole = octets(FROM + WRITERS[writer]!(text(built.raw).replaceAll('\r\n', '\n')));
          for await (const [start, end] of mboxRanges(pieces(whole, 5_000)))
            expect(hashOf(await digestMbox(whole.slice(start, end)))).toEqual(
              hashOf(await digest(built.raw)),
            );
        }),
        { numRuns: 20 },
      );
    },
  );

  test('a body that nobody signed is read as mboxrd has it', async () => {
    const mail = (body: string) => octets(`From: a@b.example\r\n\r\n${body}\r\n`);
    const made = await digestMbox(mail('>From x'));
    expect(made.size).toBe(mail('From x').length);
  });
});

test.each([
  ['a.eml', true],
  ['A.EML', true],
  ['mail/All.MBOX', true],
  ['Inbox.mbox/mbox', true],
  ['mbox', true],
  ['umbox', false],
  ['notes.txt', false],
])('%s in a folder is mail: %s', (name, isMail) => expect(isMessageFile(name)).toBe(isMail));
