// What to do: one sentence that points out of the mail.
import type { Finding, Judgement, Sentence } from '../model.ts';

/** By the rule that made the tone. */
const BY_RULE: readonly [RegExp, string][] = [
  [/^nameAddress$/, 'treatAs'],
  [/^name(Contact|Colleague|Self|Role)$/, 'askPerson'],
  [
    /^(nameBrand|nameBrandFreemail|nameDomain|domain(Homograph|Typo|Combo|Suffix|Subdomain|Tenant|Idn))$/,
    'openYourself',
  ],
  [/^replyTo$/, 'checkReply'],
  [/^(userContent|calendarOrganizer)$/, 'stranger'],
  [/^usuallySigned$/, 'askOtherWay'],
];

/** By the situation of the row. */
const BY_SITUATION: Record<string, string> = {
  own: 'nothing',
  internal: 'nothing',
  vouched: 'trustForwarder',
  list: 'list',
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
  domainGone: 'askOtherWay',
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

/** The advice for a judgement, by the finding that made its tone or by its situation. Never empty. */
export function adviceFor({ report, origin }: Judgement, driver: Finding | null): Sentence[] {
  const params = { ...origin.params, address: report.author.address };
  const byRule = driver && BY_RULE.find(([rules]) => rules.test(driver.rule))?.[1];
  const bySituation = BY_SITUATION[origin.situation] ?? BY_ORIGIN[origin.origin];
  const key = driver
    ? (byRule ?? (driver.severity === 'danger' ? 'doNotAct' : 'askOtherWay'))
    : bySituation;
  const advice = [{ key: `advice.${key}`, params }];
  if (report.tone === 'danger' && key !== 'report') advice.push({ key: 'advice.report', params });
  return advice;
}
