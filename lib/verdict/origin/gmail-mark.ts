// Where Gmail itself marks a message: one sentence that says so, and which fact differs. It moves no tone.

import type { Context, Finding, OriginVerdict, Sentence } from '../../model.ts';
import { isProved } from '../../model.ts';
import { consequenceOf } from '../rules/about.ts';

/** What differs, in the order in which it would be said first. */
function factOf({ origin, params }: OriginVerdict, loud: Finding[]): string {
  if (origin === 'ambiguous') return 'ambiguous';
  const facts = loud.map(({ rule }) => consequenceOf(rule).gmailFact);
  if (facts.includes('name')) return 'name';
  if (facts.includes('reply')) return 'reply';
  if (params.domain === undefined || origin === 'unknown') return 'unknown';
  if (origin === 'contradicted') return 'failed';
  return isProved(origin) ? 'proved' : 'unproven';
}

/**
 * The note to Gmail's mark. The question mark speaks of the origin alone, a notice may be a warning and may mean anything. Nothing where
 * Gmail marks nothing, and nothing of mail the reader wrote.
 */
export function noteGmailMark(
  { gmailMark }: Pick<Context, 'gmailMark'>,
  origin: OriginVerdict,
  findings: Finding[],
): Sentence[] {
  if (!gmailMark || origin.origin === 'own') return [];
  const loud = findings.filter(({ severity }) => severity !== 'info');
  const ofOrigin = gmailMark === 'unauthenticated';
  const fact = factOf(origin, ofOrigin ? [] : loud);
  const { domain } = origin.params;
  return [
    {
      key: `story.note.${ofOrigin ? 'gmailQuestion' : 'gmailNotice'}.${fact}`,
      params: domain === undefined ? {} : { domain },
    },
  ];
}
