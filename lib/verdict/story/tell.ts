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
import { TONES } from '../../model.ts';
import { consequenceOf, traitsOf } from '../rules/about.ts';
import { isRemark } from '../rules/remarks.ts';
import { adviceFor } from './advice.ts';
import { answerChanged, answerName, answerWho } from './answers.ts';
import { collectDetails } from './details.ts';
import { offersFor } from './offers.ts';

export type { Story, StoryFinding } from '../../model.ts';

const SHOWN = 2;

/** What the reader said once: it stays on the card, or it would be forgotten why nothing is said. */
function tellConfirmation({ address, name, at, rule }: Confirmation): Sentence {
  const about = traitsOf(rule as FindingId).teachable ?? 'person';
  if (at === undefined) return { key: 'story.confirmed.undated', params: { address, name } };
  const date = new Date(at).toISOString().slice(0, 10);
  return { key: `story.confirmed.${about}`, params: { address, name, date } };
}

/** The situation's own sentence says the same already. */
const isToldByRow = ({ rule }: Finding, { origin }: Judgement): boolean =>
  traitsOf(rule).toldIn === origin.situation;

/** The sentence of a finding. */
export function sentenceOf({ rule, params }: Finding): Sentence {
  return { key: isRemark(rule) ? `story.found.${rule}` : `rule.${rule}.sentence`, params };
}

const weigh = (severity: Severity) => (severity === 'info' ? -1 : TONES.indexOf(severity));

/** The finding that made the tone what it is, null where the origin did. */
export function findDriver({ report, origin }: Judgement): Finding | null {
  const [gravest] = [...report.findings].sort((a, b) => weigh(b.severity) - weigh(a.severity));
  return gravest && weigh(gravest.severity) > TONES.indexOf(origin.tone) ? gravest : null;
}

const PROVED = ['signed', 'recorded', 'listed'];

/** Label of a seal whose tone a finding made. */
function labelOfFinding({ rule, severity }: Finding, proved: boolean): string {
  const { label } = consequenceOf(rule);
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

function tellSeal(judgement: Judgement): Story['seal'] {
  const { origin } = judgement;
  const driver = findDriver(judgement);
  const key = driver ? labelOfFinding(driver, PROVED.includes(origin.origin)) : labelKey(judgement);
  const named = origin.params.domain !== undefined || key === 'ambiguous' || key === 'own';
  return {
    label: {
      key: named ? `seal.${key}` : `seal.nobody.${driver ? 'doubt' : 'unknown'}`,
      params: origin.params,
    },
    sentence: driver
      ? sentenceOf(driver)
      : { key: `origin.${origin.situation}`, params: origin.params },
    of: driver ? 'finding' : 'origin',
  };
}

/** Tells a judgement. Pure: the same judgement gives the same story in every language. */
export function tell(judgement: Judgement): Story {
  const ordered = judgement.report.findings
    .filter((finding) => !isToldByRow(finding, judgement))
    .sort((a, b) => weigh(b.severity) - weigh(a.severity));
  const warnings = ordered
    .filter(({ rule, severity }) => severity !== 'info' && !traitsOf(rule).quiet)
    .slice(0, SHOWN);
  return {
    seal: tellSeal(judgement),
    questions: {
      who: answerWho(judgement),
      changed: answerChanged(judgement),
      name: answerName(judgement).map((answer) => ('rule' in answer ? sentenceOf(answer) : answer)),
    },
    advice: adviceFor(judgement, findDriver(judgement)),
    closing: { key: 'story.closing', params: {} },
    findings: ordered.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      sentence: sentenceOf(finding),
      shown: warnings.includes(finding),
    })),
    differs: ordered.some(
      ({ rule, severity }) => severity !== 'info' && consequenceOf(rule).differs,
    ),
    offers: offersFor(judgement),
    confirmed: judgement.confirmed.map(tellConfirmation),
    details: judgement.evidence && collectDetails(judgement.evidence, judgement),
  };
}
