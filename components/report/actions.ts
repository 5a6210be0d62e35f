// What the report menu of a card does: into the clipboard or into a file, without the reader's address unless asked.
import { fileName, saveFile } from '../../lib/extension/save-file.ts';
import type { Told } from '../../lib/model.ts';
import type { Centre } from '../../lib/text/report-centres.ts';
import type { Language } from '../../lib/words.ts';
import { centreFor } from './centres.ts';
import { createRedactor } from './redact.ts';
import { type Form, isOfMemory, writeText } from './text.ts';

export interface ReportActions {
  /** rejects where the browser refuses the clipboard */
  copy(what: Form | 'json', keepAddress: boolean): Promise<void>;
  /** rejects where the message cannot be had any more */
  save(what: 'json' | 'message', keepAddress: boolean): Promise<void>;
  /** the message itself can be saved, octet for octet */
  hasMessage: boolean;
  /** the public place whose form can be copied */
  centre: Centre;
}

interface ReportSource {
  told: Told;
  language: Language;
  /** what is redacted */
  ownAddresses: readonly string[];
  /** the octets as received; absent where only an approximate copy is at hand */
  original?: () => Promise<Uint8Array>;
}

/**
 * Delivered-To tells one more address of the reader, whose mailbox it was written for; in a file without it, whoever is
 * in To may be the reader.
 */
function ownAddresses({ told, ownAddresses }: ReportSource): string[] {
  const { deliveredTo = [], to = [] } = told.judgement.evidence?.message ?? {};
  const others = deliveredTo.length === 0 ? to.map(({ address }) => address) : [];
  return [...ownAddresses, ...deliveredTo, ...others];
}

export function createReportActions(source: ReportSource): ReportActions {
  const { told, language, original } = source;
  const redactor = (keepAddress: boolean) =>
    createRedactor(keepAddress ? [] : ownAddresses(source));
  const report = {
    ...told.judgement.report,
    findings: told.judgement.report.findings.filter(({ rule }) => !isOfMemory(rule)),
  };
  const json = (keepAddress: boolean) =>
    `${JSON.stringify(redactor(keepAddress).json(report), null, 2)}\n`;
  const name = (extension: string) =>
    fileName(
      told.judgement.evidence?.message.subject || told.judgement.report.authorDomain || '',
      extension,
    );
  const centre = centreFor(language, navigator.languages);
  return {
    hasMessage: original !== undefined,
    centre,
    async copy(what, keepAddress) {
      const text =
        what === 'json'
          ? json(keepAddress)
          : redactor(keepAddress).text(writeText(language, told, what, Date.now(), centre));
      await navigator.clipboard.writeText(text);
    },
    async save(what, keepAddress) {
      if (what === 'json') return saveFile(name('json'), 'application/json', json(keepAddress));
      if (!original) throw new Error('there is no original to save');
      const octets = await original();
      const pieces = await redactor(keepAddress).octets(octets);
      saveFile(name('eml'), 'message/rfc822', new Blob(pieces));
    },
  };
}
