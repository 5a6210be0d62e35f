// Reads a date-time (RFC 5322 section 3.3, with the obsolete zones of 4.3).

import type { Instant } from '../model.ts';
import { trimBlanks, withoutComments } from '../text/lexical.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ZONES: Record<string, number> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
};
const SHAPE =
  /^(?:[a-z]{3,9}[ \t]*,?)?[ \t]*(\d{1,2})[ \t-]+([a-z]{3})[a-z]{0,6}[ \t-]+(\d{2,4})[ \t]+(\d{1,2})[ \t]*:[ \t]*(\d{2})(?:[ \t]*:[ \t]*(\d{2}))?(?:[ \t]*(?:([+-])(\d{2})(\d{2})|([a-z]{1,5})))?/i;

/** Longer than any date-time that a mail program writes; what follows is not looked at. */
const LONGEST = 200;

/** @returns milliseconds since 1970 UTC, null when the text is no date. An unknown zone counts as UTC. */
export function parseDate(text: string): Instant | null {
  const match = SHAPE.exec(
    trimBlanks(withoutComments(text.slice(0, LONGEST)).replace(/[\r\n]/g, '')),
  );
  if (match === null) return null;
  const [, day, monthName, yearText, hour, minute, second, sign, zoneHours, zoneMinutes, zone] =
    match;
  const month = MONTHS.indexOf((monthName ?? '').toLowerCase());
  if (month === -1) return null;
  let year = Number(yearText);
  // RFC 5322 section 4.3: two digits up to 49 are of this century, three digits count from 1900.
  if (yearText?.length === 2) year += year < 50 ? 2000 : 1900;
  else if (yearText?.length === 3) year += 1900;
  if (year < 1900) return null;
  const parts = [Number(day), Number(hour), Number(minute), Number(second ?? 0)] as const;
  if (parts[0] < 1 || parts[0] > 31 || parts[1] > 23 || parts[2] > 59 || parts[3] > 60) return null;
  const offset =
    sign === undefined
      ? (ZONES[(zone ?? '').toLowerCase()] ?? 0) * 60
      : (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  // 31 February is no day.
  if (new Date(Date.UTC(year, month, parts[0])).getUTCDate() !== parts[0]) return null;
  return Date.UTC(year, month, parts[0], parts[1], parts[2], parts[3]) - offset * 60_000;
}
