// When it is not clear who a message says it is from: the one question that comes before all evidence.
import type { Context, Evidence, Finding } from '../../model.ts';
import { fromEncoded } from '../rules/from-encoded.ts';
import { fromList } from '../rules/from-list.ts';
import { fromMissing } from '../rules/from-missing.ts';
import { fromMultiple } from '../rules/from-multiple.ts';
import { fromSpace } from '../rules/from-space.ts';
import { fromSyntax } from '../rules/from-syntax.ts';
import { parserDisagreement } from '../rules/parser-disagreement.ts';
import type { MessageRule } from '../rules/rule.ts';
import { viewMessage } from '../rules/view.ts';

/** The structure rules that leave the author open. Several authors of one organisation are only a caution. */
const RULES: readonly MessageRule[] = [
  fromMultiple,
  fromMissing,
  fromSpace,
  fromSyntax,
  fromEncoded,
  fromList,
  parserDisagreement,
];

/** What makes the author ambiguous, as findings; empty for a well-formed message. */
export function findAmbiguities(evidence: Evidence, context: Context): Finding[] {
  const view = viewMessage(evidence, context, null);
  return RULES.flatMap((rule) => rule.test(view)).filter(({ severity }) => severity === 'danger');
}
