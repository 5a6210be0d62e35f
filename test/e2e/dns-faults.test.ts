// The DNS room inside real browsers: their own fetch and Buffer's stand-in, against BIND and every fault.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { createResolver } from '../../lib/dns/resolver.ts';
import type { Answer, RecordType } from '../../lib/model.ts';
import { type LaunchedBrowser, launchChromium, launchFirefox } from '../helpers/browser/launch.ts';
import { startProxy, type TestProxy } from '../helpers/browser/proxy.ts';
import type { Fault } from '../helpers/dns/faults.ts';
import { startDns, type TestDns } from '../helpers/dns/start.ts';

const TIMEOUT_MS = 1500;

const FAULTS: Record<Exclude<Fault, 'manyRecords'>, string> = {
  hang: 'timeout',
  drip: 'timeout',
  reset: 'network',
  offline: 'network',
  redirect: 'network',
  status403: 'refused',
  status429: 'refused',
  status500: 'servfail',
  status503: 'servfail',
  noContent: 'garbage',
  html: 'garbage',
  contentType: 'garbage',
  empty: 'garbage',
  garbage: 'garbage',
  truncated: 'garbage',
  truncationBit: 'garbage',
  wrongId: 'garbage',
  wrongQuestion: 'garbage',
  notAnswer: 'garbage',
  oversized: 'garbage',
  cnameLoop: 'garbage',
  countsLie: 'garbage',
  servfail: 'servfail',
  refused: 'refused',
  filtered: 'nxdomain',
  blocked: 'refused',
  sinkhole: 'refused',
  manyStrings: 'ok',
};

let dns: TestDns;
let proxy: TestProxy;
let script: string;

beforeAll(async () => {
  dns = await startDns({
    'shop.example': {
      A: ['192.0.2.1'],
      AAAA: ['2001:db8::25'],
      MX: [{ priority: 10, exchange: 'mx.shop.example' }],
      TXT: ['v=spf1 -all', '\xe3\x81\x82'],
    },
  });
  proxy = await startProxy({ 'dns.google:443': dns.port });
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('../../lib/dns/resolver.ts', import.meta.url)),
        formats: ['iife'],
        name: 'dnsRoom',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [];
  script = output?.output[0].code ?? '';
});

afterAll(async () => {
  await proxy?.close();
  await dns?.close();
});

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
] as const)('%s', (_, launch) => {
  let browser: LaunchedBrowser;
  let ask: (type: RecordType) => Promise<Answer>;

  beforeAll(async () => {
    browser = await launch({ proxyPort: proxy.port, spkiHashes: [dns.spkiHash] });
    const page = await browser.newPage();
    // The front's own 404 page: a document of the resolver's origin, so that its answers can be read.
    await page.goto('https://dns.google/');
    await page.evaluate(`${script}; window.dnsRoom = dnsRoom`);
    ask = (type) =>
      page.evaluate(
        (asked, timeoutMs) => {
          const { dnsRoom } = window as unknown as {
            dnsRoom: { createResolver: typeof createResolver };
          };
          const provider = { id: 'one', name: 'one', url: 'https://dns.google/dns-query' };
          return dnsRoom
            .createResolver({ providers: [provider], timeoutMs })
            .ask('shop.example', asked);
        },
        type,
        TIMEOUT_MS,
      );
  });

  afterEach(() => dns.setFault(null));
  afterAll(() => browser?.close());

  it('reads every record over HTTP/2, sending no cookie and no referrer', async () => {
    dns.forget();
    expect(await ask('A')).toMatchObject({ records: ['192.0.2.1'] });
    expect(await ask('AAAA')).toMatchObject({ records: ['2001:db8::25'] });
    expect(await ask('MX')).toMatchObject({
      records: [{ priority: 10, exchange: 'mx.shop.example' }],
    });
    const text = await ask('TXT');
    expect(text.status === 'ok' ? [...text.records].sort() : []).toEqual([
      ['v=spf1 -all'],
      ['\xe3\x81\x82'],
    ]);
    expect((await ask('PTR')).status).toBe('nodata');
    for (const { protocol, headers } of dns.requests()) {
      expect(protocol).toBe('HTTP/2');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
    }
  });

  it.each(Object.entries(FAULTS) as [Fault, string][])(
    '%s is %s in time, and the next question works',
    async (fault, status) => {
      dns.setFault(fault);
      expect((await ask('TXT')).status).toBe(status);
      dns.setFault(null);
      expect((await ask('A')).status).toBe('ok');
    },
  );
});
