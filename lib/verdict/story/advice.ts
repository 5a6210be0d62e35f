// What to do: one sentence that points out of the mail.
import type { Finding, Judgement, Sentence, Situation } from '../../model.ts';

/** By the situation of the row. */
const BY_SITUATION: Partial<Record<Situation, string>> = {
  own: 'nothing',
  internal: 'nothing',
  vouched: 'trustForwarder',
  sentThrough: 'trustForwarder',
  list: 'list',
  listHeader: 'list',
  listUsual: 'list',
  listAdded: 'askOtherWay',
  listHeaderUnsure: 'askOtherWay',
  forwarded: 'trustForwarder',
  forwardedUnsure: 'askOtherWay',
  forged: 'report',
  forgedGmail: 'askPerson',
  forgedOwn: 'notHacked',
  notConfirmed: 'askOtherWay',
  notConfirmedOwn: 'askColleague',
  networkError: 'retry',
  unknownNetwork: 'retry',
  unreadable: 'retry',
  unknownHeld: 'checkNow',
  unknownOff: 'turnOn',
  domainGone: 'gone',
};

const BY_ORIGIN: Record<Judgement['origin']['origin'], string> = {
  signed: 'usual',
  recorded: 'usual',
  listed: 'careful',
  relayed: 'askOtherWay',
  unproven: 'nameAlone',
  contradicted: 'askOtherWay',
  ambiguous: 'doNotAct',
  own: 'nothing',
  unknown: 'nameAlone',
};

/**
 * The advice for a judgement: the rule's own where a finding made the tone, else that of the situation. Where there
 * is danger, Gmail's own way to report comes second. In Spam nothing is said to be as usual. Never empty.
 */
export function adviceFor(
  { report, origin, folder }: Judgement,
  driver: Finding | null,
): Sentence[] {
  const isQuiet = report.tone !== 'caution' && report.tone !== 'danger';
  if (folder === 'spam' && isQuiet) return [{ key: 'advice.inSpam', params: {} }];
  const claims = origin.origin === 'unproven' && origin.tone === 'caution';
  const bySituation = claims
    ? 'askOtherWay'
    : (BY_SITUATION[origin.situation] ?? BY_ORIGIN[origin.origin]);
  // Only where the way may be the reader's own is anything offered of a forged mail.
  const isOwnWay = origin.offers?.some(({ kind }) => kind === 'trustForwarder') ?? false;
  if (bySituation === 'report' && isOwnWay && driver === null)
    return [
      { key: 'advice.ownForwarding', params: {} },
      { key: 'advice.report', params: {} },
    ];
  const first: Sentence = driver
    ? { key: `rule.${driver.rule}.advice`, params: driver.params }
    : { key: `advice.${bySituation}`, params: origin.params };
  const isReport = first.key === 'advice.report';
  if (report.tone !== 'danger' || isReport) return [first];
  return [first, { key: 'advice.reportToo', params: {} }];
}
