// When it is not clear who a message says it is from: the one question that comes before all evidence.
import type { Context, Evidence, Finding } from '../../model.ts';
import { RULES } from '../rules/index.ts';
import type { MessageRule } from '../rules/rule.ts';
import { viewMessage } from '../rules/view.ts';

/** The rules that leave the author open. Several authors of one organisation are only a caution. */
const OPEN = RULES.filter(
  (rule): rule is MessageRule => rule.leavesAuthorOpen === true && rule.needs === 'message',
);

/** What makes the author ambiguous, as findings; empty for a well-formed message. */
export function findAmbiguities(evidence: Evidence, context: Context): Finding[] {
  const view = viewMessage(evidence, context, null);
  return OPEN.flatMap((rule) => rule.test(view)).filter(({ severity }) => severity === 'danger');
}
