// The ladder to the original octets: what each answer of Gmail leads to, with a server of our own in the place of fetch.
import { Window } from 'happy-dom';
import { describe, expect, test, vi } from 'vitest';
import { createOriginals, type Wanted } from '../../lib/gmail/original.ts';
import type { RequestOptions } from '../../lib/gmail/requests.ts';
import { HEX, PERM } from './markup.ts';

const BASE = 'https://mail.google.com/mail/u/0/';
const account = { base: BASE, address: 'alice@gmail.example' };
const wanted: Wanted = {
  id: HEX,
  legacyId: HEX,
  permId: PERM as `msg-f:${string}`,
  author: { address: 'aoi@shop.example' },
};
const MESSAGE =
  'Delivered-To: alice@gmail.example\r\nReceived: by 2002:a05:6512 with SMTP id 1;\r\n Mon, 2 Nov 2026 01:46:10 +0000\r\n' +
  'From: "Aoi Sato" <aoi@shop.example>\r\nSubject: Caf\u00e9\r\nDate: Mon, 2 Nov 2026 01:46:10 +0000\r\n\r\nHello \u00ff\u0080\u0000\r\n';
const MISSING =
  '<!doctype html><html lang="ja"><body><p>リクエストされたメッセージは存在しません。</p></body></html>';
const SIGN_IN =
  '<html><form action="https://accounts.google.com/signin"><input type="email" name="identifier"></form></html>';

/** One octet for each character. */
const octets = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const documentWith = (html: string) => {
  const window = new Window({ url: BASE });
  window.document.body.innerHTML = html;
  return window.document as unknown as Document;
};
const WITH_KEY = documentWith("<script>var GM_ID_KEY = '9a3ca749ae';</script>");
const WITHOUT_KEY = documentWith(
  `<div class="a3s"><a href="?ik=deadbeef00">x</a><script>var GM_ID_KEY = 'deadbeef00';</script></div>`,
);

type Answer = (url: URL, init: RequestInit) => Response | Promise<Response>;
const ok =
  (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  () =>
    new Response(typeof body === 'string' ? octets(body) : body, { headers });
const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response('<html>Error</html>', { status: code, headers });
const blocked: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

/** A Gmail that answers by kind of address; unless said otherwise everything fails. */
function gmail(
  answers: { att?: Answer; attPerm?: Answer; attNative?: Answer; om?: Answer },
  options: Partial<RequestOptions> = {},
) {
  const asked: {
    what: string;
    url: URL;
    credentials: string | undefined;
    redirect: string | undefined;
  }[] = [];
  const fetch = ((input: string, init: RequestInit) => {
    const url = new URL(input);
    const view = url.searchParams.get('view');
    const isNative = !url.searchParams.has('attid');
    const byPermId = isNative ? 'attNative' : 'attPerm';
    const what = view === 'om' ? 'om' : url.searchParams.has('permmsgid') ? byPermId : 'att';
    asked.push({ what, url, credentials: init.credentials, redirect: init.redirect });
    return new Promise<Response>((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      Promise.resolve()
        .then(() => (answers[what] ?? blocked)(url, init))
        .then(resolve, reject);
    });
  }) as typeof globalThis.fetch;
  const make = (document: Document) =>
    createOriginals({
      document,
      fetch,
      isOnline: () => true,
      wait: async () => undefined,
      random: () => 0,
      ...options,
    });
  return {
    asked,
    make,
    run: (document = WITHOUT_KEY, message = wanted) =>
      make(document)(message, account, new AbortController().signal),
  };
}

const kinds = (asked: { what: string }[]) => asked.map(({ what }) => what);

test('the octets arrive unchanged, by the legacy id, without a key, in memory of our own', async () => {
  const server = gmail({ att: ok(MESSAGE) });
  const result = await server.run();
  expect(result).toMatchObject({ fidelity: 'exact', path: 'att', status: 200, redirected: false });
  if (!('bytes' in result)) throw new Error('no bytes');
  expect(result.bytes).toEqual(octets(MESSAGE));
  expect(result.bytes.subarray(2, 5)).toEqual(octets('liv'));
  const { searchParams, origin, pathname } = server.asked[0]?.url ?? new URL(BASE);
  expect(origin + pathname).toBe(BASE);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    view: 'att',
    th: HEX,
    attid: '0',
    disp: 'comp',
    safe: '1',
    zw: '',
  });
  expect(result.diagnostics).toEqual([
    {
      path: 'att',
      mode: 'same-origin',
      status: 200,
      redirected: false,
      length: MESSAGE.length,
      crlf: true,
      failure: null,
    },
  ]);
});

test('a server that names a long wait is left alone for so long, after one answer', async () => {
  let clock = 1_000_000;
  const server = gmail({ att: status(503, { 'retry-after': '90' }) }, { now: () => clock });
  const fetchOriginal = server.make(WITHOUT_KEY);
  const { signal } = new AbortController();
  expect(await fetchOriginal(wanted, account, signal)).toMatchObject({
    failure: 'server',
    retryAt: clock + 90_000,
  });
  expect(await fetchOriginal(wanted, account, signal)).toMatchObject({ failure: 'rateLimited' });
  expect(server.asked).toHaveLength(1);
  clock += 90_001;
  await fetchOriginal(wanted, account, signal);
  expect(server.asked).toHaveLength(2);
});

describe('the background, where CORS keeps the octets from the tab', () => {
  const bring = (text: string) =>
    vi.fn(async () => ({ bytes: octets(text), status: 200, redirected: true }));

  test('is asked last, and brings exact octets', async () => {
    const background = bring(MESSAGE);
    const server = gmail({}, { background });
    expect(await server.run()).toMatchObject({ fidelity: 'exact', path: 'att' });
    expect(kinds(server.asked)).toEqual(['att', 'att', 'att']);
    expect(background).toHaveBeenCalledTimes(1);
  });

  test('is not asked when Gmail answers, whatever it says, nor for the page "Original message"', async () => {
    const background = bring(MESSAGE);
    for (const answer of [ok(MESSAGE), status(404), status(500), ok(SIGN_IN), ok(MISSING)]) {
      await gmail(
        { att: answer, attPerm: answer, attNative: answer, om: blocked },
        { background },
      ).run(WITH_KEY);
    }
    expect(background).not.toHaveBeenCalled();
  });

  test.each([
    ['another mailbox', MESSAGE.replace('alice@', 'bob@')],
    ['no mailbox', MESSAGE.replace(/^Delivered-To.*?\r\n/, '')],
    ['another author', MESSAGE.replace('aoi@', 'eve@')],
    ['authors that leave a doubt', MESSAGE.replace('<aoi@shop', '<eve@evil.example>, <aoi@shop')],
  ])('octets of %s may be those of other cookies: refused', async (_what, text) => {
    const server = gmail({}, { background: bring(text) });
    expect(await server.run()).toMatchObject({ failure: 'wrongMessage' });
  });

  test('without knowing whose mailbox it is nothing is believed', async () => {
    const server = gmail({}, { background: bring(MESSAGE) });
    const found = await server.make(WITHOUT_KEY)(
      wanted,
      { base: BASE, address: null },
      new AbortController().signal,
    );
    expect(found).toMatchObject({ failure: 'wrongMessage' });
  });
});

test('no two requests have the same address', async () => {
  const server = gmail({ att: blocked });
  await server.run();
  const addresses = server.asked.map(({ url }) => url.href);
  expect(addresses.length).toBeGreaterThan(1);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('a CORS block without cookies for the other host is answered by a request with them', async () => {
  const server = gmail({
    att: (_url, init) => (init.credentials === 'include' ? ok(MESSAGE)() : blocked(_url, init)),
  });
  expect(await server.run()).toMatchObject({ fidelity: 'exact' });
  expect(server.asked.map(({ credentials }) => credentials)).toEqual(['same-origin', 'include']);
});

describe('the way that worked is the first for the next message', () => {
  const eight = Array.from({ length: 8 }, (_, index) => ({ ...wanted, id: String(index) }));
  const onlyWith = (credentials: string) => (url: URL, init: RequestInit) =>
    init.credentials === credentials ? ok(MESSAGE)() : blocked(url, init);

  test.each([
    ['answers to everybody, without the credentials header', { att: onlyWith('same-origin') }, 8],
    ['answers to everybody and with cookies', { att: ok(MESSAGE) }, 8],
    // Learned once, by the first.
    ['answers with cookies alone', { att: onlyWith('include') }, 9],
    ['answers to the address of its own menu alone', { attNative: ok(MESSAGE) }, 8 + 3],
    ['knows no legacy id', { att: status(404), attPerm: ok(MESSAGE) }, 9],
  ])('Gmail that %s', async (_what, answers, requests) => {
    const server = gmail(answers);
    const fetchOriginal = server.make(WITH_KEY);
    for (const each of eight)
      expect(await fetchOriginal(each, account, new AbortController().signal)).toMatchObject({
        fidelity: 'exact',
      });
    expect(server.asked).toHaveLength(requests);
  });

  test('and no longer when it stops working', async () => {
    let isOld = true;
    const server = gmail({
      att: (url, init) => onlyWith(isOld ? 'include' : 'same-origin')(url, init),
    });
    const fetchOriginal = server.make(WITH_KEY);
    const run = () => fetchOriginal(wanted, account, new AbortController().signal);
    await run();
    isOld = false;
    expect(await run()).toMatchObject({ fidelity: 'exact' });
    server.asked.length = 0;
    await run();
    expect(server.asked.map(({ credentials }) => credentials)).toEqual(['same-origin']);
  });
});

test('the address of the menu: no slash behind the number, no part, the key where there is one', async () => {
  const server = gmail({ att: status(404), attPerm: status(404), attNative: ok(MESSAGE) });
  expect(await server.run(WITH_KEY)).toMatchObject({ fidelity: 'exact', path: 'attNative' });
  const { url } = server.asked.at(-1) ?? {};
  expect(url?.pathname).toBe('/mail/u/0');
  expect(url?.search).toMatch(
    new RegExp(`^\\?ik=9a3ca749ae&view=att&permmsgid=${PERM}&disp=comp&safe=1&cacheCounter=`),
  );
  await server.run(WITHOUT_KEY);
  expect(server.asked.at(-1)?.url.searchParams.has('ik')).toBe(false);
});

describe('an address of the other host that is spent (400 after the redirect)', () => {
  const spent = () => {
    const response = status(400)();
    Object.defineProperty(response, 'redirected', { value: true });
    return response;
  };

  test('is asked for anew, once', async () => {
    let times = 0;
    const server = gmail({ att: () => (times++ === 0 ? spent() : ok(MESSAGE)()) });
    expect(await server.run()).toMatchObject({ fidelity: 'exact', path: 'att' });
    expect(kinds(server.asked)).toEqual(['att', 'att']);
    expect(new Set(server.asked.map(({ url }) => url.href)).size).toBe(2);
  });

  test('and not for ever', async () => {
    const server = gmail({ att: spent, attPerm: spent, attNative: spent });
    expect(await server.run()).toMatchObject({ failure: 'missing' });
    expect(kinds(server.asked)).toEqual([
      ...['att', 'att', 'attPerm', 'attPerm', 'attNative', 'attNative'],
    ]);
  });

  test('a 400 of Gmail itself is an answer', async () => {
    const server = gmail({ att: status(400), attPerm: ok(MESSAGE) });
    expect(await server.run()).toMatchObject({ path: 'attPerm' });
    expect(kinds(server.asked)).toEqual(['att', 'attPerm']);
  });
});

test('octets without a last line end are approximate only where no way has more', async () => {
  const cut = MESSAGE.slice(0, -2);
  const whole = gmail({ att: ok(cut), attPerm: ok(MESSAGE) });
  expect(await whole.run()).toMatchObject({ fidelity: 'exact', path: 'attPerm' });
  const all = gmail({ att: ok(cut), attPerm: ok(cut), attNative: ok(cut) });
  const fetchOriginal = all.make(WITH_KEY);
  const run = () => fetchOriginal(wanted, account, new AbortController().signal);
  expect(await run()).toMatchObject({ fidelity: 'approximate', path: 'att' });
  expect(kinds(all.asked)).toEqual(['att', 'attPerm', 'attNative']);
  // Asked once in a tab, not for every message.
  all.asked.length = 0;
  expect(await run()).toMatchObject({ fidelity: 'approximate', path: 'att' });
  expect(kinds(all.asked)).toEqual(['att']);
});

test('a message without a body is approximate where no way has more of it, and says nothing of the others', async () => {
  const header = MESSAGE.slice(0, MESSAGE.indexOf('\r\n\r\n') + 2);
  const whole = gmail({ att: ok(header), attPerm: ok(MESSAGE) });
  expect(await whole.run()).toMatchObject({ fidelity: 'exact', path: 'attPerm' });
  const all = gmail({ att: ok(header), attPerm: ok(header), attNative: ok(header) });
  const fetchOriginal = all.make(WITH_KEY);
  const run = () => fetchOriginal(wanted, account, new AbortController().signal);
  expect(await run()).toMatchObject({ fidelity: 'approximate', bytes: octets(header) });
  all.asked.length = 0;
  expect(await run()).toMatchObject({ fidelity: 'approximate', path: 'att' });
  expect(kinds(all.asked)).toEqual(['att', 'attPerm', 'attNative']);
});

test('a block that no mode lifts is left to the background, where there is one', async () => {
  const bytes = octets(MESSAGE);
  const background = vi.fn(async () => ({ bytes, status: 200, redirected: true }));
  const server = gmail({ att: blocked }, { background });
  expect(await server.run()).toMatchObject({ fidelity: 'exact', bytes, redirected: true });
  expect(background).toHaveBeenCalledOnce();
});

test.each<[string, Answer]>([
  ['status 404', status(404)],
  ['a page in Japanese with status 200', ok(new TextEncoder().encode(MISSING))],
  ['another message', ok(MESSAGE.replace('aoi@shop', 'bob@other'))],
  ['nothing', ok('')],
  ['a text', ok('Temporary hiccup, come back later.')],
  ['a header that never ends', ok(MESSAGE.slice(0, 120))],
  ['status 403', status(403)],
])('after %s by the legacy id the permanent id is tried', async (_what, answer) => {
  const server = gmail({ att: answer, attPerm: ok(MESSAGE) });
  expect(await server.run()).toMatchObject({ fidelity: 'exact', path: 'attPerm' });
  expect(server.asked[1]?.url.searchParams.get('permmsgid')).toBe(PERM);
});

const everywhere = (answer: Answer) => ({ att: answer, attPerm: answer, om: answer });
const never: Answer = () => new Promise(() => undefined);
const dripping =
  (text: string, end?: 'error'): Answer =>
  () => {
    let at = 0;
    return new Response(
      new ReadableStream({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 2));
          if (end === 'error' && at > 80) return controller.error(new TypeError('network error'));
          controller.enqueue(octets(text[at % text.length] ?? ''));
          at += 1;
        },
      }),
    );
  };

describe('every failure has its name', () => {
  test.each<[string, string, Answer, Partial<RequestOptions>?]>([
    ['missing', '404', status(404)],
    ['missing', '200 with a page in another language', ok(new TextEncoder().encode(MISSING))],
    ['signedOut', '200 with a sign-in page', ok(SIGN_IN)],
    ['signedOut', '401', status(401)],
    ['forbidden', '403', status(403)],
    ['rateLimited', '429', status(429)],
    ['rateLimited', '200 with a captcha', ok('<html><form id="captcha-form"></form></html>')],
    ['server', '500', status(500)],
    ['server', '503', status(503, { 'retry-after': '1' })],
    ['network', 'no connection', blocked],
    ['offline', 'no connection at all', blocked, { isOnline: () => false }],
    ['empty', '200 without a body', ok('')],
    ['notAMessage', '200 with a text', ok('{"error": "x"}')],
    ['wrongMessage', 'the message of somebody else', ok(MESSAGE.replace('aoi@shop', 'bob@other'))],
    [
      'tooLarge',
      '2 kB where 1 kB is the limit',
      ok(MESSAGE + 'x'.repeat(2000)),
      { limits: { size: 1000, patience: 1000, step: 1 } },
    ],
    ['tooLarge', 'a length announced', ok(MESSAGE, { 'content-length': '99000000' })],
    ['truncated', 'less than announced', ok(MESSAGE, { 'content-length': '5000' })],
    ['truncated', 'a stream that breaks', dripping(MESSAGE, 'error')],
    ['truncated', 'no end of the header', ok(MESSAGE.slice(0, 100))],
    ['timeout', 'no answer', never, { limits: { size: 1e6, patience: 20, step: 1000 } }],
    [
      'timeout',
      'a stream that drips',
      dripping(MESSAGE),
      { limits: { size: 1e6, patience: 50, step: 10_000 } },
    ],
  ])('%s: %s', async (failure, _what, answer, options = {}) => {
    const result = await gmail(everywhere(answer), options).run(WITH_KEY);
    expect(result).toMatchObject({ failure });
    expect(result).not.toHaveProperty('bytes');
    expect(JSON.stringify(result.diagnostics)).not.toContain('shop.example');
  });
});

test('the session that ended is recognised by the redirect that CORS hides', async () => {
  const toSignIn: Answer = (_url, init) => {
    if (init.redirect !== 'manual') return Promise.reject(new TypeError('Failed to fetch'));
    return Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
  };
  expect(await gmail(everywhere(toSignIn)).run(WITH_KEY)).toMatchObject({
    failure: 'signedOut',
    retryAt: null,
  });
});

describe('the page "Original message"', () => {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const pageOf = (source: string, link = `?view=att&amp;th=${HEX}&amp;attid=0&amp;disp=comp`) =>
    `<!doctype html><div class="top-area"><table><tr><th>Subject:</th><td>href="?view=att&amp;th=1900000000000001" &lt;a href="?view=att&amp;th=1900000000000001"&gt;</td></tr></table>
     <a class="download-buttons" href="${link}">Download</a></div><pre class="raw_message_text" id="raw_message_text">\n${escaped(source.replaceAll('\r\n', '\n'))}</pre></html>`;
  const source = MESSAGE.replace(
    'Hello',
    'a &amp;lt; <b href="?view=att&th=1900000000000001">',
  ).replace(/[\u0080-\u00ff]|\0/g, '');

  const NOWHERE = { att: status(404), attPerm: status(404), attNative: status(404) };

  test.each([
    ['relative', '?view=att&amp;th=RIGHT&amp;attid=0&amp;disp=comp&amp;safe=1&amp;zw'],
    [
      'as the menu, without a slash and with the key',
      'https://mail.google.com/mail/u/0?ik=9a3ca749ae&amp;view=att&amp;permmsgid=msg-f:1839751187009719697&amp;disp=comp&amp;safe=1',
    ],
    ['with the key it needs', `/mail/u/0/?ik=9a3ca749ae&amp;view=att&amp;th=${HEX}&amp;disp=comp`],
  ])('its own link, %s, leads to exact octets', async (_what, link) => {
    const isOwn = (url: URL) =>
      url.searchParams.get('permmsgid') === 'msg-f:1839751187009719697' ||
      url.searchParams.get('th') === '187040914f64e007' ||
      (url.searchParams.has('ik') && url.searchParams.has('th'));
    const only: Answer = (url) => (isOwn(url) ? ok(MESSAGE)() : status(404)());
    const server = gmail({
      ...{ att: only, attPerm: only, attNative: only },
      om: ok(pageOf(source, link.replace('RIGHT', '187040914f64e007'))),
    });
    expect(await server.run(WITH_KEY)).toMatchObject({ fidelity: 'exact', path: 'attLink' });
  });

  test('gives approximate octets with CRLF, entities decoded once', async () => {
    const server = gmail({ att: blocked, om: ok(pageOf(source)) });
    const result = await server.run(WITH_KEY);
    expect(result).toMatchObject({ fidelity: 'approximate', path: 'om' });
    expect('bytes' in result && new TextDecoder().decode(result.bytes)).toBe(source);
    expect(server.asked.at(-1)?.url.searchParams.get('ik')).toBe('9a3ca749ae');
    expect(kinds(server.asked)).toEqual([
      ...['att', 'att', 'att', 'attNative', 'attNative', 'attNative', 'om'],
    ]);
  });

  test('leads to the exact octets of a message whose legacy id was wrong', async () => {
    const right = '187040914f64e007';
    const server = gmail({
      att: (url) =>
        url.searchParams.get('th') === right
          ? ok(MESSAGE)()
          : ok(new TextEncoder().encode(MISSING))(),
      attPerm: status(404),
      om: ok(pageOf(source, `?view=att&amp;th=${right}&amp;attid=0`)),
    });
    expect(await server.run(WITH_KEY)).toMatchObject({ fidelity: 'exact', path: 'attLink' });
  });

  test.each([
    'https://evil.example/?view=att&amp;th=1',
    '//evil.example/mail/u/0/?view=att',
    'javascript:alert(1)//view=att',
    '/mail/u/1/?view=att&amp;th=1',
  ])('does not follow %s', async (link) => {
    const server = gmail({ ...NOWHERE, om: ok(pageOf(source, link)) });
    expect(await server.run(WITH_KEY)).toMatchObject({ fidelity: 'approximate' });
    expect(kinds(server.asked)).toEqual(['att', 'attPerm', 'attNative', 'om']);
  });

  test('is not asked for with a key out of a mail', async () => {
    const server = gmail({ ...NOWHERE, om: ok(pageOf(source)) });
    expect(await server.run(WITHOUT_KEY)).toMatchObject({ failure: 'missing' });
    expect(kinds(server.asked)).toEqual(['att', 'attPerm', 'attNative']);
  });

  test('of another message is refused like octets of another message', async () => {
    const server = gmail({
      ...NOWHERE,
      om: ok(pageOf(source.replace('aoi@', 'eve@'))),
    });
    expect(await server.run(WITH_KEY)).toMatchObject({ failure: 'wrongMessage' });
  });
});

describe('manners', () => {
  const many = Array.from({ length: 6 }, (_, index) => ({ ...wanted, id: String(index) }));
  const signal = () => new AbortController().signal;

  test('where there is room the request leaves at once, before anything is drawn', async () => {
    const server = gmail({ att: ok(MESSAGE) });
    const fetched = server.make(WITHOUT_KEY)(wanted, account, signal());
    expect(kinds(server.asked)).toEqual(['att']);
    await fetched;
  });

  test('at most two at a time', async () => {
    let running = 0;
    let most = 0;
    const server = gmail({
      att: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return ok(MESSAGE)();
      },
    });
    const fetchOriginal = server.make(WITHOUT_KEY);
    await Promise.all(many.map((message) => fetchOriginal(message, account, signal())));
    expect(most).toBe(2);
    expect(server.asked).toHaveLength(6);
  });

  test('one at a time from then on, where two at once fail', async () => {
    let running = 0;
    const server = gmail({
      att: async () => {
        running += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        const alone = running === 1;
        running -= 1;
        if (!alone) throw new TypeError('Failed to fetch');
        return ok(MESSAGE)();
      },
    });
    const fetchOriginal = server.make(WITHOUT_KEY);
    const results = await Promise.all(
      many.map((message) => fetchOriginal(message, account, signal())),
    );
    expect(results.map((result) => 'bytes' in result)).toEqual(many.map(() => true));
  });

  test('a server error is tried again after growing pauses, then counts', async () => {
    const pauses: number[] = [];
    const wait = async (milliseconds: number) => void pauses.push(milliseconds);
    let answers = 0;
    const recovering = gmail(
      { att: () => (++answers > 2 ? ok(MESSAGE)() : status(502)()) },
      { wait },
    );
    expect(await recovering.run()).toMatchObject({ fidelity: 'exact' });
    expect(pauses).toEqual([600, 1200]);
  });

  test('after "too many requests" the tab asks nothing until the time is over', async () => {
    let now = 1_000_000;
    const server = gmail({ att: status(429, { 'retry-after': '120' }) }, { now: () => now });
    const fetchOriginal = server.make(WITHOUT_KEY);
    const first = await fetchOriginal(wanted, account, signal());
    expect(first).toMatchObject({ failure: 'rateLimited', retryAt: now + 120_000 });
    expect(await fetchOriginal(wanted, account, signal())).toMatchObject({
      failure: 'rateLimited',
      diagnostics: [],
    });
    expect(server.asked).toHaveLength(1);
    now += 120_001;
    await fetchOriginal(wanted, account, signal());
    expect(server.asked).toHaveLength(2);
  });

  const numbered = (index: number): Wanted => {
    const id = `${HEX.slice(0, -1)}${index.toString(16)}`;
    return { ...wanted, id, legacyId: id };
  };
  const failing = (bad: (id: string | null) => boolean) =>
    gmail(
      { att: (url) => (bad(url.searchParams.get('th')) ? status(500)() : ok(MESSAGE)()) },
      { now: () => 5 },
    );

  test('one message that Gmail cannot give, however often it is asked for, keeps no other from its seal', async () => {
    const server = failing((id) => id === numbered(0).legacyId);
    const fetchOriginal = server.make(WITHOUT_KEY);
    for (let time = 0; time < 5; time++)
      expect(await fetchOriginal(numbered(0), account, signal())).toMatchObject({
        failure: 'server',
      });
    expect(await fetchOriginal(numbered(1), account, signal())).toMatchObject({
      fidelity: 'exact',
    });
  });

  test('three messages in a row that fail end the asking for a while, and Gmail is not said to have asked for it', async () => {
    const server = failing(() => true);
    const fetchOriginal = server.make(WITHOUT_KEY);
    for (const index of [0, 1, 2]) await fetchOriginal(numbered(index), account, signal());
    expect(server.asked).toHaveLength(9);
    expect(await fetchOriginal(numbered(3), account, signal())).toEqual({
      failure: 'server',
      retryAt: 30_005,
      diagnostics: [],
    });
    expect(server.asked).toHaveLength(9);
  });

  test('a message that comes in between begins the count anew', async () => {
    const server = failing((id) => id !== numbered(9).legacyId);
    const fetchOriginal = server.make(WITHOUT_KEY);
    for (const index of [0, 1, 9, 2, 3]) await fetchOriginal(numbered(index), account, signal());
    expect(await fetchOriginal(numbered(9), account, signal())).toMatchObject({
      fidelity: 'exact',
    });
  });

  test('an abort ends waiting and running requests, and is the only rejection', async () => {
    const server = gmail({ att: never });
    const fetchOriginal = server.make(WITHOUT_KEY);
    const controller = new AbortController();
    const results = many.map((message) => fetchOriginal(message, account, controller.signal));
    setTimeout(() => controller.abort(new Error('gone')), 5);
    const settled = await Promise.allSettled(results);
    expect(settled.map(({ status: how }) => how)).toEqual(many.map(() => 'rejected'));
    expect(server.asked).toHaveLength(2);
  });
});
