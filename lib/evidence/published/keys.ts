// A published DKIM key: what kind it is and how long. RFC 6376 section 3.6.1, RFC 8463.
import type { PublishedKey } from '../../model.ts';

const tagOf = (record: string, name: string): string | null =>
  new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([^;]*)`, 'i').exec(record)?.[1]?.trim() ?? null;

/** A key that was withdrawn has an empty p=. */
export const isRevoked = (record: string): boolean => tagOf(record, 'p') === '';

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
  const text = (tagOf(record, 'p') ?? '').replace(/\s+/g, '');
  const version = tagOf(record, 'v');
  if (text === '' || !/^[A-Za-z0-9+/]+=*$/.test(text) || (version !== null && version !== 'DKIM1'))
    return unusable;
  let octets: Uint8Array<ArrayBuffer>;
  try {
    octets = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    return unusable;
  }
  const kind = (tagOf(record, 'k') ?? 'rsa').toLowerCase();
  if (kind === 'ed25519') return octets.length === 32 ? { kind, bits: 256 } : unusable;
  if (kind !== 'rsa') return unusable;
  const bits = await bitsOfRsa(octets);
  return bits === null ? unusable : { kind, bits };
}
