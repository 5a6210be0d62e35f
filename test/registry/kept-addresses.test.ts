// Mail of a provider itself, from the domain where everybody has an address.
import { expect, test } from 'vitest';
import { isKeptAddress } from '../../lib/registry/index.ts';
import {
  listedDomains,
  organisationAt,
  organisationCount,
} from '../../lib/registry/organisations.ts';

const hosts = Array.from({ length: organisationCount() }, (_, number) => number).flatMap((number) =>
  listedDomains(number)
    .filter(({ userMail }) => userMail)
    .map(({ domain }) => ({ domain, organisation: organisationAt(number) })),
);
const KEPT = ['noreply', 'no-reply', 'mailings', 'newsletter', 'service', 'support', 'postmaster'];

test('what a provider gives to nobody is its own, and nobody else’s', () => {
  expect(hosts.length).toBeGreaterThan(80);
  for (const { domain, organisation } of hosts) {
    for (const local of KEPT) {
      expect(isKeptAddress(local, domain, organisation), `${local}@${domain}`).toBe(true);
      expect(isKeptAddress(local, `mail.${domain}`, organisation), `below ${domain}`).toBe(false);
    }
    for (const other of hosts)
      if (other.organisation.id !== organisation.id && other.organisation.family === null)
        expect(
          isKeptAddress('noreply', domain, other.organisation),
          `${other.organisation.id} at ${domain}`,
        ).toBe(
          hosts.some((one) => one.domain === domain && one.organisation === other.organisation),
        );
  }
});

test('whoever opens an address with such a word in it is a customer', () => {
  for (const { domain, organisation } of hosts)
    for (const word of KEPT)
      for (const local of [
        `${organisation.id}-${word}`,
        `${word}.${organisation.id}`,
        `${word}24`,
        `${word}s-team`,
        `my${word}`,
        `${word}_`,
        `${word}+1`,
        `${word}.`,
        'info',
        'sales',
        'admin',
        '10001',
      ])
        expect(isKeptAddress(local, domain, organisation), `${local}@${domain}`).toBe(false);
});
