// What forwarding left behind, explained for administrators. Everything here the sender could have written too.
import type { Evidence, Sentence } from '../model.ts';
import { domainOf } from './record.ts';

/**
 * What an envelope address (RFC 5321 MAIL FROM) tells by its form: SRS0/SRS1 of a forwarder, Gmail's own `+caf_=`,
 * BATV (`prvs=`) and VERP of bulk senders; null for a plain one.
 */
export function readEnvelope(mailFrom: string): Sentence | null {
  const domain = domainOf(mailFrom);
  const local = mailFrom.slice(0, Math.max(mailFrom.lastIndexOf('@'), 0)).replace(/^"|"$/g, '');
  const say = (key: string, params: Record<string, string>): Sentence => ({
    key: `story.forwarding.${key}`,
    params: { server: domain, ...params },
  });
  // SRS0=hash=time=domain=local and SRS1=hash=forwarder==hash=time=domain=local, with = + or - after the tag.
  const srs = /^SRS([01])[=+-](.*)$/i.exec(local);
  if (srs) {
    const parts = (srs[2] ?? '').split('=');
    const inner = srs[1] === '0' ? parts.slice(2) : parts.slice(-2);
    const [host, ...user] = inner;
    return host && user.length > 0
      ? say('srs', { original: `${user.join('=')}@${host.toLowerCase()}` })
      : say('rewritten', {});
  }
  const caf = /^(.*)\+caf_=(.+)=([^=]+)$/i.exec(local);
  if (caf) return say('gmail', { from: `${caf[1]}@${domain}`, to: `${caf[2]}@${caf[3]}` });
  const batv = /^(?:prvs=[^=]+=|btv1==[^=]+==)(.+)$/i.exec(local);
  if (batv) return say('batv', { original: `${batv[1]}@${domain}` });
  const verp = /^(.+?)[+-](.+)=([a-z0-9.-]+\.[a-z]{2,})$/i.exec(local);
  if (verp) return say('verp', { to: `${verp[2]}@${verp[3]}` });
  return null;
}

/** Sentences about the way a message was passed on. They explain; no tone rests on them. */
export function explainForwarding({ message, stated }: Evidence): Sentence[] {
  const said: Sentence[] = [];
  const value = (name: string) =>
    message.fields.find((field) => field.name === name)?.value ?? null;
  const envelope = stated.mailFrom === null ? null : readEnvelope(stated.mailFrom);
  if (envelope) said.push(envelope);
  if (stated.mailFrom === '') said.push({ key: 'story.forwarding.nullSender', params: {} });
  const forwardedFor = value('x-forwarded-for');
  if (forwardedFor)
    said.push({ key: 'story.forwarding.forwardedFor', params: { addresses: forwardedFor } });
  const original = value('x-original-from') ?? value('x-original-sender');
  if (original) said.push({ key: 'story.forwarding.originalFrom', params: { from: original } });
  return said;
}
