// The results: progress while they come, one card for one message, a table and files for many.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { number } from '../../components/card/format.ts';
import { Cross } from '../../components/cross.tsx';
import { useLanguage, useWords } from '../../components/page/index.tsx';
import { reveal } from '../../components/phrase.tsx';
import type { Sorting } from '../../components/table/index.tsx';
import { saveFile } from '../../lib/extension/save-file.ts';
import { isoDay } from '../../lib/text/days.ts';
import type { CauseGroup } from '../../lib/verdict/story/causes.ts';
import type { Analysis, Entry } from './analysis.ts';
import { arrange, causesOf, countDone, type Kind, kindOf } from './arrange.ts';
import { MessageCard } from './card.tsx';
import { exportResults, FORMATS, TYPES } from './export.ts';
import { Causes, Filters } from './filters.tsx';
import type { OwnData } from './own.ts';
import { ResultTable, useNames } from './table.tsx';

interface ResultsProps {
  analysis: Analysis;
  entries: readonly Entry[];
  own: OwnData | null;
}

function Progress({ analysis, entries }: Pick<ResultsProps, 'analysis' | 'entries'>) {
  const word = useWords();
  const language = useLanguage();
  const done = countDone(entries);
  const params = { done: number(language, done), count: number(language, entries.length) };
  const reading = analysis.reading();
  if (!analysis.isRunning() || (entries.length === 1 && !reading)) return null;
  return (
    <div class="progress">
      {reading && (
        <label>
          <span>{word('analyser.reading', { name: reveal(reading.name) })}</span>
          <progress max={reading.size} value={reading.done} />
        </label>
      )}
      {entries.length > 0 && (
        <label>
          <span>{word('analyser.progress', params)}</span>
          <progress max={entries.length} value={done} />
        </label>
      )}
      <button type="button" class="button" onClick={() => analysis.cancel()}>
        {word('page.cancel')}
      </button>
    </div>
  );
}

function Files({ analysis, entries, own }: ResultsProps) {
  const word = useWords();
  const [keepAddress, setKeepAddress] = useState(false);
  const day = isoDay(Date.now());
  const save = (format: (typeof FORMATS)[number]) => {
    const left = keepAddress ? [] : (own?.ownAddresses ?? []);
    void exportResults(entries, analysis.reports, format, left).then((file) =>
      saveFile(`inkan-${day}.${format}`, TYPES[format], file),
    );
  };
  return (
    <div class="files">
      <span class="row">
        {FORMATS.map((format) => (
          <button key={format} type="button" class="button" onClick={() => save(format)}>
            {word(`analyser.save.${format}`)}
          </button>
        ))}
      </span>
      <label class="choice">
        <input
          type="checkbox"
          checked={keepAddress}
          onChange={(event) => setKeepAddress(event.currentTarget.checked)}
        />
        <span>{word('report.keep')}</span>
      </label>
    </div>
  );
}

/** One message over the table; Escape closes it, and the focus goes back to its row. */
function CardDialog(props: ResultsProps & { entry: Entry | null; onClose(): void }) {
  const { entry, analysis, own, onClose } = props;
  const word = useWords();
  const nameOf = useNames();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (entry && !dialog.current?.open) dialog.current?.showModal();
  }, [entry]);
  return (
    <dialog ref={dialog} class="message-card" aria-labelledby="opened" onClose={onClose}>
      {entry && (
        <>
          <header>
            <h2 id="opened">{nameOf(entry)}</h2>
            <button
              type="button"
              class="remove"
              aria-label={word('ui.close')}
              onClick={() => dialog.current?.close()}
            >
              <Cross />
            </button>
          </header>
          <MessageCard key={entry.id} entry={entry} analysis={analysis} own={own} />
        </>
      )}
    </dialog>
  );
}

export function Results(props: ResultsProps) {
  const { analysis, entries, own } = props;
  const word = useWords();
  const nameOf = useNames();
  const [kind, setKind] = useState<Kind | null>(null);
  const [sorting, setSorting] = useState<Sorting>({ column: 'number', descending: false });
  const [opened, setOpened] = useState<Entry | null>(null);
  // A kind of which nothing is left hides nothing: there would be no button to show the rest again.
  const shown = entries.some((entry) => kindOf(entry) === kind) ? kind : null;
  const [chosen, setChosen] = useState<CauseGroup | null>(null);
  const groups = useMemo(() => causesOf(entries), [entries]);
  const group = groups.find((one) => one.domain === chosen?.domain && one.cause === chosen.cause);
  const rows = useMemo(
    () => arrange(entries, shown, sorting, group),
    [entries, shown, sorting, group],
  );
  const [first] = entries;
  if (!first)
    return analysis.reading() ? (
      <section class="sheet" aria-label={word('analyser.results')}>
        <Progress analysis={analysis} entries={entries} />
      </section>
    ) : null;
  return (
    <section class="sheet results" aria-label={word('analyser.results')}>
      <header class="head">
        <h2>{entries.length === 1 ? nameOf(first) : word('analyser.results')}</h2>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            setKind(null);
            analysis.clear();
          }}
        >
          {word('analyser.clear')}
        </button>
      </header>
      <Progress analysis={analysis} entries={entries} />
      <p class="heard" role="status">
        {analysis.isRunning() ? '' : word('analyser.done', { count: String(entries.length) })}
      </p>
      {entries.length === 1 ? (
        <MessageCard key={first.id} entry={first} analysis={analysis} own={own} />
      ) : (
        <>
          <div class="tools">
            <Filters entries={entries} kind={shown} onChoose={setKind} />
            <Files {...props} />
          </div>
          <Causes groups={groups} chosen={group ?? null} onChoose={setChosen} />
          <ResultTable
            rows={rows}
            sorting={sorting}
            onSort={(column) =>
              setSorting((before) => ({
                column,
                descending: before.column === column && !before.descending,
              }))
            }
            onOpen={setOpened}
          />
          <CardDialog {...props} entry={opened} onClose={() => setOpened(null)} />
        </>
      )}
    </section>
  );
}
