// What happens to findings after the rules: lowered where the reader's own knowledge explains them, raised where two
// of them together are one attack, silenced where the reader taught it. Which, the rules say themselves.
import type { Confirmation, Finding, Severity } from '../../model.ts';
import { sameOrganization } from '../../text/organization.ts';
import type { ClaimView, Raised, Traits } from './rule.ts';

const STEP: Record<Severity, Severity> = { danger: 'caution', caution: 'info', info: 'info' };

/** Findings as they are told, and what memory had to do with it. */
export interface Tuned {
  findings: Finding[];
  /** the reader's own words that something here stays silent for */
  confirmed: Confirmation[];
  /** something is graver for whoever is not known */
  lowered: boolean;
}

/** What was confirmed of this sender, as far as this message proves to be of the domain it was confirmed of. */
function confirmedOf(view: ClaimView): Confirmation[] {
  const { context, origin, name, signedDomain } = view;
  if (origin?.origin === 'ambiguous') return [];
  const address = view.address.toLowerCase();
  return context.taught.filter((one) => {
    if (one.address.toLowerCase() !== address || one.name !== name) return false;
    if (one.domain === null || origin === null) return true;
    return signedDomain !== null && sameOrganization(signedDomain, one.domain);
  });
}

/** Applies suppressions, combinations and what the reader taught; `traitsOf` tells what a rule says of itself. */
export function tune(
  found: Raised[],
  view: ClaimView,
  traitsOf: (rule: Raised['rule']) => Traits,
): Tuned {
  const applies = { known: view.correspondent !== null, list: view.list !== null };
  const lowered = found.map((finding): Raised => {
    const { suppressedBy = [] } = traitsOf(finding.rule);
    const excused = !finding.disguised && suppressedBy.some((excuse) => applies[excuse]);
    return excused ? { ...finding, severity: STEP[finding.severity] } : finding;
  });
  const cautions = lowered.filter(({ severity }) => severity === 'caution');
  const raised = lowered.map((finding): Raised => {
    if (finding.severity !== 'caution' || finding.capped) return finding;
    const isAttack = (traitsOf(finding.rule).worseWith ?? []).some(({ rule, same }) =>
      cautions.some(
        (other) =>
          other.rule === rule &&
          (same === undefined || other.params[same] === finding.params[same]),
      ),
    );
    return isAttack ? { ...finding, severity: 'danger' } : finding;
  });
  const known = confirmedOf(view);
  const confirmed = new Set<Confirmation>();
  const told = raised.flatMap((finding): Raised[] => {
    const { teachable } = traitsOf(finding.rule);
    const word = known.find(({ rule }) => rule === finding.rule);
    if (teachable === undefined || word === undefined || finding.severity === 'info')
      return [finding];
    confirmed.add(word);
    return teachable === 'person' ? [] : [{ ...finding, severity: STEP[finding.severity] }];
  });
  return {
    findings: told.map(({ rule, severity, params }) => ({ rule, severity, params })),
    confirmed: [...confirmed],
    lowered: lowered.some(({ severity }, index) => severity !== found[index]!.severity),
  };
}
