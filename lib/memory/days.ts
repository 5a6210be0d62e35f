// Distinct days, counted without keeping them all.

/** A day in days since 1970 (UTC). */
export type Day = number;

/** `recent` holds the newest days, newest first; `count` also those that fell out. */
export interface Days {
  count: number;
  recent: Day[];
}

const KEPT = 16;

export const NO_DAYS: Days = { count: 0, recent: [] };

/** The days with one more. A day older than all that are kept may have been counted before and is not counted again. */
export function addDay(days: Days, day: Day): Days {
  const { count, recent } = days;
  if (recent.includes(day)) return days;
  const oldest = recent.at(-1);
  if (recent.length >= KEPT && oldest !== undefined && day < oldest) return days;
  return { count: count + 1, recent: [day, ...recent].sort((a, b) => b - a).slice(0, KEPT) };
}

/** How many days, this one left out. */
export function countWithout(days: Days, day: Day | null): number {
  return day !== null && days.recent.includes(day) ? days.count - 1 : days.count;
}
