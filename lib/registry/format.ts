// The shipped form of the registry: columns of text. Written by scripts/generate/registry.ts, read by table.ts.

import type { EvidenceLetter } from './model.ts';

/** Printable characters that need no escape in a double-quoted string. */
const DIGITS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(
  (c) => c !== '"' && c !== '\\',
);
const BASE = DIGITS.length;

const VALUE = new Uint8Array(128);
for (const [value, digit] of DIGITS.entries()) VALUE[digit.charCodeAt(0)] = value;

export const encodeDigit = (value: number): string => DIGITS[value]!;
export const digitAt = (column: string, i: number): number => VALUE[column.charCodeAt(i)]!;

/** Two digits: up to 8,649. */
export const encodeNumber = (value: number): string =>
  DIGITS[Math.floor(value / BASE)]! + DIGITS[value % BASE]!;
export const numberAt = (column: string, i: number): number =>
  digitAt(column, 2 * i) * BASE + digitAt(column, 2 * i + 1);

/** Bits of an organisation. */
export const FLAG = { high: 1, usersWrite: 2, federated: 4, partial: 8, confirmed: 16 } as const;

/** Bits of a name, below its reason: the first of its organisation; one to call it by. */
export const NAME = { first: 1, shown: 2, reason: 4 } as const;

export interface ListedDomain {
  domain: string;
  evidence: EvidenceLetter;
  /** two sources agree that it is theirs */
  agreed: boolean;
  /** everybody has an address there */
  userMail: boolean;
  /** others than the organisation send from there */
  tenants: boolean;
  /** the bare domain is the organisation's, names below it are its customers' */
  customers: boolean;
}

const ASCII = /^[\x20-\x7e]*$/;

/** A name as domains are made of: letters and digits, or with hyphens for what stood between. */
function slug(name: string, hyphen: '' | '-'): string {
  let base = name.toLowerCase();
  if (!ASCII.test(base)) {
    base = base.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss');
  }
  base = base.replace(/[^a-z0-9]+/g, hyphen);
  return hyphen === '' ? base : base.replace(/^-|-$/g, '');
}

/**
 * One domain: a letter of evidence (small: a single source), the domain without `.com`, with `~` or a capital letter where the first
 * or a further name of the organisation stands in it (`=` before it: with hyphens), and signs for its marks.
 */
export function encodeDomain(listed: ListedDomain, names: readonly string[]): string {
  const dot = listed.domain.indexOf('.');
  let label = listed.domain.slice(0, dot);
  let best = { length: 2, text: '' };
  for (const [i, name] of names.slice(0, 27).entries()) {
    for (const hyphen of ['', '-'] as const) {
      const part = slug(name, hyphen);
      const mark = (hyphen ? '=' : '') + (i === 0 ? '~' : String.fromCharCode(64 + i));
      if (part.length > best.length && label.includes(part))
        best = { length: part.length, text: label.replace(part, mark) };
    }
  }
  if (best.text !== '') label = best.text;
  const letter = listed.agreed ? listed.evidence : listed.evidence.toLowerCase();
  const marks = `${listed.userMail ? '!' : ''}${listed.tenants ? '?' : ''}${listed.customers ? '^' : ''}`;
  const suffix = listed.domain.slice(dot);
  return letter + label + (suffix === '.com' ? '' : suffix) + marks;
}

export function decodeDomain(text: string, nameOf: (i: number) => string): ListedDomain {
  const letter = text[0]!;
  let end = text.length;
  while ('!?^'.includes(text[end - 1]!)) end--;
  const marks = text.slice(end);
  let domain = text.slice(1, end);
  const at = domain.search(/[~A-Z]/);
  if (at >= 0) {
    const ref = domain.charCodeAt(at);
    const isHyphened = domain[at - 1] === '=';
    const part = slug(nameOf(ref === 126 ? 0 : ref - 64), isHyphened ? '-' : '');
    domain = domain.slice(0, isHyphened ? at - 1 : at) + part + domain.slice(at + 1);
  }
  const evidence = letter.toUpperCase() as EvidenceLetter;
  return {
    domain: domain.includes('.') ? domain : `${domain}.com`,
    evidence,
    agreed: letter === evidence,
    userMail: marks.includes('!'),
    tenants: marks.includes('?'),
    customers: marks.includes('^'),
  };
}

/** The country that a domain's last label names; '' for the others. */
function countryOf(domain: string): string {
  const last = domain.slice(domain.lastIndexOf('.') + 1);
  return last.length !== 2 ? '' : last === 'uk' ? 'gb' : last;
}

/** Regions, left out where the first domain tells them. */
export function encodeRegion(region: string, firstDomain: string): string {
  return region === countryOf(firstDomain) ? '' : region || '-';
}

export function decodeRegion(text: string, firstDomain: string): string[] {
  const region = text === '' ? countryOf(firstDomain) : text;
  return region === '' || region === '-' ? [] : region.split(' ');
}

/** Stands between the entries of a column; no name has it. */
export const BAR = '|';

/** Sorted names: how many letters each shares with the one before, and the rest of it. */
export function encodeSorted(names: readonly string[]): { shared: string; rests: string } {
  let before = '';
  let shared = '';
  const rests: string[] = [];
  for (const name of names) {
    let same = 0;
    while (same < BASE - 1 && same < name.length && name[same] === before[same]) same++;
    shared += encodeDigit(same);
    rests.push(name.slice(same));
    before = name;
  }
  return { shared, rests: rests.join(BAR) };
}

export function decodeSorted(shared: string, rests: string): string[] {
  let before = '';
  return rests.split(BAR).map((rest, i) => {
    before = before.slice(0, digitAt(shared, i)) + rest;
    return before;
  });
}
