// Reads a header block once: fields, sender, recipients, route.

import type { AddressField, HeaderField, Mailbox, Message } from '../model.ts';
import { trimBlanks, withoutComments } from '../text/lexical.ts';
import { parseAddressField } from './addresses.ts';
import { plausibleCharsets } from './charsets.ts';
import { parseDate } from './dates.ts';
import { decodeText } from './encoded-words.ts';
import { splitFields } from './fields.ts';
import { parseReceived } from './received.ts';

/**
 * Parses the header block of a Digest. Never throws: whatever is missing or unreadable is empty or null.
 *
 * @param header latin1 (one character per octet), CRLF. '' gives a message without fields.
 */
export function parse(header: string): Message {
  const fields = splitFields(header);
  const named = new Map<string, HeaderField[]>();
  for (const field of fields) {
    const same = named.get(field.name);
    if (same === undefined) named.set(field.name, [field]);
    else same.push(field);
  }
  const all = (name: string) => named.get(name) ?? [];
  const first = (name: string) => all(name)[0]?.value;
  const charset = charsetOf(first('content-type') ?? '');
  const addresses = (name: string) =>
    all(name).flatMap((field) => parseAddressField(field.value, charset).mailboxes);
  const subject = first('subject') ?? '';

  const from = all('from').map((field) => parseAddressField(field.value, charset));
  return {
    fields,
    from,
    author: authorOf(from),
    replyTo: addresses('reply-to'),
    sender: addresses('sender')[0] ?? null,
    to: addresses('to'),
    cc: addresses('cc'),
    deliveredTo: all('delivered-to').map((field) => field.value.toLowerCase()),
    subject: decodeText(subject, plausibleCharsets(subject, charset)[0]),
    date: parseDate(first('date') ?? ''),
    received: all('received').map((field) => parseReceived(field.value, field.index)),
    listId: listIdOf(first('list-id')),
  };
}

/** charset= of a Content-Type (RFC 2045 section 5.1), lower case. */
function charsetOf(contentType: string): string | null {
  return (
    /;[ \t]*charset[ \t]*=[ \t]*"?([\w.:-]{1,64})/i.exec(contentType)?.[1]?.toLowerCase() ?? null
  );
}

/** RFC 5322 allows several authors; a verdict needs exactly one. */
function authorOf(from: AddressField[]): Mailbox | null {
  const [field, ...more] = from;
  if (field === undefined || more.length > 0) return null;
  const [mailbox, ...others] = field.mailboxes;
  return mailbox === undefined || others.length > 0 || mailbox.address === '' ? null : mailbox;
}

/** The identifier between the angle brackets, lower case. RFC 2919 section 2. */
function listIdOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  const open = value.lastIndexOf('<');
  const close = value.indexOf('>', open);
  const id = open === -1 || close === -1 ? withoutComments(value) : value.slice(open + 1, close);
  return trimBlanks(id).toLowerCase() || null;
}
