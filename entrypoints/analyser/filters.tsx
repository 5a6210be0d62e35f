// What narrows the table of results: the kinds of judgement, and the causes of failure by sender.

import { useMemo } from 'preact/hooks';
import { number } from '../../components/card/format.ts';
import { useLanguage, useWords } from '../../components/page/index.tsx';
import { reveal } from '../../components/phrase.tsx';
import { SealMark } from '../../components/seal-mark.tsx';
import type { CauseGroup } from '../../lib/verdict/story/causes.ts';
import type { Entry } from './analysis.ts';
import { countKinds, isTone, KINDS, type Kind } from './arrange.ts';

/** How many of each kind; pressed, only those are in the table. */
export function Filters(props: {
  entries: readonly Entry[];
  kind: Kind | null;
  onChoose(kind: Kind | null): void;
}) {
  const { entries, kind, onChoose } = props;
  const word = useWords();
  const language = useLanguage();
  const counts = useMemo(() => countKinds(entries), [entries]);
  return (
    <fieldset class="filters">
      <legend class="heard">{word('analyser.filter')}</legend>
      <button
        type="button"
        class="button"
        aria-pressed={kind === null}
        onClick={() => onChoose(null)}
      >
        {word('analyser.all')} <b>{number(language, entries.length)}</b>
      </button>
      {KINDS.filter((each) => counts.has(each)).map((each) => (
        <button
          key={each}
          type="button"
          class="button"
          aria-pressed={kind === each}
          onClick={() => onChoose(kind === each ? null : each)}
        >
          <SealMark tone={isTone(each) ? each : 'unknown'} size={16} />
          {word(`analyser.kind.${each}`)} <b>{number(language, counts.get(each) ?? 0)}</b>
        </button>
      ))}
    </fieldset>
  );
}

const MOST_CAUSES = 12;

/** "38 of 40 fail because …": pressed, only those are in the table. */
export function Causes(props: {
  groups: readonly CauseGroup[];
  chosen: CauseGroup | null;
  onChoose(group: CauseGroup | null): void;
}) {
  const { groups, chosen, onChoose } = props;
  const word = useWords();
  const language = useLanguage();
  if (groups.length === 0) return null;
  return (
    <fieldset class="causes">
      <legend>{word('analyser.causes.title')}</legend>
      {groups.slice(0, MOST_CAUSES).map((group) => {
        const isChosen = chosen?.domain === group.domain && chosen.cause === group.cause;
        return (
          <button
            key={`${group.domain} ${group.cause}`}
            type="button"
            class="button"
            aria-pressed={isChosen}
            onClick={() => onChoose(isChosen ? null : group)}
          >
            {word('analyser.causes.group', {
              count: number(language, group.count),
              total: number(language, group.total),
              domain: reveal(group.domain),
              cause: word(`cause.${group.cause}`),
            })}
          </button>
        );
      })}
    </fieldset>
  );
}
