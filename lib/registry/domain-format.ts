// How the domains of the registry are written: mostly they are the organisation's name, a part of it, or its initials.

import type { EvidenceLetter } from './model.ts';

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

/** The letter of evidence, small where a single source says so. */
export const encodeEvidence = ({ evidence, agreed }: ListedDomain): string =>
  agreed ? evidence : evidence.toLowerCase();

const SMALL =
  /^(?:a|and|at|d|da|dal|de|del|den|der|des|di|die|do|du|e|et|for|für|in|l|la|le|les|of|the|und|van|y|zu)$/;
const initials = (words: string[]) => [words.map((word) => word[0]).join('')];
const large = (words: string[]) => words.filter((word) => !SMALL.test(word));

/** Which words of a name stand in a label. */
const PARTS: Record<string, (words: string[]) => string[]> = {
  '': (words) => words,
  '(': (words) => words.slice(0, 1),
  '[': (words) => words.slice(0, 2),
  '{': (words) => words.slice(0, 3),
  ')': (words) => words.slice(-1),
  ']': (words) => words.slice(-2),
  '}': (words) => words.slice(-3),
  ':': (words) => words.slice(1, -1),
  _: large,
  '*': initials,
  '+': (words) => initials(large(words)),
  '/': (words) => [words[0]!, ...initials(words.slice(1))],
  '>': (words) => [...words.slice(0, 2), ...initials(words.slice(2))],
  '<': (words) => [...initials(words.slice(0, -1)), words.at(-1)!],
};
/** How they are joined and spelt: `=` with hyphens, `%` with ae for ä. */
const STYLES = ['', '=', '%', '=%'];
/** The first name, then the others. */
const NAMES = ['~', ...'ABCDEFGH'];
/** Suffixes that are written as one character; `.com` as none. */
const SUFFIX_CODES = [..."IJKLMNOPQRSTUVWXYZ#$&',;@`"];
export const MOST_SUFFIXES = SUFFIX_CODES.length;

const ASCII = /^[\x20-\x7e]*$/;
const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** A part of a name as domains are made of: letters, digits and hyphens. */
function slug(name: string, part: string, style: string): string {
  let base = name.toLowerCase();
  if (!ASCII.test(base)) {
    if (style.includes('%')) base = base.replace(/[äöü]/g, (letter) => UMLAUTS[letter]!);
    base = base.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss');
  }
  const words = base.split(/[^a-z0-9]+/).filter(Boolean);
  return words.length === 0 ? '' : PARTS[part]!(words).join(style.includes('=') ? '-' : '');
}

/** A reference to a name is left out behind the sign of a part, where it means the first. */
const markOf = (style: string, part: string, name: number): string =>
  style + part + (name > 0 || part === '' ? NAMES[name]! : '');

/** A label with the longest part of a name that stands in it written as its mark. */
function encodeLabel(label: string, names: readonly string[]): string {
  let best = { gain: 1, text: label };
  for (const [i, name] of names.slice(0, NAMES.length).entries()) {
    for (const part of Object.keys(PARTS)) {
      for (const style of STYLES) {
        const written = slug(name, part, style);
        const mark = markOf(style, part, i);
        const gain = written.length - mark.length;
        if (gain > best.gain && label.includes(written))
          best = { gain, text: label.replace(written, () => mark) };
      }
    }
  }
  return best.text;
}

const MARK = /(?=[=%([{)\]}:_*+/><~A-H])([=%]*)([([{)\]}:_*+/><]?)([~A-H]?)/g;

function decodeLabel(text: string, nameOf: (i: number) => string): string {
  return text.replace(MARK, (_, style: string, part: string, name: string) =>
    slug(nameOf(name === '' ? 0 : NAMES.indexOf(name)), part, style),
  );
}

/**
 * One domain without its evidence: the label, the suffix, signs for its marks. Nothing at all is the first name and
 * `.com`.
 */
export function encodeDomain(
  { domain, userMail, tenants, customers }: ListedDomain,
  names: readonly string[],
  suffixes: readonly string[],
): string {
  const dot = domain.indexOf('.');
  const label = encodeLabel(domain.slice(0, dot), names);
  const suffix = domain.slice(dot);
  const code = suffixes.indexOf(suffix);
  const marks = `${userMail ? '!' : ''}${tenants ? '?' : ''}${customers ? '^' : ''}`;
  return (
    (label === NAMES[0] ? '' : label) +
    (suffix === '.com' ? '' : code < 0 ? suffix : SUFFIX_CODES[code]!) +
    marks
  );
}

export function decodeDomain(
  text: string,
  letter: string,
  nameOf: (i: number) => string,
  suffixes: readonly string[],
): ListedDomain {
  const [, label, code, other, marks] = /^([^I-Z#$&',;@`.!?^]*)([I-Z#$&',;@`]?)([^!?^]*)(.*)$/.exec(
    text,
  )!;
  const suffix = other || (code === '' ? '.com' : suffixes[SUFFIX_CODES.indexOf(code!)]!);
  const evidence = letter.toUpperCase() as EvidenceLetter;
  return {
    domain: decodeLabel(label || NAMES[0]!, nameOf) + suffix,
    evidence,
    agreed: letter === evidence,
    userMail: marks!.includes('!'),
    tenants: marks!.includes('?'),
    customers: marks!.includes('^'),
  };
}
