// Google's guidelines for senders, as far as one message shows whether they were kept.

import type { Evidence, Guideline, OriginVerdict } from '../../model.ts';
import { isProved } from '../../model.ts';
import { isGmailDomain } from '../../text/addresses.ts';
import { provedHop } from '../reading/record.ts';
import { listOf } from '../reading/travel.ts';

export type { Guideline } from '../../model.ts';

/** RFC 5322 section 3.6, and Subject as Google asks: these stand exactly once. */
const ONCE = ['from', 'date', 'message-id', 'subject'];

function isAuthenticated({ stated, evaluated }: Evidence): boolean | null {
  const recorded = stated.proof !== 'absent';
  if (recorded && (stated.spf === 'pass' || stated.dkim === 'pass')) return true;
  if (evaluated?.spf?.result === 'pass') return true;
  if (evaluated?.dkim.some(({ result }) => result === 'pass')) return true;
  return !recorded && evaluated === null ? null : false;
}

function isWellFormed({ message, digest }: Evidence): boolean {
  const count = (name: string) => message.fields.filter((field) => field.name === name).length;
  if (digest.facts.nul || digest.facts.bareCr) return false;
  return ONCE.every((name) => count(name) === 1) && message.author !== null;
}

/** From gmail.com is Google's alone. */
function respectsGmail({ origin, params, situation }: OriginVerdict): boolean | null {
  if (params.domain === undefined) return null;
  if (!isGmailDomain(params.domain)) return true;
  if (isProved(origin)) return true;
  return situation === 'forgedGmail' || situation === 'forgedOwn' ? false : null;
}

/** Only forwarders and lists are asked to seal; Google's own set, made on receipt, is not theirs. */
function sealsAsForwarder({ message, stated, evaluated }: Evidence): boolean | null {
  const passedOn =
    listOf(message) !== null || message.fields.some(({ name }) => name === 'x-forwarded-for');
  const sets = evaluated?.arc.instances ?? [];
  const received = stated.proof === 'absent' ? 0 : 1;
  if (sets.length > received) return evaluated?.arc.result === 'pass' ? true : null;
  return passedOn && evaluated !== null ? false : null;
}

function offersOneClick({ message }: Evidence): boolean | null {
  const has = (name: string) => message.fields.some((field) => field.name === name);
  return has('list-unsubscribe') ? has('list-unsubscribe-post') : null;
}

/** The guidelines in Google's order. Nothing is looked up for them. */
export function checkGuidelines(evidence: Evidence, origin: OriginVerdict): Guideline[] {
  const hop = provedHop(evidence.stated);
  const list: [string, boolean | null][] = [
    ['authenticated', isAuthenticated(evidence)],
    ['reverseName', hop && hop.reverseName !== null],
    ['tls', hop && hop.tls !== null],
    ['spamRate', null],
    ['form', isWellFormed(evidence)],
    ['gmail', respectsGmail(origin)],
    ['arc', sealsAsForwarder(evidence)],
    ['oneClick', offersOneClick(evidence)],
  ];
  return list.map(([id, kept]) => ({
    id,
    kept: kept === null ? 'open' : kept ? 'yes' : 'no',
    sentence: { key: `guideline.${id}`, params: {} },
  }));
}
