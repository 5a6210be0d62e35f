// Small pieces every section of the details is made of.
import type { ComponentChildren } from 'preact';
import type { ResultWord } from '../../lib/model.ts';
import type { Language, WordKey } from '../../lib/words.ts';
import { Value } from '../phrase.tsx';
import { text } from './format.ts';

export function Section(props: {
  language: Language;
  title: WordKey;
  children: ComponentChildren;
}) {
  return (
    <section>
      <h4>{text(props.language, props.title)}</h4>
      {props.children}
    </section>
  );
}

/** A word of RFC 8601 section 2.7; these stay as they are in every language. */
export function Result({ word, none = '–' }: { word: ResultWord | null; none?: string }) {
  return word === null ? (
    <span class="none">{none}</span>
  ) : (
    <code class={`result ${word}`}>{word}</code>
  );
}

/** A fact with its name; nothing where there is no fact. */
export function Fact(props: { language: Language; name: WordKey; children: ComponentChildren }) {
  const { children } = props;
  if (children === null || children === undefined || children === '' || children === false)
    return null;
  return (
    <>
      <dt>{text(props.language, props.name)}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Text as it was published or asked: every character, broken anywhere. */
export function Record({ value }: { value: string | null }) {
  return value ? (
    <code class="record">
      <bdi dir="ltr">{value}</bdi>
    </code>
  ) : null;
}

export type Match = 'same' | 'other' | 'unknown' | 'none';

const SIGNS = { same: '＝', other: '≠', unknown: '?', none: '–' } as const;

/** A domain as a chip that visibly belongs to From, or does not. */
export function Chip(props: { language: Language; match: Match; children: ComponentChildren }) {
  const { language, match } = props;
  return (
    <span class={`chip ${match}`}>
      <span class="sign" role="img" aria-label={text(language, `card.alignment.${match}`)}>
        {SIGNS[match]}
      </span>
      {props.children}
    </span>
  );
}

export function Domain({ name, strong }: { name: string; strong?: string | null }) {
  return <Value text={name} strong={strong ?? null} />;
}
