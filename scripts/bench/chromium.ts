// A page of Chromium with our code in it: bundled, served from loopback, traced where wanted.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'puppeteer-core';
import { build, type Rollup } from 'vite';
import { launchChromium } from '../../test/helpers/browser/chromium.ts';
import type { Bench } from './page.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

async function bundle(): Promise<string> {
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
      minify: true,
      lib: { entry: path('page.ts'), formats: ['es'], fileName: 'page' },
    },
  })) as Rollup.RollupOutput[];
  const [output] = built.flatMap((one) => one.output);
  if (output?.type !== 'chunk') throw new Error('nothing was bundled');
  return output.code;
}

export interface BenchPage {
  page: Page;
  session: CDPSession;
  /** Puts octets where the page can fetch them, and fetches them. */
  load(name: string, octets: Uint8Array): Promise<void>;
  /** Calls one function of page.ts. */
  run<K extends keyof Bench>(
    name: K,
    ...parameters: Parameters<Bench[K]>
  ): Promise<Awaited<ReturnType<Bench[K]>>>;
  close(): Promise<void>;
}

export async function openBenchPage(): Promise<BenchPage> {
  const code = await bundle();
  const messages = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench.example');
    const message = messages.get(decodeURIComponent(pathname.replace('/message/', '')));
    const isModule = pathname === '/page.js';
    response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html');
    if (message) response.end(message);
    else
      response.end(
        isModule ? code : '<!doctype html><script type="module" src="/page.js"></script>',
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // everything is on loopback: no proxy is ever reached
  const browser = await launchChromium({ proxyPort: 9, spkiHashes: [] });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction('typeof globalThis.bench === "object"');
  const session = await page.createCDPSession();
  const run: BenchPage['run'] = (name, ...parameters) =>
    page.evaluate(
      (called: string, values: unknown[]) => {
        const { bench } = globalThis as unknown as {
          bench: Record<string, (...values: unknown[]) => unknown>;
        };
        return bench[called]?.(...values);
      },
      name,
      parameters as unknown[],
    ) as never;
  return {
    page,
    session,
    run,
    async load(name, octets) {
      messages.set(name, octets);
      const loaded = await run('load', name);
      if (loaded !== octets.length) throw new Error(`${name} did not arrive whole`);
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
