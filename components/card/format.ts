// Times, spans and numbers in the reader's language.
import type { Instant } from '../../lib/model.ts';
import { type Language, say, type WordKey } from '../../lib/words.ts';

/** Words of our own table, filled in. */
export function text(
  language: Language,
  key: WordKey,
  params: Record<string, string> = {},
): string {
  return say(language, { key, params });
}

/** Date and time in the reader's time zone. */
export function time(language: Language, at: Instant): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

export function number(language: Language, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A span of seconds in its largest whole unit: `3 min`. */
export function span(language: Language, seconds: number): string {
  const size = Math.abs(seconds);
  const [unit, length] = UNITS.find(([, length]) => size >= length) ?? UNITS[3];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.round(size / length),
  );
}

/** How a hop was protected on the wire: `TLS1_3` as written, `encrypted` without a version, null for nothing. */
export function encryption(language: Language, tls: string | null): string {
  if (tls === null) return text(language, 'card.route.plain');
  if (tls === 'encrypted') return text(language, 'card.route.encrypted');
  return text(language, 'card.route.tls', { tls: tls.replace(/^TLSv?(\d)[_.](\d)$/, 'TLS $1.$2') });
}
