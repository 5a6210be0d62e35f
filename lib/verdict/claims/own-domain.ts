// What speaks for a name whose domain is not known to answer it: the domain itself, where it could hardly be had for a lie.
import { bearsOwnName } from './address-words.ts';
import type { ClaimFacts } from './claim-facts.ts';

/** Free mail, or a domain that nothing proves: nobody's word stands behind the name. */
export const isLoose = ({ freeMail, unproved }: ClaimFacts): boolean => freeMail || unproved;

/** `uniqlo.com.my`, of an order: a known company has a domain in every country it sells to, and no list has them all. */
export const isAbroad = ({ labelIsItsOwn, form, presses, isGrave }: ClaimFacts): boolean =>
  labelIsItsOwn && form !== 'disguised' && !presses && !isGrave;

/**
 * Honest companies send from `brand-mail.com`, chambers and clubs of one name from `ihk-mainspitze`; nobody who presses
 * does.
 */
export const isOwnLabel = (facts: ClaimFacts): boolean => {
  const { organisation, isOfContracts, labelHoldsName, labelIsName, labelJoins } = facts;
  if (organisation.federated && (labelIsName || (facts.labelIsShown && !facts.around.office)))
    return true;
  // Nobody listed all its domains, and this one is called as those are.
  if (facts.labelIsItsOwn && !facts.freeMail && !organisation.confirmed && !facts.isGrave)
    return !facts.around.pressure && !facts.subjectInsists;
  const isOwn = organisation.federated ? !isOfContracts : !organisation.confirmed && !labelJoins;
  return (
    organisation.stakes === 'ordinary' &&
    isOwn &&
    labelHoldsName &&
    !facts.around.pressure &&
    !facts.subjectPresses
  );
};

/** `REWE Markt Yildiz` of rewe-yildiz, of an order: a shop under a sign that names itself, and so does its domain. */
export const isShop = (facts: ClaimFacts): boolean =>
  facts.organisation.stakes === 'ordinary' &&
  facts.around.shop &&
  !facts.subjectPresses &&
  !facts.labelPoses &&
  !isLoose(facts) &&
  bearsOwnName(facts.view, facts.reading);

/** `AIB` of aib.it: few letters are many bodies' own, and under old suffixes no such domain is to be had for a day. */
export const isOwnInitials = ({
  labelIsName,
  isSettled,
  freeMail,
  hit,
  around,
  subjectInsists,
}: ClaimFacts) =>
  labelIsName &&
  isSettled &&
  !freeMail &&
  !around.pressure &&
  !subjectInsists &&
  [...hit.name].length < 5;
