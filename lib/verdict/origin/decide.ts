// Origin: does evidence tie this mail to the domain in From? The first row of the table that fits, and what lies on top.

import type { Context, Evidence, Finding, OriginVerdict, Sentence, Tone } from '../../model.ts';
import { isoDay } from '../../text/days.ts';
import type { OriginRow } from './conditions.ts';
import { isCovered } from './coverage.ts';
import { establishFacts, type Facts, isReader } from './facts.ts';
import { writeNotes } from './notes.ts';
import { ROWS } from './rows.ts';
import { NOT_UNREAD } from './unknown.ts';

const firstObstacle = (row: OriginRow, facts: Facts): Sentence | null => {
  for (const need of row.needs) {
    const why = need(facts);
    if (why) return why;
  }
  return null;
};

/**
 * A loose file proves at most that this mail arrived at some Gmail mailbox. Whoever hands it over may have taken it
 * from another mailbox, so without a covered To that names the reader it is not calm; a reader of whom no address
 * is known counts as not named, because missing data is never green.
 */
function isAddressedToReader(facts: Facts): boolean {
  const { evidence, context } = facts;
  const named = (name: 'to' | 'cc') =>
    evidence.message[name].some(({ address }) => isReader(address, context)) &&
    isCovered(name, facts);
  return named('to') || named('cc');
}

/** A field that changes where a reply goes, and that nothing covers. */
function findOpenFields(facts: Facts): string[] {
  return ['reply-to'].filter(
    (name) =>
      facts.evidence.message.fields.some((field) => field.name === name) && !isCovered(name, facts),
  );
}

const PROVED = ['signed', 'recorded', 'listed', 'relayed'];

/** Decides the origin. Pure: the rows in order, then what the place of the bytes does to the tone. */
export function decideOrigin(evidence: Evidence, context: Context): Required<OriginVerdict> {
  const facts = establishFacts(evidence, context);
  const obstacles = ROWS.map((row) => ({ row, why: firstObstacle(row, facts) }));
  const chosen = obstacles.find(({ why }) => why === null)?.row;
  // The classes of the record are all covered, so this is a mistake in the table.
  if (!chosen) throw new Error(`no row of the verdict table fits a record of ${facts.record}`);
  const conclusion = chosen.conclude(facts);

  let tone: Tone = conclusion.tone;
  const findings: Finding[] = [...(conclusion.findings ?? [])];
  if (context.source === 'file' && PROVED.includes(conclusion.origin)) {
    if (tone === 'calm' && !isAddressedToReader(facts)) tone = 'neutral';
    const open = findOpenFields(facts);
    if (open.length > 0) {
      findings.push({
        rule: 'dkimUnsignedFields',
        severity: 'caution',
        params: { fields: open.join(', '), domain: facts.authorDomain! },
      });
    }
  }
  if (context.folder === 'spam' && tone === 'calm') tone = 'neutral';

  const { authorDomain, authorAddress, receivedAt } = facts;
  return {
    rowId: chosen.id,
    row: chosen.number,
    situation: conclusion.situation,
    origin: conclusion.origin,
    tone,
    reason: conclusion.reason ?? null,
    params: {
      ...(authorDomain === null ? {} : { domain: authorDomain }),
      address: authorAddress,
      ...(receivedAt === null ? {} : { date: isoDay(receivedAt) }),
      ...conclusion.params,
    },
    findings,
    ...writeNotes(facts, chosen.id, conclusion),
    why: [
      NOT_UNREAD,
      ...obstacles
        .filter(({ row }) => row !== chosen)
        .map(({ row, why }) => ({
          row: row.number,
          sentence: why ?? { key: 'why.earlier', params: { row: String(chosen.number) } },
        })),
    ],
  };
}
