// Which part of the local Gmail answers which address.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { sourceBytes } from './deliver.ts';
import {
  ACCOUNTS,
  ATTACHMENTS,
  type Exchange,
  type ReplicaRequest,
  readCookies,
  redirect,
  reply,
  replyHtml,
  type State,
} from './exchange.ts';
import type { ReplicaMailbox } from './mailbox.ts';
import {
  accountKey,
  applicationPage,
  bodyPage,
  contentSecurityPolicy,
  doesNotExistPage,
  loginPage,
  originalPage,
  printPage,
  wireMessage,
  wireThreads,
} from './pages.ts';
import { answerAttachment, answerAttachmentHost, findMessage, openSource } from './source.ts';

/** Answers one request to any of the replica's hosts and records it. */
export async function answerRequest(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = request.headers.host ?? '';
  const url = new URL(request.url ?? '/', `https://${host}`);
  const header = (name: string): string | null => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const account = /\/u\/(\d+)(?:\/|$)/.exec(url.pathname)?.[1];
  const record: ReplicaRequest = {
    host,
    method: request.method ?? '',
    url: url.pathname + url.search,
    view: url.searchParams.get('view'),
    account: account === undefined ? null : Number(account),
    messageId: null,
    status: null,
    at: Date.now(),
    cookie: readCookies(request).has('OSID'),
    origin: header('origin'),
    referer: header('referer'),
    site: header('sec-fetch-site'),
    aborted: false,
  };
  // The browser asks the sign-in host about itself at start; that is no request of a page.
  if (host !== ACCOUNTS || url.pathname === '/ServiceLogin') state.requests.push(record);
  response.once('close', () => {
    record.aborted = !response.writableFinished;
  });
  const exchange: Exchange = { request, response, url, record };
  if (host === ATTACHMENTS) return answerAttachmentHost(state, exchange);
  if (host === ACCOUNTS) return replyHtml(exchange, loginPage('en'));
  return answerMail(state, exchange);
}

const BASE =
  /^\/mail(?:\/b\/(?<old>[^/]+))?(?:\/u\/(?<index>\d+))?(?:\/d\/(?<delegate>[^/]+))?(?:\/|$)/;

async function answerMail(state: State, exchange: Exchange): Promise<void> {
  const { url, request } = exchange;
  const path = url.pathname;
  if (path === '/mail/cspreport') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    state.cspReports.push(JSON.parse(Buffer.concat(chunks).toString()));
    return reply(exchange, 204, {});
  }
  const script = /^\/mail\/_\/js\/([\w-]+(?:\/[\w-]+)*\.ts)$/.exec(path)?.[1];
  if (script) return sendScript(exchange, script);
  if (path === '/favicon.ico') return reply(exchange, 204, {});
  if (path === '/' || path === '/mail' || /^\/a\/[^/]+\/?$/.test(path)) {
    return redirect(exchange, '/mail/u/0/');
  }
  const match = BASE.exec(path);
  if (!match) return reply(exchange, 404, {}, 'Not Found');
  const index = Number(match.groups?.index ?? 0);
  const delegate = match.groups?.delegate ?? match.groups?.old;
  const mailbox = state.mailboxes.find(
    ({ account }) => account.index === index && account.delegate === delegate,
  );
  if (!mailbox) return reply(exchange, 404, {}, 'Not Found');
  const withSlash = match[0].endsWith('/') ? match[0] : `${match[0]}/`;
  const base = withSlash === '/mail/' ? '/mail/u/0/' : withSlash;
  return answerAccount(state, exchange, mailbox, base, path.slice(match[0].length));
}

async function answerAccount(
  state: State,
  exchange: Exchange,
  mailbox: ReplicaMailbox,
  base: string,
  rest: string,
): Promise<void> {
  const { account } = mailbox;
  const query = exchange.url.searchParams;
  const json = { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'no-store' };
  if (rest === 'i/fd') {
    const threads = wireThreads(mailbox.threads, state.page.conversationView);
    return reply(exchange, 200, json, JSON.stringify(threads));
  }
  if (rest === 'i/body') {
    return replyHtml(exchange, bodyPage(findMessage(mailbox, query)?.html ?? ''));
  }
  if (rest === 'i/send') return answerSend(mailbox, exchange, json);
  if (rest === 'feed/atom') {
    const feed = `<?xml version="1.0"?><feed xmlns="http://purl.org/atom/ns#"><title>Gmail - ${account.address}</title></feed>`;
    return reply(exchange, 200, { 'Content-Type': 'application/atom+xml' }, feed);
  }
  if (rest !== '' && rest !== 'popout') return reply(exchange, 404, {}, 'Not Found');
  switch (query.get('view')) {
    case 'att':
      return answerAttachment(state, mailbox, exchange);
    case 'om':
      return answerOriginal(state, mailbox, exchange);
    case 'pt':
    case 'lg': {
      const message = findMessage(mailbox, query);
      const { language } = account;
      return replyHtml(
        exchange,
        message ? printPage(language, message) : doesNotExistPage(language),
      );
    }
  }
  const nonce = randomBytes(16).toString('base64');
  const popout = rest === 'popout' ? (query.get('th') ?? '').replace(/^#/, '') : null;
  const page = applicationPage({
    mailbox,
    accounts: state.mailboxes.map(({ account: { index, address } }) => ({ index, address })),
    base,
    nonce,
    options: state.page,
    popout,
  });
  const cookie = 'Path=/mail; Secure; HttpOnly';
  reply(
    exchange,
    200,
    {
      'Content-Type': 'text/html; charset=UTF-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentSecurityPolicy(state.csp, nonce),
      'Set-Cookie': state.signedOut.has(account.index)
        ? []
        : [`OSID=${accountKey(account.address)}; ${cookie}`, `COMPASS=gmail=1; ${cookie}`],
    },
    page,
  );
}

/** A reply sent from the page: stored with the few fields that mail written in Gmail carries. */
async function answerSend(
  mailbox: ReplicaMailbox,
  exchange: Exchange,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of exchange.request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const legacyId = exchange.url.searchParams.get('th');
  const thread = mailbox.threads.find((one) => one.legacyId === legacyId);
  const last = thread?.messages.at(-1);
  if (!thread || !last) return reply(exchange, 404, {}, 'Not Found');
  const { name, address } = mailbox.account;
  const date = new Date();
  const fields = [
    'MIME-Version: 1.0',
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${date.getTime()}@mail.gmail.example>`,
    `Subject: Re: ${Buffer.from(thread.subject).toString('latin1')}`,
    `From: ${Buffer.from(name).toString('latin1')} <${address}>`,
    `To: <${last.from.address}>`,
    'Content-Type: text/plain; charset="UTF-8"',
  ];
  const stored = mailbox.add({
    threadId: BigInt(`0x${thread.legacyId}`).toString(),
    raw: Buffer.from(
      `${fields.join('\r\n')}\r\n\r\n${Buffer.from(text).toString('latin1')}\r\n`,
      'latin1',
    ),
    label: 'sent',
    from: { name, address },
    to: [last.from],
    subject: `Re: ${thread.subject}`,
    date,
    snippet: text,
    html: `<div dir="ltr">${text.replaceAll('<', '&lt;')}</div>`,
  });
  reply(exchange, 200, headers, JSON.stringify(wireMessage(stored)));
}

async function answerOriginal(
  state: State,
  mailbox: ReplicaMailbox,
  exchange: Exchange,
): Promise<void> {
  const { account } = mailbox;
  const key = accountKey(account.address);
  if (exchange.url.searchParams.get('ik') !== key) {
    return replyHtml(exchange, doesNotExistPage(account.language));
  }
  const source = await openSource(state, mailbox, exchange, 'om');
  if (!source) return;
  const raw = sourceBytes(source.message, source.scheduled);
  replyHtml(
    exchange,
    originalPage(account.language, source.message, raw, key, state.wants === 'key'),
  );
}

/** The page's own modules: TypeScript with its types removed, so that server and page share their types. */
function sendScript(exchange: Exchange, name: string): void {
  const text = readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8');
  const headers = {
    'Content-Type': 'text/javascript; charset=UTF-8',
    'Cache-Control': 'no-store',
    'Service-Worker-Allowed': '/mail/',
  };
  reply(exchange, 200, headers, stripTypeScriptTypes(text));
}
