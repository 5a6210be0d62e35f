// Small pieces every section of the details is made of.
import type { ComponentChildren } from 'preact';
import type { Sentence } from '../../lib/model.ts';
import type { Language, WordKey } from '../../lib/words.ts';
import { Phrase, Value } from '../phrase.tsx';
import { text } from './format.ts';

export function Section(props: {
  language: Language;
  title: WordKey;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <h4>{text(props.language, props.title)}</h4>
      {props.children}
    </section>
  );
}

/** Each sentence in a line of its own. */
export function Sentences(props: {
  language: Language;
  sentences: readonly Sentence[];
  class?: string;
}) {
  const { language, sentences } = props;
  return (
    <>
      {sentences.map((sentence, index) => (
        <p key={index} class={props.class}>
          <Phrase language={language} sentence={sentence} />
        </p>
      ))}
    </>
  );
}

/** A word of RFC 8601 section 2.7; these stay as they are in every language. */
export function Result({ word, none = '–' }: { word: string | null; none?: string }) {
  if (word === null) return <span class="none">{none}</span>;
  return <code class={`result ${word}`}>{word}</code>;
}

/** A fact with its name; nothing where there is no fact. */
export function Fact(props: { language: Language; name: WordKey; children: ComponentChildren }) {
  const { children } = props;
  if (children === null || children === '' || children === false) return null;
  return (
    <>
      <dt>{text(props.language, props.name)}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Text as it was published: every character, broken anywhere. */
export function Record({ value }: { value: string }) {
  return (
    <code class="record">
      <bdi dir="ltr">{value}</bdi>
    </code>
  );
}

const SIGNS = { same: '＝', other: '≠', open: '?' } as const;

/** A domain as a chip that visibly belongs to From, or does not; `match` null is From itself. */
export function Chip(props: {
  language: Language;
  match: keyof typeof SIGNS | null;
  domain: string;
  strong?: string | null;
}) {
  const { language, match, domain, strong = null } = props;
  return (
    <span class={`chip ${match ?? 'from'}`}>
      {match && (
        <span class="sign" role="img" aria-label={text(language, `card.sides.${match}`)}>
          {SIGNS[match]}
        </span>
      )}
      {domain === '' ? text(language, 'card.sides.none') : <Value text={domain} strong={strong} />}
    </span>
  );
}
