// Messages of given sizes: an attachment in base64, two signatures with one body hash, received by Gmail.
import type { Context } from '../../lib/model.ts';
import { type BuiltCase, buildCase } from '../../test/helpers/cases/build.ts';
import type { Case } from '../../test/helpers/cases/case.ts';
import type { Zone } from '../../test/helpers/dns/zone.ts';

export const KB = 1000;
export const MB = 1000 * KB;
export const CLIENT = {
  ip: '192.0.2.10',
  helo: 'out.shop.example',
  mailFrom: 'bounce@shop.example',
};

/** What a page needs to judge a message: plain JSON. */
export interface Scene {
  zone: Zone;
  context: Context;
}

const LINE = 76;

/** Octets that look random and are the same in every run (xorshift), as lines of base64. */
function attachment(octets: number): string {
  const raw = new Uint32Array(Math.ceil((octets * 3) / 4 / 4));
  let state = 20_261_120;
  for (let i = 0; i < raw.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    raw[i] = state;
  }
  const text = Buffer.from(raw.buffer).toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += LINE) lines.push(text.slice(at, at + LINE));
  return lines.join('\n');
}

/** A message of about this many octets, as a case; `domain` makes its DNS its own. */
export function caseOf(octets: number, name = `${octets} octets`, domain = 'shop.example'): Case {
  const parts = [
    '--frontier',
    'Content-Type: text/plain; charset=UTF-8',
    '',
    'Hello Alice,',
    '',
    'the catalogue is attached.',
    '--frontier',
    'Content-Type: application/pdf',
    'Content-Transfer-Encoding: base64',
    '',
  ].join('\n');
  const room = Math.max(500, ((octets - 5_000) * LINE) / (LINE + 2));
  return {
    name: 'catalogue',
    shows: name,
    mail: {
      from: { name: 'Garden Shop', address: `news@${domain}` },
      subject: name,
      fields: ['Content-Type: multipart/mixed; boundary="frontier"'],
      body: `${parts}\n${attachment(room)}\n--frontier--\n`,
    },
    domains: {
      'shop.example': { spf: 'v=spf1 ip4:192.0.2.0/24 -all', dmarc: 'v=DMARC1; p=reject' },
    },
    path: [
      { sign: { d: domain, s: 'rsa' } },
      { sign: { d: domain, s: 'ed', key: 'ed25519' } },
      {
        gmail: {
          ...CLIENT,
          helo: `out.${domain}`,
          mailFrom: `bounce@${domain}`,
          dkim: [`pass ${domain} rsa`, `pass ${domain} ed`],
          spf: 'pass',
          dmarc: 'pass reject',
        },
      },
    ],
    expect: { origin: 'signed', tone: 'calm' },
  };
}

/** The same, built as of now. */
export const messageOf = (octets: number): BuiltCase => buildCase(caseOf(octets), Date.now());
