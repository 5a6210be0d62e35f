// Runs the rules: on a whole message, or on a name alone.

import type { Context, Evidence, Finding, OriginVerdict } from '../../model.ts';
import { gravityOf } from '../../model.ts';
import { isFresh } from '../../registry/index.ts';
import { ofObject } from '../../text/once.ts';
import { type Circle, circleOf } from '../claims/circle.ts';
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

/** Answers of late: a list asks for the same rows after every message, and hardly ever for a reader who knows others. */
const answersTo = ofObject((_: Circle) => ({ told: '', kept: new Map<string, Finding[]>() }));
/** All that the rules of a claim ask of a context besides its circle. */
const toldOf = ofObject(({ taught, now }: Context) => JSON.stringify([taught, isFresh(now)]));
const MOST_ANSWERS = 500;
const LONGEST_KEPT = 200;

/** Findings on a sender as Gmail shows it, for rows of the thread list. Who asks changes nothing in them. */
export function runNameRules(
  rendered: { name: string; address: string },
  context: Context,
): readonly Finding[] {
  const answers = answersTo(circleOf(context));
  const told = toldOf(context);
  if (answers.told !== told || answers.kept.size >= MOST_ANSWERS) {
    answers.told = told;
    answers.kept.clear();
  }
  const { name, address } = rendered;
  const row = `${name.length} ${name}${address}`;
  let found = answers.kept.get(row);
  if (found === undefined) {
    found = examineSender(viewSender(rendered, context));
    if (row.length <= LONGEST_KEPT) answers.kept.set(row, found);
  }
  return found;
}

/** As `runNameRules`, of a view that is there already, and for messages that cannot be read. */
export function examineSender(view: ClaimView): Finding[] {
  return finish(
    CLAIM_RULES.flatMap((rule) => rule.test(view)),
    view,
  ).findings;
}
