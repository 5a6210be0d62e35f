// brands.json and free-mail.json: every entry has to be usable, and none may answer for somebody else.

import { describe, expect, test } from 'vitest';
import { isUnder } from '../../../lib/text/domains.ts';
import { fold } from '../../../lib/text/normalise.ts';
import {
  hasKnownSuffix,
  organizationalDomain,
  publicSuffix,
} from '../../../lib/text/organization.ts';
import {
  BRANDS,
  brandsOfDomain,
  findBrands,
  hasConfirmedDomain,
  ownedBy,
} from '../../../lib/verdict/claims/brands.ts';
import { freeMailDomain } from '../../../lib/verdict/claims/free-mail.ts';
import { spell } from '../../../lib/verdict/claims/spelling.ts';
import freeMail from '../../../lib/verdict/data/free-mail.json' with { type: 'json' };
import { FAMILIES, freeMailDomains } from '../../../scripts/generate/free-mail.ts';

/** Brands of one house: the same domain, or the same name, answers for both. */
const HOUSES = [
  ['amazon', 'aws'],
  ['rakuten', 'rakutencard', 'rakutensec'],
  ['mufg', 'mufgnicos'],
  ['yucho', 'japanpost'],
  ['ekinet', 'jreast'],
  ['yahoojp', 'line'],
];
const sameHouse = (one: string, other: string) =>
  HOUSES.some((house) => house.includes(one) && house.includes(other));

describe('brands', () => {
  test('ids are unique and every brand has a name and a domain', () => {
    expect(new Set(BRANDS.map(({ id }) => id)).size).toBe(BRANDS.length);
    for (const { id, names, domains } of BRANDS) {
      expect(names.length, id).toBeGreaterThan(0);
      expect(domains.length, id).toBeGreaterThan(0);
    }
  });

  for (const brand of BRANDS) {
    test(`${brand.id}: its domains`, () => {
      for (const domain of [...brand.domains, ...(brand.tenantDomains ?? [])]) {
        expect(domain).toBe(domain.toLowerCase());
        expect(hasKnownSuffix(domain), `${domain} is registrable`).toBe(true);
        expect(publicSuffix(domain), `${domain} is no public suffix`).not.toBe(domain);
      }
      for (const domain of brand.domains) {
        expect(brand.evidence[domain], `evidence of ${domain}`).toMatch(/^[DSVK]$/);
        if (!brand.userMailDomains?.includes(domain))
          expect(freeMailDomain(domain), `${domain} is nobody’s free mail`).toBeNull();
        const others = BRANDS.filter(
          (other) =>
            other !== brand &&
            !sameHouse(brand.id, other.id) &&
            other.domains.some((one) => isUnder(one, domain) || isUnder(domain, one)),
        );
        expect(
          others.map(({ id }) => id),
          `${domain} has one owner`,
        ).toEqual([]);
      }
      expect(Object.keys(brand.evidence).sort()).toEqual([...brand.domains].sort());
      for (const domain of brand.userMailDomains ?? []) {
        expect(brand.domains).toContain(domain);
        expect(ownedBy(brand, domain)).toBeNull();
        expect(ownedBy(brand, `mail.${domain}`)).toBe(domain);
      }
      for (const domain of brand.tenantDomains ?? []) {
        expect(ownedBy(brand, `x.${domain}`)).toBeNull();
      }
    });

    test(`${brand.id}: its names`, () => {
      for (const name of brand.names) {
        expect([...fold(name)].length, `${name} is long enough to be searched`).toBeGreaterThan(2);
        expect(brand.weakNames ?? []).not.toContain(name);
        expect(findBrands(spell(name)).flatMap((hit) => hit.brands)).toContain(brand);
        const others = BRANDS.filter(
          (other) =>
            other !== brand &&
            !sameHouse(brand.id, other.id) &&
            other.names.some((one) => fold(one) === fold(name)),
        );
        expect(
          others.map(({ id }) => id),
          `${name} means one brand`,
        ).toEqual([]);
      }
    });
  }

  test('a domain known by hearsay only is no confirmation', () => {
    const known = BRANDS.filter((brand) => !hasConfirmedDomain(brand));
    expect(known.every(({ evidence }) => Object.values(evidence).every((one) => one === 'K'))).toBe(
      true,
    );
    console.info(`${BRANDS.length} brands, ${known.length} of them without a confirmed domain`);
  });

  test('a host of many users belongs to no brand', () => {
    expect(brandsOfDomain('acme.shopifyemail.com')).toEqual([]);
    expect(brandsOfDomain('docomo.ne.jp')).toEqual([]);
    expect(brandsOfDomain('mail.docomo.ne.jp').map(({ id }) => id)).toEqual(['docomo']);
  });
});

describe('free mail', () => {
  test('the committed list is what the generator writes', () => {
    expect(freeMail.domains).toEqual(freeMailDomains());
    expect(freeMail.domains.length).toBeGreaterThanOrEqual(400);
  });

  test('every entry is a host name, in lower case, once', () => {
    const all = Object.values(FAMILIES).flat();
    expect(new Set(all).size).toBe(all.length);
    for (const domain of freeMail.domains) {
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
