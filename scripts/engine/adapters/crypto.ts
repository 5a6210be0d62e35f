// node:crypto as far as mailauth verifies, over WebCrypto: the same in Node, Chromium and Firefox.
import { Buffer } from 'node:buffer';
import { readRsaKey, readSubjectKey, writeRsaKey, writeSubjectKey } from './der.ts';

/** Octets still to be hashed: WebCrypto only hashes asynchronously, so verifyAsync() does it. */
class PendingHash {
  readonly octets: Uint8Array;
  constructor(octets: Uint8Array) {
    this.octets = octets;
  }
}

const refuse = (what: string): never => {
  throw new Error(`${what} is not part of the bundled engine`);
};

/** For the SHA-256 of a header, wanted by Ed25519 (RFC 8463 section 3). Hex is only asked for result ids. */
export function createHash(algorithm: string) {
  const chunks: Uint8Array[] = [];
  const hash = {
    update(octets: Uint8Array) {
      chunks.push(octets);
      return hash;
    },
    digest(encoding?: string): PendingHash | string {
      if (encoding === 'hex') return '';
      if (encoding !== undefined || algorithm !== 'sha256') refuse(`createHash(${algorithm})`);
      return new PendingHash(Buffer.concat(chunks));
    },
  };
  return hash;
}

export const randomUUID = () => '';
export const sign = () => refuse('sign');
export const createPrivateKey = () => refuse('createPrivateKey');

function pem(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The number of bits of a big-endian number without leading zeros. */
const bitLength = (octets: Uint8Array) => octets.length * 8 - Math.clz32(octets[0] ?? 0) + 24;

/** A public key read from DER, with the properties of Node's KeyObject that mailauth asks for. Throws as Node does. */
export function createPublicKey(options: { key: Uint8Array; type: 'spki' | 'pkcs1' }) {
  const key = options.type === 'pkcs1' ? readRsaKey(options.key) : readSubjectKey(options.key);
  if (key.kind === 'other')
    return { asymmetricKeyType: 'other', asymmetricKeyDetails: {}, export: () => '' };
  if (key.kind === 'ed25519')
    return {
      asymmetricKeyType: 'ed25519',
      asymmetricKeyDetails: {},
      export: () => pem('PUBLIC KEY', writeSubjectKey('ed25519', key.octets)),
    };
  return {
    asymmetricKeyType: 'rsa',
    asymmetricKeyDetails: { modulusLength: bitLength(key.modulus) },
    export: () => pem('RSA PUBLIC KEY', writeRsaKey(key.modulus, key.exponent)),
  };
}

const own = (octets: Uint8Array) => new Uint8Array(octets);

/** Keys of the last signatures: those of a chain are used two or three times for one message. */
const imported = new Map<string, Promise<CryptoKey>>();
const MOST_IMPORTED = 32;

function importKey(pem: string, scheme: RsaHashedImportParams | 'Ed25519'): Promise<CryptoKey> {
  const id = `${JSON.stringify(scheme)} ${pem}`;
  const known = imported.get(id);
  if (known) return known;
  const der = own(Buffer.from(pem.replace(/-----[A-Z ]+-----|\n/g, ''), 'base64'));
  const spki = scheme === 'Ed25519' ? der : writeSubjectKey('rsa', der);
  const key = crypto.subtle.importKey('spki', spki, scheme, false, ['verify']);
  imported.set(id, key);
  forgetOldest(imported, MOST_IMPORTED);
  return key;
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}

/** Verdicts on seals that were asked for once. */
const seals = new Map<string, Promise<boolean>>();
const MOST_SEALS = 32;
/** Different octets give different text, which is all that is asked of it here. */
const TEXT = new TextDecoder('latin1');

/**
 * A seal is verified by itself, and again with its chain: the second gets the verdict of the first. Only seals name
 * their algorithm `sha256`.
 */
export function verifyAsync(
  algorithm: string | null,
  data: Uint8Array | PendingHash,
  publicKeyPem: string,
  signature: Uint8Array,
): Promise<boolean> {
  if (algorithm !== 'sha256' || data instanceof PendingHash)
    return verify(algorithm, data, publicKeyPem, signature);
  const id = [signature.length, publicKeyPem, TEXT.decode(signature), TEXT.decode(data)].join('\n');
  const known = seals.get(id);
  if (known && seals.delete(id)) return known;
  const verdict = verify(algorithm, data, publicKeyPem, signature);
  seals.set(id, verdict);
  forgetOldest(seals, MOST_SEALS);
  return verdict;
}

/**
 * crypto.verify() as a promise. Throws, never returns false, where key and algorithm do not fit or the platform
 * has no such algorithm: mailauth reports that as neutral, not as a failed signature. `algorithm` null leaves it to
 * the key (Ed25519); an RSA key then verifies nothing, as in Node.
 */
async function verify(
  algorithm: string | null,
  data: Uint8Array | PendingHash,
  publicKeyPem: string,
  signature: Uint8Array,
): Promise<boolean> {
  const isRsa = publicKeyPem.startsWith('-----BEGIN RSA');
  if (algorithm === null) {
    if (isRsa) return false;
    const key = await importKey(publicKeyPem, 'Ed25519');
    const octets =
      data instanceof PendingHash
        ? await crypto.subtle.digest('SHA-256', own(data.octets))
        : own(data);
    return crypto.subtle.verify('Ed25519', key, own(signature), octets);
  }
  const hash = /^(?:rsa-)?sha(1|256)$/i.exec(algorithm)?.[1];
  if (!isRsa || hash === undefined || data instanceof PendingHash)
    throw new Error('Unsupported crypto operation');
  const scheme = { name: 'RSASSA-PKCS1-v1_5', hash: hash === '1' ? 'SHA-1' : 'SHA-256' };
  const key = await importKey(publicKeyPem, scheme);
  return crypto.subtle.verify(scheme, key, own(signature), own(data));
}
