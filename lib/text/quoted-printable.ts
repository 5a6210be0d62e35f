// Quoted-printable (RFC 2045 section 6.7).

/** Undone octet for octet (latin1 in and out): soft line ends go, and what is not of it stays as it is. Linear. */
export const fromQuotedPrintable = (text: string): string =>
  text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
