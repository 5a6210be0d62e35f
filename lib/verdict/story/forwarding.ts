// What forwarding left behind, explained for administrators. Everything here the sender could have written too.

import type { Evidence, Sentence, Stated } from '../../model.ts';
import { domainOf } from '../../text/addresses.ts';

/** What the form of the envelope sender (RFC 5321 MAIL FROM) tells, in words; null for a plain one. */
export function wordEnvelope({ envelope, mailFrom }: Stated): Sentence | null {
  // A form that is known names the address inside, and there is an envelope that it was read from.
  if (!envelope?.kind) return null;
  const { kind, forwarder } = envelope;
  const original = envelope.original!;
  const say = (key: string, params: Record<string, string>): Sentence => ({
    key: `story.forwarding.${key}`,
    params: { server: domainOf(mailFrom!), ...params },
  });
  if (kind === 'caf') return say('gmail', { from: forwarder!, to: original });
  if (kind === 'verp') return say('verp', { to: original });
  return say(kind, { original });
}

/** Sentences about the way a message was passed on. They explain; no tone rests on them. */
export function explainForwarding({ message, stated }: Evidence): Sentence[] {
  const said: Sentence[] = [];
  const value = (name: string) =>
    message.fields.find((field) => field.name === name)?.value ?? null;
  const envelope = wordEnvelope(stated);
  if (envelope) said.push(envelope);
  if (stated.mailFrom === '') said.push({ key: 'story.forwarding.nullSender', params: {} });
  const forwardedFor = value('x-forwarded-for');
  if (forwardedFor)
    said.push({ key: 'story.forwarding.forwardedFor', params: { addresses: forwardedFor } });
  const original = value('x-original-from') ?? value('x-original-sender');
  if (original) said.push({ key: 'story.forwarding.originalFrom', params: { from: original } });
  return said;
}
