// Many domains as a table: the same columns on the page, in its file and on the command line.
import type { DomainReport } from '../../model.ts';

/** Stable: some may be added at the end, none is renamed. */
export const DOMAIN_COLUMNS: Record<string, (report: DomainReport) => string | number> = {
  domain: ({ domain }) => domain,
  mx: ({ mx }) =>
    mx.map(({ preference, exchange }) => `${preference} ${exchange || '.'}`).join(' '),
  spf: ({ spf }) => spf.records.join(' | '),
  spfLookups: ({ spf }) => spf.lookups,
  spfVoids: ({ spf }) => spf.voids,
  dmarc: ({ dmarc }) => dmarc.record ?? '',
  dmarcName: ({ dmarc }) => dmarc.name ?? '',
  keys: ({ keys }) =>
    keys
      .map(({ selector, kind, bits }) => `${selector}:${kind ? `${kind} ${bits}` : '-'}`)
      .join(' '),
  bimi: ({ bimi }) => bimi.records.join(' | '),
  mtaSts: ({ mtaSts }) => mtaSts.records.join(' | '),
  tlsRpt: ({ tlsRpt }) => tlsRpt.records.join(' | '),
  remedies: ({ remedies }) => remedies.map(({ id }) => id).join(' '),
  unknown: ({ unknown, held }) => [...unknown, ...held].join(' '),
};

export const domainRow = (report: DomainReport): (string | number)[] =>
  Object.values(DOMAIN_COLUMNS).map((read) => read(report));
