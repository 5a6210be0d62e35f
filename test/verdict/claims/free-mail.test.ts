// free-mail.json: every entry has to be usable.
import { describe, expect, test } from 'vitest';
import { organizationalDomain } from '../../../lib/text/organization.ts';
import { freeMailDomain } from '../../../lib/verdict/claims/free-mail.ts';
import freeMail from '../../../lib/verdict/data/free-mail.json' with { type: 'json' };
import { bySuffix, FAMILIES, freeMailDomains } from '../../../scripts/generate/free-mail.ts';

describe('free mail', () => {
  test('the committed list is what the generator writes', () => {
    expect(freeMail).toEqual(bySuffix(freeMailDomains()));
    expect(freeMailDomains().length).toBeGreaterThanOrEqual(400);
  });

  test('every entry is found as it was written down', () => {
    for (const domain of freeMailDomains()) expect(freeMailDomain(domain), domain).toBe(domain);
  });

  test('every entry is a host name, in lower case, once', () => {
    const all = Object.values(FAMILIES).flat();
    expect(new Set(all).size).toBe(all.length);
    for (const domain of freeMailDomains()) {
      expect(organizationalDomain(domain), domain).not.toBeNull();
      expect(domain).toMatch(/^[a-z0-9.-]+$/);
    }
  });

  test('services that send themselves are not on it', () => {
    for (const domain of [
      'facebookmail.com',
      'amazonses.com',
      'docs.google.com',
      'googlegroups.com',
      'apple.com',
    ])
      expect(freeMailDomain(domain), domain).toBeNull();
  });

  test('names below a provider count as the provider’s', () => {
    expect(freeMailDomain('kind.ocn.ne.jp')).toBe('ocn.ne.jp');
    expect(freeMailDomain('example.co.jp')).toBeNull();
  });
});
