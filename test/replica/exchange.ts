// One request and its answer, and the state that the parts of the local Gmail share.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ReplicaMailbox, StoredMessage } from './mailbox.ts';
import type { PageOptions } from './page/options.ts';
import type { Scheduled } from './source.ts';

export const MAIL = 'mail.google.com';
export const ATTACHMENTS = 'mail-attachment.googleusercontent.com';
export const ACCOUNTS = 'accounts.google.com';

/** How "download original" answers; see {@link ./source.ts}. */
export type RedirectMode =
  | 'redirect'
  | 'direct'
  | 'acao-star'
  | 'no-acao'
  | 'cached-302'
  | 'bounce'
  | 'parallel-breaks';

export type CspProfile = 'default' | 'strict';

/** What reached the replica. `status` is null until it answered, and stays null when the socket was dropped. */
export interface ReplicaRequest {
  host: string;
  method: string;
  /** path with query */
  url: string;
  view: string | null;
  /** N of /u/N/, null where there is none */
  account: number | null;
  /** legacy id of the message whose source was asked for */
  messageId: string | null;
  status: number | null;
  at: number;
  /** the session cookie came along */
  cookie: boolean;
  origin: string | null;
  referer: string | null;
  /** Sec-Fetch-Site; a background worker sends none or same-origin without a Referer */
  site: string | null;
  /** true when the client went away before the answer was complete */
  aborted: boolean;
}

/** Gmail's state: mutable, so that a test changes the mood between two clicks. */
export interface State {
  mailboxes: ReplicaMailbox[];
  mode: RedirectMode;
  csp: CspProfile;
  page: PageOptions;
  contentType: string;
  /** an original is handed out to the address of Gmail's menu, or with the account's key, alone */
  wants: 'anything' | 'native' | 'key';
  behaviours: Map<string, Scheduled>;
  tickets: Map<string, Ticket>;
  signedOut: Set<number>;
  usedCounters: Set<string>;
  inFlight: number;
  requests: ReplicaRequest[];
  cspReports: unknown[];
}

/** The permission in a signed URL of the attachment host. */
export interface Ticket {
  message: StoredMessage;
  cors: 'full' | 'star' | 'none';
  behaviour: Scheduled | null;
  back: string;
  release: () => void;
  /** somebody has asked with it */
  spent: boolean;
}

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  record: ReplicaRequest;
}

/** Answers once and notes the status. */
export function reply(
  { response, record }: Exchange,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Uint8Array = '',
): void {
  record.status = status;
  response.writeHead(status, headers);
  response.end(body);
}

export function replyHtml(exchange: Exchange, body: string, status = 200): void {
  reply(
    exchange,
    status,
    { 'Content-Type': 'text/html; charset=UTF-8', 'Cache-Control': 'no-store' },
    body,
  );
}

export function redirect(
  exchange: Exchange,
  location: string,
  headers: OutgoingHttpHeaders = {},
): void {
  reply(exchange, 302, { Location: location, 'Cache-Control': 'no-store', ...headers });
}

export function readCookies(request: IncomingMessage): Map<string, string> {
  const pairs = (request.headers.cookie ?? '').split('; ').filter(Boolean);
  return new Map(
    pairs.map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  );
}

export function randomToken(): string {
  return `ANGjdJ${randomBytes(24).toString('base64url')}`;
}
