// The whole journey of a message behind the door: Digest + Lookups + Context → Judgement.
import { collect } from './evidence/collect.ts';
import type { Context, Digest, Evidence, Judgement, Lookups } from './model.ts';
import { judge, judgeUnreadable } from './verdict/judge.ts';

/**
 * Gmail writes Delivered-To above every hop, so an anchored message tells one of the reader's addresses. A lower one is
 * the sender's and tells nothing.
 */
function withDeliveryAddress(context: Context, evidence: Evidence): Context {
  if (context.source !== 'gmail' || evidence.stated.proof === 'absent') return context;
  const { fields } = evidence.message;
  const top = fields.slice(
    0,
    Math.max(
      fields.findIndex(({ name }) => name === 'received'),
      0,
    ),
  );
  const address = top.find(({ name }) => name === 'delivered-to')?.value.toLowerCase();
  if (!address) return context;
  const addresses = [...new Set([...context.me.addresses, address])];
  return { ...context, me: { ...context.me, addresses } };
}

/**
 * Judges one digested message. Bad mail and bad DNS are results; `file` names the message in the report. `recall` adds
 * to the context what memory knows of this message, once its evidence is there (null: its source could not be read).
 */
export async function evaluate(
  digest: Digest,
  lookups: Lookups,
  context: Context,
  file: string | null = null,
  recall: (evidence: Evidence | null) => Promise<Context> = async () => context,
): Promise<Judgement> {
  if (digest.refused) return judgeUnreadable(file, await recall(null), digest.refused);
  const evidence = await collect(digest, lookups, context);
  return judge(evidence, withDeliveryAddress(await recall(evidence), evidence), file);
}
