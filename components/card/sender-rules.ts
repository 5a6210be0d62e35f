// Google's rules for senders, read from one message: what a receiver can see of them, and what it cannot.
import type { Judgement } from '../../lib/model.ts';
import type { WordKey } from '../../lib/words.ts';

export interface SenderRule {
  words: WordKey;
  /** null: a single message does not show it */
  met: boolean | null;
  /** asked of those who send 5,000 messages a day and more only */
  bulk: boolean;
}

/** Findings that say the header block breaks RFC 5322. */
const FORMAT =
  /^(from(Multiple|Space|Missing|List|Encoded|Syntax)|bytesForbidden|headerDuplicate)$/;
/** RFC 5322 section 3.6: these stand exactly once. */
const ONCE = ['from', 'date', 'message-id'];

/**
 * The rules of Google's "Email sender guidelines" for one judgement, empty where the source could not be read.
 * Reverse name and TLS come from Gmail's own Received field, so nothing is looked up for them.
 */
export function senderRules({ report, evidence, origin }: Judgement): SenderRule[] {
  if (!evidence) return [];
  const { message, stated, evaluated } = evidence;
  const field = (name: string) => message.fields.filter((each) => each.name === name);
  const passed = (recorded: string | null, found: boolean): boolean | null =>
    recorded === 'pass' || found ? true : recorded === null && !evaluated ? null : false;
  const spf = passed(stated.spf, evaluated?.spf?.result === 'pass');
  const dkim = passed(
    stated.dkim,
    evaluated?.dkim.some((signature) => signature.result === 'pass') ?? false,
  );
  const either =
    spf === true || dkim === true ? true : spf === false && dkim === false ? false : null;
  const both =
    spf === false || dkim === false ? false : spf === null || dkim === null ? null : true;
  const boundary = stated.boundary;
  const broken = report.findings.some(({ rule }) => FORMAT.test(rule));
  const forwarded = evaluated
    ? evaluated.arc.instances.some((set) => set.sealer !== 'google.com')
    : false;
  const asksForList = field('list-unsubscribe').length > 0;
  const record = evaluated
    ? evaluated.dmarc.reason
      ? null
      : evaluated.dmarc.record !== null
    : stated.dmarcComment.p !== null || null;
  const aligned =
    stated.dmarc === 'pass' || evaluated?.dmarc.result === 'pass'
      ? true
      : evaluated && !evaluated.dmarc.reason
        ? evaluated.dmarc.alignedDkim || evaluated.dmarc.alignedSpf
        : null;
  const rule = (words: WordKey, met: boolean | null, bulk = false): SenderRule => ({
    words,
    met,
    bulk,
  });
  return [
    rule('card.rules.spfOrDkim', either),
    rule('card.rules.reverse', boundary ? boundary.reverseName !== null : null),
    rule('card.rules.tls', boundary ? boundary.tls !== null : null),
    rule('card.rules.spamRate', null),
    rule('card.rules.format', !broken && ONCE.every((name) => field(name).length === 1)),
    rule(
      'card.rules.notGmail',
      report.authorDomain !== 'gmail.com'
        ? true
        : origin.origin === 'contradicted'
          ? false
          : either,
    ),
    rule('card.rules.arc', forwarded ? evaluated?.arc.result === 'pass' : null),
    rule('card.rules.both', both, true),
    rule('card.rules.dmarc', record, true),
    rule('card.rules.aligned', aligned, true),
    rule(
      'card.rules.unsubscribe',
      asksForList ? field('list-unsubscribe-post').length > 0 : null,
      true,
    ),
  ];
}
