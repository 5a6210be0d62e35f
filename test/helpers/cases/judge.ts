// Judges a built case as the background does: digest, the zone in memory, the verdict.
import { openLookups } from '../../../lib/dns/gate.ts';
import { evaluate } from '../../../lib/evaluate.ts';
import { digest } from '../../../lib/message/digest.ts';
import type { Judgement } from '../../../lib/model.ts';
import { judgeUnreadable } from '../../../lib/verdict/judge.ts';
import { memoryResolver } from '../dns/memory.ts';
import type { BuiltCase } from './build.ts';

/** From the octets of a case to its verdict, with its own zone at two resolvers. */
export async function judgeCase({
  case: input,
  raw,
  zone,
  context,
}: BuiltCase): Promise<Judgement> {
  if (input.source) return judgeUnreadable(null, context, null);
  const { lookups: mode, folder } = context;
  const resolver = memoryResolver(zone, { confirm: memoryResolver(zone) });
  return evaluate(await digest(raw), openLookups(resolver, { mode, folder }), context);
}
