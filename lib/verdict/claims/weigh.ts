// Weighs what a mail claims: every organisation that a place names goes through the table, the gravest answer counts.
import type { Claim, Severity } from '../../model.ts';
import type { Organisation } from '../../registry/index.ts';
import { toUnicode } from '../../text/domains.ts';
import { fold } from '../../text/normalise.ts';
import type { ClaimView } from '../rules/rule.ts';
import { type ClaimFacts, claimFacts, graver } from './claim-facts.ts';
import { CLAIM_TABLE, type ClaimRow } from './claim-rows.ts';
import { derived } from './derived.ts';
import { isAbroad } from './own-domain.ts';

/** A claim with what its rule has to say. */
export interface OrganisationClaim extends Claim {
  facts: ClaimFacts;
}

const LOWER: Record<Severity, Severity> = { danger: 'caution', caution: 'info', info: 'info' };

/**
 * One step lower where this very name was learned of this very address before it warned, and DKIM proves the domain
 * now; a disguise never, and what has high stakes never below caution.
 */
function lowerForKnown(severity: Severity | null, { id }: ClaimRow, facts: ClaimFacts) {
  const { view, organisation } = facts;
  const known = view.correspondent;
  if (severity === null || id === 'disguised' || known === null || known.name === '')
    return severity;
  if (fold(known.name) !== fold(view.name)) return severity;
  const lower = LOWER[severity];
  return lower === 'info' && organisation.stakes === 'high' ? severity : lower;
}

/** What one source calls its own domain is not answered, and nobody is accused; a disguise is one whoever wrote it. */
function lowerForSingle(severity: Severity | null, { id }: ClaimRow, { single }: ClaimFacts) {
  return single && id !== 'disguised' ? null : severity;
}

/** Weighs one organisation that a text names. */
export function weighClaim(facts: ClaimFacts): OrganisationClaim {
  const why: Claim['why'] = [];
  for (const row of CLAIM_TABLE) {
    const obstacle = row.needs.map((need) => need(facts)).find((found) => found !== null);
    if (obstacle) {
      why.push({ rowId: row.id, sentence: obstacle });
      continue;
    }
    return {
      organisation: facts.organisation.id,
      person: null,
      place: facts.reading.place,
      form: facts.form,
      rowId: row.id,
      severity: lowerForSingle(lowerForKnown(row.weigh(facts), row, facts), row, facts),
      why,
      facts,
    };
  }
  throw new Error('no row of the table of claims fits');
}

/** Every organisation that the names of a view claim, weighed; answered ones too. */
export const claimsOf = derived((view): OrganisationClaim[] =>
  view.readings.flatMap((reading) =>
    reading.hits.map((hit) => weighClaim(claimFacts(view, reading, hit))),
  ),
);

/** The gravest claim of the name; null where nothing is claimed, or what is claimed is answered. */
export function nameClaim(view: ClaimView): (OrganisationClaim & { severity: Severity }) | null {
  const loud = claimsOf(view).filter(
    (claim): claim is OrganisationClaim & { severity: Severity } => claim.severity !== null,
  );
  // A name that one of its parts answers is that organisation's own: `Amazon Visa` from Amazon.
  const [first, ...others] = loud;
  if (first === undefined) return null;
  return others.reduce(
    (worst, one) => (graver(worst.severity, one.severity) === worst.severity ? worst : one),
    first,
  );
}

/** The rows that say surely whom the name claims: what a look-alike domain beside it makes danger. */
const SURE = new Set(['disguised', 'nameAlone', 'nameAndOffice']);

/** The name claims this organisation by rows 2, 5 or 6, and not as its house in another country would. */
export const claimsSurely = (view: ClaimView, organisation: Organisation): boolean =>
  claimsOf(view).some(
    ({ rowId, facts }) =>
      SURE.has(rowId) &&
      !isAbroad(facts) &&
      facts.hit.organisations.some(({ id }) => id === organisation.id),
  );

/** Domains enough for an organisation with one in every country. */
const MOST_DOMAINS = 40;

/** The confirmed domains of an organisation, or all where none is, as a reader knows them; the best known first. */
export function knownDomains({ domains }: Organisation): string {
  const confirmed = domains.filter(({ evidence }) => /^[DSPV]$/.test(evidence));
  return (confirmed.length > 0 ? confirmed : domains)
    .slice(0, MOST_DOMAINS)
    .map(({ domain }) => toUnicode(domain))
    .join(', ');
}
