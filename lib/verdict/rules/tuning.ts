// What happens to findings after the rules: lowered where the reader's own knowledge explains them, raised where two
// of them together are one attack, silenced where the reader taught it. All of it as data.
import type { Finding, Severity } from '../../model.ts';
import type { ClaimView, Layer, Raised } from './rule.ts';

/** `known`: an authenticated correspondent at exactly this address. `list`: a list the reader knows, as itself. */
export interface Suppression {
  rule: string;
  when: 'known' | 'list';
  /** one step, never more: danger becomes caution, caution becomes info */
  to: 'lower';
}

const lower = (rule: string, ...when: Suppression['when'][]): Suppression[] =>
  when.map((one) => ({ rule, when: one, to: 'lower' }));

export const SUPPRESSIONS: readonly Suppression[] = [
  ...lower('nameAddress', 'known', 'list'),
  ...lower('nameDomain', 'known', 'list'),
  ...lower('nameBrand', 'known', 'list'),
  ...lower('nameBrandFreemail', 'known', 'list'),
  ...lower('nameContact', 'known', 'list'),
  ...lower('nameColleague', 'known', 'list'),
  ...lower('nameSelf', 'known', 'list'),
  ...lower('nameEncoded', 'known', 'list'),
  ...lower('namePadded', 'known', 'list'),
  ...lower('nameRole', 'known', 'list'),
  ...lower('nameMixedScript', 'known', 'list'),
  ...lower('nameInvisible', 'known', 'list'),
  ...lower('domainTypo', 'known'),
  ...lower('domainCombo', 'known'),
  ...lower('domainSuffix', 'known'),
  ...lower('domainTenant', 'known'),
  ...lower('dkimBodyLength', 'known', 'list'),
  ...lower('dkimUnsignedFields', 'known', 'list'),
  ...lower('userContent', 'known'),
  ...lower('calendarOrganizer', 'known', 'list'),
];

/** Two cautions of different kinds that together are a known attack: the first becomes danger. */
export interface Combination {
  rules: readonly [string, string];
  /** a parameter that has to say the same in both */
  same?: string;
}

export const COMBINATIONS: readonly Combination[] = [
  // a known name at a new address, and the answer goes to a free-mail account
  { rules: ['nameContact', 'replyTo'] },
  { rules: ['nameColleague', 'replyTo'] },
  // the brand in the name beside other words, and its label inside a foreign domain
  { rules: ['nameBrand', 'domainCombo'], same: 'brand' },
  { rules: ['nameBrand', 'domainSuffix'], same: 'brand' },
];

/** Structure rules that speak of a person or a device, which a reader may know; the others speak of octets. */
const TEACHABLE = new Set(['replyTo', 'senderVia', 'fromSelf', 'fromOwnDomain', 'notAddressed']);

const STEP: Record<Severity, Severity> = { danger: 'caution', caution: 'info', info: 'info' };

/** Applies suppressions, combinations and what the reader taught; `layerOf` tells a rule's layer. */
export function tune(
  found: Raised[],
  view: ClaimView,
  layerOf: (rule: string) => Layer,
): Finding[] {
  const applies = { known: view.correspondent !== null, list: view.list !== null };
  const lowered = found.map((finding): Raised => {
    if (finding.disguised || layerOf(finding.rule) === 'structure') return finding;
    const hit = SUPPRESSIONS.some(({ rule, when }) => rule === finding.rule && applies[when]);
    return hit ? { ...finding, severity: STEP[finding.severity] } : finding;
  });
  for (const { rules, same } of COMBINATIONS) {
    const find = (rule: string) =>
      lowered.findIndex((finding) => finding.rule === rule && finding.severity === 'caution');
    const at = find(rules[0]);
    const first = lowered[at];
    const second = lowered[find(rules[1])];
    if (!first || !second || first.capped) continue;
    if (same !== undefined && first.params[same] !== second.params[same]) continue;
    lowered[at] = { ...first, severity: 'danger' };
  }
  const address = view.address.toLowerCase();
  const taught = view.context.taught.filter(
    (lesson) => lesson.address.toLowerCase() === address && lesson.name === view.name,
  );
  return lowered
    .filter(({ rule }) => {
      const teachable = layerOf(rule) !== 'structure' || TEACHABLE.has(rule);
      return !teachable || !taught.some((lesson) => lesson.rule === rule);
    })
    .map(({ rule, severity, params }) => ({ rule, severity, params }));
}
