// What the table of claims asks for, derived once for each organisation that a text names.
import type { ClaimForm, Severity } from '../../model.ts';
import {
  answersFor,
  isClosedSuffix,
  isKeptAddress,
  type NameHit,
  type Organisation,
  ownerOf,
  serviceOf,
} from '../../registry/index.ts';
import { isUnder } from '../../text/domains.ts';
import { fold } from '../../text/normalise.ts';
import { organizationalLabel } from '../../text/organization.ts';
import words from '../data/words.json' with { type: 'json' };
import type { ClaimView } from '../rules/rule.ts';
import {
  asks,
  holdsOnly,
  joins,
  letters,
  localSpeaks,
  needlesOf,
  poses,
  says,
  spellings,
  wordsOf,
} from './address-words.ts';
import { subjectAsks, subjectInsists, subjectPresses } from './haste.ts';
import { offersOffice } from './office-labels.ts';
import { type Reading, readPlace } from './read.ts';
import { isFromNobody } from './stranger.ts';
import type { Surroundings } from './surroundings.ts';
import { CONTRACT_TRADES, GRAVE_TRADES } from './trades.ts';

/** How the author's domain was proved. `unasked`: nothing was looked at, or nothing could be. */
type Proof = 'dkim' | 'spf' | 'none' | 'unasked';

export interface ClaimFacts {
  view: ClaimView;
  reading: Reading;
  hit: NameHit;
  /** of those that bear the name, the one the domain answers, else the gravest */
  organisation: Organisation;
  strict: boolean;
  form: ClaimForm;
  around: Surroundings;
  /** the author's domain would answer the name if it were proved */
  owned: boolean;
  /** a domain that one source alone calls the organisation's, proved by DKIM as far as anybody asked */
  single: boolean;
  /** the organisation and its customers write from this domain, and nobody can tell them apart */
  shared: boolean;
  answered: boolean;
  /** nothing proves the author's domain, though it was looked for */
  unproved: boolean;
  freeMail: boolean;
  /** the organisation that proved to have written this mail itself */
  writer: Organisation | null;
  /** a sender whose users choose the name it shows */
  byUsers: boolean;
  subjectPresses: boolean;
  /** it asks for something, and not only tells */
  subjectInsists: boolean;
  /** name or subject make a reader hurry */
  presses: boolean;
  /** the local part says the same organisation, and nobody's own name */
  addressSpeaks: boolean;
  /** on free mail the local part says an office, too, and the subject is about what offices write of */
  addressPoses: boolean;
  /** the sender's domain bears nobody's name */
  fromNobody: boolean;
  /** it bills everybody month by month: telephone, energy, insurance */
  isOfContracts: boolean;
  /** the registered label of the domain says it, with whatever other words */
  labelSpeaks: boolean;
  /** beside the organisation the registered label says what offices say: `claro-fatura`, `telekom-rechnung-online` */
  labelPoses: boolean;
  /** it says an office, and no trade of anybody's */
  labelAsks: boolean;
  /** beside the organisation the registered label says something else, and the subject is about what offices write of */
  labelJoins: boolean;
  /** moves money or parcels, governs, or keeps the account that opens the others */
  isGrave: boolean;
  /** a program that many run on servers of their own */
  isSelfHosted: boolean;
  /** an ordinary word of a language, or of a trade and a place */
  isWord: boolean;
  /** a name that people bear, too */
  isPersonal: boolean;
  /** the registered label of the author's domain holds the whole name */
  labelHoldsName: boolean;
  /** the label is the name */
  labelIsName: boolean;
  /** the label says it, and every part of the label stands in the name: `Sparkasse Altenried` of sparkasse-altenried */
  labelIsShown: boolean;
}

export function proofOf({ origin }: ClaimView): Proof {
  if (origin === null) return 'unasked';
  if (origin.rowId === 'vouched') return 'dkim';
  switch (origin.origin) {
    case 'signed':
    case 'recorded':
      return 'dkim';
    case 'listed':
      return 'spf';
    case 'unknown':
    case 'own':
      return 'unasked';
    default:
      return 'none';
  }
}

/** A domain answers a name: confirmed ones by any proof, the others by a signature alone. */
function answers(view: ClaimView, organisation: Organisation, proof: Proof): boolean {
  if (proof === 'none') return false;
  const { now } = view.context;
  const found = answersFor(view.domain, organisation, now);
  if (found === 'confirmed' || (found === 'listed' && proof !== 'spf')) return true;
  if (proof !== 'spf' && isKeptAddress(view.localPart, view.domain, organisation)) return true;
  if (organisation.category !== 'gov' && organisation.category !== 'utility') return false;
  const closed = isClosedSuffix(view.domain);
  return closed !== null && organisation.region.includes(closed.country);
}

const ACCOUNTS = new Set('apple icloud google microsoft amazon line'.split(' '));
const personal = new Set(words.given.map(fold));
const software = new Set(words.software.map(fold));

const GRAVE: Record<Severity, number> = { info: 0, caution: 1, danger: 2 };

/** The graver of two severities; null is none. */
export const graver = (one: Severity | null, other: Severity | null): Severity | null =>
  one === null || (other !== null && GRAVE[other] > GRAVE[one]) ? other : one;

/** `Ann (via The Google Maps Group)`: Google's groups say through whom they came, and write as Google themselves. */
const isWayOf = (
  { domain, localPart }: ClaimView,
  { id }: Organisation,
  { text }: Reading,
  { start }: NameHit,
): boolean =>
  id === 'google' &&
  isUnder(domain, 'googlegroups.com') &&
  (localPart === 'noreply' || /\S\s+\(?via\s+(?:the\s+)?$/i.test(text.slice(0, start)));

/** Derives what the rows ask for. */
export function claimFacts(view: ClaimView, reading: Reading, hit: NameHit): ClaimFacts {
  const proof = proofOf(view);
  const rank = (one: Organisation) => Number(one.confirmed) * 2 + Number(one.stakes === 'high');
  const answering = hit.organisations.find((one) => answers(view, one, proof));
  const organisation =
    answering ?? [...hit.organisations].sort((one, other) => rank(other) - rank(one))[0]!;
  const isOwn = view.circle.ownDomains.has(view.organization);
  const service = view.domain === '' ? null : serviceOf(view.domain, view.localPart);
  const isProved = proof === 'dkim' || proof === 'spf';
  // Where nothing was asked yet, in a row of the list, the address shown is taken at its word.
  const isTaken = isProved || proof === 'unasked';
  const owner = isTaken && view.domain !== '' ? ownerOf(view.domain, view.context.now) : null;
  const registered = organizationalLabel(view.domain) ?? '';
  const written = [letters(hit.name), ...spellings(hit.name)];
  const pressing = subjectPresses(view);
  const isWord = /^(?:dict|word|generic|two words|place)/.test(hit.why ?? '');
  const isPersonal =
    /^(?:given name|surname|person)$/.test(hit.why ?? '') || personal.has(fold(hit.name));
  const needles = needlesOf(organisation, written);
  return {
    view,
    reading,
    hit,
    organisation,
    strict: hit.strength === 'strict',
    form: hit.form,
    around: reading.surroundings,
    single:
      (proof === 'dkim' || proof === 'unasked') &&
      hit.organisations.some((one) => answersFor(view.domain, one, view.context.now) === 'single'),
    owned: hit.organisations.some((one) => answersFor(view.domain, one, view.context.now) !== null),
    // A number is a customer's.
    shared:
      !/^\d{5,}$/.test(view.localPart) &&
      hit.organisations.some(({ domains }) =>
        domains.some(({ domain }) => isUnder(view.domain, domain)),
      ),
    // The reader's own servers may carry any program's name.
    answered:
      answering !== undefined || (isOwn && isProved) || isWayOf(view, organisation, reading, hit),
    unproved: proof === 'none',
    freeMail: view.freeMail,
    writer:
      owner !== null && service === null && !owner.organisation.usersWrite
        ? owner.organisation
        : null,
    byUsers: isProved && (service?.usersWrite ?? owner?.organisation.usersWrite ?? false),
    subjectPresses: pressing,
    subjectInsists: pressing && subjectInsists(view),
    presses: pressing || reading.surroundings.pressure,
    addressSpeaks: localSpeaks(view, reading, needles),
    addressPoses: view.freeMail && subjectAsks(view) && wordsOf(view.localPart).some(offersOffice),
    fromNobody: isFromNobody(view),
    isOfContracts: CONTRACT_TRADES.has(organisation.category),
    labelSpeaks: says(registered, needles),
    labelPoses:
      poses(registered, needles) ||
      (!isWord && !isPersonal && joins(registered, needles) && offersOffice(view.localPart)),
    labelAsks: asks(registered, needles),
    labelJoins: joins(registered, needles) && subjectAsks(view),
    isGrave: GRAVE_TRADES.has(organisation.category) || ACCOUNTS.has(organisation.id),
    isSelfHosted: hit.why === 'self-hosted' || software.has(fold(hit.name)),
    isWord,
    isPersonal,
    labelHoldsName:
      proof === 'dkim' &&
      (written.some((name) => name.length > 2 && holdsOnly(registered, name)) ||
        (!registered.includes('-') &&
          needles.some((name) => name.length > 3 && holdsOnly(registered, name)))),
    labelIsName: isProved && written.includes(letters(registered)),
    labelIsShown:
      proof === 'dkim' &&
      !pressing &&
      !(subjectAsks(view) && GRAVE_TRADES.has(organisation.category)) &&
      says(registered, needles) &&
      registered
        .split('-')
        .every((part) => !offersOffice(part) && letters(reading.text).includes(part)),
  };
}

/** The subject names the same organisation: read only where a row asks for it. */
export const subjectSays = ({ view, organisation }: ClaimFacts): boolean =>
  readPlace('subject', view.subject, view.circle.extra)?.hits.some(({ organisations }) =>
    organisations.some(({ id }) => id === organisation.id),
  ) ?? false;
