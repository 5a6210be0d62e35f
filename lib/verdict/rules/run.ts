// Runs the rules: on a whole message, or on a name alone.

import type { Context, Evidence, Finding, OriginVerdict } from '../../model.ts';
import { gravityOf } from '../../model.ts';
import { traitsOf } from './about.ts';
import { RULES } from './index.ts';
import type { ClaimView, MeasuredView, MessageView, Raised } from './rule.ts';
import { type Tuned, tune } from './tuning.ts';
import { underName, viewMessage, viewSender } from './view.ts';

const CLAIM_RULES = RULES.filter((rule) => rule.needs === 'claim');

const NOTHING: Tuned = { findings: [], confirmed: [], lowered: false };

function finish(found: Raised[], view: ClaimView): Tuned {
  if (found.length === 0) return NOTHING;
  const tuned = tune(found, view, traitsOf);
  tuned.findings.sort((a, b) => gravityOf(b.severity) - gravityOf(a.severity));
  return tuned;
}

/**
 * All findings on a message, worst first. Nothing on mail that the reader wrote. Rules that need a measurement are
 * left out where nothing was measured.
 */
export function runRules(evidence: Evidence, context: Context, origin: OriginVerdict): Tuned {
  return examine(viewMessage(evidence, context, origin));
}

/** As `runRules`, of a view that is there already. */
export function examine(view: MessageView): Tuned {
  const { evidence, origin } = view;
  if (origin?.origin === 'own') return NOTHING;
  const { evaluated } = evidence;
  const measured: MeasuredView | null = evaluated === null ? null : { ...view, evaluated };
  const found = RULES.flatMap((rule) => {
    if (rule.needs !== 'measured') return rule.test(view);
    return measured === null ? [] : rule.test(measured);
  });
  return finish(withOtherNames(found, view), view);
}

const NAME_RULES = CLAIM_RULES.filter(({ layer }) => layer === 'name');
/** Rules that ask whom a name claims, not how it is written. */
const WHO = NAME_RULES.filter(({ unproven }) => unproven === true);

/**
 * What the reader sees decides. Gmail may show another name than the octets decode to here, and raw octets may be read
 * in several charsets: the rules hear every such name, and of one rule the graver finding stays.
 */
function withOtherNames(found: Raised[], view: MessageView): Raised[] {
  const { rendered } = view.context;
  const shown = rendered?.address.toLowerCase() === view.address.toLowerCase() ? rendered.name : '';
  const others = [
    ...(shown === '' || shown === view.name ? [] : [{ name: shown, rules: NAME_RULES }]),
    ...(view.message.author?.readings ?? []).map((name) => ({ name, rules: WHO })),
  ];
  return others.reduce((known, { name, rules }) => {
    const other = underName(view, name);
    const graver = rules
      .flatMap((rule) => rule.test(other))
      .filter(({ rule, severity }) =>
        known.every((one) => one.rule !== rule || gravityOf(one.severity) < gravityOf(severity)),
      );
    const replaced = new Set(graver.map(({ rule }) => rule));
    return [...known.filter(({ rule }) => !replaced.has(rule)), ...graver];
  }, found);
}

/** Findings on a sender as Gmail shows it: for rows of the thread list and for messages that cannot be read. */
export function runNameRules(
  rendered: { name: string; address: string },
  context: Context,
): Finding[] {
  return examineSender(viewSender(rendered, context));
}

/** As `runNameRules`, of a view that is there already. */
export function examineSender(view: ClaimView): Finding[] {
  return finish(
    CLAIM_RULES.flatMap((rule) => rule.test(view)),
    view,
  ).findings;
}
