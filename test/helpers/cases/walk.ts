// What each step of a case does to the message and to the zone.
import type { Zone } from '../dns/zone.ts';
import type { SignStep, Step } from './case.ts';
import { type Compose, fieldNameOf, latin1 } from './compose.ts';
import {
  composeInGmail,
  forwardAutomatically,
  GOOGLE_SELECTOR,
  googleDate,
  receiveAtGmail,
} from './gmail.ts';
import { type Draft, keyRecord, sealArc, signDkim } from './sign.ts';

const HOUR = 3_600_000;

/** Adds a TXT record unless it is there. */
export function publish(zone: Zone, name: string, record: string): void {
  const known = zone[name]?.TXT ?? [];
  if (!known.includes(record)) zone[name] = { ...zone[name], TXT: [...known, record] };
}

function sign(draft: Draft, step: SignStep, zone: Zone, at: number): Draft {
  const { publish: how = 'yes', flags = '', lasts, ...options } = step;
  const name = `${options.s}._domainkey.${options.d}`;
  const kind = options.key ?? 'rsa2048';
  if (how === 'yes') publish(zone, name, keyRecord(kind, options.owner, flags));
  if (how === 'other') publish(zone, name, keyRecord(kind, 'somebody else'));
  if (how === 'revoked') publish(zone, name, 'v=DKIM1; k=rsa; p=');
  const t = Math.floor(at / 1000);
  const expires = lasts === undefined ? [] : [`x=${t + lasts * 3600}`];
  return signDkim(draft, { t, ...options, tags: [...(options.tags ?? []), ...expires] });
}

const octets = (text: string) => latin1(text.replace(/\r?\n/g, '\r\n'));

/** The new mail's fields take the place of the lowest of the same name; its body takes the place of the body. */
function rewrite(draft: Draft, mail: Draft): Draft {
  const fields = [...draft.fields];
  for (const field of mail.fields) {
    const at = fields.findLastIndex((one) => fieldNameOf(one) === fieldNameOf(field));
    if (at === -1) fields.push(field);
    else fields[at] = field;
  }
  return { fields, body: mail.body };
}

export interface Walk {
  zone: Zone;
  authorDomain: string;
  /** when the message was written, milliseconds */
  at: number;
  compose: Compose;
}

/** What one step does to the message; keys it used go into the zone. */
export function walk(draft: Draft, step: Step, { zone, authorDomain, at, compose }: Walk): Draft {
  const onTop = (...fields: string[]): Draft => ({
    ...draft,
    fields: [...fields, ...draft.fields],
  });
  if ('sign' in step) return sign(draft, step.sign, zone, at);
  if ('seal' in step) {
    const { publish: how = 'yes', ...seal } = step.seal;
    const record = keyRecord(seal.key ?? 'rsa2048', seal.owner);
    if (how === 'yes') publish(zone, `${seal.s}._domainkey.${seal.d}`, record);
    const cv = seal.cv ?? (draft.fields.some((f) => /^arc-seal:/i.test(f)) ? 'pass' : 'none');
    return sealArc(draft, { t: Math.floor(at / 1000), ...seal, cv });
  }
  if ('received' in step)
    return onTop(`Received: ${octets(step.received)};\r\n        ${googleDate(at)}`);
  if ('field' in step) return onTop(octets(step.field));
  if ('fields' in step) return onTop(...step.fields.map(octets));
  if ('flood' in step) return onTop(...Array(step.flood.times).fill(octets(step.flood.field)));
  if ('pad' in step) return onTop(octets(step.pad.field + step.pad.with.repeat(step.pad.times)));
  if ('fieldBelow' in step) return { ...draft, fields: [...draft.fields, octets(step.fieldBelow)] };
  if ('drop' in step) {
    const top = draft.fields.findIndex((field) => fieldNameOf(field) === step.drop.toLowerCase());
    if (top === -1) throw new Error(`nothing to drop: ${step.drop}`);
    return { ...draft, fields: draft.fields.toSpliced(top, 1) };
  }
  if ('append' in step) return { ...draft, body: draft.body + octets(step.append) };
  if ('rewrite' in step) return rewrite(draft, compose(step.rewrite));
  if ('autoForward' in step) return forwardAutomatically(draft, step.autoForward, at);
  if ('composed' in step) return composeInGmail(draft, at);
  if ('replace' in step || 'latin1' in step) {
    const [written, text] = 'replace' in step ? step.replace : step.latin1;
    const [search, insert] = [octets(written), 'replace' in step ? octets(text) : text];
    const whole = `${draft.fields.join('\r\n')}\r\n\r\n${draft.body}`;
    if (!whole.includes(search)) throw new Error(`nothing to replace: ${search}`);
    const [header = '', ...body] = whole.replace(search, () => insert).split('\r\n\r\n');
    return { fields: header.split(/\r\n(?![ \t])/), body: body.join('\r\n\r\n') };
  }
  const { owner = 'google', selector = GOOGLE_SELECTOR } = step.gmail;
  if (owner === 'google')
    publish(zone, `${selector}._domainkey.google.com`, keyRecord('rsa2048', 'google'));
  return receiveAtGmail(draft, step.gmail, authorDomain, at + (step.gmail.after ?? 0.01) * HOUR);
}
