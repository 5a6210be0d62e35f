// Envelope senders as forwarders and lists rewrite them.
import { expect, test } from 'vitest';
import { explainEnvelope } from '../../lib/message/envelope.ts';

test.each([
  ['SRS0=dS6P=DQ=shop.example=info@forward.example', 'srs', 'info@shop.example', 'forward.example'],
  ['srs0+ab12=DQ=shop.example=a=b@forward.example', 'srs', 'a=b@shop.example', 'forward.example'],
  [
    'SRS1=xy=first.example==dS6P=DQ=shop.example=info@second.example',
    'srs',
    'info@shop.example',
    'first.example',
  ],
  ['"a+caf_=alice=gmail.example"@own.example', 'caf', 'alice@gmail.example', 'a@own.example'],
  ['a+caf_=x=y=gmail.example@own.example', 'caf', 'x=y@gmail.example', 'a@own.example'],
  ['prvs=94707e0023=clm@shop.example', 'batv', 'clm@shop.example', null],
  ['prvs=clm=0150c9895f@shop.example', 'batv', 'clm@shop.example', null],
  ['list-bounces+alice=example.com@lists.example', 'verp', 'alice@example.com', null],
  ['bounce-771-alice=example.com@mailer.example', 'verp', 'alice@example.com', null],
  [
    'bounce+a1e0a8.be9e4a-mary-ann=example.com@mailer.example',
    'verp',
    'mary-ann@example.com',
    null,
  ],
  ['info@shop.example', null, null, null],
  ['a=b@shop.example', null, null, null],
  ['alice+tag@shop.example', null, null, null],
  ['srs0=broken@shop.example', null, null, null],
  ['', null, null, null],
  ['@shop.example', null, null, null],
])('%s', (mailFrom, kind, original, forwarder) => {
  expect(explainEnvelope(mailFrom)).toEqual({ kind, original, forwarder });
});
