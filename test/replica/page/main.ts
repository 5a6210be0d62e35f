// The local Gmail's application: how it starts, and the hooks tests drive it with.
import { boot, h } from './dom.ts';
import {
  activeView,
  back,
  frame,
  openThread,
  redrawLists,
  rerender,
  route,
  step,
} from './panes.ts';
import { type Counters, countEvents, counters } from './state.ts';
import { allThreads, go, loadThreads } from './store.ts';
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
  /**
   * What every seal in the document stands beside, and what every expanded message of the open thread should have: the
   * legacy id of the message, or what is wrong with the place. Seals that a mail draws have nothing in them, and stand
   * until somebody takes them away: only `all` counts them.
   */
  seals(all?: boolean): { expected: string[]; found: { id: string; place: string }[] };
  /** draws the sender lines of every pane again, hidden ones too */
  rerender(): void;
  /** sends a reply into the open thread, without a legacy id until `sync` */
  reply(text: string): Promise<void>;
  /** what was sent gets its legacy id */
  sync(): void;
  setTheme(theme: 'light' | 'dark'): void;
  /** loads the threads again, as when mail arrives, and redraws the list */
  refresh(): Promise<void>;
  /** Gmail-like changes all over the page for so many milliseconds; returns how many */
  storm(milliseconds: number): Promise<number>;
}

declare global {
  interface Window {
    __replica: Hooks;
    /** of this interface only what the page uses */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): unknown };
    };
  }
}

const { options } = boot;

function onKey(event: KeyboardEvent): void {
  counters.keys[event.key] = (counters.keys[event.key] ?? 0) + 1;
  const { target } = event;
  if (target instanceof HTMLInputElement) return;
  if (target instanceof HTMLElement && target.isContentEditable) return;
  if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key === 'u') back();
}

/** One frame of Gmail's own business: row toolbars come and go, buttons restyle, dates are written again. */
function stir(turn: number): number {
  let changes = 0;
  for (const row of document.querySelectorAll('tr.zA')) {
    row.classList.toggle('aqw', turn % 2 === 0);
    const buttons = turn % 2 ? [] : [h('li', { class: 'bqX' }), h('li', { class: 'bqX' })];
    row.querySelector('.bqY')?.replaceChildren(...buttons);
    changes += 2;
  }
  for (const button of document.querySelectorAll<HTMLElement>('.T-I')) {
    button.style.opacity = turn % 2 ? '0.99' : '';
    changes += 1;
  }
  for (const date of document.querySelectorAll('.g3')) {
    date.replaceChildren(date.textContent ?? '');
    changes += 1;
  }
  return changes;
}

async function storm(milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let changes = 0;
  for (let turn = 0; performance.now() < end; turn += 1) {
    changes += stir(turn);
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  return changes;
}

/** Gmail's own worker stands between the page and the network; this one passes everything on. */
async function startWorker(): Promise<void> {
  // A worker's address is a Trusted Types sink like markup is.
  const policy = window.trustedTypes?.createPolicy('gmail#worker', {
    createScriptURL: (url) => url,
  });
  const url = '/mail/_/js/worker.ts';
  const script = policy ? policy.createScriptURL(url) : url;
  await navigator.serviceWorker.register(script as string, { scope: '/mail/' });
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
}

async function start(): Promise<void> {
  countEvents();
  document.addEventListener('keydown', onKey);
  if (options.serviceWorker) await startWorker();
  await Promise.all([
    loadThreads(),
    new Promise((resolve) => setTimeout(resolve, options.bootDelay)),
  ]);
  document.body.className = boot.popout ? 'aAU xE Su' : 'aAU';
  document.body.append(frame.root);
  frame.toolbar.back.addEventListener('click', back);
  frame.toolbar.newer.addEventListener('click', () => step(-1));
  frame.toolbar.older.addEventListener('click', () => step(1));
  if (options.rerenderEvery > 0) setInterval(rerender, options.rerenderEvery);
  if (boot.popout) {
    const thread = allThreads().find(({ permId }) => permId === boot.popout);
    if (thread) openThread(thread);
    return;
  }
  window.addEventListener('hashchange', route);
  route();
}

const unsynced: (() => void)[] = [];

async function reply(text: string): Promise<void> {
  const view = activeView();
  const url = `${boot.base}i/send?th=${view.thread.legacyId}`;
  const response = await fetch(url, { method: 'POST', body: text });
  const sent = (await response.json()) as WireMessage;
  view.thread.messages.push({ ...sent });
  const shown = view.append({ ...sent, legacyId: '' }, true);
  unsynced.push(() => shown.setLegacyId(sent.legacyId));
}

window.__replica = {
  counters,
  ready: start(),
  threads: allThreads,
  open(name) {
    const thread = allThreads().find(
      ({ token, permId, subject }) => token === name || permId === name || subject === name,
    );
    if (!thread) throw new Error(`No thread "${name}".`);
    go(`${thread.label}/${thread.token}`);
  },
  back,
  next: () => step(1),
  previous: () => step(-1),
  expand: (message) => activeView().find(message).expand(),
  collapse: (message) => activeView().find(message).collapse(),
  seals(all = false) {
    const views = activeView().views.filter(({ message }) => !message.draft);
    const expected = views.filter(({ truth }) => truth).map(({ message }) => message.legacyId);
    const seals = [...document.querySelectorAll<HTMLElement>('inkan-seal')];
    const counted = seals.filter(({ shadowRoot }) => all || shadowRoot !== null);
    const found = counted.map((seal) => {
      const around = views.find(({ truth }) => truth?.row.contains(seal));
      const inBody = views.some(({ truth }) => truth?.body.contains(seal));
      const place = around?.message.legacyId ?? (inBody ? 'in a body' : 'elsewhere');
      return { id: seal.dataset.for ?? '', place };
    });
    return { expected, found };
  },
  rerender,
  reply,
  sync: () => {
    for (const give of unsynced.splice(0)) give();
  },
  setTheme(theme) {
    // Gmail announces a theme only by writing an inline style element anew.
    document.getElementById('theme')?.replaceChildren(boot.themes[theme]);
  },
  async refresh() {
    await loadThreads();
    redrawLists();
  },
  storm,
};
