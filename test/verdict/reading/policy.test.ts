// The policy that applies, told once for the table and for the card. RFC 9989 section 4.7.
import { expect, test } from 'vitest';
import type { DmarcPolicy } from '../../../lib/model.ts';
import { appliedPolicy } from '../../../lib/verdict/reading/policy.ts';
import { dmarc, evidence } from '../evidence.ts';

const STEPPED = { none: 'none', quarantine: 'none', reject: 'quarantine' } as const;
const POLICIES: DmarcPolicy[] = ['none', 'quarantine', 'reject'];

const applied = (
  recorded: { p: string | null; sp?: string | null },
  measured: Parameters<typeof dmarc>[0] | null,
  author = 'shop.example',
) => {
  const one = evidence(
    measured === null ? { evaluated: null } : { evaluated: { dmarc: dmarc(measured) } },
  );
  one.stated.dmarcComment = { sp: null, dis: null, ...recorded };
  return appliedPolicy(one, author);
};

test.each(POLICIES)('p=%s under test is one step less, whether or not Gmail stepped it', (p) => {
  const measured = { policy: STEPPED[p], testing: true, record: `v=DMARC1; p=${p}; t=y` };
  for (const written of [p, STEPPED[p], null])
    expect(applied({ p: written }, measured)).toBe(STEPPED[p]);
});

test('what was recorded on arrival comes before what is published today', () => {
  expect(applied({ p: 'reject' }, { policy: 'none' })).toBe('reject');
  expect(applied({ p: 'none' }, { policy: 'reject' })).toBe('none');
});

test('of a sub-domain sp= applies, and the weaker where that is not known', () => {
  const both = { p: 'reject', sp: 'quarantine' };
  const below = 'mail.shop.example';
  expect(applied(both, { policy: 'quarantine' }, below)).toBe('quarantine');
  expect(applied(both, null, below)).toBe('quarantine');
  expect(applied({ p: 'none', sp: 'reject' }, null, below)).toBe('none');
  expect(applied(both, null)).toBe('reject');
});

test('a word that is no policy asks for nothing', () => {
  expect(applied({ p: 'unspecified' }, null)).toBe('none');
});
