// What a page's main thread did: its tasks from Chromium's own trace.
import type { CDPSession, Page } from 'puppeteer-core';

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** time on the processor: what other programs took of `dur` is not in it */
  tdur?: number;
  pid: number;
  tid: number;
  args: { name?: string; data?: { url?: string } };
}

export interface Task {
  /** milliseconds from the start of the trace */
  start: number;
  /** milliseconds on the processor */
  duration: number;
  /** of these in functions of scripts whose address begins with `ours` */
  ours: number;
  /** WebCrypto hashed on this thread inside the task */
  hashes: boolean;
}

/** Records a trace while `work` runs; returns what it gave and the tasks of the renderer's main thread. */
export async function traceTasks<T>(
  page: Page,
  work: () => Promise<T>,
  ours = 'chrome-extension://',
): Promise<{ result: T; tasks: Task[] }> {
  await page.tracing.start({
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'],
  });
  const result = await work();
  const octets = await page.tracing.stop();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(octets)) as {
    traceEvents: TraceEvent[];
  };
  const scripts = traceEvents.filter(
    (event) =>
      ['FunctionCall', 'EvaluateScript'].includes(event.name) &&
      event.args.data?.url?.startsWith(ours),
  );
  // the renderer that ran our functions; without one, the one that did most
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const tasksOf = ({ pid, tid }: TraceEvent) =>
    traceEvents.filter(
      (event) =>
        event.pid === pid && event.tid === tid && event.ph === 'X' && event.name === 'RunTask',
    );
  const weight = (thread: TraceEvent) =>
    scripts.filter(({ pid, tid }) => pid === thread.pid && tid === thread.tid).length * 1e9 +
    tasksOf(thread).reduce((sum, { dur = 0 }) => sum + dur, 0);
  const [main] = [...threads].sort((a, b) => weight(b) - weight(a));
  if (!main) throw new Error('the trace has no main thread');
  const tasks = tasksOf(main);
  const start = Math.min(...tasks.map(({ ts }) => ts));
  const hashes = traceEvents.filter(({ name }) => name === 'DoDigest');
  const calls = scripts.filter(({ pid, tid }) => pid === main.pid && tid === main.tid);
  return {
    result,
    tasks: tasks.map(({ ts, dur = 0, tdur = dur }) => ({
      start: (ts - start) / 1000,
      duration: tdur / 1000,
      hashes: hashes.some((hash) => hash.tid === main.tid && hash.ts >= ts && hash.ts < ts + dur),
      ours:
        calls
          .filter((call) => call.ts >= ts && call.ts < ts + dur)
          .reduce((sum, call) => sum + (call.tdur ?? call.dur ?? 0), 0) / 1000,
    })),
  };
}

/** Octets on the page's heap and behind its array buffers, after collecting what nobody holds. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return usedSize + (backingStorageSize ?? 0);
}
