// A table of any length: only the rows in sight are in the document, and every row can be reached by keyboard.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ownText } from '../phrase.tsx';
import './table.css';
import { isSameWindow, windowOf } from './window.ts';

export interface Column<Row> {
  id: string;
  title: string;
  /** CSS width; one column without takes the rest */
  width?: string;
  /** figures stand at the end of the cell */
  number?: boolean;
  /** the column can be sorted */
  sorts?: boolean;
  /** the title is for screen readers only */
  hidden?: boolean;
  cell(row: Row, index: number): ComponentChildren;
}

export interface Sorting {
  column: string;
  descending: boolean;
}

interface TableProps<Row> {
  /** what the table holds, for screen readers */
  label: string;
  columns: Column<Row>[];
  /** in the order in which they are shown */
  rows: readonly Row[];
  /** false while only the first rows are known; the others will stand below them */
  isWhole?: boolean;
  keyOf(row: Row): string;
  sorting: Sorting;
  onSort(column: string): void;
}

/** Every row is as high as this, so that the place of each is known without drawing it. */
const ROW_HEIGHT = 42;
const HEAD = 38;
/** Before it is measured: what the style sheet leaves it. */
const guessRoom = (): number => Math.min(0.7 * innerHeight, 760);

const CONTROL = 'button, a[href]';

function Head<Row>({ columns, sorting, onSort }: TableProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ id, title, number, sorts, hidden }) => {
          const isSorted = sorting.column === id;
          const order = sorting.descending ? 'descending' : 'ascending';
          return (
            <th
              key={id}
              scope="col"
              class={number ? 'number' : undefined}
              aria-sort={isSorted ? order : undefined}
            >
              {sorts ? (
                <button type="button" class="sort" onClick={() => onSort(id)}>
                  <span>{ownText(title)}</span>
                  <span class="arrow" aria-hidden="true">
                    {isSorted ? (sorting.descending ? '↓' : '↑') : ''}
                  </span>
                </button>
              ) : (
                <span class={hidden ? 'heard' : undefined}>{ownText(title)}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Up, down, home and end move among the controls of one column, also where the row is not drawn yet. */
function targetOf(key: string, at: number, last: number): number | null {
  const targets: Record<string, number> = {
    ArrowDown: Math.min(last, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: last,
  };
  return targets[key] ?? null;
}

export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, isWhole = true, keyOf } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState(() => ({ top: 0, room: guessRoom() }));
  /** the control that gets the focus once its row is drawn */
  const wanted = useRef<{ row: number; control: number } | null>(null);
  const { first, end } = windowOf(rows.length, ROW_HEIGHT, sight.top, sight.room);

  const look = () => {
    const box = scroller.current;
    if (!box) return;
    const now = { top: box.scrollTop, room: box.clientHeight };
    // The same rows are not drawn again.
    setSight((before) => (isSameWindow(ROW_HEIGHT, before, now) ? before : now));
  };
  useLayoutEffect(look, [rows.length]);
  useEffect(() => {
    const watch = new ResizeObserver(look);
    if (scroller.current) watch.observe(scroller.current);
    return () => watch.disconnect();
  }, []);

  useLayoutEffect(() => {
    const target = wanted.current;
    const row = target && scroller.current?.querySelector(`[data-row="${target.row}"]`);
    if (!row) return;
    wanted.current = null;
    row.querySelectorAll<HTMLElement>(CONTROL)[target.control]?.focus({ preventScroll: true });
  });

  function move(event: KeyboardEvent): void {
    const control = event.target instanceof HTMLElement ? event.target.closest(CONTROL) : null;
    const row = control?.closest<HTMLElement>('[data-row]');
    const box = scroller.current;
    if (!control || !row || !box || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = targetOf(event.key, Number(row.dataset.row), rows.length - 1);
    if (to === null) return;
    event.preventDefault();
    wanted.current = { row: to, control: [...row.querySelectorAll(CONTROL)].indexOf(control) };
    const above = to * ROW_HEIGHT;
    const below = above + ROW_HEIGHT + HEAD - box.clientHeight;
    box.scrollTop = Math.max(below, Math.min(above, box.scrollTop));
    // A row that is drawn already needs no scrolling to get the focus.
    setSight(({ room }) => ({ top: box.scrollTop, room }));
  }

  // The controls inside are what is pressed; the box only knows where the next row is.
  useLayoutEffect(() => {
    const box = scroller.current;
    box?.addEventListener('keydown', move);
    return () => box?.removeEventListener('keydown', move);
  });

  return (
    <div class="long" ref={scroller} onScroll={look}>
      <div
        style={{
          blockSize: `${rows.length * ROW_HEIGHT + HEAD}px`,
          paddingBlockStart: `${first * ROW_HEIGHT}px`,
        }}
      >
        <table
          aria-label={label}
          aria-rowcount={isWhole ? rows.length + 1 : -1}
          aria-busy={!isWhole}
        >
          <colgroup>
            {columns.map(({ id, width }) => (
              <col key={id} style={width ? { width } : undefined} />
            ))}
          </colgroup>
          <Head {...props} />
          <tbody>
            {rows.slice(first, end).map((row, offset) => (
              <tr key={keyOf(row)} data-row={first + offset} aria-rowindex={first + offset + 2}>
                {columns.map(({ id, number, cell }) => (
                  <td key={id} class={number ? 'number' : undefined}>
                    {cell(row, first + offset)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
