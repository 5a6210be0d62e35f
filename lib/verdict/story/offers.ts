// What the reader may do about a judgement: data, which whoever shows it joins with what can be carried out there.
import type { Judgement, Offer } from '../../model.ts';
import { traitsOf } from '../rules/about.ts';

/** Every offer at most once, in the order of use. */
export function offersFor({ report, origin }: Judgement): Offer[] {
  const { findings, held, reason } = report;
  const doubtful = findings.find(
    ({ rule, severity }) => severity !== 'info' && traitsOf(rule).teachable === 'offered',
  );
  return [
    ...(held.length > 0 ? [{ kind: 'checkNow', names: held } as const] : []),
    ...(reason === 'network' || reason === 'source' ? [{ kind: 'retry', reason } as const] : []),
    ...(doubtful ? [{ kind: 'teach', finding: doubtful } as const] : []),
    ...(origin.offers ?? []),
  ];
}
