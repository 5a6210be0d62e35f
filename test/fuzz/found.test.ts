// What fuzzing found, as it was found.
import { expect, test } from 'vitest';
import { digest } from '../../lib/message/digest.ts';
import { parse } from '../../lib/message/parse.ts';

test('the shortest inputs, at every alignment, are refused and not stumbled over', async () => {
  const memory = new Uint8Array(32);
  for (let offset = 0; offset < 8; offset++)
    for (let length = 0; length < 12; length++) {
      memory.set([13, 10, 9, 0, 10, 13, 32, 13, 10, 0, 10, 13], offset);
      const made = await digest(memory.subarray(offset, offset + length));
      expect(made).toMatchObject({ size: length, refused: 'shape', header: '' });
    }
});

test('NUL, bare CR and bare LF are found wherever they stand in a step of sixteen octets', async () => {
  for (let shift = 0; shift < 33; shift++) {
    const facts = async (sign: string) => {
      const text = `From: a@b.example\r\n\r\n${'x'.repeat(shift)}${sign}yyyyyyyyy\r\n`;
      const { bareLf, bareCr, nul } = (await digest(Buffer.from(text, 'latin1'))).facts;
      return { bareLf, bareCr, nul };
    };
    expect(await facts('\0')).toEqual({ bareLf: false, bareCr: false, nul: true });
    expect(await facts('\r')).toEqual({ bareLf: false, bareCr: true, nul: false });
    expect(await facts('\n')).toEqual({ bareLf: true, bareCr: false, nul: false });
    expect(await facts('\r\n')).toEqual({ bareLf: false, bareCr: false, nul: false });
    expect(await facts('\x80\xff\x0e')).toEqual({ bareLf: false, bareCr: false, nul: false });
  }
});

test.each(['\f', '\v', '\xa0', ' \f\t'])(
  'white space that only the engine takes for such, in tags: %j',
  async (sign) => {
    const tags = `a=rsa-sha256; d=b.example;\r\n ${sign}c${sign}=${sign}relaxed/relaxed${sign}; b=x; bh=y`;
    const raw = Buffer.from(`From: a@b.example\r\nDKIM-Signature: ${tags}\r\n\r\nx\r\n`, 'latin1');
    expect(Object.keys((await digest(raw)).hashes)).toEqual(['relaxed:sha256:']);
  },
);

test.each(['From: header.i=@[\r\n "', 'From: a@[ x', 'From: <a@[ ">', 'From: a@[b]c'])(
  'an address without a domain has none: %j',
  (field) => {
    const [from] = parse(`${field}\r\n\r\n`).from;
    expect(from?.mailboxes[0]?.domain).toBe('');
    expect(from?.defects).toContain('syntax');
  },
);
