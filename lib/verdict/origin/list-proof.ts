// Rows 7 and 7a: mail through a list that proved itself, whose author's signature fits once the list's marks are undone.
import type { Context, DkimEvaluation, Evidence, Undone } from '../../model.ts';
import { isUnder } from '../../text/domains.ts';
import { circleOf } from '../claims/circle.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { leadsElsewhere } from '../reading/leads-elsewhere.ts';
import { findUndone, provesHeader } from '../reading/undone.ts';
import { RULES } from '../rules/index.ts';
import type { ClaimRule } from '../rules/rule.ts';
import { viewMessage } from '../rules/view.ts';

export interface ListProof {
  list: string;
  /** the whole text without what the list added, or sender, subject and date alone */
  what: 'text' | 'header';
  signature: DkimEvaluation;
  /** a list that was learned, and what was taken away is what it added on earlier days too */
  usual: boolean;
  /** Subject tag and last lines that were taken away, for showing; '' without any */
  added: string;
}

const WHO = RULES.filter(
  (rule): rule is ClaimRule =>
    rule.needs === 'claim' && rule.layer === 'name' && rule.unproven === true,
);

/** Whose name would be worth an attacker's list: such mail is proved as it stands or not at all. */
function isGuarded(evidence: Evidence, context: Context, enforcing: boolean): boolean {
  const view = viewMessage(evidence, context, null);
  const circle = circleOf(context);
  if (circle.me.has(view.address.toLowerCase())) return true;
  if ([...circle.ownDomains].some((own) => isUnder(view.domain, own))) return true;
  if (WHO.flatMap((rule) => rule.test(view)).some(({ severity }) => severity !== 'info'))
    return true;
  const answered = circle.byAddress.get(view.address.toLowerCase())?.replied ?? false;
  return enforcing && (answered || view.people.some(({ kind }) => kind === 'protected'));
}

/** True where each part that was taken away is, octet for octet, what this list added on the days it was learned. */
function isUsual({ tag, footer }: Undone, list: string, { learnedLists }: Context): boolean {
  const parts = [tag, footer?.mark].filter((part) => part !== null && part !== undefined);
  return [list, ...parts.map((part) => `${list} ${part}`)].every((one) =>
    learnedLists.includes(one),
  );
}

/**
 * What proves the author behind a list; null without it. Not in Spam, not for a List-Id at a free-mail domain, and not
 * where a link or a telephone number in what was added leads to anybody else.
 *
 * @param isBrand the author domain is a high-stakes organisation's, which gives nobody an address there
 */
export function findListProof(
  evidence: Evidence,
  context: Context,
  author: string,
  list: string,
  { enforcing, isBrand }: { enforcing: boolean; isBrand: boolean },
): ListProof | null {
  if (context.folder === 'spam' || isBrand || freeMailDomain(list) !== null) return null;
  const whole = findUndone(evidence);
  const found =
    whole ?? evidence.evaluated?.dkim.find((one) => provesHeader(one, evidence, context, list));
  if (!found || isGuarded(evidence, context, enforcing)) return null;
  const { tag, footer } = found.undone!;
  const text = whole === null ? '' : (footer?.text ?? '');
  if (leadsElsewhere(text, author, list)) return null;
  return {
    list,
    what: whole === null ? 'header' : 'text',
    signature: found,
    usual: whole !== null && isUsual(found.undone!, list, context),
    added: [tag ?? '', text].filter(Boolean).join('\n'),
  };
}
