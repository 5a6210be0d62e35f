// How much of a text is looked at: whatever compares names may take time that grows faster than the name.

/** Characters of a name, subject or comment that rules read; no reader sees more of one. */
export const LONGEST_READ = 1000;
/** Octets of a domain name (RFC 1035 section 2.3.4). What is longer is none. */
export const LONGEST_DOMAIN = 253;

/**
 * A text as rules read it: as it stands up to 1,000 characters (UTF-16 units), else its first and last 500, because
 * what somebody pads a name with stands between them.
 */
export function withinBounds(text: string): string {
  if (text.length <= LONGEST_READ) return text;
  const half = LONGEST_READ / 2;
  const head = text.slice(0, half).replace(/[\ud800-\udbff]$/, '');
  const tail = text.slice(-half).replace(/^[\udc00-\udfff]/, '');
  return `${head} ${tail}`;
}
