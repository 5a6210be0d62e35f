// Days, the measure of whatever is remembered or grows old. All in UTC.
import type { Instant } from '../model.ts';

/** Milliseconds of a day. */
export const DAY = 24 * 60 * 60 * 1000;

/** Days with authenticated mail before somebody, or something, counts as known. */
export const KNOWN_DAYS = 2;

/** Younger mail may say something by what is gone: older may only show that companies close and keys rotate. */
export const YOUNG_DAYS = 30;

/** `YYYY-MM-DD` (UTC): the same day in every language and time zone. */
export const isoDay = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10);
