// What the background fetches with the reader's cookies: one original of the asking tab's own mailbox, and nothing else.
import { describe, expect, test, vi } from 'vitest';
import { isOriginalAddress, relayOriginal } from '../../lib/gmail/relay.ts';

const TAB = 'https://mail.google.com/mail/u/1/#inbox/FMfcgz';
const BASE = 'https://mail.google.com/mail/u/1/';
const ADDRESS = `${BASE}?view=att&th=19881bf508d14d90&attid=0&disp=comp&safe=1&zw&cacheCounter=17633`;

describe('addresses', () => {
  test.each([
    ['by legacy id', ADDRESS, TAB],
    ['by permanent id', ADDRESS.replace(/th=\w+/, 'permmsgid=msg-f:1839751187009719696'), TAB],
    ['of mail written here', ADDRESS.replace(/th=\w+/, 'permmsgid=msg-a:r-23031107491359'), TAB],
    [
      'as Gmail’s menu asks for it',
      'https://mail.google.com/mail/u/1?ik=9a3ca749ae&view=att&permmsgid=msg-f:1839751187009719696&disp=comp&safe=1&cacheCounter=17633',
      TAB,
    ],
    ['with any key', `${ADDRESS}&ik=xxxxxx`, TAB],
    ['in a pop-out', ADDRESS, 'https://mail.google.com/mail/u/1/popout?th=%23thread-f%3A1'],
    [
      'of a delegated mailbox',
      ADDRESS.replace('/u/1/', '/u/1/d/abc/'),
      'https://mail.google.com/mail/u/1/d/abc/#inbox',
    ],
  ])('%s', (_what, address, tab) => {
    expect(isOriginalAddress(address, tab)).toBe(true);
  });

  test.each([
    ['another host', ADDRESS.replace('mail.google.com', 'evil.example')],
    [
      'a host that begins the same',
      ADDRESS.replace('mail.google.com', 'mail.google.com.evil.example'),
    ],
    [
      'the attachment host',
      ADDRESS.replace('mail.google.com', 'mail-attachment.googleusercontent.com'),
    ],
    ['no encryption', ADDRESS.replace('https:', 'http:')],
    ['another port', ADDRESS.replace('google.com', 'google.com:8443')],
    ['a name and password', ADDRESS.replace('https://', 'https://a:b@')],
    ['another account', ADDRESS.replace('/u/1/', '/u/0/')],
    ['a delegated mailbox', ADDRESS.replace('/u/1/', '/u/1/d/abc/')],
    ['a mailbox that begins the same', ADDRESS.replace('/u/1/', '/u/10')],
    ['no mailbox', ADDRESS.replace('/u/1/', '')],
    ['a key that is none', `${ADDRESS}&ik=../x`],
    ['a path below', ADDRESS.replace('/u/1/', '/u/1/feed/atom')],
    ['a path around', ADDRESS.replace('/u/1/', '/u/1/../../u/0/')],
    ['another view', ADDRESS.replace('view=att', 'view=om')],
    ['no view', ADDRESS.replace('view=att&', '')],
    ['two views', `${ADDRESS}&view=om`],
    ['an attachment', ADDRESS.replace('attid=0', 'attid=0.1')],
    ['a parameter of its own', `${ADDRESS}&act=delete`],
    ['a property of every object', `${ADDRESS}&constructor=1`],
    ['a fragment', `${ADDRESS}#x`],
    ['no message', ADDRESS.replace(/&th=\w+/, '')],
    ['two messages', `${ADDRESS}&permmsgid=msg-f:1839751187009719696`],
    ['an id that is none', ADDRESS.replace(/th=\w+/, 'th=../../x')],
    ['no address', 'javascript:alert(1)'],
    ['nothing', ''],
  ])('not %s', (_what, address) => {
    expect(isOriginalAddress(address, TAB)).toBe(false);
  });

  test.each([
    'https://mail.google.com.evil.example/mail/u/1/',
    'about:blank',
    '',
    'moz-extension://x/',
  ])('not for a tab at %j', (tab) => {
    expect(isOriginalAddress(ADDRESS, tab)).toBe(false);
  });
});

describe('relayOriginal', () => {
  const octets = new TextEncoder().encode('Date: x\r\nFrom: a@b.example\r\n\r\nx\r\n');
  /** A server that answered from this address, after redirects. */
  const server = (url: string) =>
    vi.fn<typeof fetch>(async () => {
      const response = new Response(octets);
      Object.defineProperty(response, 'url', { value: url });
      return response;
    });
  const run = (address: string, send: typeof fetch) =>
    relayOriginal(address, TAB, new AbortController().signal, {
      fetch: send,
      isOnline: () => true,
    });

  test.each([BASE, 'https://mail-attachment.googleusercontent.com/attachment/u/1/?saddbat=x'])(
    'hands over what %s answers',
    async (url) => {
      const send = server(url);
      expect(await run(ADDRESS, send)).toMatchObject({ bytes: octets, status: 200 });
      expect(send.mock.calls[0]?.[0]).toBe(ADDRESS);
      expect(send.mock.calls[0]?.[1]).toMatchObject({ credentials: 'include', cache: 'no-store' });
    },
  );

  test.each([
    'https://evil.example/',
    'https://accounts.google.com/ServiceLogin',
    'http://mail.google.com/mail/u/1/',
    'https://mail.google.com:444/mail/u/1/',
  ])('drops what %s answers', async (url) => {
    expect(await run(ADDRESS, server(url))).toMatchObject({ failure: 'network' });
  });

  test('asks nobody for an address that is not an original', async () => {
    const send = server(BASE);
    expect(await run('https://mail.google.com/mail/u/1/feed/atom', send)).toMatchObject({
      failure: 'network',
      status: 0,
    });
    expect(send).not.toHaveBeenCalled();
  });

  test('says when a message is too large', async () => {
    const limits = { size: 10, patience: 1000, step: 100 };
    const signal = new AbortController().signal;
    const found = await relayOriginal(ADDRESS, TAB, signal, { fetch: server(BASE), limits });
    expect(found).toMatchObject({ failure: 'tooLarge' });
  });
});
