// @vitest-environment happy-dom
// Attached messages: which chips are ours to offer a check for, what may be fetched, and that nothing is before a press.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CHECK_HOST,
  createAttachments,
  findAttachedMessages,
  placeCheck,
  readChip,
} from '../../lib/gmail/attachments.ts';
import { removeOtherHosts } from '../../lib/gmail/hosts.ts';
import * as gmail from './markup.ts';

beforeEach(() => gmail.show(''));

const BASE = 'https://mail.google.com/mail/u/0/';
const QUERY = `ui=2&attid=0.1&permmsgid=${gmail.PERM}&th=${gmail.HEX}&view=att&disp=safe`;
const URL_OF_CHIP = `${BASE}?${QUERY}`;
const chip = (written: string) =>
  `<span class="aZo" download_url="${written.replaceAll('&', '&amp;')}"><a>x</a></span>`;
const EML = `message/rfc822:notice.eml:${URL_OF_CHIP}`;

/** A thread whose message has these chips below its body. */
function showChips(chips: string, body = 'Hello'): void {
  const message = gmail.message({ body });
  const end = message.lastIndexOf('</div></div>');
  const withChips = `${message.slice(0, end)}<div class="hq gt"><div class="aQH">${chips}</div></div>${message.slice(end)}`;
  gmail.show(gmail.openThread(gmail.item(withChips)));
}

describe('a chip', () => {
  test('names file and address of a message', () => {
    expect(readChip(EML)).toEqual({
      id: `${gmail.PERM}/0.1`,
      name: 'notice.eml',
      url: URL_OF_CHIP,
    });
  });

  test.each([
    ['a name with colons', `message/rfc822:Re: a: b:${URL_OF_CHIP}`, 'Re: a: b'],
    ['an encoded name', `message/rfc822:%E4%BB%B6%20a:${URL_OF_CHIP}`, '件 a'],
    ['a name that only looks encoded', `message/rfc822:100%.eml:${URL_OF_CHIP}`, '100%.eml'],
    [
      'a name with an address in it',
      `message/rfc822:https://x.example/:${URL_OF_CHIP}`,
      'https://x.example/',
    ],
    ['an .eml of another type', `application/octet-stream:a.EML:${URL_OF_CHIP}`, 'a.EML'],
    ['a picture', `image/png:a.png:${URL_OF_CHIP}`, null],
    ['nothing', '', null],
    ['half of it', 'message/rfc822:a.eml', null],
  ])('%s', (_what, written, name) => {
    expect(readChip(written)?.name ?? null).toBe(name);
  });

  test.each([
    ['plain http', URL_OF_CHIP.replace('https:', 'http:')],
    ['another host', URL_OF_CHIP.replace('mail.google.com', 'mail.google.com.evil.example')],
    ['a user name', URL_OF_CHIP.replace('https://', 'https://mail.google.com@evil.example/')],
    ['another port', URL_OF_CHIP.replace('.com/', '.com:8443/')],
    ['another path', URL_OF_CHIP.replace('/mail/', '/sync/')],
    ['another view', URL_OF_CHIP.replace('view=att', 'view=om')],
    ['the whole message', URL_OF_CHIP.replace('attid=0.1', 'attid=0')],
    ['no part', URL_OF_CHIP.replace('attid=0.1', 'x=1')],
  ])('asks for nothing else: %s', async (_what, url) => {
    expect(readChip(`message/rfc822:a.eml:${url}`)).toBeNull();
    const fetch = vi.fn();
    const fetchAttached = createAttachments({ fetch });
    expect(await fetchAttached({ url }, new AbortController().signal)).toEqual({
      failure: 'missing',
    });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('on the page', () => {
  test('each attached message is found once, and nothing else', () => {
    const second = EML.replace('0.1', '0.2').replace('notice', 'second');
    showChips(chip(EML) + chip(EML) + chip(`image/png:a.png:${URL_OF_CHIP}`) + chip(second));
    expect(findAttachedMessages(document).map(({ name }) => name)).toEqual([
      'notice.eml',
      'second.eml',
    ]);
  });

  test('a chip drawn in the body of a mail, or outside of any message, is none', () => {
    showChips('', `<div class="hq gt"><div class="aQH">${chip(EML)}</div></div>`);
    expect(findAttachedMessages(document)).toEqual([]);
    gmail.show(`<div class="aQH">${chip(EML)}</div>`);
    expect(findAttachedMessages(document)).toEqual([]);
  });

  test('its button stands behind it, once, and a foreign one is replaced', () => {
    showChips(`${chip(EML)}<${CHECK_HOST}></${CHECK_HOST}>`);
    const [attached] = findAttachedMessages(document);
    const own = new Set<HTMLElement>();
    const host = placeCheck(attached!, (known) => own.has(known));
    own.add(host);
    expect(attached!.chip.nextElementSibling).toBe(host);
    expect(placeCheck(attached!, (known) => own.has(known))).toBe(host);
    removeOtherHosts(document, CHECK_HOST, own);
    expect([...document.querySelectorAll(CHECK_HOST)]).toEqual([host]);
    removeOtherHosts(document, CHECK_HOST, new Set());
    expect(document.querySelector(CHECK_HOST)).toBeNull();
  });
});

describe('fetching', () => {
  const answer = (text: string, status = 200) =>
    vi.fn<typeof fetch>(async () => new Response(text, { status }));
  const run = (fetch: typeof globalThis.fetch) =>
    createAttachments({ fetch, wait: async () => undefined })(
      { url: URL_OF_CHIP },
      new AbortController().signal,
    );

  test('hands over the octets, whatever they are', async () => {
    const fetch = answer('From: a@x.example\r\n\r\nHi\r\n');
    const got = await run(fetch);
    expect('bytes' in got && new TextDecoder().decode(got.bytes)).toContain('Hi');
    const [asked] = fetch.mock.calls[0] ?? [];
    expect(String(asked)).toMatch(/^https:\/\/mail\.google\.com\/mail\/u\/0\/\?ui=2&attid=0\.1&/);
    expect('bytes' in (await run(answer('\x00\x01 nothing like a mail')))).toBe(true);
  });

  test('takes no page of Gmail for a file', async () => {
    const signIn = '<!doctype html><form action="https://accounts.google.com/x">';
    expect(await run(answer(signIn))).toMatchObject({ failure: 'signedOut' });
    expect(await run(answer('<!doctype html><p>gone'))).toMatchObject({ failure: 'missing' });
    expect(await run(answer('', 403))).toMatchObject({ failure: 'forbidden' });
    expect(await run(answer('', 200))).toMatchObject({ failure: 'empty' });
  });
});
