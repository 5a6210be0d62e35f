// The sources of the local Gmail, fetched as a page may: cookies, redirect and CORS behave as Gmail's do.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type GmailTab, type GmailWorld, startGmail } from '../helpers/browser/gmail.ts';
import { launchChromium, launchFirefox } from '../helpers/browser/launch.ts';
import { PATIENT } from '../helpers/patience.ts';
import { DAMAGES } from '../replica/damage.ts';
import { toLegacyId } from '../replica/mailbox.ts';
import { accountKey, originalText } from '../replica/pages.ts';
import { sampleAccounts } from '../replica/sample.ts';
import type { ReplicaRequest } from '../replica/server.ts';

const SUBJECT = 'Your receipt';
/** What a page learns of an answer it may not read, in either browser's words. */
const BLOCKED = /^TypeError: (Failed to fetch|NetworkError)/;

describe.each([
  ['chromium', launchChromium],
  ['firefox', launchFirefox],
] as const)('%s', (_kind, launch) => {
  let gmail: GmailWorld;
  let tab: GmailTab;

  beforeAll(async () => {
    gmail = await startGmail({ launch, accounts: sampleAccounts() });
    tab = await gmail.newTab();
    await tab.load();
  });
  afterAll(() => gmail?.close());
  afterEach(() => {
    gmail.replica.setMode('redirect');
    gmail.replica.setSource(SUBJECT, null);
    gmail.replica.setSignedOut(0, false);
    gmail.replica.setContentType('message/rfc822');
    gmail.replica.requests.length = 0;
  });

  interface Answer {
    status: number;
    text: string;
    type: string | null;
  }

  /** Fetches like a content script; octets come back as latin1 text, a failure as the error's text. */
  function get(url: string, init: RequestInit = {}): Promise<Answer | string> {
    return tab.page.evaluate(
      async (address, options) => {
        try {
          const response = await fetch(address, { credentials: 'include', ...options });
          const bytes = new Uint8Array(await response.arrayBuffer());
          let text = '';
          for (let at = 0; at < bytes.length; at += 8192) {
            text += String.fromCharCode(...bytes.subarray(at, at + 8192));
          }
          return { status: response.status, text, type: response.headers.get('content-type') };
        } catch (error) {
          return String(error);
        }
      },
      url,
      init,
    );
  }

  function att(name = SUBJECT, extra = '', base = '/mail/u/0/'): string {
    const { legacyId } = gmail.replica.message(name);
    return `${base}?view=att&th=${legacyId}&attid=0&disp=comp&safe=1&zw${extra}`;
  }

  const bytes = (name = SUBJECT): string =>
    Buffer.from(gmail.replica.message(name).raw).toString('latin1');

  /** Requests of this test for a source, in order. */
  function sources(): ReplicaRequest[] {
    return gmail.replica.requests.filter(({ view }) => view === 'att');
  }

  function text(answer: Answer | string): string {
    if (typeof answer === 'string') throw new Error(answer);
    return answer.text;
  }

  describe('download original', () => {
    test('is byte-exact through the redirect to the attachment host', async () => {
      const answer = await get(att());
      expect(answer).toEqual({ status: 200, text: bytes(), type: 'message/rfc822' });
      const [first, second] = sources();
      expect(first).toMatchObject({
        host: 'mail.google.com',
        status: 302,
        cookie: true,
        account: 0,
      });
      expect(first?.messageId).toBe(gmail.replica.message(SUBJECT).legacyId);
      expect(first?.site).toBe('same-origin');
      expect(second).toMatchObject({ host: 'mail-attachment.googleusercontent.com', status: 200 });
      expect(second?.origin).toBe('https://mail.google.com');
    });

    test('answers to the permanent id, received and self-authored', async () => {
      const { permId } = gmail.replica.message(SUBJECT);
      expect(permId).toMatch(/^msg-f:\d+$/);
      const url = `/mail/u/0/?view=att&permmsgid=${permId}&attid=0&disp=comp&safe=1&zw`;
      expect(text(await get(url))).toBe(bytes());
      const sent = gmail.replica.message('Lunch?');
      expect(sent.permId).toMatch(/^msg-a:r-\d+$/);
      expect(toLegacyId(sent.permId.replace('msg-a:r-', ''))).not.toBe(sent.legacyId);
      expect(text(await get(`/mail/u/0/?view=att&permmsgid=${sent.permId}`))).toBe(bytes('Lunch?'));
    });

    test('gives an attachment by its number', async () => {
      const url = att('Account notice').replace('attid=0', 'attid=0.1');
      expect(text(await get(url))).toBe('From: <a@b.example>\r\n\r\nForwarded.\r\n');
    });

    test('says "does not exist" with status 200 for an id of another mailbox, in its language', async () => {
      const other = gmail.replica.mailboxes.find(({ account }) => account.delegate);
      const id = [...(other?.byLegacyId.keys() ?? [])][0];
      const here = await get(`/mail/u/0/?view=att&th=${id}&disp=comp`);
      expect(here).toMatchObject({ status: 200, type: 'text/html; charset=UTF-8' });
      expect(text(here)).toContain('does not exist');
      const japanese = await get(`/mail/u/1/?view=att&th=${id}&disp=comp`);
      expect(Buffer.from(text(japanese), 'latin1').toString()).toContain('存在しません');
      for (const base of ['/mail/u/0/d/AEoRXRS/', '/mail/b/AEoRXRS/u/0/']) {
        expect(text(await get(`${base}?view=att&th=${id}&disp=comp`))).toContain('Invoice 7');
      }
      const hexadecimal = gmail.replica.message(SUBJECT).legacyId;
      const wrong = await get(`/mail/u/0/?view=att&permmsgid=msg-f:${hexadecimal}`);
      expect(text(wrong)).toContain('does not exist');
    });

    test('sends a session that ended to the sign-in host, which a page cannot read', async () => {
      gmail.replica.setSignedOut(0, true);
      expect(await get(att())).toMatch(BLOCKED);
      gmail.replica.setSignedOut(0, false);
      expect(await get(att(), { credentials: 'omit' })).toMatch(BLOCKED);
      expect(sources().map(({ status, cookie }) => [status, cookie])).toEqual([
        [302, true],
        [302, false],
      ]);
    });
  });

  describe('modes of the redirect', () => {
    test('direct: the bytes come from mail.google.com', async () => {
      gmail.replica.setMode('direct');
      gmail.replica.setContentType('text/plain');
      expect(await get(att())).toEqual({ status: 200, text: bytes(), type: 'text/plain' });
      expect(sources()).toHaveLength(1);
    });

    test('acao-star: only without credentials for the other host', async () => {
      gmail.replica.setMode('acao-star');
      expect(await get(att())).toMatch(BLOCKED);
      expect(text(await get(att(), { credentials: 'same-origin' }))).toBe(bytes());
    });

    test('no-acao: never readable by a page', async () => {
      gmail.replica.setMode('no-acao');
      expect(await get(att())).toMatch(BLOCKED);
      expect(await get(att(), { credentials: 'same-origin' })).toMatch(BLOCKED);
    });

    test('cached-302: readable under a fresh cacheCounter only', async () => {
      gmail.replica.setMode('cached-302');
      const news = (extra = '') => att('Weekly news', extra);
      expect(await get(news())).toMatch(BLOCKED);
      expect(text(await get(news('&cacheCounter=1')))).toBe(bytes('Weekly news'));
      expect(await get(news('&cacheCounter=1'), { cache: 'reload' })).toMatch(BLOCKED);
      expect(text(await get(news('&cacheCounter=2'), { cache: 'no-store' }))).toBe(
        bytes('Weekly news'),
      );
      // The bad redirect stays in the browser's cache after Gmail has recovered.
      gmail.replica.setMode('redirect');
      expect(await get(news())).toMatch(BLOCKED);
      expect(text(await get(news(), { cache: 'no-store' }))).toBe(bytes('Weekly news'));
    });

    test('bounce: the attachment host wants a cookie of its own and leads back', async () => {
      gmail.replica.setMode('bounce');
      expect(await get(att())).toMatch(BLOCKED);
      expect(sources().map(({ status }) => status)).toEqual([302, 302]);
      // A navigation, and a fetch of the background, may follow the whole way; the page stays third party there.
      const other = await gmail.browser.newPage();
      await other.evaluate((url) => {
        location.href = url;
      }, `https://mail.google.com${att()}`);
      const statuses = () => sources().map(({ status }) => status);
      await expect.poll(statuses, PATIENT).toEqual([302, 302, 302, 302, 302, 200]);
      await other.close();
    });

    test('parallel-breaks: the second of two at once fails, one after the other works', async () => {
      gmail.replica.setMode('parallel-breaks');
      const both = await Promise.all([get(att()), get(att('You won'))]);
      expect(both.filter((answer) => typeof answer === 'string')).toHaveLength(1);
      expect(text(await get(att()))).toBe(bytes());
      expect(text(await get(att('You won')))).toBe(bytes('You won'));
    });
  });

  describe('failures', () => {
    const set = (behaviour: Parameters<GmailWorld['replica']['setSource']>[1]) =>
      gmail.replica.setSource(SUBJECT, behaviour);

    test('status codes, with Retry-After, for as many requests as asked', async () => {
      for (const status of [403, 404, 500, 503]) {
        set({ kind: 'status', status });
        expect(await get(att())).toMatchObject({ status });
      }
      set({ kind: 'status', status: 429, retryAfter: 2, times: 1 });
      expect(await get(att())).toMatchObject({ status: 429 });
      expect(text(await get(att()))).toBe(bytes());
    });

    test('pages with status 200, an empty body, an unreachable host', async () => {
      for (const kind of ['login', 'doesNotExist', 'captcha'] as const) {
        set({ kind });
        expect(await get(att())).toMatchObject({ status: 200, type: 'text/html; charset=UTF-8' });
      }
      set({ kind: 'empty' });
      expect(await get(att())).toMatchObject({ status: 200, text: '' });
      for (const kind of ['network', 'noCors', 'signedOut'] as const) {
        set({ kind });
        expect(await get(att())).toMatch(BLOCKED);
      }
    });

    test('a body cut short, declared or not', async () => {
      set({ kind: 'truncated', damage: 'cutInBody', declared: true });
      expect(await get(att())).toMatch(/^TypeError/);
      set({ kind: 'truncated', damage: 'cutInBody', declared: false });
      const cut = text(await get(att()));
      expect(bytes().startsWith(cut)).toBe(true);
      expect(cut).toContain('\r\n\r\n');
      expect(cut.length).toBeLessThan(bytes().length);
    });

    test('slow, endless and huge', async () => {
      set({ kind: 'slow', ms: 300 });
      const start = Date.now();
      expect(text(await get(att()))).toBe(bytes());
      expect(Date.now() - start).toBeGreaterThanOrEqual(300);
      set({ kind: 'endless' });
      const read = await tab.page.evaluate(async (url) => {
        const abort = new AbortController();
        setTimeout(() => abort.abort(), 400);
        const reader = (await fetch(url, { signal: abort.signal })).body?.getReader();
        let size = 0;
        try {
          for (;;) size += (await reader?.read())?.value?.length ?? 0;
        } catch (error) {
          return [size > 0, (error as Error).name];
        }
      }, att());
      expect(read).toEqual([true, 'AbortError']);
      set({ kind: 'huge', size: 40_000_000 });
      const size = await tab.page.evaluate(
        async (url) => (await (await fetch(url)).arrayBuffer()).byteLength,
        att(),
      );
      expect(size).toBe(40_000_000);
    });

    test('other bytes than asked for, and every damage of the bytes', async () => {
      const other = gmail.replica.message('Weekly news').raw;
      set({ kind: 'raw', raw: other });
      expect(text(await get(att()))).toBe(bytes('Weekly news'));
      const seen = new Set<string>();
      for (const damage of DAMAGES) {
        set({ kind: 'damage', damage });
        const spoiled = text(await get(att()));
        expect(spoiled, damage).not.toBe(bytes());
        seen.add(spoiled);
      }
      expect(seen.size).toBe(DAMAGES.length);
    });
  });

  describe('show original', () => {
    const key = accountKey('alice@gmail.example');
    const page = (ik: string) =>
      get(`/mail/u/0/?ik=${ik}&view=om&th=${gmail.replica.message(SUBJECT).legacyId}`);

    test('gives the source as UTF-8 text with LF, and a link to the bytes', async () => {
      const html = Buffer.from(text(await page(key)), 'latin1').toString();
      const pre = /<pre[^>]*id="raw_message_text">([\s\S]*)<\/pre>/.exec(html)?.[1] ?? '';
      expect(pre).not.toContain('\r');
      expect(pre).toContain('X-Octets: \uFFFD\uFFFD');
      const link = /href="(\?view=att[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      expect(text(await get(`/mail/u/0/${link}`))).toBe(bytes());
    });

    test('is an error page with status 200 under a wrong key', async () => {
      expect(text(await page('0123456789'))).toContain('does not exist');
    });

    test('fails apart from the other view when told so', async () => {
      gmail.replica.setSource(SUBJECT, { kind: 'status', status: 404, views: ['att'] });
      expect(await get(att())).toMatchObject({ status: 404 });
      expect(await page(key)).toMatchObject({ status: 200 });
    });

    test('leaves out the data of attachments', () => {
      const lines = ['Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'text', '--b'];
      const part = ['Content-Disposition: attachment; filename=a', '', 'QUJD', '--b--', ''];
      const shown = originalText(Buffer.from([...lines, ...part].join('\r\n')));
      expect(shown).toBe([...lines, part[0], '', '--b--', ''].join('\n'));
    });
  });
});
