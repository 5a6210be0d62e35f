// What `explain` prints of one message: the story of the card, as plain text.
import type { Claim, Evidence, Judgement, Report, Sentence } from '../lib/model.ts';
import { CLAIM_ROWS } from '../lib/model.ts';
import type { CauseGroup } from '../lib/verdict/story/causes.ts';
import type { Details } from '../lib/verdict/story/details.ts';
import { tell } from '../lib/verdict/story/tell.ts';
import { type Language, say } from '../lib/words.ts';

const MARK = { yes: '✓', no: '✗', open: '–' } as const;

/** C0 and C1 controls, what shows nothing or turns the direction of a line, and tag characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Characters of a mail or a file's name that could steer a terminal are shown as U+XXXX. */
export const visible = (text: string): string =>
  text.replace(
    UNPRINTABLE,
    (c) => `<U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );

/** A value as one line of JSON that no terminal obeys: what does not print is escaped (RFC 8259 section 7). */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(UNPRINTABLE, (c) =>
    c
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** Evidence in RFC 8601 words; the same in every language. */
function* listResults({ stated }: Report, { evaluated }: Evidence): Generator<string> {
  if (stated) {
    const { proof, authservId: _, ...words } = stated;
    const recorded = Object.entries(words).map(([method, word]) => `${method}=${word ?? '–'}`);
    yield `Gmail: ${recorded.join(' ')} (${proof})`;
  }
  if (!evaluated) return;
  const { spf, dkim, dmarc, arc } = evaluated;
  if (spf) yield `SPF: ${spf.result} ${spf.domain} ← ${spf.clientAddress} ${spf.mechanism ?? ''}`;
  for (const one of dkim)
    yield `DKIM: ${one.result} d=${one.sdid} s=${one.selector} ${one.algorithm}${one.keyBits ? ` ${one.keyBits}` : ''}${one.reason ? ` (${one.reason})` : ''}${one.aligned ? ' =' : ' ≠'} From`;
  yield `DMARC: ${dmarc.result}${dmarc.record ? ` ${dmarc.policyDomain}: ${dmarc.record}` : ''}`;
  if (arc.instances.length) yield `ARC: ${arc.result}`;
}

function* listDetails(details: Details, text: (s: Sentence) => string): Generator<string> {
  if (details.why) yield text(details.why);
  yield text(details.record);
  // From is what the others are compared with.
  for (const side of details.sides.filter(({ role }) => role === 'from'))
    yield `${text({ key: 'card.sides.from', params: {} })}: ${side.domain}`;
  for (const side of details.sides.filter(({ role }) => role !== 'from'))
    yield `${text({ key: `card.sides.${side.role}`, params: {} })}: ${side.domain || '<>'} – ${text({ key: `card.sides.${side.domain ? side.match : 'none'}`, params: {} })}`;
  for (const sentence of [...details.policy, ...details.forwarding]) yield text(sentence);
  if (details.bimi) yield text(details.bimi);
  for (const one of details.sealers) yield `ARC i=${one.instance} ${one.sealer}: ${one.saw}`;
  for (const rule of details.guidelines) yield `${MARK[rule.kept]} ${text(rule.sentence)}`;
}

/** Each claim with the row that weighed it, and why no row before did. */
function* listClaims({ claims }: Judgement, text: (s: Sentence) => string): Generator<string> {
  const title = (rowId: Claim['rowId']) => text({ key: `claim.${rowId}`, params: {} });
  for (const { organisation, person, rowId, why } of claims) {
    const row = String(CLAIM_ROWS.indexOf(rowId) + 1);
    const who = organisation ?? person ?? '';
    yield text({ key: 'claim.line', params: { who, row, title: title(rowId) } });
    for (const one of why) yield `  – ${title(one.rowId)}: ${text(one.sentence)}`;
  }
}

/** Prints a judgement. `why` adds one line for each row of the table that was not chosen. */
export function printStory(
  judgement: Judgement,
  language: Language,
  { why }: { why: boolean },
): void {
  const { report, origin, evidence } = judgement;
  const story = tell(judgement, language);
  const text = (sentence: Sentence) => visible(say(language, sentence));
  const word = (key: string) => text({ key, params: {} });
  const lines: string[] = [];
  const section = (title: string, items: Iterable<string>) => {
    const list = [...items];
    if (list.length) lines.push('', title, ...list.map((item) => `  ${item.trimEnd()}`));
  };
  const author = `${report.author.name} <${report.author.address}>`.trim();
  if (origin.situation === 'notMail') {
    console.log(`${visible(report.file ?? '')}\n  ${text(story.seal.sentence)}\n`);
    return;
  }
  lines.push(visible(`${report.file ?? ''}  ${author}`.trim()));
  lines.push(`[${word(`analyser.kind.${report.tone}`)}]  ${text(story.seal.label)}`);
  // Like the card, which says each sentence once.
  const answers = Object.values(story.questions).flat().map(text);
  if (!answers.includes(text(story.seal.sentence))) lines.push(`  ${text(story.seal.sentence)}`);
  for (const question of ['who', 'changed', 'name'] as const)
    section(word(`card.question.${question}`), story.questions[question].map(text));
  section(
    word('card.found'),
    // Each finding once: what answers a question stands there.
    story.findings
      .filter(({ sentence }) => !answers.includes(text(sentence)))
      .map((f) => `${f.severity === 'info' ? '·' : '!'} ${text(f.sentence)} [${f.rule}]`),
  );
  section(word('card.do'), story.advice.map(text));
  const remedies = report.remedies.flatMap(({ id, params, effect, by, publish }) => [
    `${text({ key: `remedy.${id}`, params })} [${id}: ${word(`card.remedies.effect.${effect}`)}, ${word(`card.remedies.by.${by}`)}]`,
    ...(publish
      ? [`  ${publish.name}  ${publish.type === 'TXT' ? 'TXT ' : ''}${visible(publish.value)}`]
      : []),
  ]);
  section(word('card.remedies.title'), remedies);
  const details = [
    ...(evidence ? listResults(report, evidence) : []),
    ...(story.details ? listDetails(story.details, text) : []),
  ];
  section(word('card.details'), details.map(visible));
  section(word('card.lookups.title'), report.queries.map(visible));
  section(word('card.lookups.held'), report.held.map(visible));
  if (why && judgement.claims.length > 0) section(word('claim.title'), listClaims(judgement, text));
  if (why) {
    const params = { row: String(origin.row), title: word(`why.row.${origin.rowId}`) };
    lines.push('', text({ key: 'why.chosen', params }));
    section(
      word('explain.why'),
      origin.why.map(({ row, sentence }) => `${String(row).padStart(2)}  ${text(sentence)}`),
    );
  }
  lines.push('', ...(story.closing ? [text(story.closing), ''] : []));
  console.log(lines.join('\n'));
}

/** Which sender's mail fails, how often and why: printed below many messages. */
export function printCauses(groups: readonly CauseGroup[], language: Language): void {
  if (groups.length === 0) return;
  const text = (sentence: Sentence) => visible(say(language, sentence));
  const lines = groups.map(({ count, total, domain, cause }) =>
    text({
      key: 'analyser.causes.group',
      params: {
        count: String(count),
        total: String(total),
        domain,
        cause: text({ key: `cause.${cause}`, params: {} }),
      },
    }),
  );
  console.log([text({ key: 'analyser.causes.title', params: {} }), ...lines].join('\n  '));
}
