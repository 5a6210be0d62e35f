// Generated senders who put a token made for one reader wherever a sender can put one.

export interface TrackingSender {
  family: string;
  place: string;
  token: string;
  /** what checking the message would ask, the token in at least one of them */
  names: string[];
}

/** A small generator, so that every run sees the same senders. */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const HEX = '0123456789abcdef';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `count` senders: every family in every place, in turn. */
export function trackingSenders(count: number, seed = 20_261_122): TrackingSender[] {
  const random = seeded(seed);
  const draw = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
  const families: Record<string, () => string> = {
    hex: () => draw(16 + random(17), HEX),
    base32: () => draw(16 + random(11), BASE32),
    base64url: () => draw(16 + random(7), BASE64URL),
    uuid: () => [8, 4, 4, 4, 12].map((length) => draw(length, HEX)).join('-'),
    digits: () => draw(8 + random(9), '0123456789'),
    hexInParts: () => Array.from({ length: 4 }, () => draw(6, HEX)).join('.'),
  };
  const tracker = 'tracker.example';
  const places: Record<string, (token: string) => string[]> = {
    selector: (token) => [`${token}._domainkey.${tracker}`],
    'selector with a prefix': (token) => [`s-${token}._domainkey.mail.${tracker}`],
    sdid: (token) => [`s1._domainkey.${token}.${tracker}`],
    'From sub-domain': (token) => [
      `_dmarc.${token}.news.${tracker}`,
      `_dmarc.news.${tracker}`,
      `_dmarc.${tracker}`,
    ],
    'envelope local part': (token) => [tracker, `${token}._u.${tracker}`],
    'envelope domain': (token) => [`bounce.${token}.${tracker}`],
    helo: (token) => [`${token}.out.${tracker}`],
    'ARC selector': (token) => [`arc-${token}._domainkey.${tracker}`],
  };
  const familyNames = Object.keys(families);
  const placeNames = Object.keys(places);
  return Array.from({ length: count }, (_, i) => {
    const family = familyNames[i % familyNames.length] ?? '';
    const place = placeNames[Math.floor(i / familyNames.length) % placeNames.length] ?? '';
    const token = families[family]?.() ?? '';
    return { family, place, token, names: places[place]?.(token) ?? [] };
  });
}
