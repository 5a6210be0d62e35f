// What the reader may do about a judgement: data, which whoever shows it joins with what can be carried out there.
import type { Finding, Judgement, Offer } from '../../model.ts';
import { signedDomainOf } from '../reading/signer.ts';
import { consequenceOf, traitsOf } from '../rules/about.ts';

/** Every offer at most once, in the order of use. */
export function offersFor(judgement: Judgement): Offer[] {
  const { report, origin, evidence, confirmed, folder } = judgement;
  const { findings, held, reason } = report;
  const taught = new Set(confirmed.map(({ rule }) => rule));
  const isDoubtful = ({ rule, severity }: Finding) =>
    severity !== 'info' && traitsOf(rule).teachable !== undefined && !taught.has(rule);
  // Whose sender is unclear is nobody's word to give, and of Spam nothing is learned.
  const doubtful = report.origin === 'ambiguous' ? undefined : findings.find(isDoubtful);
  // A name that does not fit is not explained by the way the mail took.
  const claims = findings.some((one) => one.severity !== 'info' && consequenceOf(one.rule).clashes);
  const about = doubtful && traitsOf(doubtful.rule).teachable;
  const domain = evidence && signedDomainOf(evidence, report.origin);
  const asked: Offer[] = [
    ...(held.length > 0 ? [{ kind: 'checkNow', names: held } as const] : []),
    ...(reason === 'network' || reason === 'source' ? [{ kind: 'retry', reason } as const] : []),
  ];
  if (folder === 'spam') return asked;
  return [
    ...asked,
    ...(doubtful && about ? [{ kind: 'teach', finding: doubtful, about, domain } as const] : []),
    ...confirmed.map((confirmation) => ({ kind: 'undo', confirmation }) as const),
    ...(origin.offers ?? []).filter(({ kind }) => kind !== 'trustForwarder' || !claims),
  ];
}
