// Target digest: any octets at the door, beside mailauth's own reading of the whole stream.
import fc from 'fast-check';
import { digest } from '../../lib/message/digest.ts';
import { splitRawFields, tame } from '../../lib/message/digest-fields.ts';
import { verifyOnNode } from '../../test/conformance/node-mailauth.ts';
import { damage, damages, headers, realMessages, SIGNS, textOf } from './pieces.ts';
import { defineTarget, insist } from './target.ts';

const REFUSALS = ['tooLarge', 'headerTooLarge', 'shape', 'truncated'];

const signature = fc
  .tuple(
    fc.constantFrom(
      'DKIM-Signature: v=1',
      'ARC-Message-Signature: i=1',
      'ARC-Message-Signature: i=2',
    ),
    fc.constantFrom(
      'a=rsa-sha256',
      'a=rsa-sha1',
      'A=ed25519-sha256',
      'a=rsa-md5',
      'a = RSA-SHA256 ',
    ),
    fc.constantFrom(
      ...['c=relaxed/relaxed', 'c=simple', 'c=relaxed/simple', 'c=simple/relaxed', 'c=', ''],
    ),
    fc.constantFrom(
      '',
      '',
      'l=0',
      'l=5',
      'l=99999',
      'l=1.5',
      'l=0x10',
      'l=-1',
      'l=',
      'l=abc',
      'L=7',
      'l=1;l=2',
    ),
    fc.constantFrom(
      'd=b.example; s=s1; h=from:to; bh=abc; b=xyz',
      'd=b.example; b=x;junk; s=s',
      'h=; bh; b',
    ),
    fc.constantFrom('; ', ';', ';\r\n\t', ' ;\r\n '),
  )
  .map(([start, a, c, l, rest, joint]) => [start, a, c, l, rest].filter(Boolean).join(joint));

const body = textOf(
  [...SIGNS, 'a', 'word ', '--b', '--b--', '\r\n--b\r\n', '\r\n\r\n', '  \r\n'],
  80,
);

const made = fc
  .tuple(
    headers,
    fc.array(signature, { maxLength: 5 }),
    fc.constantFrom(
      '',
      'Content-Type: multipart/mixed; boundary="b"\r\n',
      'Content-Type: multipart/mixed;\r\n boundary=b\r\n',
    ),
    fc.constantFrom('\r\n', '\n', ''),
    body,
    fc.boolean(),
  )
  .map(([block, signatures, type, blank, text, bareLf]) => {
    const whole = `From: Ann <ann@b.example>\r\n${[...signatures, block].join('\r\n')}\r\n${type}${blank}${text}`;
    return bareLf ? whole.replaceAll('\r\n', '\n') : whole;
  });

const real = fc
  .tuple(fc.constantFrom(...realMessages()), damages)
  .map(([message, list]) => damage(message, list));

const noDns = async () => {
  throw Object.assign(new Error('no DNS'), { code: 'ENOTFOUND' });
};

/** mailauth's quadratic splitting would hold everything up on what the digest refuses or nearly so. */
const LONGEST_COMPARED = 60_000;

export const digestTarget = defineTarget<string>({
  name: 'digest',
  holds:
    'never throws, refuses by name only, and gives the header block and every body hash that mailauth finds',
  inputs: fc.oneof({ weight: 3, arbitrary: made }, { weight: 2, arbitrary: real }, textOf(SIGNS)),
  covers: [
    'message/digest.ts',
    'message/digest-body.ts',
    'message/digest-fields.ts',
    'message/digest-octets.ts',
    'message/digest-tail.ts',
    'message/digest-calendar.ts',
  ],
  async check(text) {
    const raw = Buffer.from(text, 'latin1');
    const found = await digest(raw);
    insist(
      JSON.stringify(JSON.parse(JSON.stringify(found))) === JSON.stringify(found),
      'not plain JSON',
    );
    insist(found.size === raw.length, 'wrong size', found.size);
    if (found.refused !== null) {
      insist(REFUSALS.includes(found.refused) && found.header === '', 'odd refusal', found);
      return;
    }
    if (raw.length > LONGEST_COMPARED) return;
    // what stands before the first field is left out by the digest, and kept by mailauth
    const { byteOrderMark, leadingBlankLines } = found.facts;
    if (byteOrderMark || leadingBlankLines > 0 || /^>?From /.test(text)) return;
    const { verifier } = await verifyOnNode(raw, { resolver: noDns, chunk: 1_024 }).catch(
      // mailauth itself gives up on a signature it cannot read
      () => ({ verifier: null }),
    );
    if (!verifier?.headers) return;
    insist(
      found.header === tame(verifier.headers.original.toString('latin1')),
      'another header block',
      text,
    );
    // of a Content-Type that is no longer one the two read different boundaries, on which no hash depends
    const type = splitRawFields(found.header).findLast((row) => row.name === 'content-type')?.value;
    const isPlain = /^ multipart\/mixed;(?:\r\n)? boundary=(?:b|"b")$/.test(type ?? '');
    for (const [key, hasher] of verifier.bodyHashes) {
      if (found.over.includes(key) || found.overCount > found.over.length) continue;
      const canonical = found.canonical[key.startsWith('simple') ? 'simple' : 'relaxed'];
      const ours = [
        found.hashes[key]?.hash,
        found.hashes[key]?.length,
        canonical?.length,
        isPlain && canonical?.mimeStart,
      ];
      const theirs = [
        hasher.hash,
        hasher.bodyHashedBytes,
        hasher.canonicalizedLength,
        isPlain && hasher.mimeStructureStart,
      ];
      insist(
        JSON.stringify(ours) === JSON.stringify(theirs),
        `another body: ${key}`,
        ours,
        theirs,
        text,
      );
    }
  },
});
