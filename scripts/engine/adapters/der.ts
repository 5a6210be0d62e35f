// DER (X.690) as far as public keys need it: RSAPublicKey (RFC 8017 A.1.1) and SubjectPublicKeyInfo (RFC 5280 4.1.2.7).
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_IDENTIFIER = 0x06;

/** What stands in the record: an RSA key as numbers, an Ed25519 key as octets, or the name of another kind. */
export type DerKey =
  | { kind: 'rsa'; modulus: Uint8Array; exponent: Uint8Array }
  | { kind: 'ed25519'; octets: Uint8Array }
  | { kind: 'other' };

const RSA = '2a864886f70d010101';
const ED25519 = '2b6570';

const hex = (octets: Uint8Array) =>
  [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');

/** Reads one element; throws when it does not have the tag or does not fit. */
function read(der: Uint8Array, at: number, tag: number): { content: Uint8Array; end: number } {
  let length = der[at + 1];
  if (der[at] !== tag || length === undefined) throw new Error('unexpected DER element');
  let start = at + 2;
  if (length >= 0x80) {
    const octets = length & 0x7f;
    if (octets < 1 || octets > 3) throw new Error('unexpected DER length');
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (der[start++] ?? Number.NaN);
  }
  const end = start + length;
  if (!(end <= der.length)) throw new Error('truncated DER element');
  return { content: der.subarray(start, end), end };
}

/** An INTEGER as the unsigned number it stands for, without leading zeros. */
function unsigned(content: Uint8Array): Uint8Array {
  let start = 0;
  while (start < content.length && content[start] === 0) start++;
  return content.subarray(start);
}

/** A bare RSAPublicKey. Throws for anything else. */
export function readRsaKey(der: Uint8Array): DerKey {
  const sequence = read(der, 0, SEQUENCE).content;
  const modulus = read(sequence, 0, INTEGER);
  const exponent = read(sequence, modulus.end, INTEGER);
  const key = { modulus: unsigned(modulus.content), exponent: unsigned(exponent.content) };
  if (key.modulus.length === 0 || key.exponent.length === 0) throw new Error('empty RSA key');
  return { kind: 'rsa', ...key };
}

/** A SubjectPublicKeyInfo. Throws when it is none. */
export function readSubjectKey(der: Uint8Array): DerKey {
  const sequence = read(der, 0, SEQUENCE).content;
  const algorithm = read(sequence, 0, SEQUENCE);
  const identifier = hex(read(algorithm.content, 0, OBJECT_IDENTIFIER).content);
  const bits = read(sequence, algorithm.end, BIT_STRING).content;
  if (bits[0] !== 0) throw new Error('unexpected unused bits');
  const key = bits.subarray(1);
  if (identifier === RSA) return readRsaKey(key);
  if (identifier !== ED25519) return { kind: 'other' };
  if (key.length !== 32) throw new Error('an Ed25519 key has 32 octets');
  return { kind: 'ed25519', octets: key };
}

function element(tag: number, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : length < 0x10000
          ? [0x82, length >> 8, length & 0xff]
          : [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
  const out = new Uint8Array(1 + size.length + length);
  out.set([tag, ...size]);
  let at = 1 + size.length;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A positive INTEGER: a zero octet in front where the first bit is set. */
const integer = (octets: Uint8Array) =>
  element(INTEGER, new Uint8Array((octets[0] ?? 0) >= 0x80 ? 1 : 0), octets);

export function writeRsaKey(modulus: Uint8Array, exponent: Uint8Array): Uint8Array<ArrayBuffer> {
  return element(SEQUENCE, integer(modulus), integer(exponent));
}

const octetsOf = (text: string) =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** SubjectPublicKeyInfo of an RSA key (with the NULL parameters RFC 8017 asks for) or of an Ed25519 key. */
export function writeSubjectKey(kind: 'rsa' | 'ed25519', key: Uint8Array): Uint8Array<ArrayBuffer> {
  const algorithm =
    kind === 'rsa'
      ? element(SEQUENCE, element(OBJECT_IDENTIFIER, octetsOf(RSA)), element(0x05))
      : element(SEQUENCE, element(OBJECT_IDENTIFIER, octetsOf(ED25519)));
  return element(SEQUENCE, algorithm, element(BIT_STRING, new Uint8Array(1), key));
}
