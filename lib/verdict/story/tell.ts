// What seal, card and command line say of a judgement: keys and what fills them, no prose.

import type {
  Confirmation,
  Finding,
  FindingId,
  Judgement,
  Sentence,
  Severity,
  Situation,
  Story,
} from '../../model.ts';
import { isProved, TONES } from '../../model.ts';
import { DAY, isoDay } from '../../text/days.ts';
import { organizationalDomain } from '../../text/organization.ts';
import { freeMailDomain } from '../claims/free-mail.ts';
import { consequenceOf, traitsOf } from '../rules/about.ts';
import { isRemark } from '../rules/remarks.ts';
import { adviceFor } from './advice.ts';
import { answerChanged, answerName, answerWho, sentenceOfRow, weighAnswers } from './answers.ts';
import { asReadBy } from './as-read.ts';
import { collectDetails } from './details.ts';
import { offersFor } from './offers.ts';

export type { Story, StoryFinding } from '../../model.ts';

const SHOWN = 2;

/** What the reader said once: it stays on the card, or it would be forgotten why nothing is said. */
function tellConfirmation({ address, name, at, rule }: Confirmation): Sentence {
  const about = traitsOf(rule as FindingId).teachable ?? 'person';
  if (at === undefined) return { key: 'story.confirmed.undated', params: { address, name } };
  const date = isoDay(at);
  return { key: `story.confirmed.${about}`, params: { address, name, date } };
}

/** Most days of one kind: what is usual. */
const USUAL = 0.8;

/** Earlier mail of the same domain: since when, how many, and in which way they came. */
function tellAcquaintance({ acquaintance }: Judgement): Sentence | null {
  if (!acquaintance) return null;
  const { domain, firstDay, count, signedDays, unsignedDays } = acquaintance;
  const days = signedDays + unsignedDays;
  const kind =
    days === 0
      ? 'plain'
      : signedDays >= days * USUAL
        ? 'signed'
        : unsignedDays >= days * USUAL
          ? 'unsigned'
          : 'both';
  const date = isoDay(firstDay * DAY);
  return { key: `story.known.${kind}`, params: { domain, count: String(count), date } };
}

/** The situation's own sentence says the same already. */
const isToldByRow = ({ rule }: Finding, { origin }: Judgement): boolean =>
  traitsOf(rule).toldIn === origin.situation;

/** Params that give a rule another sentence, whose key ends so. */
const VARIANTS = ['open', 'unproved'];

/** The sentence of a finding. */
function sentenceOf({ rule, severity, params: given }: Finding): Sentence {
  // A name that is only mentioned is no accusation.
  if (
    severity === 'info' &&
    given.brand &&
    given.name !== undefined &&
    traitsOf(rule).about === 'name'
  )
    return { key: 'story.name.mention', params: given };
  const variant = VARIANTS.find((one) => given[one]);
  if (variant) return { key: `rule.${rule}.${variant}`, params: given };
  return { key: isRemark(rule) ? `story.found.${rule}` : `rule.${rule}.sentence`, params: given };
}

const weigh = (severity: Severity) => (severity === 'info' ? -1 : TONES.indexOf(severity));

/** The finding that made the tone what it is, null where the origin did. */
function findDriver({ report, origin }: Judgement): Finding | null {
  const [gravest] = [...report.findings].sort((a, b) => weigh(b.severity) - weigh(a.severity));
  return gravest && weigh(gravest.severity) > TONES.indexOf(origin.tone) ? gravest : null;
}

/** Label of a seal whose tone a finding made. */
function labelOfFinding({ rule, severity, params }: Finding, proved: boolean): string {
  const { label } = consequenceOf(rule);
  if (params.unproved) return 'notConfirmed';
  if (label === 'name') return proved ? 'reallyFrom' : 'nameDoubt';
  if (label === 'reply') return 'replyElsewhere';
  return severity === 'danger' ? 'suspicious' : 'lookCloser';
}

/** Labels that several situations share; any other situation has a label of its own name. */
const LABELS: Partial<Record<Situation, string>> = {
  signedNoPolicy: 'signed',
  passesNow: 'signed',
  domainGone: 'domainGone',
  listedOnArrival: 'listed',
  vouched: 'forwarded',
  sentThrough: 'sentThrough',
  listHeader: 'list',
  listUsual: 'list',
  listAdded: 'notConfirmed',
  listHeaderUnsure: 'notConfirmed',
  notConfirmedOwn: 'notConfirmed',
  permanentError: 'unproven',
  nothing: 'unproven',
  unknownHeld: 'held',
  networkError: 'notYet',
  unknownNetwork: 'notYet',
};

function labelKey({ origin }: Judgement): string {
  if (origin.origin === 'recorded' && origin.situation !== 'domainGone') return 'recorded';
  const own = LABELS[origin.situation];
  if (own) return own;
  return origin.origin === 'unknown' ? 'unknown' : origin.situation;
}

/** What fills a label: free mail with its whole address, a decorated domain without its decoration. */
function paramsOfLabel({ origin, report }: Judgement, driver: Finding | null, key: string) {
  const { params } = origin;
  const { reply } = driver?.params ?? {};
  const decorated = report.findings.find(({ rule }) => rule === 'domainSubdomain');
  const organization = decorated?.params.organization;
  if (key === 'replyElsewhere') return { ...params, reply: reply ?? '' };
  if (driver && organization) return { ...params, domain: organization };
  const isFree = params.domain !== undefined && freeMailDomain(params.domain) !== null;
  const shown = ['signed', 'recorded', 'listed', 'reallyFrom'].includes(key);
  return isFree && shown ? { ...params, domain: report.author.address } : params;
}

function tellSeal(judgement: Judgement, driver: Finding | null): Story['seal'] {
  const { origin } = judgement;
  const key = driver ? labelOfFinding(driver, isProved(origin.origin)) : labelKey(judgement);
  const { owner } = judgement.report;
  const isOwned = owner !== null && driver === null;
  const named = origin.params.domain !== undefined || key === 'ambiguous' || key === 'own';
  return {
    label: {
      key: isOwned
        ? `seal.owner.${key}`
        : named
          ? `seal.${key}`
          : `seal.nobody.${driver ? 'doubt' : 'unknown'}`,
      params: isOwned
        ? { ...origin.params, owner: owner.organisation }
        : paramsOfLabel(judgement, driver, key),
    },
    sentence: driver ? sentenceOf(driver) : sentenceOfRow(judgement),
    of: driver ? 'finding' : 'origin',
  };
}

/**
 * Tells a judgement to a reader of this language (BCP 47). No word of it is said here: the language decides which letters
 * of a domain are the reader's own, and which of an organisation's domains is at home.
 */
export function tell(judgement: Judgement, language = 'en'): Story {
  const ordered = judgement.report.findings
    .filter((finding) => !isToldByRow(finding, judgement))
    .sort((a, b) => weigh(b.severity) - weigh(a.severity));
  const warnings = ordered
    .filter(({ rule, severity }) => severity !== 'info' && !traitsOf(rule).quiet)
    .slice(0, SHOWN);
  const driver = findDriver(judgement);
  const seal = tellSeal(judgement, driver);
  const known = tellAcquaintance(judgement);
  const changed = answerChanged(judgement);
  const name = answerName(judgement).map((one) => ('rule' in one ? sentenceOf(one) : one));
  const { report, origin, evidence } = judgement;
  const details = evidence && collectDetails(evidence, judgement);
  const { domains, sentence: asRead } = asReadBy(language, judgement);
  // Where nothing was promised, nothing is to be taken back.
  const isPromise = report.tone !== 'danger' && origin.origin !== 'own';
  // What somebody registered; where no suffix is known, what DMARC found.
  const organization =
    organizationalDomain(origin.params.domain ?? '') ??
    judgement.evidence?.evaluated?.dmarc.organizationalDomain ??
    null;
  return {
    seal: { ...seal, label: asRead(seal.label), sentence: asRead(seal.sentence) },
    questions: {
      who: answerWho(judgement, driver).map(asRead),
      changed: changed.map(asRead),
      name: name.map(asRead),
    },
    outcomes: weighAnswers(judgement, driver, changed),
    organization: organization && domains(organization),
    advice: adviceFor(judgement, driver).map(asRead),
    closing: isPromise ? { key: 'story.closing', params: {} } : null,
    findings: ordered.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      sentence: asRead(sentenceOf(finding)),
      shown: warnings.includes(finding),
    })),
    differs: ordered.some(
      ({ rule, severity }) => severity !== 'info' && consequenceOf(rule).differs,
    ),
    offers: offersFor(judgement),
    known: known && asRead(known),
    confirmed: judgement.confirmed.map(tellConfirmation),
    details: details && {
      ...details,
      forwarding: [...details.forwarding, ...(origin.asides ?? []).map(asRead)],
    },
  };
}
