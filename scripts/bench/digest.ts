// The digest in Chromium: beside the bare hash of the same octets, how it grows, and what it does to the page.
import { type BenchPage, openBenchPage } from './chromium.ts';
import { MB, messageOf } from './messages.ts';
import { fixed, type Line, median, ms, pair, type Section } from './stats.ts';
import { heapOf, traceTasks } from './trace.ts';

const SIZES = [1, 5, 10, 25];
const WARM_UP = 3;

/** Longest task of the page's main thread while one message is digested, and the longest beside the hash itself. */
async function longestTasks(chromium: BenchPage, name: string, rounds: number) {
  const longest: number[] = [];
  const beside: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const work = () => chromium.run('digest', name);
    const { tasks } = await traceTasks(chromium.page, work, 'http');
    const longestOf = (some: typeof tasks) => Math.max(...some.map(({ duration }) => duration));
    longest.push(longestOf(tasks));
    beside.push(longestOf(tasks.filter(({ hashes }) => !hashes)));
  }
  return { longest: median(longest), beside: median(beside) };
}

async function measureSize(chromium: BenchPage, size: number, rounds: number) {
  const name = `${size} MB`;
  await chromium.load(name, messageOf(size * MB).raw);
  const digests: number[] = [];
  const bares: number[] = [];
  for (let round = 0; round < WARM_UP + rounds; round++) {
    const digest = await chromium.run('digest', name);
    const bare = await chromium.run('bare', name);
    if (round < WARM_UP) continue;
    digests.push(digest);
    bares.push(bare);
  }
  return { name, size, ...pair(digests, bares), ...(await longestTasks(chromium, name, 5)) };
}

export async function benchDigest(rounds: number): Promise<Section[]> {
  const chromium = await openBenchPage();
  const lines: Line[] = [];
  try {
    const before = await heapOf(chromium.session);
    const sizes: Awaited<ReturnType<typeof measureSize>>[] = [];
    for (const size of SIZES) {
      sizes.push(await measureSize(chromium, size, rounds));
      await chromium.run('forget');
    }
    const after = await heapOf(chromium.session);
    const largest = sizes.at(-1)!;
    for (const { name, ours, theirs, ratio, range, longest, beside } of sizes)
      lines.push({
        what: `${name}: digest beside bare SHA-256`,
        cells: [
          ms(ours),
          ms(theirs),
          fixed(ratio),
          `${fixed(range[0])}–${fixed(range[1])}`,
          ms(longest),
          ms(beside),
        ],
        value: ratio,
        target: name === largest.name ? 3 : null,
      });
    const [smallest] = sizes;
    const growth = largest.ours / largest.size / (smallest!.ours / smallest!.size);
    const cells = (value: string) => ['', '', value, '', '', ''];
    lines.push(
      {
        what: 'growth from 1 to 25 MB: time of a megabyte at 25 beside that at 1',
        cells: cells(fixed(growth)),
        value: growth,
        target: 1.2,
      },
      {
        what: 'longest task on the main thread at 25 MB, milliseconds',
        cells: cells(ms(largest.longest)),
        value: largest.longest,
        target: 16,
      },
      {
        what: 'longest task beside the one call of WebCrypto, milliseconds',
        cells: cells(ms(largest.beside)),
        value: largest.beside,
        target: 16,
      },
      {
        what: 'heap left behind after all of them, MB',
        cells: cells(fixed((after - before) / MB)),
        value: (after - before) / MB,
        target: 10,
      },
    );
  } finally {
    await chromium.close();
  }
  return [
    {
      title: 'Digest: a base64 attachment, relaxed, in Chromium',
      note: 'Milliseconds, medians. Bare is crypto.subtle.digest of SHA-256 over the same octets and nothing else. The longest task is the processor time of the longest one in Chromium’s own trace while the digest runs; WebCrypto hashes in one call, which Chromium makes on the calling thread.',
      heads: ['digest', 'bare', 'ratio', 'range', 'longest task', 'beside the hash'],
      lines,
    },
  ];
}
