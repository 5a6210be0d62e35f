// Takes the reader's own addresses out of what is handed on: as written, tagged, and folded into other addresses.

import { isGmailDomain, splitAddress } from '../../lib/text/addresses.ts';
import { latin1, toBytes } from '../../lib/text/octets.ts';
import { type Pause, pauseEverySlice } from '../../lib/text/pause.ts';

/** What stands in the place of an address; `.invalid` is reserved (RFC 2606) and can belong to nobody. */
const NOBODY = 'redacted';
const NOWHERE = 'redacted.invalid';

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * The local part of an address as senders spell it. Gmail takes no notice of dots, and nobody of letter case; a tag
 * behind a plus sign still leads to the same mailbox.
 */
function localPattern(localPart: string, domain: string): string {
  const [bare = ''] = localPart.split('+');
  const isGmail = isGmailDomain(domain);
  const letters = isGmail ? [...bare.replaceAll('.', '')] : [bare];
  return `${letters.map(escapePattern).join(isGmail ? '\\.?' : '')}(?:\\+[^\\s@=<>"]{0,64})?`;
}

function patternOf(address: string): string | null {
  const { localPart, domain: written } = splitAddress(address);
  const domain = written.toLowerCase();
  if (localPart === '' || domain === '') return null;
  const domains = isGmailDomain(domain) ? '(?:gmail|googlemail)\\.com' : escapePattern(domain);
  const end = '(?![\\w-]|\\.[a-z0-9])';
  const local = localPattern(localPart, domain);
  // `=` in addresses that carry another one (VERP, BATV, SRS); `%40` in links; `=40` in quoted-printable.
  const plain = `(?<![\\w.+-])${local}(@)${domains}${end}`;
  const folded = `(?<![a-z0-9.])${local}(=40|=|%40)${domains}${end}`;
  // SRS (the envelope of forwarded mail) writes the domain first.
  const turned = `(?<![\\w-])${domains}(=)${local}(?=@)`;
  return `${plain}|${folded}|${turned}`;
}

interface Redactor {
  text(text: string): string;
  /** every text inside a JSON value; names of fields stay */
  json<T>(value: T): T;
  /**
   * A message, header and body alike, as pieces in their order; what is encoded in base64 stays as it is. Pieces without
   * an address are views of `octets`.
   * @param pause gives way to the page between blocks of work
   */
  octets(octets: Uint8Array, pause?: Pause): Promise<Uint8Array<ArrayBuffer>[]>;
}

/** Octets that are looked at together: some milliseconds of work. */
const BLOCK = 1 << 18;

const LF = 0x0a;
const SPACE = 0x20;

/**
 * Where a block that starts at `start` ends: behind a line end, in a line without one behind a blank. No address goes
 * beyond either.
 */
function endOfBlock(octets: Uint8Array, start: number): number {
  if (start + BLOCK >= octets.length) return octets.length;
  const before = octets.subarray(start, start + BLOCK);
  for (const end of [LF, SPACE]) {
    const last = before.lastIndexOf(end);
    if (last >= 0) return start + last + 1;
  }
  const rest = octets.subarray(start + BLOCK);
  const next = rest.findIndex((octet) => octet === LF || octet === SPACE);
  return next === -1 ? octets.length : start + BLOCK + next + 1;
}

/** Base64 or base64url, long enough to hold an address. */
const TOKEN = /[A-Za-z0-9+/_-]{12,}={0,2}/g;

function decode(token: string): string {
  const plain = token.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    return atob(plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0)));
  } catch {
    return '';
  }
}

/** Makes a redactor for the reader's addresses. Without any it changes nothing. */
export function createRedactor(addresses: readonly string[]): Redactor {
  const patterns = [...new Set(addresses)].flatMap((address) => patternOf(address) ?? []);
  const pattern = patterns.length > 0 ? new RegExp(patterns.join('|'), 'giu') : null;
  const clean = (text: string): string =>
    pattern
      ? text.replace(pattern, (_whole, ...groups: unknown[]) => {
          const between = groups.find((group) => typeof group === 'string') as string;
          return `${NOBODY}${between}${NOWHERE}`;
        })
      : text;
  /** A token that carries an address in base64 says as much as the address. */
  const carries = (token: string): boolean =>
    pattern !== null &&
    [token, ...token.split('/')].some((part) => decode(part).search(pattern) !== -1);
  const cleanTokens = (text: string): string =>
    pattern ? text.replace(TOKEN, (token) => (carries(token) ? NOBODY : token)) : text;
  const cleanAll = (text: string): string => cleanTokens(clean(text));
  const cleanJson = (value: unknown): unknown => {
    if (typeof value === 'string') return cleanAll(value);
    if (Array.isArray(value)) return value.map(cleanJson);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cleanJson(each)]));
  };
  return {
    text: cleanAll,
    json: <T>(value: T): T => cleanJson(value) as T,
    async octets(octets, pause = pauseEverySlice()) {
      const whole = octets as Uint8Array<ArrayBuffer>;
      if (!pattern) return [whole];
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      for (let start = 0; start < whole.length; ) {
        const end = endOfBlock(whole, start);
        const piece = whole.subarray(start, end);
        const text = latin1(piece);
        const cleaned = clean(text);
        pieces.push(cleaned === text ? piece : toBytes(cleaned));
        start = end;
        await pause();
      }
      return pieces;
    },
  };
}
