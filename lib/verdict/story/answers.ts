// The three answers of a card: who sent it, was it changed on the way, does the name fit?
import type {
  DkimReason,
  Finding,
  Judgement,
  Outcome,
  Question,
  Sentence,
  Situation,
} from '../../model.ts';
import { isProved } from '../../model.ts';
import { isoDay } from '../../text/days.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { appliedPolicy } from '../reading/policy.ts';
import { checkCopy, findProof, isBroken } from '../reading/signature.ts';
import { consequenceOf, traitsOf } from '../rules/about.ts';

const isWarned = ({ report }: Judgement) => report.tone === 'caution' || report.tone === 'danger';

/** The tenant of Microsoft 365 whose own domain signed: every customer has one, whatever domain it writes from. */
const TENANT = /(?:^|\.)([^.]+)(?:\.mail)?\.onmicrosoft\.com$/;

/** The row's own sentence. */
export function sentenceOfRow({ origin, evidence, report }: Judgement): Sentence {
  const passing = evidence?.evaluated?.dkim.filter(({ result }) => result === 'pass') ?? [];
  const [tenant] = passing.flatMap(({ sdid }) => TENANT.exec(sdid)?.[1] ?? []);
  if (origin.situation === 'otherDomain' && tenant)
    return { key: 'origin.otherTenant', params: { ...origin.params, tenant } };
  const isMild =
    origin.situation === 'forged' &&
    evidence &&
    appliedPolicy(evidence, report.authorDomain) !== 'reject';
  return { key: `origin.${origin.situation}${isMild ? 'Distrusted' : ''}`, params: origin.params };
}

/** The proof is of a domain that the name does not speak of: on a card that warns it is no good news. */
const isStranger = (judgement: Judgement, driver: Finding | null): boolean =>
  driver !== null &&
  isProved(judgement.origin.origin) &&
  consequenceOf(driver.rule).label === 'name';

/** "Who sent it?": the row's own sentence first, then what lies on top of it. */
export function answerWho(judgement: Judgement, driver: Finding | null): Sentence[] {
  const { origin, report } = judgement;
  const { domain = '' } = origin.params;
  const notes = origin.notes ?? [];
  const isFree = isProved(origin.origin) && freeMailDomain(domain) !== null;
  const { address } = report.author;
  const free: Sentence[] = isFree
    ? [{ key: 'story.who.freeMail', params: { address, domain } }]
    : [];
  if (!isStranger(judgement, driver)) return [sentenceOfRow(judgement), ...free, ...notes];
  return isFree
    ? [...free, ...notes]
    : [{ key: 'story.who.stranger', params: origin.params }, ...notes];
}

/** Reasons that say why a signature tells nothing; the mildest first. */
const SILENT: readonly DkimReason[] = [
  'held',
  'dnsFailed',
  'keyMissing',
  'keyRevoked',
  'expired',
  'keyWeak',
  'malformed',
];

/** The whole text fits once what the list added is taken away. */
const UNDONE: readonly Situation[] = ['list', 'listUsual', 'listAdded'];

/** "Was it changed on the way?": what a signature or Google's own seal says of the bytes. */
export function answerChanged({ evidence, origin, report }: Judgement): Sentence[] {
  const params = { ...origin.params };
  const say = (key: string, more: Record<string, string> = {}): Sentence[] => [
    { key: `story.changed.${key}`, params: { ...params, ...more } },
  ];
  if (!evidence) return say('unread');
  if (origin.origin === 'own') return say('own');
  const { fidelity } = report;
  const proof = findProof(evidence);
  if (proof) {
    const expires = proof.expiresAt;
    const { measuredAt } = report;
    const passed = expires !== null && measuredAt !== null && expires < Date.parse(measuredAt);
    return [
      ...say('signed', { signer: proof.sdid }),
      ...(passed ? say('expiredSince', { day: isoDay(expires) }) : []),
    ];
  }
  const signatures = evidence.evaluated?.dkim ?? [];
  const own = signatures.filter(({ aligned }) => aligned);
  const broken = own.find((signature) => isBroken(signature, { fidelity }));
  const copy = checkCopy(evidence, { fidelity });
  // Gmail saw the signature fit: what does not fit now is our copy, or the key.
  if (broken && origin.origin === 'recorded' && copy !== 'open')
    return say(copy === 'same' ? 'sealed' : 'copy');
  if (broken && UNDONE.includes(origin.situation)) return say('byList', { signer: broken.sdid });
  if (broken) return [{ key: `reason.${broken.reason}`, params: { signer: broken.sdid } }];
  const partly = own.find(({ result, unsignedOctets }) => result === 'pass' && unsignedOctets > 0);
  if (partly) return say('partly', { signer: partly.sdid, octets: String(partly.unsignedOctets) });
  const [silent] = SILENT.flatMap((one) => own.filter(({ reason }) => reason === one));
  // Why the signature is silent, the row has said; that nothing was changed, Google's seal says.
  if (silent && origin.origin === 'recorded' && copy === 'same') return say('sealed');
  if (silent) {
    const { reason, sdid: signer } = silent;
    // Look-ups that are off hold nothing back for the sender's sake.
    const key = reason === 'held' && evidence.held.length === 0 ? 'notAsked' : reason;
    return [{ key: `reason.${key}`, params: { signer } }];
  }
  const other = signatures.find(({ result }) => result === 'pass');
  if (other) return say('signedByOther', { signer: other.sdid });
  if (copy === 'same') return say('sealed');
  if (fidelity === 'approximate') return say('approximate');
  const signed = evidence.message.fields.some(({ name }) => name === 'dkim-signature');
  return say(signed ? 'open' : 'unsigned');
}

const aboutName = ({ report }: Judgement): Finding[] =>
  report.findings.filter(({ rule }) => consequenceOf(rule).answersName);
const isLoud = ({ severity }: Finding) => severity !== 'info';

/** Whose word it is that the domain is theirs, where it is not the registry's. */
const OWNER_BY: Record<string, string> = {
  reader: 'story.found.ownerByReader',
  policy: 'story.found.ownerByPolicy',
};

/** "Does the name fit?": what was found about it, or that nothing was. */
export function answerName(judgement: Judgement): (Sentence | Finding)[] {
  const { origin, report } = judgement;
  if (origin.origin === 'own') return [{ key: 'story.name.own', params: {} }];
  // That somebody writes for the first time matters where there is a doubt; else it is a detail.
  const about = aboutName(judgement).filter(
    (finding) =>
      isLoud(finding) || isWarned(judgement) || traitsOf(finding.rule).about !== 'author',
  );
  const loud = about.filter(isLoud);
  if (loud.length > 0) return loud;
  const { name, address } = report.author;
  const say = (key: string): Sentence => ({ key: `story.name.${key}`, params: { name, address } });
  // Whose domain it is: the answer that a reader of a company's mail looks for.
  const { owner } = report;
  const owned: Sentence[] = owner
    ? [{ key: OWNER_BY[owner.evidence] ?? 'story.found.ownerKnown', params: { ...owner } }]
    : [];
  if (name === '') return [...owned, say(address === '' ? 'nothing' : 'none'), ...about];
  // "Nothing contradicts it" is not said beside what does, nor of a sender who is in doubt.
  const clashes = about.filter(({ rule }) => consequenceOf(rule).clashes);
  if (clashes.length > 0) return about;
  return [...owned, say(isWarned(judgement) ? 'stated' : 'plain'), ...about];
}

const GOOD = ['story.changed.signed', 'story.changed.own'];
const PART = ['story.changed.sealed', 'story.changed.signedByOther', 'story.changed.partly'];
const BROKEN = ['reason.bodyChanged', 'reason.headersChanged', 'story.changed.byList'];

/** How each answer turned out, for the mark beside its question. */
export function weighAnswers(
  judgement: Judgement,
  driver: Finding | null,
  changed: readonly Sentence[],
): Record<Question, Outcome> {
  const { origin } = judgement;
  const key = changed[0]?.key ?? '';
  const who = (): Outcome => {
    if (origin.origin === 'contradicted' || origin.origin === 'ambiguous') return 'bad';
    if (isStranger(judgement, driver) || origin.tone === 'caution') return 'open';
    if (origin.origin === 'listed' || origin.origin === 'relayed') return 'part';
    return ['signed', 'recorded', 'own'].includes(origin.origin) ? 'good' : 'open';
  };
  const way = (): Outcome => {
    if (GOOD.includes(key)) return 'good';
    if (PART.includes(key)) return 'part';
    // A list that adds its footer changes a mail too.
    return BROKEN.includes(key) ? (isWarned(judgement) ? 'bad' : 'part') : 'open';
  };
  const name = (): Outcome => {
    if (origin.origin === 'own') return 'good';
    const about = aboutName(judgement);
    if (about.some(isLoud)) return 'bad';
    const isPlain = judgement.report.author.name !== '' && !isWarned(judgement);
    return isPlain && !about.some(({ rule }) => consequenceOf(rule).clashes) ? 'good' : 'open';
  };
  return { who: who(), changed: way(), name: name() };
}
