// Everything that is known of one message: the record, its proof, and what is measured now.
import { parse } from '../message/parse.ts';
import type {
  ArcEvaluation,
  Context,
  Digest,
  Evaluated,
  Evidence,
  Lookups,
  Message,
  Stated,
} from '../model.ts';
import { measure } from './evaluated.ts';
import { fillArcResults, seal } from './sealed.ts';
import { state, summarise } from './stated.ts';

/** Mail the reader wrote, and mail that never left Google's own store, has no outside hop to check. */
function needsNoMeasurement(stated: Stated, message: Message, context: Context): boolean {
  if (stated.absence === 'internal') return true;
  const author = message.author?.address.toLowerCase() ?? '';
  return stated.absence === 'sent' && context.me.addresses.includes(author);
}

/** What stands in the record's place without a proof may be anybody's words: from here on it is no record. */
function withoutUnproved(stated: Stated): Stated {
  if (stated.proof !== 'absent') return stated;
  return {
    ...stated,
    authservId: null,
    results: null,
    ...summarise(null),
  };
}

/** True when DNS or the bytes alone gave at least one result. */
function foundAnything(evaluated: Evaluated): boolean {
  const unanswered = ['held', 'dnsFailed'];
  return (
    evaluated.dmarc.reason === null ||
    (evaluated.spf !== null && evaluated.spf.reason === null) ||
    evaluated.dkim.some((signature) => !unanswered.includes(signature.reason ?? ''))
  );
}

/**
 * Reads the record, measures, and proves the record by Google's own seal. Signatures are judged at the
 * time of receipt: the anchored hop's, else the verified seal's, else now.
 */
export async function collect(
  digest: Digest,
  lookups: Lookups,
  context: Context,
): Promise<Evidence> {
  const message = parse(digest.header);
  lookups.protect?.(message.deliveredTo.slice(0, 1));
  let stated = state(message, context.source, context.me.addresses, context.folder);
  let evaluated: Evaluated | null = null;
  if (!needsNoMeasurement(stated, message, context)) {
    const clock = (arc: ArcEvaluation): { at: number; clock: Evaluated['clock'] } => {
      if (context.receivedAt !== null) return { at: context.receivedAt, clock: 'override' };
      if (stated.proof !== 'absent' && stated.receivedAt !== null)
        return { at: stated.receivedAt, clock: 'received' };
      const proved = seal(stated, message, fillArcResults(arc, message), context.me.addresses);
      if (proved.proof === 'sealed' && proved.receivedAt !== null)
        return { at: proved.receivedAt, clock: 'sealed' };
      return { at: context.now, clock: 'now' };
    };
    const take = () => measure(digest, message, stated, lookups, clock, { now: context.now });
    let measured = await take();
    let arc = fillArcResults(measured.arc, message);
    const { clientAddress } = stated;
    stated = seal(stated, message, arc, context.me.addresses);
    // Whose client it was is known only now where the seal alone told which record counts.
    if (clientAddress === null && stated.clientAddress !== null) {
      measured = await take();
      arc = fillArcResults(measured.arc, message);
    }
    evaluated = foundAnything(measured) ? { ...measured, arc } : null;
  }
  return {
    digest: {
      size: digest.size,
      refused: digest.refused,
      facts: digest.facts,
      ...(digest.endings ? { endings: digest.endings } : {}),
    },
    message,
    stated: withoutUnproved(stated),
    evaluated,
    queries: lookups.queries(),
    held: lookups.held(),
  };
}
