// A list that the reader keeps: what is in it, a way out for each, and one field for more.

import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Cross } from '../cross.tsx';
import { ownText } from '../phrase.tsx';
import { Managed, Message } from './form.tsx';
import { useWords } from './index.tsx';

/** What the entries are made of: `read` gives the entry as it is stored, or null when it can be none. */
export interface EntryKind {
  read(text: string): string | null;
  placeholder: string;
  /** said when `read` gives null; `{text}` is filled in by the caller */
  refuse(text: string): string;
}

/**
 * What is in a list, with a way out for each. After a removal the focus goes to the entry that took the place, or to
 * `rest` when there is none left.
 */
export function Entries(props: {
  label: string;
  entries: readonly string[];
  /** what the organisation set: shown first, never removed */
  fixed?: readonly string[];
  onRemove(index: number): void;
  rest: RefObject<HTMLElement | null>;
}) {
  const { label, entries, fixed = [], onRemove, rest } = props;
  const list = useRef<HTMLUListElement>(null);
  const removed = useRef<number | null>(null);
  // The list is drawn anew only when the removal was saved.
  useLayoutEffect(() => {
    const index = removed.current;
    if (index === null) return;
    removed.current = null;
    const buttons = list.current?.querySelectorAll('button') ?? [];
    (buttons[Math.min(index, buttons.length - 1)] ?? rest.current)?.focus();
  }, [entries.join('\n')]);
  return (
    <ul class="entries" ref={list} aria-label={label}>
      {fixed.map((entry) => (
        <li key={`fixed ${entry}`} class="entry fixed">
          <bdi>{entry}</bdi>
        </li>
      ))}
      {entries.map((entry, index) => (
        <li key={entry} class="entry">
          <bdi>{entry}</bdi>
          <RemoveButton
            name={entry}
            onClick={() => {
              removed.current = index;
              onRemove(index);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/**
 * Several entries may come at once, one a line or with commas between; those that are none stay in the field with the
 * reason.
 */
export function EntryList(props: {
  label: string;
  help: string;
  kind: EntryKind;
  entries: readonly string[];
  /** what the organisation set: shown first, never removed */
  fixed?: readonly string[];
  /** the organisation keeps the list for itself */
  locked?: boolean;
  /** Only what changes: the list as it is kept may be ahead of `entries`. */
  onChange(how: (kept: string[]) => string[]): void;
}) {
  const { label, help, kind, entries, fixed = [], locked = false, onChange } = props;
  const word = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState('');
  const field = useRef<HTMLInputElement>(null);

  function add(): void {
    const pieces = text
      .split(/[\r\n,、，;]+/)
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '');
    const read = pieces.map((piece) => ({ piece, entry: kind.read(piece) }));
    const refused = read.filter(({ entry }) => entry === null).map(({ piece }) => piece);
    const taken = new Set([...entries, ...fixed]);
    const fresh: string[] = [];
    for (const { entry } of read) {
      if (entry === null || taken.has(entry)) continue;
      taken.add(entry);
      fresh.push(entry);
    }
    setText(refused.join(', '));
    setWrong(refused[0] === undefined ? '' : kind.refuse(refused[0]));
    if (fresh.length > 0) onChange((kept) => [...new Set([...kept, ...fresh])]);
    field.current?.focus();
  }

  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <p class="help" id={`${id}-help`}>
        {ownText(help)}
      </p>
      {(locked || fixed.length > 0) && <Managed />}
      <div class="control">
        <Entries
          label={label}
          entries={locked ? [] : entries}
          fixed={fixed}
          rest={field}
          onRemove={(index) => onChange((kept) => kept.filter((one) => one !== entries[index]))}
        />
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <input
            ref={field}
            id={id}
            size={32}
            value={text}
            placeholder={kind.placeholder}
            disabled={locked}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            aria-invalid={wrong !== ''}
            aria-describedby={`${id}-help`}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setWrong('');
            }}
            onPaste={(event) => {
              // A one-line field would glue pasted lines together.
              const pasted = event.clipboardData?.getData('text/plain') ?? '';
              if (!/[\r\n]/.test(pasted)) return;
              event.preventDefault();
              const lines = pasted.split(/[\r\n]+/).filter((line) => line.trim() !== '');
              setText([text, ...lines].filter((line) => line !== '').join(', '));
            }}
          />
          <button type="submit" class="button" disabled={locked}>
            {word('page.add')}
          </button>
        </form>
        <Message text={wrong} wrong={wrong !== ''} />
      </div>
    </div>
  );
}

/** A small cross with a name of its own: "Remove example.com". */
function RemoveButton({ name, onClick }: { name: string; onClick(): void }) {
  const word = useWords();
  const label = word('page.removeThis', { name });
  return (
    <button type="button" class="remove" aria-label={label} title={label} onClick={onClick}>
      <Cross size={14} />
    </button>
  );
}
