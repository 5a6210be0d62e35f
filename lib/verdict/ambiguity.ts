// When it is not clear who a message says it is from: the one question that comes before all evidence.
import type { AddressDefect, Context, Evidence, Finding, Mailbox } from '../model.ts';
import { sameOrganization } from './domains.ts';

/** Ids of the structure rules that make the origin ambiguous. */
export type Ambiguity =
  | 'fromMultiple'
  | 'fromMissing'
  | 'fromSpace'
  | 'fromSyntax'
  | 'fromEncoded'
  | 'fromList'
  | 'parserDisagreement';

/** Local part as written, domain in lower case: how two readings of one address are compared. */
function comparable(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at + 1) + address.slice(at + 1).toLowerCase();
}

/**
 * Another reading of the sender than ours: the engine's, or what Gmail shows. Only where both readings exist.
 * A domain in other letters than ours (U-labels for A-labels) is compared by its local part alone.
 */
function findDisagreement(
  author: Mailbox | null,
  evidence: Evidence,
  context: Context,
): string | null {
  if (author === null || author.address === '') return null;
  const ascii = (text: string) => /^[\x20-\x7e]*$/.test(text);
  const ours = `${author.localPart}@${author.domain}`;
  const differs = (other: string) =>
    ascii(other)
      ? comparable(other) !== comparable(author.address) && comparable(other) !== comparable(ours)
      : other.slice(0, other.lastIndexOf('@')) !== author.localPart;
  const others = [...(evidence.evaluated?.engineAuthors ?? [])];
  const shown = context.rendered?.address ?? '';
  if (shown !== '') {
    // Gmail may show the local part in other case than the message has it.
    if (shown.toLowerCase() !== author.address.toLowerCase()) others.push(shown);
  }
  return others.find(differs) ?? null;
}

/**
 * Everything that leaves open who sent the message, worst first; empty for a well-formed one. The finding's
 * params tell what stands there.
 */
export function findAmbiguities(evidence: Evidence, context: Context): Finding[] {
  const { message } = evidence;
  const found: Finding[] = [];
  const add = (rule: Ambiguity, params: Record<string, string>) =>
    found.push({ rule, severity: 'danger', params });
  const written = message.from.map((field) => field.written.trim()).join(' | ');

  if (message.from.length > 1) add('fromMultiple', { written, count: String(message.from.length) });
  if (message.fields.some(({ name, spaced }) => name === 'from' && spaced))
    add('fromSpace', { written });

  const mailboxes = message.from.flatMap((field) => field.mailboxes);
  if (mailboxes.every(({ address }) => address === '')) add('fromMissing', { written });
  const has = (...defects: AddressDefect[]) =>
    message.from.some((field) => field.defects.some((defect) => defects.includes(defect)));
  if (has('syntax', 'route')) add('fromSyntax', { written });
  if (has('encodedAddress')) add('fromEncoded', { written });

  const [first, ...rest] = mailboxes;
  if (
    message.from.length === 1 &&
    first &&
    rest.some((one) => !sameOrganization(one.domain, first.domain))
  )
    add('fromList', { written, addresses: mailboxes.map(({ address }) => address).join(', ') });

  const other = findDisagreement(message.author, evidence, context);
  if (other !== null) add('parserDisagreement', { one: message.author?.address ?? '', other });
  return found;
}
