// Which names may be asked at all: letters, digits, hyphen and underscore only (RFC 1035 section 2.3.1).

/**
 * The name in lower case without the final dot, or null when it must not go to DNS. Senders choose these
 * names: octets outside LDH and `_` (NUL, quotes, brackets, a dot inside a label) make programs disagree
 * about which domain was asked, so they are refused instead of escaped.
 */
export function normalizeName(name: string): string | null {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  if (bare.length === 0 || bare.length > 253) return null;
  const fits = bare.split('.').every((label) => /^[a-z0-9_-]{1,63}$/i.test(label));
  return fits ? bare.toLowerCase() : null;
}
