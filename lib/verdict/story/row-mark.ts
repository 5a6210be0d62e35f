// What stands on a row of the thread list: from memory, or from the name rules alone. Nothing is looked up.
import type { Context, ListRow, Remembered, RowMark } from '../../model.ts';
import { runNameRules } from '../rules/run.ts';

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const remembered = ({ tone, sentence }: Remembered): RowMark | null =>
  tone === 'danger' || tone === 'caution' ? { tone, sentence } : null;

function byName(sender: ListRow['senders'][number], context: Context): RowMark | null {
  for (const { rule, severity, params } of runNameRules(sender, context)) {
    if (severity !== 'info')
      return { tone: severity, sentence: { key: `rule.${rule}.sentence`, params } };
  }
  return null;
}

/**
 * The gravest word on a row, null for none. What was said when the last message was judged counts more than its
 * sender's name alone, which is all that is known of the others.
 */
export function judgeRow(
  { senders, messageId }: ListRow,
  context: Context,
  verdicts: ReadonlyMap<string, Remembered & { address: string }>,
): RowMark | null {
  const found = messageId === null ? undefined : verdicts.get(messageId);
  const verdict = found?.origin === 'unknown' ? undefined : found;
  const others = senders.filter(
    ({ address }) =>
      !(verdict && same(address, verdict.address)) &&
      !context.me.addresses.some((own) => same(own, address)),
  );
  const marks = [
    verdict ? remembered(verdict) : null,
    ...others.map((one) => byName(one, context)),
  ];
  return marks.find((mark) => mark?.tone === 'danger') ?? marks.find((mark) => mark) ?? null;
}
