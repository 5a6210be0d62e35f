// What speaks for a name whose domain is not known to answer it: the domain itself, where it could hardly be had for a lie.
import { organizationalLabel } from '../../text/organization.ts';
import { bearsOwnName } from './address-words.ts';
import { type ClaimFacts, proofOf } from './claim-facts.ts';

/** Suffixes of countries, but for those that are sold to all the world. */
const COUNTRY =
  /\.(?!(?:cc|tk|ml|ga|cf|gq|pw|ws|to|me|co|io|cm|su|la|tv|st|sh|gg|vc|ly|im|is|nu|cx|mn)$)[a-z]{2}$/;
/** Under these and the first of all short names went long ago. */
const SETTLED = new RegExp(`${COUNTRY.source}|\\.(?:com|net|org|edu|gov)$`);

/** Free mail, or a domain that nothing proves: nobody's word stands behind the name. */
export const isLoose = ({ freeMail, unproved }: ClaimFacts): boolean => freeMail || unproved;

/** A DKIM-proved domain of a country, whose label is that of one of the organisation's domains. */
function isLabelOfItsOwn({ view, organisation }: ClaimFacts): boolean {
  if (proofOf(view) !== 'dkim' || !COUNTRY.test(view.domain)) return false;
  const label = organizationalLabel(view.domain);
  return organisation.domains.some(({ domain }) => organizationalLabel(domain) === label);
}

/** `uniqlo.com.my`, of an order: a known company has a domain in every country it sells to, and no list has them all. */
export const isAbroad = (facts: ClaimFacts): boolean =>
  facts.form !== 'disguised' && !facts.presses && !facts.isGrave && isLabelOfItsOwn(facts);

/**
 * Honest companies send from `brand-mail.com`, chambers and clubs of one name from `ihk-mainspitze`; nobody who presses
 * does.
 */
export function isOwnLabel(facts: ClaimFacts): boolean {
  const { organisation, around, isOfContracts } = facts;
  const { confirmed, federated } = organisation;
  if (federated && (facts.labelIsName || (facts.labelIsShown && !around.office))) return true;
  // Nobody listed all its domains, and this one is called as those are.
  if (!confirmed && !facts.freeMail && !facts.isGrave && isLabelOfItsOwn(facts))
    return !around.pressure && !facts.subjectInsists;
  return (
    organisation.stakes === 'ordinary' &&
    (federated ? !isOfContracts : !confirmed && !facts.labelJoins) &&
    facts.labelHoldsName &&
    !around.pressure &&
    !facts.subjectPresses
  );
}

/** `REWE Markt Yildiz` of rewe-yildiz, of an order: a shop under a sign that names itself, and so does its domain. */
export const isShop = (facts: ClaimFacts): boolean =>
  facts.organisation.stakes === 'ordinary' &&
  facts.around.shop &&
  !facts.subjectPresses &&
  !facts.labelPoses &&
  !isLoose(facts) &&
  bearsOwnName(facts.view, facts.reading);

/** `AIB` of aib.it: few letters are many bodies' own, and under old suffixes no such domain is to be had for a day. */
export const isOwnInitials = (facts: ClaimFacts): boolean =>
  facts.labelIsName &&
  SETTLED.test(facts.view.domain) &&
  !facts.freeMail &&
  !facts.around.pressure &&
  !facts.subjectInsists &&
  [...facts.hit.name].length < 5;
