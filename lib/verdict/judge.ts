// The verdict on one message: origin and claim, the tone they add up to, and the report.

import type {
  Context,
  Evidence,
  Finding,
  Judgement,
  OriginVerdict,
  Refusal,
  Tone,
} from '../model.ts';
import { gravityOf, isProved, TONES } from '../model.ts';
import { domainOf } from '../text/addresses.ts';
import { freeMailDomain } from './claims/free-mail.ts';
import { listClaims } from './claims/list.ts';
import { findOwner } from './claims/owner.ts';
import { decideOrigin } from './origin/decide.ts';
import { noteGmailMark } from './origin/gmail-mark.ts';
import { ROWS } from './origin/rows.ts';
import { UNREAD, unreadable } from './origin/unknown.ts';
import { findClaim } from './origin/unproven-claim.ts';
import { examine, examineSender } from './rules/run.ts';
import { viewMessage, viewSender } from './rules/view.ts';
import { writeReport } from './story/report.ts';

const weigh = ({ severity }: Finding) => gravityOf(severity);

/** The row and the rules may speak of the same thing: the graver word of the two stays. */
function merge(ofRow: Finding[], ofRules: Finding[]): Finding[] {
  const outweighs = (others: Finding[], mine: Finding, margin: number) =>
    others.some((one) => one.rule === mine.rule && weigh(one) >= weigh(mine) + margin);
  return [
    ...ofRow.filter((finding) => !outweighs(ofRules, finding, 0)),
    ...ofRules.filter((finding) => !outweighs(ofRow, finding, 1)),
  ];
}

const higher = (one: Tone, other: Tone): Tone =>
  TONES.indexOf(one) >= TONES.indexOf(other) ? one : other;

/** The highest of the origin's tone and the findings' severities; info moves nothing. */
function addUp(tone: Tone, findings: Finding[]): Tone {
  return findings.reduce<Tone>(
    (sum, { severity }) => (severity === 'info' ? sum : higher(sum, severity)),
    tone,
  );
}

/** Earlier mail is told only beside a proved sender whose domain is not everybody's, and never in Spam. */
const isToldOf = ({ origin, params }: OriginVerdict, { folder }: Context): boolean =>
  isProved(origin) && folder !== 'spam' && freeMailDomain(params.domain ?? '') === null;

/**
 * Judges a message whose source was read. `file` names it in the report. Pure and synchronous; bad mail is a
 * result. Throws only on a mistake of ours.
 */
export function judge(evidence: Evidence, context: Context, file: string | null): Judgement {
  if (evidence.digest.refused) return judgeUnreadable(file, context, evidence.digest.refused);
  const decided = decideOrigin(evidence, context);
  const view = viewMessage(evidence, context, decided);
  const { findings: ofRules, confirmed, lowered } = examine(view);
  const findings = merge(decided.findings, ofRules);
  const claims = decided.origin === 'own' ? [] : listClaims(view, findings);
  const found = decided.origin === 'unproven' ? findClaim(evidence, context, findings) : null;
  // Mail that came over no server at all can only have been written in this mailbox.
  const claim = decided.rowId === 'internal' && found === 'own' ? null : found;
  const origin: OriginVerdict = {
    ...decided,
    tone: claim === null ? decided.tone : higher(decided.tone, 'caution'),
    notes: [
      ...(claim === null ? [] : [{ key: `story.claim.${claim}`, params: decided.params }]),
      ...decided.notes,
      ...noteGmailMark(context, decided, findings),
    ],
  };
  // What the reader said silences a warning; it is no proof, and calm stays what the mail itself shows.
  const tone = higher(addUp(origin.tone, findings), confirmed.length > 0 ? 'neutral' : 'calm');
  const owner = tone === 'calm' ? findOwner(view, findings) : null;
  if (owner !== null) findings.push({ rule: 'ownerKnown', severity: 'info', params: { ...owner } });
  return {
    report: writeReport(file, evidence, context, origin, findings, tone, { claims, owner }),
    origin,
    claims,
    evidence,
    folder: context.folder,
    acquaintance: isToldOf(origin, context) ? (context.acquaintance ?? null) : null,
    confirmed,
    lowered,
  };
}

/**
 * Row 1: the source could not be had (`refusal` null) or not be read. The name rules still run on what Gmail shows.
 */
export function judgeUnreadable(
  file: string | null,
  context: Context,
  refusal: Refusal | null,
): Judgement {
  const { situation } = unreadable(refusal);
  const shown = context.rendered;
  const view = shown === null ? null : viewSender(shown, context);
  const findings = view === null ? [] : examineSender(view);
  const claims = view === null ? [] : listClaims(view, findings);
  const domain = shown === null ? '' : domainOf(shown.address);
  const origin: OriginVerdict = {
    rowId: UNREAD.id,
    row: UNREAD.number,
    situation,
    origin: 'unknown',
    tone: 'unknown',
    reason: 'source',
    params: { ...(domain === '' ? {} : { domain }), address: shown?.address ?? '' },
    findings: [],
    why: ROWS.map(({ number: row }) => ({ row, sentence: { key: 'why.unread', params: {} } })),
  };
  const tone = addUp('unknown', findings);
  const notes = noteGmailMark(context, origin, findings);
  return {
    report: writeReport(file, null, context, origin, findings, tone, { claims, owner: null }),
    origin: { ...origin, notes },
    claims,
    evidence: null,
    folder: context.folder,
    confirmed: [],
    lowered: false,
  };
}
