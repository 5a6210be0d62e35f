// Whose is a domain, and does it answer a name?

import { DAY } from '../text/days.ts';
import { andAbove, isUnder } from '../text/domains.ts';
import { once } from '../text/once.ts';
import type { ListedDomain } from './domain-format.ts';
import { FLAG } from './format.ts';
import type { Organisation, OwnedDomain } from './model.ts';
import {
  isFlagged,
  listedDomains,
  membersOf,
  numberOf,
  organisationAt,
  organisationCount,
} from './organisations.ts';
import { CHECKED } from './table.ts';

const CONFIRMING = /^[DSPV]$/;
const MONTH = 30.44 * DAY;
/** After so long a domain may have been given up and bought by somebody else. */
const LIFE = 24 * MONTH;

/** The table is young enough to answer by. */
export const isFresh = (now: Date | number): boolean => Number(now) - Date.parse(CHECKED) < LIFE;

/** The domain of an organisation that covers this one and where only it writes. */
function covering(domains: readonly ListedDomain[], domain: string): ListedDomain | null {
  if (domains.some((one) => one.tenants && isUnder(domain, one.domain))) return null;
  return (
    domains.find((one) => {
      if (one.userMail) return domain !== one.domain && isUnder(domain, one.domain);
      return one.customers ? domain === one.domain : isUnder(domain, one.domain);
    }) ?? null
  );
}

interface Owned {
  number: number;
  listed: ListedDomain;
}

/** Numbers of the organisations that have a confirmed domain, by each of their domains. */
const owners = once(() => {
  const byDomain = new Map<string, number[]>();
  for (let number = 0; number < organisationCount(); number++) {
    if (!isFlagged(number, FLAG.confirmed)) continue;
    for (const { domain } of listedDomains(number)) {
      const list = byDomain.get(domain);
      if (list) list.push(number);
      else byDomain.set(domain, [number]);
    }
  }
  return byDomain;
});

/** Organisations with a confirmed domain that this one belongs to, the closest domain first. */
function ownersOf(domain: string): Owned[] {
  const found: Owned[] = [];
  for (const name of andAbove(domain)) {
    for (const number of owners().get(name) ?? []) {
      const listed = covering(listedDomains(number), domain);
      if (listed && found.every((one) => one.number !== number)) found.push({ number, listed });
    }
  }
  return found.sort((a, b) => b.listed.domain.length - a.listed.domain.length);
}

/**
 * Who owns this domain? Only organisations with a confirmed domain, and only by a confirmed domain that was looked at
 * within 24 months. Null, too, where two organisations of different owners share it.
 *
 * @param domain lower-case A-labels
 */
export function ownerOf(
  domain: string,
  now: Date | number,
): { organisation: Organisation; domain: OwnedDomain } | null {
  const found = ownersOf(domain).filter(({ listed }) => CONFIRMING.test(listed.evidence));
  const best = found[0];
  if (!best || !isFresh(now)) return null;
  const { evidence } = best.listed;
  return {
    organisation: organisationAt(best.number),
    domain: { domain: best.listed.domain, evidence, checked: CHECKED },
  };
}

/** The owner of a domain among organisations with high stakes and a confirmed domain. Lower-case A-labels. */
export function highStakesOwnerOf(domain: string): Organisation | null {
  const found = ownersOf(domain).find(({ number }) => isFlagged(number, FLAG.high));
  return found ? organisationAt(found.number) : null;
}

/** Whose every listed domain is, whatever its evidence: asked for when a domain is shown or imitated, which is seldom. */
const listed = once(() => {
  const byDomain = new Map<string, number>();
  for (let number = 0; number < organisationCount(); number++)
    for (const { domain } of listedDomains(number)) byDomain.set(domain, number);
  return byDomain;
});

/** The organisation that lists this very domain, confirmed or not. Lower-case A-labels. */
export function listedOwnerOf(domain: string): Organisation | null {
  const number = listed().get(domain);
  return number === undefined ? null : organisationAt(number);
}

/** A domain worth imitating. */
export interface ImitatedDomain {
  /** lower-case A-labels */
  domain: string;
  /** read when it is asked for: a mail is compared with hundreds and names one at most */
  organisation(): Organisation;
}

/** The domains of organisations with high stakes and a confirmed domain: what look-alikes are compared with. */
export const imitatedDomains = once((): readonly ImitatedDomain[] =>
  Array.from({ length: organisationCount() }, (_, number) => number)
    .filter((number) => isFlagged(number, FLAG.high) && isFlagged(number, FLAG.confirmed))
    .flatMap((number) =>
      listedDomains(number).map(({ domain }) => ({
        domain,
        organisation: () => organisationAt(number),
      })),
    ),
);

const asListed = ({ domain, evidence }: OwnedDomain): ListedDomain => ({
  domain,
  evidence,
  agreed: true,
  userMail: false,
  tenants: false,
  customers: false,
});

/** The domains of an organisation and of its family, with whether two sources are needed. */
function answering(organisation: Organisation): readonly ListedDomain[] {
  const number = numberOf(organisation);
  if (number === undefined) return organisation.domains.map(asListed);
  const members = organisation.family === null ? [number] : membersOf(organisation.family);
  return members.flatMap(listedDomains);
}

/**
 * Does a domain answer a name of this organisation?
 *
 * `confirmed` (D, S, P, V) answers any authenticated mail, `listed` (W, K) only mail that DKIM proves, for 24 months.
 * `single`: the same of an organisation of high stakes, told by one source alone. That is too little to answer for
 * money, and too much to accuse a bank of its own website's domain. Mail of ordinary users and tenants answers nothing; where
 * customers send from names below, only the bare domain does.
 *
 * @param domain lower-case A-labels
 */
export function answersFor(
  domain: string,
  organisation: Organisation,
  now: Date | number,
): 'confirmed' | 'listed' | 'single' | null {
  const listed = covering(answering(organisation), domain);
  if (!listed) return null;
  if (CONFIRMING.test(listed.evidence)) return 'confirmed';
  if (!isFresh(now)) return null;
  return listed.agreed || organisation.stakes === 'ordinary' ? 'listed' : 'single';
}

/**
 * What providers keep for themselves: the names of RFC 2142 that are not of business (many a customer is `info`), and
 * where their own notices come from.
 */
const KEPT =
  /^(?:abuse|ftp|hostmaster|mailings|news|newsletter|noc|no-?reply|postmaster|security|service|support|usenet|uucp|webmaster|www)$/;
/** QQ numbers begin one higher; a telephone number has eleven digits. */
const KEPT_NUMBERS: Readonly<Record<string, string>> = { 'qq.com': '10000', '139.com': '10086' };

/**
 * Does this address, where everybody has one, belong to the provider itself? Only the bare word does: anybody may be
 * `gmx-support`.
 *
 * @param domain lower-case A-labels
 */
export const isKeptAddress = (
  localPart: string,
  domain: string,
  organisation: Organisation,
): boolean =>
  (KEPT.test(localPart.toLowerCase()) || KEPT_NUMBERS[domain] === localPart) &&
  // The organisation, or one of its family, hands out addresses at this very domain.
  answering(organisation).some((one) => one.userMail && one.domain === domain);
