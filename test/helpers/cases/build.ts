// Builds a case: the octets Gmail would hand out, the zone that answers for it, and the reader's context.
import { LOCAL_CONTEXT } from '../../../lib/context.ts';
import type { Context } from '../../../lib/model.ts';
import type { Zone } from '../dns/zone.ts';
import type { Case, Step } from './case.ts';
import { GOOGLE_SELECTOR, googleDate, READER, receiveAtGmail } from './gmail.ts';
import { type Draft, type KeyKind, keyRecord, sealArc, signDkim } from './sign.ts';

export interface BuiltCase {
  case: Case;
  raw: Uint8Array<ArrayBuffer>;
  zone: Zone;
  context: Context;
  rendered: { name: string; address: string };
  subject: string;
  sentAt: number;
}

/** Tests judge at this moment unless they say another. */
export const TEST_NOW = Date.UTC(2026, 10, 20, 9, 0, 0);
const HOUR = 3_600_000;

/** Non-ASCII text as RFC 2047 encoded words of at most 75 octets. */
export function encodeWords(text: string): string {
  if (!/[^\t\r\n -~]/.test(text)) return text;
  const chunks: string[] = [];
  let chunk = '';
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > 45) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  return [...chunks, chunk]
    .map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`)
    .join('\r\n ');
}

function fromField(from: Case['mail']['from']): string | null {
  if (from === undefined) return null;
  if (typeof from === 'string') return `From: ${Buffer.from(from).toString('latin1')}`;
  const { name, address } = from;
  if (!name) return `From: ${address}`;
  const words = encodeWords(name);
  return `From: ${words === name ? `"${name.replace(/["\\]/g, '\\$&')}"` : words} <${address}>`;
}

function compose(mail: Case['mail'], name: string, sentAt: number): Draft {
  const latin1 = (text: string) => Buffer.from(text).toString('latin1');
  const type = mail.html ? 'text/html; charset=UTF-8' : 'text/plain; charset=UTF-8';
  const from = fromField(mail.from);
  const fields = mail.header
    ? latin1(mail.header.trimEnd())
        .replace(/\r?\n/g, '\r\n')
        .split(/\r\n(?![ \t])/)
    : [
        ...(from ? [from] : []),
        `To: ${mail.to ?? READER}`,
        `Subject: ${encodeWords(mail.subject ?? name)}`,
        `Date: ${googleDate(sentAt)}`,
        `Message-ID: <${name}@mail.example>`,
        'MIME-Version: 1.0',
        `Content-Type: ${type}`,
        ...(mail.fields ?? []).map((field) => latin1(field).replace(/\n/g, '\r\n')),
      ];
  const body = mail.html ?? mail.body ?? 'Hello,\n\nthis is a message.\n';
  return { fields, body: latin1(body).replace(/\r?\n/g, '\r\n') };
}

function publish(zone: Zone, name: string, record: string): void {
  const known = zone[name]?.TXT ?? [];
  if (!known.includes(record)) zone[name] = { ...zone[name], TXT: [...known, record] };
}

/** What one step does to the message; keys it used go into the zone. */
function walk(draft: Draft, step: Step, zone: Zone, authorDomain: string, at: number): Draft {
  if ('sign' in step) {
    const { publish: how = 'yes', flags = '', ...options } = step.sign;
    const kind: KeyKind = options.key ?? 'rsa2048';
    const name = `${options.s}._domainkey.${options.d}`;
    if (how === 'yes') publish(zone, name, keyRecord(kind, options.owner, flags));
    if (how === 'other') publish(zone, name, keyRecord(kind, 'somebody else'));
    if (how === 'revoked') publish(zone, name, 'v=DKIM1; k=rsa; p=');
    return signDkim(draft, { t: Math.floor(at / 1000), ...options });
  }
  if ('seal' in step) {
    const { seal } = step;
    publish(zone, `${seal.s}._domainkey.${seal.d}`, keyRecord(seal.key ?? 'rsa2048', seal.owner));
    const cv = seal.cv ?? (draft.fields.some((f) => /^arc-seal:/i.test(f)) ? 'pass' : 'none');
    return sealArc(draft, { t: Math.floor(at / 1000), ...seal, cv });
  }
  const octets = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n')).toString('latin1');
  if ('received' in step)
    return {
      ...draft,
      fields: [`Received: ${octets(step.received)};\r\n        ${googleDate(at)}`, ...draft.fields],
    };
  if ('field' in step) return { ...draft, fields: [octets(step.field), ...draft.fields] };
  if ('fieldBelow' in step) return { ...draft, fields: [...draft.fields, octets(step.fieldBelow)] };
  if ('replace' in step) {
    const [search, insert] = step.replace.map(octets) as [string, string];
    const whole = `${draft.fields.join('\r\n')}\r\n\r\n${draft.body}`;
    if (!whole.includes(search)) throw new Error(`nothing to replace: ${search}`);
    const [header = '', ...body] = whole.replace(search, () => insert).split('\r\n\r\n');
    return { fields: header.split(/\r\n(?![ \t])/), body: body.join('\r\n\r\n') };
  }
  publish(zone, `${GOOGLE_SELECTOR}._domainkey.google.com`, keyRecord('rsa2048', 'google'));
  return receiveAtGmail(draft, step.gmail, authorDomain, at + (step.gmail.after ?? 0.01) * HOUR);
}

/** Builds the octets of a case as of `now`. */
export function buildCase(input: Case, now = TEST_NOW): BuiltCase {
  const { mail } = input;
  const sentAt = Math.floor((now - (mail.age ?? 24) * HOUR) / 1000) * 1000;
  const from =
    typeof mail.from === 'object' ? { name: '', ...mail.from } : { name: '', address: '' };
  const rendered = input.rendered ?? from;
  const authorDomain = rendered.address.split('@').at(-1) ?? 'nobody.example';
  const zone: Zone = structuredClone(input.zone ?? {});
  for (const [domain, records] of Object.entries(input.domains ?? {})) {
    if (records.spf) publish(zone, domain, records.spf);
    if (records.dmarc) publish(zone, `_dmarc.${domain}`, records.dmarc);
    if (records.a) zone[domain] = { ...zone[domain], A: records.a };
    const mx = records.mx ?? [`mx.${domain}`];
    zone[domain] = { ...zone[domain], MX: mx.map((exchange) => ({ priority: 10, exchange })) };
  }
  const end = (input.path ?? []).reduce(
    (draft, step) => walk(draft, step, zone, authorDomain, sentAt),
    compose(mail, input.name, sentAt),
  );
  let text = `${end.fields.join('\r\n')}\r\n\r\n${end.body}`;
  if (mail.lf) text = text.replace(/\r\n/g, '\n');
  const context: Context = {
    ...LOCAL_CONTEXT,
    source: 'gmail',
    folder: input.in ?? 'inbox',
    rendered,
    me: { addresses: [READER], name: 'Alice Example' },
    ...input.context,
    now,
  };
  return {
    case: input,
    raw: new Uint8Array(Buffer.from(text, 'latin1')),
    zone,
    context,
    rendered,
    subject: mail.subject ?? input.name,
    sentAt,
  };
}

/** One zone for many cases; a name that two cases use with different records is a mistake of the fixtures. */
export function mergeZones(zones: Zone[]): Zone {
  const all: Zone = {};
  for (const zone of zones)
    for (const [name, records] of Object.entries(zone)) {
      const known = all[name];
      if (known && JSON.stringify(known) !== JSON.stringify(records))
        throw new Error(`two cases disagree about ${name}`);
      all[name] = records;
    }
  return all;
}
