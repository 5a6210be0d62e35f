// Bodies whose line ends and white space lie across the steps in which the digest works.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digest } from '../../lib/message/digest.ts';
import { random } from '../conformance/random.ts';
import { canonicalBody } from '../helpers/cases/sign.ts';
import { octetsOf } from './journey.ts';

const STEP = 1 << 13;
const FIELDS = ['relaxed/relaxed', 'relaxed/simple']
  .map((c) => `DKIM-Signature: v=1; a=rsa-sha256; c=${c}; d=b.example; s=s; h=from; bh=x; b=y`)
  .join('\r\n');

test('200 bodies: the same hash as a canonicaliser that knows no steps', async () => {
  const pick = random(8_192);
  const edges = [
    '\r\n',
    '\r\n\r\n',
    ' ',
    '\t',
    ' \r\n',
    '\r\n ',
    '\r',
    '\r\r\n',
    'x',
    ' x',
    '\r\n \r\n',
    '  \t ',
  ];
  for (let i = 0; i < 200; i++) {
    let body = '';
    for (let step = 1; step <= 4; step++) {
      const filler = pick(['A', 'AB\r\n', 'a b ', '\r\n', ' ', 'line \r\n']);
      const until = step * STEP - pick([0, 1, 2, 3, 4, 5]);
      body += filler.repeat(STEP).slice(0, Math.max(0, until - body.length));
      body += pick(edges) + pick(edges) + pick(edges);
    }
    // a bare LF would be repaired first, which is another matter
    body = body.replace(/\r?\n/g, '\r\n');
    const made = await digest(octetsOf(`From: a@b.example\r\n${FIELDS}\r\n\r\n${body}`));
    for (const mode of ['relaxed', 'simple'] as const) {
      const canonical = Buffer.from(canonicalBody(body, mode), 'latin1');
      expect(made.hashes[`${mode}:sha256:`], `body ${i}`).toEqual({
        hash: createHash('sha256').update(canonical).digest('base64'),
        length: canonical.length,
      });
    }
  }
});
