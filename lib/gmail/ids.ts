// Gmail's names for one message: the permanent id, the legacy hexadecimal id, and the token in the address bar.

/** `msg-f:` received by Gmail: decimal of the legacy id. `msg-a:` written here: no arithmetic leads to a legacy id. */
export type PermId = `msg-f:${string}` | `msg-a:${string}`;

export interface MessageIds {
  /** the legacy hexadecimal id; the permanent id while Gmail has not assigned one yet (a reply just sent) */
  id: string;
  legacyId: string | null;
  permId: PermId | null;
}

const PERM =
  /^#?(msg-f:\d{1,20}|msg-a:(?:s:)?(?:r-?)?\d{1,20}(?:-\d{1,20})*|msg-a:s:[\w:-]{1,80})$/;
const HEX = /^[0-9a-f]{12,16}$/;
/** 1990 and 2100: the upper 44 bits of an id are the milliseconds since 1970 at which Gmail stored the message. */
const FIRST = 631_152_000_000;
const LAST = 4_102_444_800_000;

/** Reads a permanent id with or without its leading `#`; null for anything else ("undefined", `bump-…`). */
export function parsePermId(text: string | null): PermId | null {
  const id = text === null ? null : PERM.exec(text)?.[1];
  return id ? (id as PermId) : null;
}

/** Reads a legacy id; null unless it is hexadecimal and its time stamp is plausible. */
export function parseLegacyId(text: string | null): string | null {
  if (text === null || !HEX.test(text)) return null;
  const stored = Number(BigInt(`0x${text}`) >> 20n);
  return stored >= FIRST && stored < LAST ? text : null;
}

/** `msg-f:1839751187009719696` → `19881bf508d14d90`; null for `msg-a:`. */
export function legacyFromPerm(perm: PermId | null): string | null {
  if (!perm?.startsWith('msg-f:')) return null;
  return parseLegacyId(BigInt(perm.slice('msg-f:'.length)).toString(16));
}

/**
 * The ids that Gmail's logging attribute repeats: `20277; …; 4:WyIjbXNnLWY6…` holds base64 of a JSON list such as
 * `["#msg-f:1840959905192440233"]`, padded with `=` or, on pages of 2023 and 2025, with `.`. Never throws.
 */
export function permIdsOfJslog(jslog: string | null): PermId[] {
  const found = new Set<PermId>();
  for (const part of (jslog ?? '').split(';')) {
    const encoded = /^ *\d+:([A-Za-z0-9+/_-]{8,}[=.]{0,2}) *$/.exec(part)?.[1];
    if (!encoded) continue;
    for (const item of parseList(encoded)) {
      const id = typeof item === 'string' ? parsePermId(item) : null;
      if (id) found.add(id);
    }
  }
  return [...found];
}

function parseList(encoded: string): unknown[] {
  try {
    const list: unknown = JSON.parse(
      atob(encoded.replaceAll('-', '+').replaceAll('_', '/').replaceAll('.', '=')),
    );
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

const TOKEN_DIGITS = 'BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz';
const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The thread behind the last part of `#inbox/FMfcgzQXJk…`: a number in base 40 that is the same number as base64 text.
 * Returns for example `f:1813691637966661266` or `a:r-3250321130129805677`; null when the token is anything else.
 */
export function decodeToken(token: string): string | null {
  if (token.length < 16 || token.length > 80) return null;
  let value = 0n;
  for (const character of token) {
    const digit = TOKEN_DIGITS.indexOf(character);
    if (digit < 0) return null;
    value = value * 40n + BigInt(digit);
  }
  let base64 = '';
  for (; value > 0n; value /= 64n) base64 = BASE64_DIGITS[Number(value % 64n)] + base64;
  try {
    const text = atob(base64);
    return /^[fa]:[\w:|-]+$/.test(text.replace(/^thread-/, ''))
      ? text.replace(/^thread-/, '')
      : null;
  } catch {
    return null;
  }
}
