// A faithful Gmail on this machine: mail.google.com and its attachment host over HTTPS, messages as data.
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  ACCOUNTS,
  ATTACHMENTS,
  type CspProfile,
  MAIL,
  type RedirectMode,
  type ReplicaRequest,
  type State,
} from './exchange.ts';
import {
  createReplicaMailbox,
  type ReplicaAccount,
  type ReplicaMailbox,
  type ReplicaMessage,
  type StoredMessage,
} from './mailbox.ts';
import { DEFAULT_PAGE, type PageOptions } from './page/options.ts';
import { answerRequest } from './routes.ts';
import type { SourceBehaviour } from './source.ts';

export type { CspProfile, RedirectMode, ReplicaRequest } from './exchange.ts';
export type { Language, Person, ReplicaAccount, ReplicaMessage, StoredMessage } from './mailbox.ts';
export type { PageOptions } from './page/options.ts';
export type { SourceBehaviour } from './source.ts';

/** The names the certificate must hold. */
export const REPLICA_NAMES = [MAIL, ATTACHMENTS, ACCOUNTS] as const;

export interface ReplicaOptions {
  accounts: ReplicaAccount[];
  /** PEM */
  certificate: { key: string; cert: string };
  mode?: RedirectMode;
  csp?: CspProfile;
  page?: Partial<PageOptions>;
  /** Content-Type of the original; Gmail's is not documented */
  contentType?: string;
}

export interface Replica {
  port: number;
  /** `host:port` → loopback port, for the CONNECT proxy */
  hosts: Record<string, number>;
  requests: ReplicaRequest[];
  cspReports: unknown[];
  mailboxes: ReplicaMailbox[];
  /** The page's address; `account` is N of /u/N/, `fragment` without `#`. */
  url(account?: number, fragment?: string): string;
  /** A message by legacy id, permanent id, decimal id or subject, in the first account that has it. Throws without one. */
  message(name: string, account?: number): StoredMessage;
  /** The fragment that opens a message's thread, for example `inbox/FMfcgz…`. */
  fragment(name: string, account?: number): string;
  add(message: ReplicaMessage, account?: number): StoredMessage;
  setSource(name: string, behaviour: SourceBehaviour | null): void;
  setMode(mode: RedirectMode): void;
  setCsp(profile: CspProfile): void;
  /** Moods of the page; take effect when it loads next. */
  setPage(options: Partial<PageOptions>): void;
  setSignedOut(account: number, signedOut: boolean): void;
  setContentType(type: string): void;
  /** which addresses of "download original" are answered */
  setWants(wants: State['wants']): void;
  close(): Promise<void>;
}

/** Starts the local Gmail on a free loopback port. */
export async function startReplica(options: ReplicaOptions): Promise<Replica> {
  const state: State = {
    mailboxes: options.accounts.map(createReplicaMailbox),
    mode: options.mode ?? 'redirect',
    csp: options.csp ?? 'default',
    page: { ...DEFAULT_PAGE, ...options.page },
    contentType: options.contentType ?? 'message/rfc822',
    wants: 'anything',
    behaviours: new Map(),
    tickets: new Map(),
    signedOut: new Set(),
    usedCounters: new Set(),
    inFlight: 0,
    requests: [],
    cspReports: [],
  };
  const server = createServer(options.certificate, (request, response) => {
    answerRequest(state, request, response).catch((error: unknown) => {
      // A mistake of the replica must be seen, not hang the browser.
      if (!response.headersSent) response.writeHead(500, { 'X-Replica-Error': '1' });
      response.end(String(error));
      console.error('replica:', error);
    });
  });
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  /** Accounts with this index; a delegated mailbox shares its owner's. */
  const owned = (account?: number): ReplicaMailbox[] =>
    state.mailboxes.filter((one) => account === undefined || one.account.index === account);
  const locate = (
    name: string,
    account?: number,
  ): { mailbox: ReplicaMailbox; message: StoredMessage } => {
    for (const mailbox of owned(account)) {
      const message =
        mailbox.byLegacyId.get(name) ??
        mailbox.byPermId.get(name) ??
        [...mailbox.byLegacyId.values()].find(({ id, subject }) => id === name || subject === name);
      if (message) return { mailbox, message };
    }
    throw new Error(
      `The replica has no message "${name}" in account ${account ?? '0 and others'}.`,
    );
  };
  return {
    port,
    hosts: Object.fromEntries(REPLICA_NAMES.map((name) => [`${name}:443`, port])),
    requests: state.requests,
    cspReports: state.cspReports,
    mailboxes: state.mailboxes,
    url: (account = 0, fragment = 'inbox') => `https://${MAIL}/mail/u/${account}/#${fragment}`,
    message: (name, account) => locate(name, account).message,
    fragment(name, account) {
      const { mailbox, message } = locate(name, account);
      const thread = mailbox.threads.find((one) => one.messages.includes(message));
      return `${thread?.label}/${thread?.token}`;
    },
    add(message, account = 0) {
      const [mailbox] = owned(account);
      if (!mailbox) throw new Error(`The replica has no account ${account}.`);
      return mailbox.add(message);
    },
    setSource(name, behaviour) {
      const { legacyId } = locate(name).message;
      if (!behaviour) state.behaviours.delete(legacyId);
      else {
        const left = behaviour.times ?? Number.POSITIVE_INFINITY;
        state.behaviours.set(legacyId, { behaviour, left });
      }
    },
    setMode(mode) {
      state.mode = mode;
    },
    setCsp(profile) {
      state.csp = profile;
    },
    setPage(page) {
      Object.assign(state.page, page);
    },
    setSignedOut(account, signedOut) {
      if (signedOut) state.signedOut.add(account);
      else state.signedOut.delete(account);
    },
    setContentType(type) {
      state.contentType = type;
    },
    setWants(wants) {
      state.wants = wants;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
