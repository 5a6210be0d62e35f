// The digest asks for and finds exactly the body hashes that mailauth finds over the whole message.
import { expect, test } from 'vitest';
import { digest } from '../../lib/message/digest.ts';
import { verifyOnNode } from './node-mailauth.ts';
import { random } from './random.ts';

const noDns = async () => {
  throw Object.assign(new Error('no DNS'), { code: 'ENOTFOUND' });
};

const pick = random(20_260_101);

/** A header with signatures of every kind of tag list, and a Content-Type of some shape. */
function makeHeader(): string {
  const signature = () => {
    const tags = [
      'v=1',
      pick(['a=rsa-sha256', 'a=rsa-sha1', 'A=ed25519-sha256', 'a=rsa-md5', 'a = RSA-SHA256 ']),
      pick([
        'c=relaxed/relaxed',
        'c=simple',
        'c=relaxed/simple',
        'c=simple/relaxed',
        '',
        'c=RELAXED/RELAXED',
        'c=relaxed/nofws',
        'c=',
      ]),
      pick([
        '',
        '',
        '',
        'l=0',
        'l=5',
        'l=40',
        'l=99999',
        'l=1.5',
        'l=0x10',
        'l=-1',
        'l=',
        'l=abc',
        'L=7',
        'l=1;l=2',
      ]),
      'd=example.com',
      's=s1',
      'h=from:subject',
      'bh=abc',
      pick(['b=xyz', 'b=x;junk', 'b=x;junk;c', 'b=x;']),
    ];
    return tags.filter(Boolean).join(pick(['; ', ';', ';\r\n\t', ' ;\r\n ']));
  };
  const type = pick([
    '',
    'Content-Type: text/plain\r\n',
    'Content-Type: multipart/mixed; boundary="b1"\r\n',
    'Content-Type: multipart/mixed; boundary=b1\r\n',
    'Content-Type: MULTIPART/alternative;\r\n boundary="b 2"\r\n',
  ]);
  const fields = [
    'From: Ann <ann@example.com>',
    'Subject: a',
    'X-Odd\r\n : b',
    'line without colon',
  ];
  for (let i = pick([0, 1, 1, 2, 4]); i > 0; i--) fields.push(`DKIM-Signature: ${signature()}`);
  if (pick([true, false]))
    fields.push(
      'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=example.com; s=s1; b=x',
      `ARC-Message-Signature: i=1; ${signature().replace('v=1; ', '')}`,
      'ARC-Authentication-Results: i=1; mx.example.com; spf=none',
    );
  return `${fields.join('\r\n')}\r\n${type}`;
}

function makeBody(): string {
  const pieces = [
    'a',
    'word',
    ' ',
    '  ',
    '\t',
    ' \t ',
    '\r\n',
    '\r\n',
    '\r\n\r\n',
    '\n',
    '\r',
    '\0',
    '\xe9',
    '--b1',
    '--b1--',
    '\r\n--b1\r\n',
    '\r\n--b 2\r\n',
  ];
  let body = '';
  for (let i = pick([0, 1, 3, 10, 60, 400]); i > 0; i--) body += pick(pieces);
  return body;
}

test('4,000 generated messages: every hash, length and MIME start as mailauth over the stream', async () => {
  let compared = 0;
  for (let i = 0; i < 4_000; i++) {
    const blank = pick(['\r\n', '\r\n', '\n', '']);
    let text = makeHeader() + blank + (blank === '' ? '' : makeBody());
    if (pick([0, 0, 1])) text = text.replace(/\r\n/g, '\n');
    const raw = Buffer.from(text, 'latin1');
    const { verifier } = await verifyOnNode(raw, {
      resolver: noDns,
      chunk: pick([7, 64, 4096]),
    }).catch(
      // mailauth itself gives up on a header canonicalisation without a name
      () => ({ verifier: null }),
    );
    const made = await digest(raw);
    expect(made.refused, text).toBe(null);
    if (!verifier) continue;
    expect(made.header, text).toBe(verifier.headers.original.toString('latin1'));
    for (const [key, hasher] of verifier.bodyHashes) {
      const canonicalization = key.startsWith('simple') ? 'simple' : 'relaxed';
      expect(
        {
          key,
          hash: made.hashes[key]?.hash,
          length: made.hashes[key]?.length,
          total: made.canonical[canonicalization]?.length,
          mimeStart: made.canonical[canonicalization]?.mimeStart,
          size: made.facts.size,
        },
        JSON.stringify(text),
      ).toEqual({
        key,
        hash: hasher.hash,
        length: hasher.bodyHashedBytes,
        total: hasher.canonicalizedLength,
        mimeStart: hasher.mimeStructureStart,
        size: hasher.byteLength,
      });
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(5_000);
});

test('60 long bodies: nothing goes wrong where two blocks of work meet', async () => {
  const edges = [
    '\r\n',
    '\r\n\r\n',
    '\n\n',
    ' ',
    '\t \r\n',
    '\r',
    'x',
    '\r\n--b1\r\n',
    ' \r\n\r\n ',
    '\r\n \r\n',
  ];
  for (let i = 0; i < 60; i++) {
    const header = makeHeader();
    let body = '';
    for (let block = 1; block <= 3; block++) {
      const filler = pick(['A', 'ab ', 'line\r\n', 'l\n', '\r\n']);
      const until = block * 262_144 - pick([0, 1, 2, 3, 4, 5, 6]);
      body += filler
        .repeat(Math.ceil((until - body.length) / filler.length))
        .slice(0, until - body.length);
      body += pick(edges) + pick(edges) + pick(edges);
    }
    const raw = Buffer.from(
      `${header}DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1; h=from; bh=x; b=y\r\n\r\n${body}`,
      'latin1',
    );
    const { verifier } = await verifyOnNode(raw, { resolver: noDns }).catch(() => ({
      verifier: null,
    }));
    const made = await digest(raw);
    for (const [key, hasher] of verifier?.bodyHashes ?? []) {
      expect(made.hashes[key]?.hash, `case ${i} ${key}`).toBe(hasher.hash);
      const canonicalization = key.startsWith('simple') ? 'simple' : 'relaxed';
      expect(made.canonical[canonicalization]?.mimeStart).toBe(hasher.mimeStructureStart);
    }
  }
});
