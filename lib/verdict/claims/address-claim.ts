// The address says an organisation and an office of it, and the name says no more than an office.
import type { ClaimPlace } from '../../model.ts';
import { organizationalLabel } from '../../text/organization.ts';
import type { ClaimView } from '../rules/rule.ts';
import { type ClaimFacts, claimFacts } from './claim-facts.ts';
import { isGeneric, isOfDesk } from './generic.ts';
import { subjectAsks, subjectInsists, subjectPresses } from './haste.ts';
import { isOfMailings, isOfOffices } from './office-labels.ts';
import { isPassedOn, readPlace } from './read.ts';
import { isStranger } from './stranger.ts';
import { type OrganisationClaim, weighClaim } from './weigh.ts';

/** Shorter names are parts of too many words. */
const SHORTEST = 5;
/** As a whole part of the address so many letters are enough: `dhl-envios`. */
const SHORTEST_PART = 3;

/** A name in an address, by what stands around it. */
interface Said {
  claim: OrganisationClaim;
  length: number;
  /** no letter stands beside it */
  isWhole: boolean;
  /** the other parts */
  rest: string;
}

/** An address has no capitals: what is as short as an acronym may be one. */
const ACRONYM = /(?<![a-z\d])[a-z]{3,5}(?![a-z\d])/g;

/** A name that is no word and nobody's own, of who moves money or parcels. */
const isPlain = ({ organisation, isWord, isPersonal, isSelfHosted }: ClaimFacts): boolean =>
  organisation.stakes === 'high' && !isWord && !isPersonal && !isSelfHosted;

/** `dhl24`: whoever finds an address taken puts a number to it. As written it may be a name of its own: `n26`, `o2`. */
function* saidIn(view: ClaimView, place: ClaimPlace, text: string): Generator<Said> {
  const written = text.toLowerCase().replace(/[._+-]+/g, '-');
  const unnumbered = written.replace(/[\d-]+/g, '-');
  yield* namedIn(view, place, written);
  if (unnumbered !== written) yield* namedIn(view, place, unnumbered);
}

/** @param parts lower case, with hyphens between them */
function* namedIn(view: ClaimView, place: ClaimPlace, parts: string): Generator<Said> {
  const shown = parts.replaceAll('-', ' ').replace(ACRONYM, (part) => part.toUpperCase());
  const reading = readPlace(place, shown, view.circle.extra);
  for (const hit of reading?.hits ?? []) {
    const { start, end, strength, form } = hit;
    // An address is made of pieces: what only looks like a name is none here.
    if (form !== 'exact' && form !== 'folded') continue;
    const claim = weighClaim(claimFacts(view, reading!, hit));
    // `freebox@free.fr`: its customers write from there, and so does it.
    if (claim.severity === null || claim.facts.writer !== null || claim.facts.shared) continue;
    if (strength !== 'strict' && !isPlain(claim.facts)) continue;
    yield {
      claim,
      length: end - start,
      isWhole: /^-?$/.test(parts.charAt(start - 1)) && /^-?$/.test(parts.charAt(end)),
      rest: `${parts.slice(0, start)}${parts.slice(end)}`.replace(/^-|-$/g, ''),
    };
  }
}

/** An office of nobody, unknown to the reader, that writes of what offices write of. */
const isSilent = (view: ClaimView): boolean =>
  subjectAsks(view) && isGeneric(view) && isStranger(view);

/**
 * `suivi@chronopost-fr-livraison`: the name that a label of several parts holds, where the rest is what offices are
 * called, or anything beside who moves money or where the subject presses; null where the domain answers for the name.
 */
export function labelClaim(view: ClaimView): OrganisationClaim | null {
  const label = organizationalLabel(view.domain) ?? '';
  if (!label.includes('-') || !isSilent(view)) return null;
  for (const { claim, length, isWhole, rest } of saidIn(view, 'label', label)) {
    const { stakes, federated } = claim.facts.organisation;
    if (isOfMailings(rest) && (length >= SHORTEST || (isWhole && length >= SHORTEST_PART)))
      return claim;
    // Savings banks have hundreds of houses, each with a domain of its own.
    const isMeant = !federated && (stakes === 'high' || subjectPresses(view));
    if (length >= SHORTEST && isWhole && isMeant) return claim;
  }
  return null;
}

/**
 * `dhl-envios@pago-tasas`: the name before the @, where the domain says offices and nobody, or a desk writes in haste.
 */
export function localPartClaim(view: ClaimView): OrganisationClaim | null {
  if (!isSilent(view)) return null;
  const label = organizationalLabel(view.domain) ?? '';
  const isNobodys = view.freeMail || isOfMailings(label) || isOfOffices(label, true);
  const presses = subjectPresses(view) && !isPassedOn(view.subject);
  const isDeskInHaste = presses && view.name !== '' && subjectInsists(view) && isOfDesk(view);
  for (const { claim, length, isWhole, rest } of saidIn(view, 'local', view.localPart)) {
    const isHigh = claim.facts.organisation.stakes === 'high';
    const isDesk = isOfMailings(rest);
    // Firms keep a mailbox for each shop they sell in, and write from it without a name of their own.
    const isPosed = isHigh && rest !== '' && isDesk && presses;
    if (!isNobodys && !isPosed && !isDeskInHaste) continue;
    if (isWhole && length >= SHORTEST_PART && (isHigh || rest === '' || isDesk)) return claim;
  }
  return null;
}
