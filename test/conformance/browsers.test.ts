// The same corpus in real browsers: digest, engine and measure() in a page give what they give in Node, octet for octet.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LaunchedBrowser, LaunchOptions } from '../helpers/browser/browser.ts';
import { launchChromium } from '../helpers/browser/chromium.ts';
import { launchFirefox } from '../helpers/browser/firefox.ts';
import { buildCorpus } from './corpus.ts';
import { type CaseResult, type CorpusCase, runCase } from './run-case.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const BATCH = 20;

interface Runner {
  runCase: (one: CorpusCase) => Promise<CaseResult>;
}

/** run-case.ts and all it needs as one module that hangs its function on the page's global object. */
async function bundlePage(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    resolve: {
      alias: {
        '#mailauth': path('../../.generated/mailauth.mjs'),
        tldts: path('../../node_modules/tldts/dist/index.esm.min.js'),
      },
    },
    build: {
      write: false,
      lib: { entry: path('run-case.ts'), formats: ['es'], fileName: 'page' },
    },
  })) as Rollup.RollupOutput[];
  const [output] = built.flatMap((one) => one.output);
  if (output?.type !== 'chunk') throw new Error('nothing was bundled');
  return output.code;
}

let code = '';
let corpus: CorpusCase[] = [];
const expected: string[] = [];
const server = createServer((request, response) => {
  const isModule = request.url === '/page.js';
  response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html');
  response.end(
    isModule
      ? code
      : '<!doctype html><script type="module">import * as page from "/page.js"; Object.assign(globalThis, page);</script>',
  );
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  code = await bundlePage();
  corpus = buildCorpus();
  for (const one of corpus) expected.push(JSON.stringify(await runCase(one)));
}, 120_000);

afterAll(() => {
  server.close();
});

/** Ids of the cases whose result in the browser is not the one of Node. */
async function differing(
  launch: (options: LaunchOptions) => Promise<LaunchedBrowser>,
): Promise<string[]> {
  // nothing but this machine is asked for, so no proxy is reached
  const browser = await launch({ proxyPort: 9, spkiHashes: [] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('typeof globalThis.runCase === "function"');
    const different: string[] = [];
    for (let start = 0; start < corpus.length; start += BATCH) {
      const found = await page.evaluate(
        async (cases: CorpusCase[]) => {
          const { runCase: run } = globalThis as unknown as Runner;
          const results: string[] = [];
          for (const one of cases) results.push(JSON.stringify(await run(one)));
          return results;
        },
        corpus.slice(start, start + BATCH),
      );
      found.forEach((result, index) => {
        if (result !== expected[start + index]) different.push(corpus[start + index]!.id);
      });
    }
    return different;
  } finally {
    await browser.close();
  }
}

test.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
] as const)('%s', async (_name, launch) => {
  expect(await differing(launch)).toEqual([]);
  expect(corpus.length).toBeGreaterThan(220);
});
