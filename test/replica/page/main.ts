// The local Gmail's application: routes, panes that stay in the document, and the hooks tests drive it with.
import { boot, h } from './dom.ts';
import { createFrame } from './frame.ts';
import { createList, type ListView } from './list.ts';
import { type Counters, countEvents, counters } from './state.ts';
import { ThreadView } from './thread.ts';
import type { WireMessage, WireThread } from './wire.ts';

/** `window.__replica`, for tests. Names of messages are legacy ids, permanent ids or sender addresses. */
export interface Hooks {
  counters: Counters;
  ready: Promise<void>;
  threads(): WireThread[];
  /** opens by token, permanent id or subject, through the fragment */
  open(name: string): void;
  back(): void;
  /** the thread below or above in the list, in the same pane */
  next(): void;
  previous(): void;
  expand(message: string): void;
  collapse(message: string): void;
  /** draws the sender lines of every pane again, hidden ones too */
  rerender(): void;
  /** sends a reply into the open thread; its legacy id comes after `syncAfter` milliseconds */
  reply(text: string, syncAfter?: number): Promise<void>;
  setTheme(theme: 'light' | 'dark'): void;
  /** loads the threads again, as when mail arrives, and redraws the list */
  refresh(): Promise<void>;
  /** Gmail-like changes all over the page for so many milliseconds; returns how many */
  storm(milliseconds: number): Promise<number>;
}

declare global {
  interface Window {
    __replica: Hooks;
  }
}

const { options } = boot;
let threads: WireThread[] = [];
const frame = createFrame(go);
const lists = new Map<string, { pane: HTMLElement; view: ListView }>();
const opened: { pane: HTMLElement; view: ThreadView }[] = [];
let active: { pane: HTMLElement; view: ThreadView } | null = null;
let currentKey = 'inbox';
let samePane = false;

function go(fragment: string): void {
  location.hash = fragment;
}

/** `#search/from%3Ax/FMfcg…?compose=new` → the list's key and the thread's token. */
function readFragment(): { key: string; token: string | null } {
  const [path = ''] = location.hash.slice(1).split('?');
  const parts = path.split('/');
  const long = ['search', 'label', 'category', 'advanced-search', 'chat'].includes(parts[0] ?? '');
  const key = parts.slice(0, long ? 2 : 1).join('/') || 'inbox';
  return { key, token: parts[long ? 2 : 1] ?? null };
}

function threadsOf(key: string): WireThread[] {
  const [kind, query] = key.split('/');
  if (kind === 'inbox' || kind === 'spam' || kind === 'sent') {
    return threads.filter((thread) => thread.label === kind);
  }
  if (kind === 'search') {
    const wanted = decodeURIComponent(query ?? '')
      .replace(/^(from|subject):/, '')
      .toLowerCase();
    return threads.filter((thread) => JSON.stringify(thread).toLowerCase().includes(wanted));
  }
  if (kind === 'all' || kind === 'label')
    return threads.filter((thread) => thread.label !== 'spam');
  return [];
}

/** Only one pane is displayed and has role=main; the others stay in the document. */
function show(pane: HTMLElement): void {
  for (const other of frame.panes.children) {
    if (other === pane || !(other instanceof HTMLElement)) continue;
    other.style.display = 'none';
    other.removeAttribute('role');
  }
  pane.style.display = '';
  setTimeout(() => {
    if (pane.style.display !== 'none') pane.setAttribute('role', 'main');
  }, 30);
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

function openThread(thread: WireThread): void {
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

function route(): void {
  const { key, token } = readFragment();
  currentKey = key;
  frame.mark(key);
  const thread = threads.find((candidate) => candidate.token === token);
  frame.root.classList.toggle('reading', thread !== undefined);
  if (thread && active?.view.thread === thread && active.pane.getAttribute('role') === 'main')
    return;
  if (thread) openThread(thread);
  else {
    active = null;
    show(listOf(key).pane);
  }
}

function step(by: number): void {
  const around = threadsOf(currentKey);
  if (!active) return;
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

function onKey(event: KeyboardEvent): void {
  counters.keys[event.key] = (counters.keys[event.key] ?? 0) + 1;
  if (event.target instanceof HTMLInputElement) return;
  if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key === 'u') go(currentKey);
}

async function load(): Promise<void> {
  const response = await fetch(`${boot.base}i/fd`);
  const last = (thread: WireThread) => thread.messages.at(-1)?.date ?? 0;
  threads = ((await response.json()) as WireThread[]).sort((a, b) => last(b) - last(a));
}

function views(): ThreadView[] {
  const all = opened.map(({ view }) => view);
  return active && !all.includes(active.view) ? [...all, active.view] : all;
}

function rerender(): void {
  for (const view of views()) for (const message of view.views) message.drawSender();
}

function activeView(): ThreadView {
  if (!active) throw new Error('No thread is open.');
  return active.view;
}

async function storm(milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let changes = 0;
  while (performance.now() < end) {
    for (const row of document.querySelectorAll('tr.zA')) {
      row.classList.toggle('aqw');
      row
        .querySelector('.bqY')
        ?.replaceChildren(h('li', { class: 'bqX' }), h('li', { class: 'bqX' }));
      changes += 2;
    }
    for (const icon of document.querySelectorAll<HTMLElement>('.T-I')) {
      icon.style.opacity = changes % 2 ? '0.99' : '';
      changes += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  return changes;
}

async function start(): Promise<void> {
  countEvents();
  document.addEventListener('keydown', onKey);
  await Promise.all([load(), new Promise((resolve) => setTimeout(resolve, options.bootDelay))]);
  document.body.className = boot.popout ? 'aAU xE Su' : 'aAU';
  document.body.append(frame.root);
  frame.toolbar.back.addEventListener('click', () => go(currentKey));
  frame.toolbar.newer.addEventListener('click', () => step(-1));
  frame.toolbar.older.addEventListener('click', () => step(1));
  if (options.rerenderEvery > 0) setInterval(rerender, options.rerenderEvery);
  if (boot.popout) {
    const thread = threads.find(({ permId }) => permId === boot.popout);
    if (thread) openThread(thread);
    return;
  }
  window.addEventListener('hashchange', route);
  route();
}

window.__replica = {
  counters,
  ready: start(),
  threads: () => threads,
  open(name) {
    const thread = threads.find(
      ({ token, permId, subject }) => token === name || permId === name || subject === name,
    );
    if (!thread) throw new Error(`No thread "${name}".`);
    go(`${thread.label}/${thread.token}`);
  },
  back: () => go(currentKey),
  next: () => step(1),
  previous: () => step(-1),
  expand: (message) => activeView().find(message).expand(),
  collapse: (message) => activeView().find(message).collapse(),
  rerender,
  async reply(text, syncAfter = 3000) {
    const view = activeView();
    const response = await fetch(`${boot.base}i/send?th=${view.thread.legacyId}`, {
      method: 'POST',
      body: text,
    });
    const sent = (await response.json()) as WireMessage;
    view.thread.messages.push({ ...sent });
    const shown = view.append({ ...sent, legacyId: '' }, true);
    setTimeout(() => shown.setLegacyId(sent.legacyId), syncAfter);
  },
  setTheme(theme) {
    // Gmail announces a theme only by writing an inline style element anew.
    document.getElementById('theme')?.replaceChildren(boot.themes[theme]);
  },
  async refresh() {
    await load();
    for (const [key, { view }] of lists) view.draw(threadsOf(key));
  },
  storm,
};
