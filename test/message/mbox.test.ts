// mbox files: every message found wherever the pieces end, none made up, none kept as a whole.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mboxRanges, unquoteMbox } from '../../lib/message/mbox.ts';

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
