// Generated senders who put a token made for one reader wherever a sender can put one.

export interface TrackingSender {
  family: string;
  place: string;
  token: string;
  /** what checking the message would ask, the token in at least one of them */
  names: string[];
}

/** Whose mail it is. */
export const TRACKED = { addresses: ['hiroko.reader@gmail.com'], name: 'Hiroko Reader' };

/** A small generator, so that one seed gives the same senders in every run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const HEX = `${DIGITS}abcdef`;
const PAIRS = 'an ar at co de en er es in le ma me na on or ra re ro se st ta te ti to'.split(' ');
const SYLLABLES =
  'ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo'.split(
    ' ',
  );
const TERMS =
  'mail mx out news info bounce relay host key dkim sign smtp node edge pool stage main test'.split(
    ' ',
  );

type Draw = (length: number, alphabet: string) => string;

/** The ways to write a token, by name. */
function familiesOf(random: (below: number) => number): Record<string, () => string> {
  const draw: Draw = (length, alphabet) =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
  const pick = (count: number, list: readonly string[], between = '') =>
    Array.from({ length: count }, () => list[random(list.length)]).join(between);
  const uuid = () => [8, 4, 4, 4, 12].map((length) => draw(length, HEX)).join('-');
  const date = () => `20${10 + random(20)}${10 + random(3)}${10 + random(18)}`;
  return {
    hex: () => draw(16 + random(17), HEX),
    'hex in capitals': () => draw(16 + random(17), HEX).toUpperCase(),
    'hex behind a word': () => `user${draw(16, HEX)}`,
    'hex before a word': () => `${draw(16, HEX)}mail`,
    'hex in parts': () => Array.from({ length: 4 }, () => draw(6, HEX)).join('.'),
    'hex with hyphens': () => Array.from({ length: 5 }, () => draw(5, HEX)).join('-'),
    'hex with underscores': () => Array.from({ length: 5 }, () => draw(5, HEX)).join('_'),
    'one hex digit a label': () => draw(16, HEX).split('').join('.'),
    base32: () => draw(16 + random(11), `${LETTERS}234567`),
    'base32 of DNS': () => draw(16 + random(11), `${DIGITS}abcdefghijklmnopqrstuv`),
    'base32 for people': () => draw(16, '0123456789abcdefghjkmnpqrstvwxyz'),
    base36: () => draw(14 + random(8), DIGITS + LETTERS),
    base58: () =>
      draw(14 + random(8), '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'),
    // a label neither begins nor ends with a hyphen: software disagrees about those
    base64url: () => `a${draw(16 + random(7), `${LETTERS.toUpperCase()}${LETTERS}${DIGITS}-_`)}a`,
    uuid,
    'uuid in one': () => uuid().replaceAll('-', ''),
    digits: () => draw(9 + random(8), DIGITS),
    'digits behind a letter': () => `r${draw(9 + random(6), DIGITS)}`,
    'digits with hyphens': () => [draw(4, DIGITS), draw(4, DIGITS), draw(4, DIGITS)].join('-'),
    'digits in labels': () => [draw(4, DIGITS), draw(4, DIGITS), draw(4, DIGITS)].join('.'),
    'a counter': () => `00${draw(9, DIGITS)}`,
    octal: () => draw(14, '01234567'),
    binary: () => draw(40, '01'),
    'time in milliseconds': () => `17${draw(11, DIGITS)}`,
    'time and hex': () => `17${draw(8, DIGITS)}-${draw(8, HEX)}`,
    'date and number': () => `${date()}-${draw(9, DIGITS)}`,
    'month and token': () => `nov2026-${draw(10, HEX)}`,
    letters: () => draw(12 + random(8), LETTERS),
    consonants: () => draw(10 + random(6), 'bcdfghjklmnpqrstvwxz'),
    'letters in groups': () =>
      Array.from({ length: 4 }, () => draw(5, 'bcdfghjkmpqvwxz')).join('-'),
    'letters and digits in turn': () =>
      Array.from({ length: 8 }, () => draw(1, LETTERS) + draw(1, DIGITS)).join(''),
    'chain of letter pairs': () => pick(10 + random(4), PAIRS),
    syllables: () => pick(10 + random(4), SYLLABLES),
    'hyphens and underscores': () => `k${draw(48, '-_')}k`,
    'separators between words': () =>
      `a${Array.from({ length: 40 }, () => draw(1, '-_') + draw(1, 'a')).join('')}`,
    'technical words': () => pick(10, TERMS, '-'),
    'address with a hyphen': () => 'hiroko-reader',
    'address in one word': () => `hirokoreader${random(100)}`,
    'address in labels': () => 'hiroko.reader',
    'name within words': () => `to-hiroko-${random(10)}`,
    'family name first': () => 'readerhiroko',
  };
}

export const FAMILIES = Object.keys(familiesOf(seeded(1)));

const TRACKER = 'tracker.example';

const PLACES: Record<string, (token: string) => string[]> = {
  selector: (token) => [`${token}._domainkey.${TRACKER}`],
  'd=': (token) => [`s1._domainkey.${token}.${TRACKER}`],
  'From sub-domain': (token) => [
    `_dmarc.${token}.news.${TRACKER}`,
    `_dmarc.news.${TRACKER}`,
    `_dmarc.${TRACKER}`,
  ],
  'envelope domain': (token) => [`bounce.${token}.${TRACKER}`, TRACKER],
  helo: (token) => [`${token}.out.${TRACKER}`],
};

export const PLACE_NAMES = Object.keys(PLACES);

/** `count` senders: every family in every place, in turn. */
export function trackingSenders(count: number, seed: number): TrackingSender[] {
  const families = familiesOf(seeded(seed));
  return Array.from({ length: count }, (_, i) => {
    const family = FAMILIES[i % FAMILIES.length]!;
    const place = PLACE_NAMES[Math.floor(i / FAMILIES.length) % PLACE_NAMES.length]!;
    const token = families[family]!();
    return { family, place, token, names: PLACES[place]!(token) };
  });
}

/** A token of digits or hex in pieces, one a name: each passes alone, together they number every reader. */
export function splitToken(
  pieces: number,
  seed: number,
): { names: string[]; bitsOf: (name: string) => number } {
  const random = seeded(seed);
  const alphabet = random(2) === 0 ? DIGITS : HEX;
  const length = Math.max(2, Math.ceil(64 / pieces / Math.log2(alphabet.length)));
  const bits = length * Math.log2(alphabet.length);
  const isKey = random(2) === 0;
  const names = Array.from({ length: pieces }, () => {
    const piece = Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
    return isKey ? `${piece}._domainkey.${TRACKER}` : `${piece}.${TRACKER}`;
  });
  return { names, bitsOf: (name) => (names.includes(name) ? bits : 0) };
}
