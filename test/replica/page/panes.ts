// The panes of the application: only one is displayed, the others stay in the document.
import { boot, h } from './dom.ts';
import { createFrame } from './frame.ts';
import { createList, type ListView } from './list.ts';
import { composeWindow } from './markup.ts';
import { counters } from './state.ts';
import { allThreads, go, readFragment, threadsOf } from './store.ts';
import { ThreadView } from './thread.ts';
import type { WireThread } from './wire.ts';

const { options } = boot;
export const frame = createFrame(go);
const lists = new Map<string, { pane: HTMLElement; view: ListView }>();
const opened: { pane: HTMLElement; view: ThreadView }[] = [];
let active: { pane: HTMLElement; view: ThreadView } | null = null;
let compose: HTMLElement | null = null;
let currentKey = 'inbox';
let samePane = false;

/** While a pane loads, nothing has role=main. */
function show(pane: HTMLElement): void {
  for (const other of frame.panes.children) {
    if (other === pane || !(other instanceof HTMLElement)) continue;
    other.style.display = 'none';
    other.removeAttribute('role');
  }
  pane.style.display = '';
  setTimeout(() => {
    if (pane.style.display !== 'none') pane.setAttribute('role', 'main');
  }, options.mainDelay);
}

function listOf(key: string): { pane: HTMLElement; view: ListView } {
  let list = lists.get(key);
  if (!list) {
    const view = createList((thread) => {
      counters.rows += 1;
      if (options.readingPane) preview(key, thread);
      else go(`${key}/${thread.token}`);
    });
    const pane = h('div', { class: options.readingPane ? 'nH bGI split' : 'nH bGI' }, view.root);
    frame.panes.append(pane);
    list = { pane, view };
    lists.set(key, list);
    view.draw(threadsOf(key));
  }
  return list;
}

/** The reading pane: the thread appears beside the list, and the fragment does not change. */
function preview(key: string, thread: WireThread): void {
  const { pane, view } = listOf(key);
  view.select(thread);
  const shown = new ThreadView(thread);
  view.preview.replaceChildren(shown.root);
  active = { pane, view: shown };
}

/** Opens a thread in a new pane, or in the pane of its neighbour. */
export function openThread(thread: WireThread): void {
  if (samePane && active && opened.includes(active)) {
    active.view.show(thread, options.reuseNodes);
    samePane = false;
    return;
  }
  const view = new ThreadView(thread);
  const pane = h('div', { class: 'nH g id' }, view.root);
  frame.panes.append(pane);
  active = { pane, view };
  opened.push(active);
  if (opened.length > 4) opened.shift()?.pane.remove();
  show(pane);
}

/** Draws what the fragment asks for. */
export function route(): void {
  const fragment = readFragment();
  currentKey = fragment.key;
  frame.mark(currentKey);
  drawCompose(fragment.compose);
  const thread = allThreads().find((candidate) => candidate.token === fragment.token);
  frame.root.classList.toggle('reading', thread !== undefined);
  if (!thread) {
    active = null;
    show(listOf(currentKey).pane);
    return;
  }
  const shown = active?.view.thread === thread && active.pane.style.display !== 'none';
  if (!shown) openThread(thread);
}

function drawCompose(wanted: boolean): void {
  if (wanted === (compose !== null)) return;
  compose?.remove();
  compose = wanted ? composeWindow() : null;
  if (compose) document.body.append(compose);
}

export function back(): void {
  go(currentKey);
}

/** The neighbour in the list, in the same pane: 1 is the one below. */
export function step(by: number): void {
  if (!active) return;
  const around = threadsOf(currentKey);
  const index = around.indexOf(active.view.thread);
  const thread = around[index + by];
  if (index < 0 || !thread) return;
  if (readFragment().token === null) {
    preview(currentKey, thread);
    return;
  }
  samePane = true;
  go(`${currentKey}/${thread.token}`);
}

/** Draws every sender line again, in hidden panes too. */
export function rerender(): void {
  const views = new Set(opened.map(({ view }) => view));
  if (active) views.add(active.view);
  for (const view of views) for (const message of view.views) message.drawSender();
}

/** Draws every list again from the threads as they are now. */
export function redrawLists(): void {
  for (const [key, { view }] of lists) view.draw(threadsOf(key));
}

export function activeView(): ThreadView {
  if (!active) throw new Error('No thread is open.');
  return active.view;
}
