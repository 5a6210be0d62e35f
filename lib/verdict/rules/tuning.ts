// What happens to findings after the rules: lowered where the reader's own knowledge explains them, raised where two
// of them together are one attack, silenced where the reader taught it. Which, the rules say themselves.
import type { Finding, Severity } from '../../model.ts';
import type { ClaimView, Raised, Traits } from './rule.ts';

const STEP: Record<Severity, Severity> = { danger: 'caution', caution: 'info', info: 'info' };

/** Applies suppressions, combinations and what the reader taught; `traitsOf` tells what a rule says of itself. */
export function tune(
  found: Raised[],
  view: ClaimView,
  traitsOf: (rule: Raised['rule']) => Traits,
): Finding[] {
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
  const address = view.address.toLowerCase();
  const taught = view.context.taught.filter(
    (lesson) => lesson.address.toLowerCase() === address && lesson.name === view.name,
  );
  return raised
    .filter(
      ({ rule }) =>
        traitsOf(rule).teachable === undefined || !taught.some((lesson) => lesson.rule === rule),
    )
    .map(({ rule, severity, params }) => ({ rule, severity, params }));
}
