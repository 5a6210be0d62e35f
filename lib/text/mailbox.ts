// When two spellings are one mailbox.

/** Gmail ignores dots and everything from `+` in its own addresses; googlemail.com is its older name. */
export function canonicalMailbox(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0)).toLowerCase();
  const domain = address.slice(at + 1).toLowerCase();
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`;
  return `${local.split('+', 1)[0]!.replaceAll('.', '')}@gmail.com`;
}

export function isSameMailbox(one: string, other: string): boolean {
  return canonicalMailbox(one) === canonicalMailbox(other);
}
