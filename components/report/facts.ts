// The facts of a report, line by line: what stands in the message, what Gmail recorded, what was found now.
import type { Evidence, Hop, Mailbox, Told } from '../../lib/model.ts';
import { type Language, say, type WordKey } from '../../lib/words.ts';
import { encryption } from '../card/format.ts';
import { reveal } from '../phrase.tsx';

/** Name and value of one fact; nothing of it steers a terminal or turns a line around. */
type Fact = [name: string, value: string];

const word = (language: Language, key: WordKey): string => say(language, { key, params: {} });

/** Date and time with its zone, because a report is read elsewhere. */
export function moment(language: Language, at: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long' }).format(at);
}

function person({ name, address }: Pick<Mailbox, 'name' | 'address'>): string {
  return name === '' ? address : `${name} <${address}>`;
}

/** Words of RFC 8601, the same in every language. */
function recorded({ stated }: Evidence): string {
  const words = { spf: stated.spf, dkim: stated.dkim, dmarc: stated.dmarc, arc: stated.arc };
  const known = Object.entries(words).filter(([, result]) => result !== null);
  return known.map(([method, result]) => `${method}=${result}`).join(' ');
}

function* measured({ evaluated }: Evidence): Generator<string> {
  if (!evaluated) return;
  const { spf, dkim, dmarc, arc } = evaluated;
  if (spf) yield `spf=${spf.result} ${spf.domain} (${spf.clientAddress})`;
  for (const { result, sdid, selector, reason } of dkim)
    yield `dkim=${result} d=${sdid} s=${selector}${reason ? ` (${reason})` : ''}`;
  yield `dmarc=${dmarc.result}${dmarc.policy ? ` p=${dmarc.policy}` : ''}${dmarc.policyDomain ? ` (${dmarc.policyDomain})` : ''}`;
  if (arc.instances.length > 0)
    yield `arc=${arc.result} (${arc.instances.map(({ sealer }) => sealer).join(', ')})`;
}

function server({ stated }: Evidence): string {
  const { boundary, clientAddress } = stated;
  const name = boundary?.reverseName ?? boundary?.helo ?? '';
  const address = clientAddress ?? boundary?.address ?? '';
  return [name, address && `[${address}]`].filter(Boolean).join(' ');
}

function* listFacts(language: Language, { judgement }: Told): Generator<[WordKey, string]> {
  const { report, evidence } = judgement;
  if (!evidence) {
    yield ['report.fact.from', person(report.author)];
    return;
  }
  const { message, stated } = evidence;
  const authors = message.from.flatMap(({ mailboxes }) => mailboxes);
  yield ['report.fact.from', authors.map(person).join(', ') || person(report.author)];
  yield ['report.fact.replyTo', message.replyTo.map(person).join(', ')];
  if (stated.mailFrom !== null) yield ['report.fact.envelope', `<${stated.mailFrom}>`];
  yield ['report.fact.subject', message.subject];
  if (message.date !== null) yield ['report.fact.date', moment(language, message.date)];
  if (report.receivedAt !== null)
    yield ['report.fact.received', moment(language, Date.parse(report.receivedAt))];
  const id = message.fields.find(({ name }) => name === 'message-id');
  yield ['report.fact.messageId', id?.value ?? ''];
  yield ['report.fact.server', server(evidence)];
  yield ['report.fact.recorded', recorded(evidence)];
  for (const line of measured(evidence)) yield ['report.fact.measured', line];
}

/** Every fact that there is; what a message lacks is left out. */
export function factsOf(language: Language, told: Told): Fact[] {
  return [...listFacts(language, told)]
    .filter(([, value]) => value !== '')
    .map(([key, value]) => [word(language, key), reveal(value)]);
}

/** The way the message came, one line a hop, the newest first. */
export function routeOf(language: Language, { story }: Told): string[] {
  const line = ({ from, address, by, at, tls }: Hop, index: number): string => {
    const client = address && !from.includes(address) ? `${from} [${address}]` : from;
    const parts = [
      client,
      by && `→ ${by}`,
      tls !== null && encryption(language, tls),
      at !== null && moment(language, at),
    ];
    return reveal(`${index + 1}. ${parts.filter(Boolean).join('  ')}`);
  };
  return story.details?.route.map(line) ?? [];
}

/** The header block as it was received, field names in their usual spelling. */
export function headerOf({ judgement }: Told): string {
  const fields = judgement.evidence?.message.fields ?? [];
  const spelled = (name: string) =>
    name
      .replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase())
      .replace(/^(Arc|Dkim)-/, (start) => start.toUpperCase());
  return fields.map(({ name, raw }) => `${spelled(name)}:${raw.replace(/\r\n/g, '\n')}`).join('\n');
}
