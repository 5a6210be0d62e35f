// @vitest-environment happy-dom
// The drill: Gmail's page changed in one way and in two; seals stand at their senders, or the popup says that one is missing.
import { appendFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { readAccount } from '../../lib/gmail/account.ts';
import { createReconciler } from '../../lib/gmail/reconcile.ts';
import { PARTS, SUBJECT } from '../helpers/drift/mail.ts';
import { type Outcome, outcomeOf, type Shown } from '../helpers/drift/outcome.ts';
import { type Drift, drawDrift } from '../replica/drift.ts';
import { DEFAULT_PAGE } from '../replica/page/options.ts';
import type { WireMessage, WireThread } from '../replica/page/wire.ts';
import { WORDS } from '../replica/words.ts';
import * as gmail from './markup.ts';

const FIRST = 1_839_751_187_009_719_696n;
const messages = PARTS.map((part, index): WireMessage => {
  const id = FIRST + BigInt(index) * 1_048_576_000_001n;
  return {
    permId: `msg-f:${id}`,
    legacyId: id.toString(16),
    from: { name: part.name, address: part.address },
    to: [{ name: 'Alice', address: 'alice@gmail.example' }],
    subject: SUBJECT,
    date: Date.UTC(2026, 10, 2, index),
    snippet: 'text',
    unread: part.unread,
    draft: false,
    via: null,
    banner: null,
    questioned: false,
    attachments: [],
  };
});
const thread: WireThread = {
  permId: `thread-f:${FIRST}`,
  legacyId: FIRST.toString(16),
  token: 'FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn',
  subject: SUBJECT,
  label: 'inbox',
  messages,
};

/** The thread that was open before, where nodes are re-used: the same messages from somebody else. */
const BEFORE: WireThread = {
  ...thread,
  messages: messages.map((message, index) => {
    const id = FIRST + BigInt(index + 7) * 1_048_576_000_001n;
    const from = { name: 'Before', address: 'before@other.example' };
    return { ...message, permId: `msg-f:${id}`, legacyId: id.toString(16), from };
  }),
};

/** The page asks for bodies as documents: here they are made from what the server would send. */
class BodyRequest {
  responseType = '';
  responseXML: Document | null = null;
  onloadend = () => {};
  #index = 0;
  open(_method: string, url: string): void {
    this.#index = messages.findIndex(({ legacyId }) => url.endsWith(legacyId));
  }
  send(): void {
    const html = PARTS[this.#index]?.html ?? '';
    this.responseXML = new DOMParser().parseFromString(`<body>${html}`, 'text/html');
    queueMicrotask(() => this.onloadend());
  }
}

/** Draws the thread with the page's own code, lets the adapter look at it until it gave up waiting, and judges. */
async function drill(
  drift: Drift,
): Promise<{ outcome: Outcome; shown: Shown; layout: string; missed: string[] }> {
  vi.resetModules();
  vi.stubGlobal('XMLHttpRequest', BodyRequest);
  vi.useFakeTimers();
  const options = { ...DEFAULT_PAGE, ...drift.page };
  vi.stubGlobal('BOOT', {
    base: '/mail/u/0/',
    address: 'alice@gmail.example',
    name: 'Alice',
    language: 'en',
    words: WORDS[options.language ?? 'en'],
    options,
    nonce: '',
    themes: { light: '', dark: '' },
    popout: null,
    accounts: [],
  });
  gmail.show('');
  const { ThreadView } = await import('../replica/page/thread.ts');
  const view = new ThreadView(options.reuseNodes ? BEFORE : thread);
  const pane = document.createElement('div');
  pane.setAttribute('role', 'main');
  pane.append(view.root);
  document.body.append(pane);
  const wrong: string[] = [];
  const page = createReconciler<string>({
    document,
    account: () => readAccount(document),
    evaluate: async (message) => {
      const known = [...messages, ...BEFORE.messages];
      const own = known.find(({ legacyId }) => legacyId === message.legacyId);
      if (message.author.address !== own?.from.address) wrong.push(message.id);
      return { result: 'done', again: null };
    },
    render: () => undefined,
    discard: () => undefined,
    ask: () => undefined,
  });
  if (options.reuseNodes) {
    // The nodes of the thread before get other ids, another sender, another body.
    await vi.advanceTimersByTimeAsync(100);
    page.look();
    view.show(thread, true);
  }
  // While Gmail still builds, and long after.
  for (const wait of [0, 100, 2_500, 9_000, 9_000]) {
    await vi.advanceTimersByTimeAsync(wait);
    for (const each of view.views) if (options.rerenderEvery > 0) each.drawSender();
    page.look();
    await vi.advanceTimersByTimeAsync(0);
  }
  page.look();
  const expected = view.views.filter(({ truth }) => truth).map(({ message }) => message.legacyId);
  const found = [...document.querySelectorAll<HTMLElement>('inkan-seal')].map((seal) => ({
    id: wrong.includes(seal.dataset.for ?? '') ? 'wrong sender' : (seal.dataset.for ?? ''),
    place:
      view.views.find(({ truth }) => truth?.row.contains(seal))?.message.legacyId ?? 'elsewhere',
  }));
  const { layout, missed } = page.page();
  page.end();
  vi.useRealTimers();
  const shown = { expected, found };
  return { outcome: outcomeOf(shown, layout), shown, layout, missed };
}

const singles = Number(process.env.DRIFT_SINGLE ?? 30);
const doubles = Number(process.env.DRIFT_DOUBLE ?? 15);
const report = process.env.DRIFT_REPORT;

async function run(from: number, count: number, kinds: number) {
  const outcomes: Record<Outcome, number> = { sealed: 0, told: 0, silent: 0, wrong: 0 };
  const faults: string[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const drift = drawDrift(seed, kinds);
    const { outcome, shown, layout, missed } = await drill(drift);
    outcomes[outcome] += 1;
    const line = { seed, outcome, kinds: drift.kinds, about: drift.about, missed };
    if (report) appendFileSync(report, `${JSON.stringify(line)}\n`);
    if (outcome === 'silent' || outcome === 'wrong')
      faults.push(
        `${seed}: ${outcome}, ${layout}, ${drift.about.join('; ')} ${JSON.stringify(shown)}`,
      );
  }
  return { outcomes, faults };
}

test('as Gmail is now, every message has its seal', async () => {
  expect(await drill({ seed: 0, about: [], kinds: [], page: {} })).toMatchObject({
    outcome: 'sealed',
    shown: { expected: messages.slice(1).map(({ legacyId }) => legacyId) },
  });
});

/** Faults that the drill found. */
test.each([
  ['portraits that are no pictures', { kind: 'tags', from: 'img', to: 'div', role: null }],
] as const)('%s', async (about, change) => {
  const hashed = { kind: 'classes', names: 'all', seed: 1 } as const;
  for (const drift of [[change], [hashed, change], [change, hashed]])
    expect(await drill({ seed: 0, about: [about], kinds: [], page: { drift } })).toMatchObject({
      outcome: 'sealed',
    });
});

test(`${singles} single changes`, async () => {
  const { outcomes, faults } = await run(1_000, singles, 1);
  expect(faults).toEqual([]);
  expect(outcomes.sealed / singles).toBeGreaterThanOrEqual(0.95);
}, 600_000);

test(`${doubles} double changes`, async () => {
  const { faults } = await run(5_000, doubles, 2);
  expect(faults).toEqual([]);
}, 600_000);
