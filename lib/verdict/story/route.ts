// The delivery route: hops with delays, encryption and reverse names (RFC 5321 section 4.4).
import type { Evidence, Hop, Received, Sentence } from '../../model.ts';
import { provedHop } from '../reading/record.ts';

export type { Hop } from '../../model.ts';

/** A loop, or an attacker, can leave thousands of lines; the ones nearest to the reader count. */
const MOST = 50;

/** Greylisting (RFC 6647) makes an unknown client come again after a few minutes, up to an hour mostly. */
const GREYLISTING = { from: 60, to: 3600 };

function explainWait(seconds: number | null): Sentence | null {
  if (seconds === null || seconds < GREYLISTING.from) return null;
  const minutes = String(Math.round(seconds / 60));
  const key = seconds <= GREYLISTING.to ? 'route.greylisting' : 'route.longWait';
  return { key, params: { minutes } };
}

/** Hops in the order of travel, oldest first, ending with Gmail's own; its inner steps are left out. */
export function traceRoute({ message, stated }: Evidence): Hop[] {
  const boundary = stated.boundary?.index ?? null;
  const lines = message.received
    .filter(({ index }) => boundary === null || index >= boundary)
    .slice(0, MOST)
    .reverse();
  let before: Received | null = null;
  return lines.map((line) => {
    const since = before?.at ?? null;
    const delay = since === null || line.at === null ? null : (line.at - since) / 1000;
    before = line;
    return {
      from: line.reverseName ?? line.helo ?? line.address ?? '',
      helo: line.helo,
      reverseName: line.reverseName,
      address: line.address,
      by: line.by,
      at: line.at,
      delay,
      tls: line.tls,
      anchored: line.index === provedHop(stated)?.index,
      wait: explainWait(delay),
    };
  });
}
