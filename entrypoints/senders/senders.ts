// The senders of a mailbox as rows: sorted, searched, counted, and written to a file.

import type { SenderRecord } from '../../lib/memory/senders.ts';
import { writeCsv } from '../../lib/text/csv.ts';
import { DAY, isoDay } from '../../lib/text/days.ts';

export type Sender = SenderRecord;

/** Days since 1970 → the instant at which that day began (UTC). */
export const instantOf = (day: number): number => day * DAY;
const dayText = (day: number): string => isoDay(instantOf(day));

/** From "unknown" to the strictest. */
const POLICIES = [null, 'absent', 'none', 'quarantine', 'reject'] as const;

const VALUES = {
  domain: ({ domain }) => domain,
  count: ({ count }) => count,
  first: ({ firstDay }) => firstDay,
  last: ({ lastDay }) => lastDay,
  spf: ({ spf }) => Number(spf),
  dkim: ({ dkim }) => Number(dkim),
  dmarc: ({ dmarc }) => POLICIES.indexOf(dmarc),
  arc: ({ arc }) => Number(arc),
  tls: ({ tls }) => Number(tls),
  reverseName: ({ reverseName }) => Number(reverseName),
  // What has a cause stands before what has none.
  cause: ({ cause }) => cause || '\u{ffff}',
  changed: ({ changes }) => changes?.at(-1)?.day ?? 0,
} satisfies Record<string, (sender: Sender) => string | number>;

type SortKey = keyof typeof VALUES;

function isSortKey(key: string): key is SortKey {
  return Object.hasOwn(VALUES, key);
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The order of the page, in which memory gives the first rows: `newest` of `lib/memory/senders.ts`. */
export const NEWEST = { column: 'last', descending: true };

/** A sorted copy. Equal ones stand by domain, from a to z whatever the direction. */
export function sortSenders(
  senders: readonly Sender[],
  { column, descending }: { column: string; descending: boolean },
): Sender[] {
  const value = VALUES[isSortKey(column) ? column : 'domain'];
  const sign = descending ? -1 : 1;
  return [...senders].sort(
    (a, b) => sign * compare(value(a), value(b)) || compare(a.domain, b.domain),
  );
}

/** What was typed as it would stand in a domain: lower case, and A-labels for other scripts. */
function asDomainPart(text: string): string {
  const typed = text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  if (/^[\0-\x7f]*$/.test(typed) || !URL.canParse(`https://${typed}`)) return typed;
  return new URL(`https://${typed}`).hostname;
}

/** Those whose domain contains what was typed. */
export function searchSenders(senders: readonly Sender[], text: string): readonly Sender[] {
  const wanted = asDomainPart(text.trim().replace(/^.*@/, ''));
  return wanted === '' ? senders : senders.filter(({ domain }) => domain.includes(wanted));
}

export interface Summary {
  domains: number;
  mails: number;
  spf: number;
  dkim: number;
  arc: number;
  tls: number;
  reverseName: number;
  dmarc: Record<'reject' | 'quarantine' | 'none' | 'absent' | 'unknown', number>;
}

export function summarise(senders: readonly Sender[]): Summary {
  const summary: Summary = {
    domains: senders.length,
    mails: 0,
    spf: 0,
    dkim: 0,
    arc: 0,
    tls: 0,
    reverseName: 0,
    dmarc: { reject: 0, quarantine: 0, none: 0, absent: 0, unknown: 0 },
  };
  for (const sender of senders) {
    summary.mails += sender.count;
    for (const trait of ['spf', 'dkim', 'arc', 'tls', 'reverseName'] as const)
      if (sender[trait]) summary[trait] += 1;
    summary.dmarc[sender.dmarc ?? 'unknown'] += 1;
  }
  return summary;
}

/** One sender as a file tells it. Nothing names the mailbox. */
function exported(sender: Sender) {
  const { domain, count, firstDay, lastDay, spf, dkim, dmarc, arc, tls, reverseName } = sender;
  return {
    domain,
    count,
    firstSeen: dayText(firstDay),
    lastSeen: dayText(lastDay),
    spf,
    dkim,
    dmarc: dmarc ?? 'unknown',
    arc,
    tls,
    reverseName,
    signedDays: sender.signedDays.count,
    unsignedDays: sender.unsignedDays.count,
    cause: sender.cause || null,
    changes: (sender.changes ?? []).map(({ day, ...change }) => ({ day: dayText(day), ...change })),
  };
}

/** Stable: fields may be added, none is renamed. */
export function sendersAsJson(senders: readonly Sender[], now: number): string {
  const file = {
    inkan: 'senders',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    senders: senders.map(exported),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

export function sendersAsCsv(senders: readonly Sender[]): string {
  const rows = senders.map(exported).map((row) => ({
    ...row,
    changes: row.changes
      .map(({ day, what, from, to }) => `${day} ${what}: ${from} > ${to}`)
      .join('; '),
  }));
  const head = [
    'domain',
    'count',
    'firstSeen',
    'lastSeen',
    'spf',
    'dkim',
    'dmarc',
    'arc',
    'tls',
    'reverseName',
    'signedDays',
    'unsignedDays',
    'cause',
    'changes',
  ] as const;
  return writeCsv(
    head,
    rows.map((row) => head.map((name) => row[name])),
  );
}
