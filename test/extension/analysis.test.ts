// The work behind the page for files: every message has its row, its report and its place in the files, and messages
// that say the same share what they say.
import { expect, test, vi } from 'vitest';
import type { Entry } from '../../entrypoints/analyser/analysis.ts';
import type { Source } from '../../entrypoints/analyser/intake.ts';
import { openLookups } from '../../lib/dns/gate.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { LOCAL_CONTEXT } from '../../lib/model/context.ts';
import type { Digest, Report, Resolver } from '../../lib/model.ts';
import { tell } from '../../lib/verdict/story/tell.ts';

const NOW = Date.UTC(2026, 10, 20);
const silent: Resolver = { ask: () => Promise.reject(new Error('nothing is asked')) };

/** What the background does, without a browser; the answer crosses as text. */
async function judge(_kind: string, { digest }: { digest: Digest }) {
  const context = { ...LOCAL_CONTEXT, now: NOW, lookups: 'off' as const };
  const { me: reader } = context;
  const limits = {
    mode: 'off',
    folder: 'inbox',
    consented: false,
    reader,
    deadlineMs: 1_000,
  } as const;
  const judgement = await evaluate(digest, openLookups(silent, limits), context);
  return JSON.parse(JSON.stringify({ judgement, story: tell(judgement, 'en'), forgot: false }));
}

const ask = vi.fn(judge);
vi.mock('../../lib/extension/messaging.ts', () => ({
  ask: (kind: string, of: never) => ask(kind, of),
}));
const { createAnalysis } = await import('../../entrypoints/analyser/analysis.ts');
const { arrange, causesOf, countDone, countKinds } = await import(
  '../../entrypoints/analyser/arrange.ts'
);
const { exportResults } = await import('../../entrypoints/analyser/export.ts');

/** A signature over another body: why it fails is known without a question. Of the third sender nothing is signed. */
const signature = (sender: string) =>
  sender === 'three'
    ? ''
    : `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${sender}.example; s=s1; h=from:to:subject;\r\n bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n`;

const message = (sender: string, i: number): Source => ({
  name: `all.mbox#${i}`,
  fidelity: 'exact',
  read: async () =>
    new TextEncoder().encode(
      `${signature(sender)}From: Shop <news@${sender}.example>\r\nTo: alice@gmail.com\r\nSubject: Order ${i}\r\nMessage-ID: <${i}@${sender}.example>\r\n\r\nHello\r\n`,
    ),
});
const broken: Source = {
  name: 'gone.eml',
  fidelity: 'exact',
  read: () => Promise.reject(new Error('gone')),
};

const SENDERS = ['one', 'two', 'three'];
const COUNT = 240;
const sources = Array.from({ length: COUNT }, (_, i) =>
  message(SENDERS[i % SENDERS.length]!, i + 1),
);

const isDone = (entries: readonly Entry[]) => entries.every(({ result }) => result !== null);

async function analysed(list: readonly Source[]) {
  const analysis = createAnalysis(() => {});
  await analysis.take(async (desk) => desk.add(list));
  await vi.waitFor(() => expect(isDone(analysis.entries())).toBe(true), { timeout: 60_000 });
  return analysis;
}

test('a row and a report a message, in order; what is said alike is kept once', async () => {
  const analysis = await analysed([...sources, broken]);
  const entries = analysis.entries();
  expect(entries.map(({ source }) => source.name)).toEqual([
    ...sources.map(({ name }) => name),
    'gone.eml',
  ]);
  expect(countDone(entries)).toBe(COUNT + 1);
  const judged = entries.slice(0, COUNT);
  expect(new Set(judged.map(({ result }) => result)).size).toBe(SENDERS.length);
  expect(new Set(judged.map(({ place }) => place)).size).toBe(COUNT);
  const file = await exportResults(entries, analysis.reports, 'jsonl', []);
  const lines = (await file.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line: Pick<Report, 'file'>) => line.file)).toEqual(
    entries.map(({ source }) => source.name),
  );
  for (const [i, line] of lines.slice(0, COUNT).entries())
    expect(line.authorDomain).toBe(`${SENDERS[i % SENDERS.length]}.example`);
});

test('groups count each sender apart; one that is chosen leaves its own', async () => {
  const entries = (await analysed(sources)).entries();
  const groups = causesOf(entries);
  expect(groups).toEqual(
    ['one.example', 'two.example'].map((domain) => ({
      domain,
      cause: 'dkimChanged',
      count: COUNT / 3,
      total: COUNT / 3,
    })),
  );
  const byNumber = { column: 'number', descending: false };
  expect(arrange(entries, null, byNumber)).toBe(entries);
  expect(arrange(entries, null, { ...byNumber, descending: true })).toEqual([...entries].reverse());
  const [first] = groups;
  const own = arrange(entries, null, byNumber, first);
  expect(own.length).toBe(COUNT / 3);
  for (const { result } of own)
    expect(result?.kind === 'judged' && result.sender.domain).toBe(first?.domain);
  expect([...countKinds(entries).values()]).toEqual([COUNT]);
});

test('checked again, a message has a new report, and others keep theirs', async () => {
  const analysis = await analysed(sources.slice(0, 6));
  const [first, second] = analysis.entries();
  const before = [first?.place, second?.place];
  await analysis.again(first!, false);
  expect(first?.place).not.toBe(before[0]);
  expect(second?.place).toBe(before[1]);
  expect(first?.result).not.toBe(null);
});

test('cancelled, what was finished stays, and nothing else comes', async () => {
  const analysis = createAnalysis(() => {});
  await analysis.take(async (desk) => desk.add(sources));
  await vi.waitFor(() => expect(countDone(analysis.entries())).toBeGreaterThan(5), {
    interval: 1,
    timeout: 60_000,
  });
  analysis.cancel();
  const kept = analysis.entries().length;
  expect(kept).toBeLessThan(COUNT);
  expect(isDone(analysis.entries())).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(analysis.entries().length).toBe(kept);
  expect(analysis.isRunning()).toBe(false);
});
