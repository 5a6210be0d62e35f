// The table of results: one row a message, however many there are.

import { useLanguage, useWords } from '../../components/page/index.tsx';
import { Phrase, reveal, Value } from '../../components/phrase.tsx';
import { SealMark } from '../../components/seal-mark.tsx';
import { type Column, type Sorting, Table } from '../../components/table/index.tsx';
import { say } from '../../lib/words.ts';
import type { Entry } from './analysis.ts';
import { causeOf, isTone, kindOf } from './arrange.ts';

/** What a message is called: its file, or its number among what was pasted. */
export function useNames(): (entry: Entry) => string {
  const word = useWords();
  return ({ source, id }) =>
    source.name === '' ? word('analyser.pasted', { number: String(id) }) : reveal(source.name);
}

export function ResultTable(props: {
  rows: readonly Entry[];
  sorting: Sorting;
  onSort(column: string): void;
  onOpen(entry: Entry): void;
}) {
  const { rows, sorting, onSort, onOpen } = props;
  const word = useWords();
  const language = useLanguage();
  const nameOf = useNames();
  const columns: Column<Entry>[] = [
    {
      id: 'file',
      title: word('analyser.column.file'),
      width: '15%',
      sorts: true,
      cell: (entry) => (
        <button type="button" class="open" title={nameOf(entry)} onClick={() => onOpen(entry)}>
          {nameOf(entry)}
        </button>
      ),
    },
    {
      id: 'sender',
      title: word('analyser.column.sender'),
      width: '18%',
      sorts: true,
      cell: ({ result }) =>
        result?.kind === 'judged' ? (
          <span title={`${reveal(result.sender.name)} <${reveal(result.sender.address)}>`}>
            <Value text={result.sender.address || result.sender.name} />
          </span>
        ) : null,
    },
    {
      id: 'tone',
      title: word('analyser.column.tone'),
      width: '150px',
      sorts: true,
      cell: (entry) => {
        const kind = kindOf(entry);
        return (
          <span class={`kind ${kind ?? ''}`}>
            <SealMark
              tone={kind === null ? 'checking' : isTone(kind) ? kind : 'unknown'}
              size={16}
            />
            {word(kind === null ? 'ui.checking' : `analyser.kind.${kind}`)}
          </span>
        );
      },
    },
    {
      id: 'origin',
      title: word('analyser.column.origin'),
      width: '17%',
      cell: ({ result }) =>
        result?.kind === 'judged' ? (
          <span class="lines" title={say(language, result.label)}>
            <Phrase language={language} sentence={result.label} />
          </span>
        ) : null,
    },
    {
      id: 'cause',
      title: word('analyser.column.cause'),
      width: '14%',
      sorts: true,
      cell: (entry) => {
        const cause = causeOf(entry);
        return cause === '' ? null : <span class="lines">{word(`cause.${cause}`)}</span>;
      },
    },
    {
      id: 'first',
      title: word('analyser.column.first'),
      cell: ({ result }) =>
        result?.kind === 'judged' ? (
          <span class="lines" title={reveal(say(language, result.first))}>
            <Phrase language={language} sentence={result.first} />
          </span>
        ) : (
          result && <span class="lines">{word('analyser.failed')}</span>
        ),
    },
  ];
  return (
    <Table
      label={word('analyser.results')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => String(id)}
      sorting={sorting}
      onSort={onSort}
    />
  );
}
