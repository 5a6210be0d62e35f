// DMARC records as text: which are ones, and a new one out of one that is broken. RFC 9989 sections 4.7 and 4.8.

/** A record that counts: its version stands first, spelt so; white space may stand around the equals sign. */
export const isDmarcRecord = (text: string): boolean =>
  /^[ \t]*v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text.replace(/^[ \t]*V/, 'v'));

/** What a record may say that is kept where the rest of it cannot be read. */
const KEPT = {
  p: /^(?:none|quarantine|reject)$/i,
  sp: /^(?:none|quarantine|reject)$/i,
  np: /^(?:none|quarantine|reject)$/i,
  adkim: /^[rs]$/i,
  aspf: /^[rs]$/i,
  rua: /^mailto:[^\s@;,!]+@[^\s@;,!]+$/i,
};

/**
 * The record to publish: it asks for reports only (postmaster is there by RFC 2142), but what the records that were
 * found meant is kept.
 */
export function newDmarcRecord(domain: string, found: readonly string[]): string {
  const meant = (name: keyof typeof KEPT): string | null => {
    const written = new RegExp(`(?:^|[; \\t])${name}[ \\t]*=[ \\t]*([^; \\t]*)`, 'i');
    const values = found.map((text) => written.exec(text)?.[1] ?? '');
    return values.find((value) => KEPT[name].test(value)) ?? null;
  };
  const tags = {
    p: meant('p')?.toLowerCase() ?? 'none',
    sp: meant('sp')?.toLowerCase(),
    np: meant('np')?.toLowerCase(),
    adkim: meant('adkim')?.toLowerCase(),
    aspf: meant('aspf')?.toLowerCase(),
    rua: meant('rua') ?? `mailto:postmaster@${domain}`,
  };
  const written = Object.entries(tags).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  return ['v=DMARC1', ...written].join('; ');
}
