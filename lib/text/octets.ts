// Octets that a header holds, one character each (latin1), as the text they are.

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
