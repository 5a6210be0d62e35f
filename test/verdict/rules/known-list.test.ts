// A list excuses a name only where it sent the mail itself: the signer cannot say so in its own identity.
import { expect, test } from 'vitest';
import { anchored, octets, outcome } from './evidence.ts';

const HEADER = `From: "security@paypal.com" <a@evil.example>
To: hanako@yamada-kogyo.example
Subject: Hello
List-Id: <team.lists.known.example>
`;
const severity = (record: string) =>
  outcome(octets(anchored(record)) + octets(HEADER), {
    context: { source: 'gmail', knownLists: ['lists.known.example'] },
  }).findings.find(({ rule }) => rule === 'nameAddress')?.severity;

test.each([
  ['nothing of the list', 'dkim=pass header.i=@evil.example header.s=s1', 'danger'],
  ['its name beside i=', 'dkim=pass header.i=@evil.example header.d=lists.known.example', 'danger'],
  [
    'its name inside i=',
    'dkim=pass header.i=x header.d=lists.known.example b.c=@evil.example header.s=s1',
    'danger',
  ],
  [
    'i= cut in two',
    'dkim=pass header.i=@lists.known.example b.c=@evil.example header.s=s1',
    'danger',
  ],
  ['the list’s own signature', 'dkim=pass header.i=@lists.known.example header.s=s1', 'caution'],
  ['the list’s own server', 'spf=pass smtp.mailfrom=bounce@lists.known.example', 'caution'],
])('%s', (_, record, expected) => {
  expect(severity(`${record}; dmarc=pass header.from=evil.example`)).toBe(expected);
});
