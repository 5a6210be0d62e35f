// explain --domain: what domains publish for their mail, as text, JSON lines or a table.
import { openLookups } from '../lib/dns/gate.ts';
import { checkDomain, readDomain } from '../lib/evidence/published/index.ts';
import { DOMAIN_COLUMNS, domainRow } from '../lib/evidence/published/table.ts';
import type { DomainReport, LookupMode, Resolver, SpfNode } from '../lib/model.ts';
import { writeCsv } from '../lib/text/csv.ts';
import { type Language, say, type WordKey } from '../lib/words.ts';
import { jsonLine, visible } from './explain-text.ts';

/** Names that one domain may ask for. */
const BUDGET = 100;
const DEADLINE_MS = 30_000;

function* drawTree(node: SpfNode, language: Language, depth = 0): Generator<string> {
  const notes = [
    node.lookups > 0 ? String(node.lookups) : '',
    node.problem ? say(language, { key: `domain.spf.${node.problem}`, params: {} }) : '',
    node.children.length === 0 && !/ip[46]:/i.test(node.term) ? node.addresses.join(' ') : '',
  ].filter(Boolean);
  yield `${'  '.repeat(depth)}${node.term}${notes.length ? `  (${notes.join('; ')})` : ''}`;
  for (const child of node.children) yield* drawTree(child, language, depth + 1);
}

function* describe(report: DomainReport, language: Language): Generator<string> {
  const word = (key: WordKey, params: Record<string, string> = {}) =>
    say(language, { key, params });
  const { domain, mx, spf, dmarc, keys, remedies, unknown, held } = report;
  yield domain;
  for (const { id, params, publish } of remedies) {
    yield `  ! ${say(language, { key: `domain.remedy.${id}`, params })} [${id}]`;
    if (publish) yield `      ${publish.name}  TXT  ${publish.value}`;
  }
  if (remedies.length === 0 && unknown.length + held.length === 0) yield `  ${word('domain.fine')}`;
  yield `  MX  ${mx.map(({ preference, exchange }) => `${preference} ${exchange || '.'}`).join(', ') || '–'}`;
  yield `  SPF  ${word('domain.spf.count', { lookups: String(spf.lookups), voids: String(spf.voids) })}`;
  for (const record of spf.records) yield `    ${record}`;
  for (const child of spf.tree?.children ?? [])
    for (const line of drawTree(child, language, 2)) yield `  ${line}`;
  yield `  DMARC  ${dmarc.record ? `${dmarc.name}: ${dmarc.record}` : '–'}`;
  for (const [tag, value] of Object.entries(dmarc.tags)) {
    const key = `domain.tag.${tag}` as WordKey;
    const known = ['p', 'sp', 'np', 'adkim', 'aspf', 'rua', 'ruf', 't', 'psd', 'fo'].includes(tag);
    if (known) yield `    ${tag}=${value}  ${say(language, { key, params: { value } })}`;
  }
  for (const { name, kind, bits, records } of keys)
    yield `  DKIM  ${name}  ${kind ? `${kind} ${bits}` : (records[0] ?? '–')}`;
  for (const { name, records } of [report.bimi, report.mtaSts, report.tlsRpt])
    yield `  ${name}  ${records.join(' | ') || '–'}`;
  if (unknown.length > 0) yield `  ${word('domain.unknown')}: ${unknown.join(' ')}`;
  if (held.length > 0) yield `  ${word('card.lookups.held')}: ${held.join(' ')}`;
  yield '';
}

export interface DomainOptions {
  domains: string[];
  selectors: string[];
  mode: LookupMode;
  now: number;
  language: Language;
  form: 'text' | 'json' | 'csv';
}

/** Checks each domain and prints it. Exit code 2 when one of them is no domain. Typed by hand is asked at once. */
export async function explainDomains(resolver: Resolver, options: DomainOptions): Promise<number> {
  const { selectors, mode, now, language, form } = options;
  const reports: DomainReport[] = [];
  let status = 0;
  for (const typed of options.domains) {
    const domain = readDomain(typed);
    if (domain === null) {
      console.error(visible(`${typed}: ${say(language, { key: 'domain.notOne', params: {} })}`));
      status = 2;
      continue;
    }
    const lookups = openLookups(resolver, {
      mode,
      folder: 'inbox',
      consented: true,
      budget: BUDGET,
      deadlineMs: DEADLINE_MS,
    });
    const report = await checkDomain(domain, selectors, lookups, now);
    if (form === 'json') console.log(jsonLine(report));
    else if (form === 'text') console.log([...describe(report, language)].map(visible).join('\n'));
    else reports.push(report);
  }
  if (form === 'csv')
    process.stdout.write(writeCsv(Object.keys(DOMAIN_COLUMNS), reports.map(domainRow)));
  return status;
}
