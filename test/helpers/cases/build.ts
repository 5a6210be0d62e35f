// Builds a case: the octets Gmail would hand out, the zone that answers for it, and the reader's context.
import { LOCAL_CONTEXT } from '../../../lib/model/context.ts';
import type { Context } from '../../../lib/model.ts';
import type { Zone } from '../dns/zone.ts';
import type { Case } from './case.ts';
import { composer, latin1 } from './compose.ts';
import { READER } from './gmail.ts';
import type { Draft } from './sign.ts';
import { publish, walk } from './walk.ts';

export { encodeWords } from './compose.ts';

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

/** The zone of a case as its file says; keys are added where steps use them. */
function startZone(input: Case): Zone {
  const zone: Zone = structuredClone(input.zone ?? {});
  for (const [domain, records] of Object.entries(input.domains ?? {})) {
    if (records.spf) publish(zone, domain, records.spf);
    if (records.dmarc) publish(zone, `_dmarc.${domain}`, records.dmarc);
    if (records.a) zone[domain] = { ...zone[domain], A: records.a };
    const mx = records.mx ?? [`mx.${domain}`];
    zone[domain] = { ...zone[domain], MX: mx.map((exchange) => ({ priority: 10, exchange })) };
  }
  return zone;
}

function contextOf(input: Case, rendered: Context['rendered'], now: number): Context {
  const fromFile = input.context?.source === 'file';
  return {
    ...LOCAL_CONTEXT,
    source: 'gmail',
    folder: input.in ?? 'inbox',
    rendered: fromFile ? null : rendered,
    me: { addresses: [READER], name: 'Alice Example' },
    ...input.context,
    now,
  };
}

/** Builds the octets of a case as of `now`. */
export function buildCase(input: Case, now = TEST_NOW): BuiltCase {
  const { mail } = input;
  const sentAt = Math.floor((now - (mail.age ?? 24) * HOUR) / 1000) * 1000;
  const from =
    typeof mail.from === 'object' ? { name: '', ...mail.from } : { name: '', address: '' };
  const rendered = input.rendered ?? from;
  const authorDomain = rendered.address.split('@').at(-1) ?? 'nobody.example';
  const zone = startZone(input);
  const compose = composer(input, sentAt);
  const end = (input.path ?? []).reduce<Draft>(
    (draft, step) => walk(draft, step, { zone, authorDomain, at: sentAt, compose }),
    compose(),
  );
  const rest = mail.headerOnly ? '' : `\r\n${end.body}`;
  let text = `${end.fields.join('\r\n')}\r\n${rest}`;
  if (mail.lf) text = text.replace(/\r\n/g, '\n');
  if (mail.octets !== undefined) text = latin1(mail.octets);
  return {
    case: input,
    raw: new Uint8Array(Buffer.from(text, 'latin1')),
    zone,
    context: contextOf(input, rendered, now),
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
