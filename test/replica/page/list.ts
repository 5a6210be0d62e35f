// A list of threads: rows with the sender's name and address, and the hidden copy that Gmail keeps of each.
import { boot, h, icon, nextId, showDate } from './dom.ts';
import type { WireThread } from './wire.ts';

const { words } = boot;

function senderNode(thread: WireThread, unread: boolean): HTMLElement {
  const message = thread.messages.at(-1);
  const { name, address } = message?.from ?? { name: '', address: '' };
  return h(
    'span',
    {
      class: unread ? 'zF' : 'yP',
      translate: 'no',
      email: address,
      name,
      'data-hovercard-id': address,
    },
    name || address,
  );
}

/** The elements of the list: of a table, or of a grid without one. */
const [TABLE, ROWS, ROW, CELL] = boot.options.gridRows
  ? (['div', 'div', 'div', 'div'] as const)
  : (['table', 'tbody', 'tr', 'td'] as const);

function row(thread: WireThread, open: (thread: WireThread) => void): HTMLElement {
  const last = thread.messages.at(-1);
  const unread = thread.messages.some((message) => message.unread);
  const subject = () =>
    h(
      'span',
      {
        'data-thread-id': `#${thread.permId}`,
        'data-legacy-thread-id': thread.legacyId,
        'data-legacy-last-message-id': last?.legacyId ?? '',
        'data-legacy-last-non-draft-message-id': last?.legacyId ?? '',
      },
      thread.subject,
    );
  const count =
    thread.messages.length > 1 ? h('span', { class: 'bx0' }, String(thread.messages.length)) : null;
  const element = h(
    ROW,
    { class: `zA ${unread ? 'zE' : 'yO'}`, role: 'row', id: nextId(), tabindex: '-1' },
    h(CELL, { class: 'PF xY' }),
    h(CELL, { class: 'oZ-x3 xY' }, h('div', { class: 'oZ-jc', role: 'checkbox' })),
    h(
      CELL,
      { class: 'apU xY' },
      h('span', { class: 'aXw', 'aria-label': words.star }, icon('starred')),
    ),
    h(
      CELL,
      { class: 'yX xY', role: 'gridcell' },
      // The copy that is never seen: sender and subject once more.
      h(
        'div',
        { class: 'afn' },
        senderNode(thread, unread),
        ', ',
        subject(),
        `, ${last?.snippet ?? ''}`,
      ),
      h('div', { class: 'yW' }, h('span', { class: 'bA4' }, senderNode(thread, unread)), count),
    ),
    h(
      CELL,
      { class: 'xY a4W', role: 'gridcell' },
      h(
        'div',
        { class: 'xS', role: 'link' },
        h(
          'div',
          { class: 'xT' },
          h('div', { class: 'y6' }, h('span', { class: 'bog' }, subject())),
          h('span', { class: 'y2' }, h('span', { class: 'Zt' }, ' - '), last?.snippet ?? ''),
        ),
      ),
    ),
    h(
      CELL,
      { class: 'xW xY', role: 'gridcell' },
      h(
        'span',
        { title: showDate(last?.date ?? 0, 'long') },
        h('span', {}, showDate(last?.date ?? 0, 'short')),
      ),
      h('ul', { class: 'bqY', role: 'toolbar' }),
    ),
  );
  element.addEventListener('click', () => open(thread));
  return element;
}

export interface ListView {
  root: HTMLElement;
  /** where a thread appears in the reading pane */
  preview: HTMLElement;
  threads: WireThread[];
  select(thread: WireThread): void;
  draw(threads: WireThread[]): void;
}

export function createList(open: (thread: WireThread) => void): ListView {
  const body = h(ROWS);
  const preview = h('div', { class: 'ao9' });
  const rows = new Map<WireThread, HTMLElement>();
  const root = h(
    'div',
    { class: 'ae4 UI' },
    h('div', { gh: 'tl', class: 'Cp' }, h(TABLE, { class: 'F cf zt', role: 'grid' }, body)),
    h('div', { class: 'aia' }, preview),
  );
  const view: ListView = {
    root,
    preview,
    threads: [],
    select(thread) {
      for (const [candidate, element] of rows)
        element.classList.toggle('aps', candidate === thread);
    },
    draw(threads) {
      view.threads = threads;
      rows.clear();
      for (const thread of threads) rows.set(thread, row(thread, open));
      body.replaceChildren(...rows.values());
    },
  };
  return view;
}
