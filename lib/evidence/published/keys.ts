// A published DKIM key: what kind it is and how long. RFC 6376 section 3.6.1, RFC 8463.
import type { PublishedKey } from '../../model.ts';
import { readTag, splitTags } from '../../text/tags.ts';

/** A key that was withdrawn has an empty p=. */
export const isRevoked = (record: string): boolean => readTag(record, 'p') === '';

/** A flag or a name of a list with colons; without the tag everything is meant. */
const holds = (record: string, tag: string, names: readonly string[]): boolean =>
  (readTag(record, tag) ?? '*')
    .split(':')
    .some((one) => one === '*' || names.includes(one.toLowerCase()));

/** Signatures with the key of a domain that is still testing count for nothing. */
export const isTesting = (record: string): boolean =>
  (readTag(record, 't') ?? '').split(':').includes('y');

/** A key for mail and for the hash that signatures are made with; its version, if any, stands first. */
function isForMail(record: string): boolean {
  const [first] = splitTags(record);
  const version = readTag(record, 'v');
  return (
    (version === null || (version === 'DKIM1' && first?.name.trim() === 'v')) &&
    holds(record, 'h', ['sha256']) &&
    holds(record, 's', ['email'])
  );
}

async function bitsOfRsa(octets: Uint8Array<ArrayBuffer>): Promise<number | null> {
  try {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('spki', octets, algorithm, false, ['verify']);
    return (key.algorithm as RsaHashedKeyAlgorithm).modulusLength;
  } catch {
    return null;
  }
}

/** Kind and bits of the key in a record; null where it cannot be used. */
export async function measureKey(record: string): Promise<Pick<PublishedKey, 'kind' | 'bits'>> {
  const unusable = { kind: null, bits: null };
  const text = readTag(record, 'p') ?? '';
  if (!/^[A-Za-z0-9+/]+=*$/.test(text) || !isForMail(record)) return unusable;
  let octets: Uint8Array<ArrayBuffer>;
  try {
    octets = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    return unusable;
  }
  const kind = (readTag(record, 'k') ?? 'rsa').toLowerCase();
  if (kind === 'ed25519') return octets.length === 32 ? { kind, bits: 256 } : unusable;
  if (kind !== 'rsa') return unusable;
  const bits = await bitsOfRsa(octets);
  return bits === null ? unusable : { kind, bits };
}
