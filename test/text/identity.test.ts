// Whom a recorded result speaks of, whatever the signer wrote into its identity.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAuthenticationResults } from '../../lib/message/authentication-results.ts';
import { identityOf } from '../../lib/text/identity.ts';

const HONEST = 'lists.known.example';
/** What Gmail writes for a signature whose i= ends in @evil.example. */
const recorded = (auid: string) =>
  `mx.google.com; dkim=pass header.i=${auid}@evil.example header.s=s1 header.b=abcd1234; spf=pass smtp.mailfrom=a@evil.example`;
const identities = (value: string) =>
  parseAuthenticationResults(value)?.methods.map(identityOf) ?? [];

describe('the identity of a result', () => {
  test.each([
    ['dkim=pass header.i=@Mail.Example', 'mail.example'],
    ['dkim=pass header.i=news@mail.example header.s=s1 header.b=abcd', 'mail.example'],
    ['dkim=pass header.d=mail.example', 'mail.example'],
    ['dkim=pass header.i=@mail.example header.d=other.example', 'mail.example'],
    ['dkim=pass', ''],
    ['spf=pass smtp.mailfrom=a@mail.example', 'mail.example'],
    ['spf=none smtp.helo=mta.example', 'mta.example'],
    ['dmarc=pass header.from=shop.example', 'shop.example'],
    ['arc=pass', ''],
  ])('%s: %s', (method, expected) => {
    expect(identities(`mx.google.com; ${method}`)[0]).toBe(expected);
  });

  test.each([
    `x header.d=${HONEST} b.c=`,
    `@${HONEST} b.c=`,
    `@${HONEST} header.d=`,
    `a@${HONEST} header.a=rsa-sha256 x.y=z`,
    `@${HONEST} header.s=`,
    `@${HONEST} header.i=`,
    `@${HONEST}; dkim=pass header.s=`,
  ])('text in i= makes nobody else of the signer: %s', (auid) => {
    const found = identities(recorded(auid));
    // Where the field ends up unreadable, it says nothing at all.
    for (const identity of found.slice(0, 1)) expect(identity).not.toBe(HONEST);
  });

  test('whatever properties are written into i=', () => {
    const word = fc.constantFrom('header.i', 'header.d', 'header.s', 'header.b', 'b.c', 'x.y');
    const value = fc.constantFrom(HONEST, `@${HONEST}`, `a@${HONEST}`, 'x', '');
    const property = fc.tuple(word, value).map(([name, one]) => `${name}=${one}`);
    fc.assert(
      fc.property(value, fc.array(property, { maxLength: 4 }), word, (first, more, last) => {
        const auid = [first, ...more, `${last}=`].join(' ');
        for (const identity of identities(recorded(auid)).slice(0, 1))
          expect(identity).not.toBe(HONEST);
      }),
    );
  });
});
