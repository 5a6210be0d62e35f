// Every claim of a message, for the report and for `--why`: organisations of the name, people, and the other places.
import type { Claim, Finding } from '../../model.ts';
import type { ClaimView } from '../rules/rule.ts';
import { claimFacts } from './claim-facts.ts';
import { personClaim } from './person-claim.ts';
import { readPlace, subjectHead } from './read.ts';
import { claimsOf, type OrganisationClaim, weighClaim } from './weigh.ts';

const bare = ({ facts: _, ...claim }: OrganisationClaim): Claim => claim;

/** Lists the claims of a view. `findings` tell whether the subject was taken for a claim at all. */
export function listClaims(view: ClaimView, findings: readonly Finding[]): Claim[] {
  const claims = claimsOf(view).map(bare);
  const person = personClaim(view);
  if (person !== null)
    claims.push({
      organisation: null,
      person: person.known?.name || view.name,
      place: 'name',
      form: 'exact',
      rowId: 'person',
      severity: person.severity,
      why: [],
    });
  const subject = findings.find(({ rule }) => rule === 'subjectBrand');
  const head = subject === undefined ? null : subjectHead(view.subject);
  const reading = head === null ? null : readPlace('subject', head.text, view.circle.extra);
  for (const hit of reading?.hits ?? [])
    claims.push(bare(weighClaim(claimFacts(view, reading!, hit))));
  return claims;
}
