// The subject begins as an organisation's, and the name says nobody: 【X】, [X], "X:", "Your X account", "X - confirm now".
// Or nobody says anything but the subject.
import type { Severity } from '../../model.ts';
import { type NameHit, readWords } from '../../registry/index.ts';
import { type ClaimFacts, claimFacts } from '../claims/claim-facts.ts';
import { isGeneric, isOfDesk } from '../claims/generic.ts';
import { subjectInsists, subjectPresses } from '../claims/haste.ts';
import { insists } from '../claims/insists.ts';
import { isPassedOn, type Reading, readPlace, subjectHead } from '../claims/read.ts';
import { isFromNobody, isStranger } from '../claims/stranger.ts';
import { knownDomains, weighClaim } from '../claims/weigh.ts';
import type { MessageRule, MessageView } from './rule.ts';

interface Spoken {
  hit: NameHit;
  severity: Severity;
  facts: ClaimFacts;
}

/** What the subject says of an organisation, by the table; null where that is nothing, or somebody else's to say. */
function weighSubject(view: MessageView, reading: Reading, hit: NameHit): Spoken | null {
  const { severity, facts } = weighClaim(claimFacts(view, reading, hit));
  return severity === null || facts.writer !== null ? null : { hit, severity, facts };
}

/** A domain that says the organisation and something else beside it: `macif-contrat`. */
const isJoined = ({ labelPoses, labelJoins }: ClaimFacts): boolean => labelPoses || labelJoins;

/** A weak name is meant in haste; one that is a word, too, where the domain says it and more, or says nobody. */
const isMeant = (view: MessageView, facts: ClaimFacts): boolean =>
  isStranger(view) &&
  subjectInsists(view) &&
  (!(facts.isWord || facts.isPersonal || facts.isSelfHosted) ||
    isJoined(facts) ||
    (facts.organisation.stakes === 'high' && isFromNobody(view)));

/** Whose names stand on the cards of every bank: `Your Visa card`. */
const NETWORKS = new Set(['visa', 'visajp', 'mastercard', 'maestro', 'jcb']);

/** The subject begins as the organisation's own. */
function fromHead(view: MessageView): Spoken | null {
  const head = subjectHead(view.subject);
  if (head === null || (head.loose && !subjectPresses(view))) return null;
  // Offices write 【重要】 on everything: what stands behind it has to press by itself.
  if (head.rest !== null && (view.correspondent !== null || !insists(readWords(head.rest))))
    return null;
  // A relative passes on what the bank wrote; whom the reader answered may do so without a word.
  if (head.behind && view.correspondent?.replied) return null;
  const reading = readPlace('subject', head.text, view.circle.extra);
  if (reading === null || !reading.surroundings.vocabularyOnly) return null;
  for (const hit of reading.hits) {
    const found = weighSubject(view, reading, hit);
    if (found === null || !(hit.strength === 'strict' || isMeant(view, found.facts))) continue;
    const { facts } = found;
    if (head.behind)
      return { ...found, severity: view.freeMail && facts.subjectPresses ? 'caution' : 'info' };
    const isNetwork = head.loose && NETWORKS.has(facts.organisation.id);
    const isSure = (facts.organisation.confirmed && !isNetwork) || facts.freeMail || facts.unproved;
    return isSure ? found : { ...found, severity: 'caution' };
  }
  return null;
}

/**
 * `apple@…` of "Apple ID locked": what stands before the @ and the beginning of the subject say one name, and nothing says
 * another. A treasurer's `paypal@…` tells of "PayPal payment received", and asks for nothing.
 */
function isSaidTwice(view: MessageView, { hit, facts }: Spoken): boolean {
  const { addressSpeaks, isWord, isPersonal, organisation } = facts;
  if (!addressSpeaks || /\p{L}/u.test(view.subject.slice(0, hit.start))) return false;
  // A name that is a word as well, or of whom nothing is to be had (a device that writes alerts), is meant where the
  // domain says it, too, or says nobody.
  const isGrave = organisation.stakes === 'high' && !isWord && !isPersonal;
  if (!isGrave && !isJoined(facts) && !isFromNobody(view)) return false;
  return subjectInsists(view) && (view.name === '' || isOfDesk(view));
}

/**
 * Neither name nor domain says who writes, or the domain says it and more, or the subject of a desk begins so, and the
 * subject presses: then whom it names is who the reader takes it to come from. Shops and their tools name others, too,
 * but bear a name of their own; bulletins do not press.
 */
function fromNobody(view: MessageView): Spoken | null {
  if (!isStranger(view) || isPassedOn(view.subject)) return null;
  const isNobodys = isFromNobody(view);
  const reading = readPlace('subject', view.subject, view.circle.extra);
  if (reading === null || !subjectPresses(view)) return null;
  for (const hit of reading.hits) {
    // Inside a subject a number is a number: `Order 76`.
    const found = /\p{L}/u.test(hit.name) ? weighSubject(view, reading, hit) : null;
    if (found === null) continue;
    if (isSaidTwice(view, found)) return { ...found, severity: 'caution' };
    const { strict, isWord, isPersonal, isSelfHosted } = found.facts;
    const isBegun = hit.start === 0 && subjectInsists(view) && isOfDesk(view);
    const isOfIts = isJoined(found.facts);
    if (!isNobodys && !(strict ? isBegun || isOfIts : isBegun && isOfIts)) continue;
    // No authority writes from free mail; of others somebody may tell.
    if (view.freeMail && !subjectInsists(view) && found.facts.organisation.category !== 'gov')
      continue;
    if (strict || !(isWord || isPersonal || isSelfHosted)) return { ...found, severity: 'caution' };
  }
  return null;
}

export const subjectBrand: MessageRule = {
  id: 'subjectBrand',
  layer: 'name',
  about: 'subject',
  needs: 'message',
  teachable: 'organisation',
  unproven: true,
  test(view) {
    if (view.domain === '' || view.list !== null || !isGeneric(view)) return [];
    const found = fromHead(view) ?? fromNobody(view);
    if (found === null) return [];
    const { hit, severity, facts } = found;
    const expected = knownDomains(facts.organisation);
    return [
      {
        rule: 'subjectBrand',
        severity,
        params: { brand: hit.name, domain: view.domain, expected },
      },
    ];
  },
};
