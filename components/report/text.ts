// A report as text: what the card says, and two forms that the reader can send to somebody who can act on it.
import type { FindingId, Sentence, Told } from '../../lib/model.ts';
import type { Centre } from '../../lib/text/report-centres.ts';
import { type Language, say, type WordKey } from '../../lib/words.ts';
import { reveal } from '../phrase.tsx';
import { centreFor, placesOf } from './centres.ts';
import { factsOf, headerOf, moment, routeOf } from './facts.ts';
import { headerForOthers } from './header.ts';

/** `centre`: for a public place that takes reports of phishing. */
export const FORMS = ['text', 'administrator', 'centre'] as const;
export type Form = (typeof FORMS)[number];

/** More of a header than this is left out of a form: it is meant to be read, and the saved message has all of it. */
const LONGEST_HEADER = 32_000;

/** Why it failed and what mends it, with the text to publish under each. */
function remediesOf(language: Language, { judgement, story }: Told): string[] {
  const tell = (sentence: Sentence) => reveal(say(language, sentence));
  const why = story.details?.why;
  return [
    ...(why ? [tell(why)] : []),
    ...judgement.report.remedies.flatMap(({ id, params, publish }, index) => [
      `${index + 1}. ${tell({ key: `remedy.${id}`, params })}`,
      ...(publish ? [`   ${reveal(`${publish.name} ${publish.type}: ${publish.value}`)}`] : []),
    ]),
  ];
}

/** What only this mailbox's memory tells: whom its reader hears from is nobody else's business. */
export const isOfMemory = (rule: FindingId): boolean => rule === 'firstContact';

interface Section {
  title: string | null;
  lines: string[];
}

function write(sections: Section[]): string {
  const filled = sections.filter(({ lines }) => lines.length > 0);
  const printed = filled.map(({ title, lines }) =>
    title === null ? lines.join('\n') : [title, ...lines.map((line) => `  ${line}`)].join('\n'),
  );
  return `${printed.join('\n\n')}\n`;
}

/** Every sentence once, where it is met first. */
function createTeller(language: Language) {
  const told = new Set<string>();
  return (sentences: readonly Sentence[]): string[] =>
    sentences
      .map((sentence) => reveal(say(language, sentence)))
      .filter((line) => !told.has(line) && told.add(line));
}

/**
 * The report of one message in the reader's language. It holds sender, subject and what was found; of the body
 * nothing.
 * @param now when it is written, milliseconds since 1970
 * @param centre whom the form `centre` is for
 */
export function writeText(
  language: Language,
  told: Told,
  form: Form,
  now: number,
  centre: Centre = centreFor(language),
): string {
  const { seal, questions, advice, closing } = told.story;
  const findings = told.story.findings.filter(({ rule }) => !isOfMemory(rule));
  const tell = createTeller(language);
  const word = (key: WordKey, params: Record<string, string> = {}): string =>
    say(language, { key, params });
  const facts: Section = {
    title: word('report.title.facts'),
    lines: factsOf(language, told).map(([name, value]) => `${name}: ${value}`),
  };
  const verdict = [seal.label, seal.sentence];
  const found = findings.filter(({ severity }) => severity !== 'info');
  const written = {
    title: null,
    lines: [word('report.written', { time: moment(language, now) })],
  };
  const intro = (key: WordKey, params = {}): Section => ({
    title: null,
    lines: word(key, params).split('\n'),
  });

  if (form === 'centre') {
    const header = headerOf(told).slice(0, LONGEST_HEADER);
    return write([
      intro('report.centre.intro', { places: placesOf(language, centre, false) }),
      facts,
      { title: word('report.title.noticed'), lines: tell(verdict) },
      {
        title: null,
        lines: tell(found.map(({ sentence }) => sentence)).map((line) => `  ${line}`),
      },
      { title: word('report.title.header'), lines: header === '' ? [] : header.split('\n') },
      written,
    ]);
  }
  const judged = { title: null, lines: tell([seal.label]) };
  // The reasons in order, the one that made the colour first; each sentence stands where it is met first.
  const noticed = {
    title: word('card.found'),
    lines: tell(findings.map(({ sentence }) => sentence)),
  };
  const lead = { title: null, lines: tell([seal.sentence]) };
  const answers = (['who', 'changed', 'name'] as const).map((question) => ({
    title: word(`card.question.${question}`),
    lines: tell(questions[question]),
  }));
  const header = headerForOthers(headerOf(told)).slice(0, LONGEST_HEADER);
  const headerBlock = {
    title: word('report.title.header'),
    lines: header === '' ? [] : header.split('\n'),
  };
  if (form === 'administrator') {
    return write([
      intro('report.administrator.intro'),
      judged,
      noticed,
      lead,
      ...answers,
      { title: word('card.remedies.title'), lines: remediesOf(language, told) },
      facts,
      { title: word('card.route.title'), lines: routeOf(language, told) },
      { title: word('card.lookups.title'), lines: told.judgement.report.queries },
      headerBlock,
      intro('report.administrator.end'),
      written,
    ]);
  }
  return write([
    judged,
    noticed,
    lead,
    ...answers,
    { title: word('card.do'), lines: tell(advice) },
    facts,
    { title: null, lines: tell(closing ? [closing] : []) },
    written,
  ]);
}
