// Octets as text, one character each (latin1), and as the text they are.

/** UTF-8 (RFC 3629). @returns null when the octets are none; what has no octet above 127 comes back as it is */
export function decodeUtf8(octets: string): string | null {
  if (!/[\x80-\xff]/.test(octets)) return octets;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(toBytes(octets));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** One octet for each character; only the lowest eight bits of it count. */
export function toBytes(octets: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(octets.length);
  for (let i = 0; i < octets.length; i++) bytes[i] = octets.charCodeAt(i);
  return bytes;
}

const WINDOWS_1252 = new TextDecoder('windows-1252');
const UTF_16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * One character per octet. The platform's decoder is by far the quickest, but knows no true latin1: windows-1252 turns
 * some of 0x80 to 0x9f into characters beyond 0xff, and only text with those is read again, as UTF-16.
 */
export function latin1(octets: Uint8Array): string {
  const decoded = WINDOWS_1252.decode(octets);
  return /[^\0-\xff]/.test(decoded) ? UTF_16.decode(new Uint16Array(octets)) : decoded;
}
