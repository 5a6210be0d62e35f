// "Download original" of the local Gmail: view=att, its redirect to the attachment host, and every way it fails.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Damage } from './damage.ts';
import { sendBytes } from './deliver.ts';
import {
  ACCOUNTS,
  ATTACHMENTS,
  type Exchange,
  MAIL,
  randomToken,
  readCookies,
  redirect,
  reply,
  replyHtml,
  type State,
} from './exchange.ts';
import type { ReplicaMailbox, StoredMessage } from './mailbox.ts';
import { captchaPage, doesNotExistPage, loginPage } from './pages.ts';

/**
 * What one message's source does instead of answering. `views` limits it to "download original" (`att`) or
 * "show original" (`om`); `times` ends it after so many requests.
 *
 * `signedOut` redirects to the sign-in host; `login`, `doesNotExist` and `captcha` are pages with status 200;
 * `truncated` cuts the bytes, and with `declared` promises the full Content-Length and breaks off.
 */
export type SourceBehaviour = { times?: number; views?: ('att' | 'om')[] } & (
  | { kind: 'status'; status: number; retryAfter?: number }
  | { kind: 'network' | 'signedOut' | 'login' | 'doesNotExist' | 'captcha' | 'noCors' | 'empty' }
  | { kind: 'slow'; ms: number }
  | { kind: 'endless' }
  | { kind: 'huge'; size: number }
  | { kind: 'raw'; raw: Uint8Array }
  | { kind: 'damage'; damage: Damage }
  | { kind: 'truncated'; damage: 'cutInHeader' | 'cutInDkim' | 'cutInBody'; declared: boolean }
);

export interface Scheduled {
  behaviour: SourceBehaviour;
  left: number;
}

/** The behaviour that applies to this request, counted. */
function take(state: State, message: StoredMessage, view: 'att' | 'om'): Scheduled | null {
  const scheduled = state.behaviours.get(message.legacyId);
  if (!scheduled || scheduled.left <= 0) return null;
  if (scheduled.behaviour.views && !scheduled.behaviour.views.includes(view)) return null;
  scheduled.left -= 1;
  return scheduled;
}

/** The message that `th=` or `permmsgid=` names; hexadecimal in permmsgid finds nothing, as in Gmail. */
export function findMessage(mailbox: ReplicaMailbox, query: URLSearchParams): StoredMessage | null {
  const permId = query.get('permmsgid');
  if (permId !== null) return mailbox.byPermId.get(permId.replace(/^#/, '')) ?? null;
  return mailbox.byLegacyId.get((query.get('th') ?? '').toLowerCase()) ?? null;
}

/**
 * What both views of a source share: the session, the message, and the failures that come before any byte.
 * Null when the request has been answered.
 */
export async function openSource(
  state: State,
  mailbox: ReplicaMailbox,
  exchange: Exchange,
  view: 'att' | 'om',
): Promise<{ message: StoredMessage; scheduled: Scheduled | null } | null> {
  const { account } = mailbox;
  const session = readCookies(exchange.request).has('OSID');
  if (!session || state.signedOut.has(account.index)) return toSignIn(exchange);
  const message = findMessage(mailbox, exchange.url.searchParams);
  if (!message) {
    replyHtml(exchange, doesNotExistPage(account.language));
    return null;
  }
  exchange.record.messageId = message.legacyId;
  const scheduled = take(state, message, view);
  const behaviour = scheduled?.behaviour;
  switch (behaviour?.kind) {
    case 'network':
      exchange.response.destroy();
      return null;
    case 'signedOut':
      return toSignIn(exchange);
    case 'login':
      replyHtml(exchange, loginPage(account.language));
      return null;
    case 'doesNotExist':
      replyHtml(exchange, doesNotExistPage(account.language));
      return null;
    case 'captcha':
      replyHtml(exchange, captchaPage());
      return null;
    case 'status': {
      const wait = behaviour.retryAfter;
      reply(
        exchange,
        behaviour.status,
        {
          'Content-Type': 'text/html; charset=UTF-8',
          ...(wait === undefined ? {} : { 'Retry-After': String(wait) }),
        },
        `<html><title>Error ${behaviour.status}</title><body>That’s an error.</body></html>`,
      );
      return null;
    }
    case 'slow':
      await sleep(behaviour.ms);
      return { message, scheduled };
    default:
      return { message, scheduled };
  }
}

function toSignIn(exchange: Exchange): null {
  redirect(
    exchange,
    `https://${ACCOUNTS}/ServiceLogin?service=mail&continue=https://${MAIL}/mail/`,
  );
  return null;
}

/** `attid=0` is the message itself, `0.N` its N-th attachment. */
function askedPart(message: StoredMessage, query: URLSearchParams): StoredMessage {
  const index = /^0\.(\d+)$/.exec(query.get('attid') ?? '')?.[1];
  const part = index ? message.attachments?.[Number(index) - 1] : undefined;
  return part ? { ...message, raw: part.content } : message;
}

/** `view=att` on mail.google.com. */
export async function answerAttachment(
  state: State,
  mailbox: ReplicaMailbox,
  exchange: Exchange,
): Promise<void> {
  const source = await openSource(state, mailbox, exchange, 'att');
  if (!source) return;
  const { pathname, searchParams } = exchange.url;
  const isNative = !pathname.endsWith('/') && !searchParams.has('attid');
  const isAnswered =
    state.wants === 'anything' ||
    (state.wants === 'native' && isNative) ||
    (state.wants === 'key' && searchParams.has('ik') && searchParams.has('th'));
  if (!isAnswered) return replyHtml(exchange, doesNotExistPage(mailbox.account.language));
  const { scheduled } = source;
  const message = askedPart(source.message, exchange.url.searchParams);
  if (state.mode === 'direct') return sendBytes(state, exchange, message, scheduled, {});

  const query = exchange.url.searchParams;
  const index = mailbox.account.index;
  const token = randomToken();
  const target = new URL(`https://${ATTACHMENTS}/attachment/u/${index}/`);
  for (const name of ['ik', 'view', 'th', 'permmsgid', 'attid', 'disp', 'safe', 'zw']) {
    const value = query.get(name);
    if (value !== null) target.searchParams.set(name, value);
  }
  target.searchParams.set('saddbat', token);

  let cors: 'full' | 'star' | 'none' = 'full';
  if (state.mode === 'acao-star') cors = 'star';
  if (state.mode === 'no-acao' || scheduled?.behaviour.kind === 'noCors') cors = 'none';
  if (state.mode === 'cached-302') {
    // The cured form is a URL nobody asked for before; a redirect from the cache leads to a target without ACAO.
    const counter = query.get('cacheCounter') ?? '';
    if (counter === '' || state.usedCounters.has(counter)) cors = 'none';
    state.usedCounters.add(counter);
  }
  let release = () => {};
  if (state.mode === 'parallel-breaks') {
    state.inFlight += 1;
    if (state.inFlight > 1) cors = 'none';
    let open = true;
    release = () => {
      if (open) state.inFlight -= 1;
      open = false;
    };
    setTimeout(release, 3000).unref();
    await sleep(150);
  }
  const bounced = query.has('bounced');
  if (bounced) target.searchParams.set('auth', '1');
  const back = new URL(exchange.url);
  back.searchParams.set('bounced', '1');
  state.tickets.set(token, {
    message,
    cors,
    behaviour: scheduled,
    back: back.href,
    release,
    spent: false,
  });
  redirect(
    exchange,
    target.href,
    state.mode === 'cached-302' ? { 'Cache-Control': 'private, max-age=86400' } : {},
  );
}

/** The attachment host: a signed URL alone authorises, except in the mode `bounce`, which wants its own cookie. */
export async function answerAttachmentHost(state: State, exchange: Exchange): Promise<void> {
  const { url, request } = exchange;
  const ticket = state.tickets.get(url.searchParams.get('saddbat') ?? '');
  if (!ticket) return reply(exchange, 403, {}, 'Forbidden');
  // The token is spent by the first request (2026); one that leads back for a cookie comes here more than once.
  if (ticket.spent && state.mode !== 'bounce') return reply(exchange, 400, {}, 'Bad Request');
  ticket.spent = true;
  exchange.record.messageId = ticket.message.legacyId;
  exchange.response.once('close', ticket.release);
  const headers: Record<string, string> = {};
  if (ticket.cors === 'full') {
    headers['Access-Control-Allow-Origin'] = `https://${MAIL}`;
    headers['Access-Control-Allow-Credentials'] = 'true';
  } else if (ticket.cors === 'star') {
    headers['Access-Control-Allow-Origin'] = '*';
  }
  if (state.mode === 'bounce') {
    if (url.searchParams.has('auth')) {
      headers['Set-Cookie'] = 'SADDSID=1; Path=/; Secure; HttpOnly; SameSite=None';
    } else if (!readCookies(request).has('SADDSID')) {
      return redirect(exchange, ticket.back);
    }
  }
  await sendBytes(state, exchange, ticket.message, ticket.behaviour, headers);
}
