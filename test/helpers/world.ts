// The whole local world of a test or a demo: Gmail, DNS, the proxy between, and a browser with the extension.
import { PROVIDERS } from '../../lib/dns/providers.ts';
import { DEFAULT_SETTINGS } from '../../lib/extension/settings-table.ts';
import { languageFor } from '../../lib/words.ts';
import { LANGUAGES } from '../replica/mailbox.ts';
import {
  REPLICA_NAMES,
  type ReplicaAccount,
  type ReplicaMessage,
  type ReplicaOptions,
  type SourceBehaviour,
  startReplica,
} from '../replica/server.ts';
import type { LaunchOptions } from './browser/browser.ts';
import { BUILDS } from './browser/build.ts';
import { launchChromium, launchFirefox } from './browser/launch.ts';
import { startProxy } from './browser/proxy.ts';
import { store } from './browser/storage.ts';
import { type BuiltCase, buildCase, mergeZones } from './cases/build.ts';
import type { Case } from './cases/case.ts';
import { READER } from './cases/gmail.ts';
import { makeCertificate } from './certificate.ts';
import { hasBind } from './dns/bind.ts';
import { startDns } from './dns/start.ts';

export interface WorldOptions extends Partial<Omit<LaunchOptions, 'proxyPort' | 'spkiHashes'>> {
  cases: Case[];
  browser?: 'chromium' | 'firefox';
  now?: number;
  /** more mailboxes of the same browser: other accounts, delegated ones */
  others?: (Omit<ReplicaAccount, 'messages'> & { cases: Case[] })[];
  /** of Gmail's page, by default English; the nearest one that the local Gmail speaks */
  mailboxLanguage?: string;
  /** the resolver within the process instead of BIND; by default only where there is no BIND */
  embedded?: boolean;
  /** names that the reader protects, as set on the options page */
  protectedNames?: string[];
  replica?: Partial<Omit<ReplicaOptions, 'accounts' | 'certificate'>>;
}

const escapeMarkup = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A case as the local Gmail shows it. */
function toMessage(built: BuiltCase): ReplicaMessage {
  const { mail } = built.case;
  const body = mail.body ?? 'Hello,\n\nthis is a message.\n';
  const folder = built.case.in ?? 'inbox';
  return {
    raw: built.raw,
    label: folder === 'draft' ? 'sent' : folder,
    from: built.rendered,
    subject: built.subject,
    date: new Date(built.sentAt),
    snippet: body.replace(/\s+/g, ' ').slice(0, 90),
    html: mail.html ?? `<div dir="auto">${escapeMarkup(body).replace(/\n/g, '<br>')}</div>`,
  };
}

/** Starts everything; `close` ends everything. */
export async function startWorld(options: WorldOptions) {
  const { cases, browser = 'chromium', now = Date.now(), mailboxLanguage = 'en' } = options;
  const built = cases.map((one) => buildCase(one, now));
  const others = (options.others ?? []).map(({ cases: more, ...account }) => ({
    account,
    built: more.map((one) => buildCase(one, now)),
  }));
  const everything = [built, ...others.map((other) => other.built)].flat();
  const hosts = PROVIDERS.map((provider) => new URL(provider.url).hostname);
  const certificate = makeCertificate([...REPLICA_NAMES, ...hosts, 'localhost']);
  const dns = await startDns(mergeZones(everything.map((one) => one.zone)), {
    certificate,
    embedded: options.embedded ?? !hasBind(),
  });
  const replica = await startReplica({
    ...options.replica,
    certificate,
    accounts: [
      {
        index: 0,
        address: READER,
        name: 'Alice Example',
        language: languageFor(mailboxLanguage, LANGUAGES),
        messages: built.map(toMessage),
      },
      ...others.map((other) => ({ ...other.account, messages: other.built.map(toMessage) })),
    ],
  });
  for (const one of built) if (one.case.source) replica.setSource(one.subject, one.case.source);
  const proxy = await startProxy({
    ...replica.hosts,
    ...Object.fromEntries(hosts.map((host) => [`${host}:443`, dns.port])),
  });
  const stop = () => Promise.all([replica.close(), proxy.close(), dns.close()]);
  const launch = browser === 'chromium' ? launchChromium : launchFirefox;
  const launched = await launch({
    extension: BUILDS[browser],
    ...options,
    proxyPort: proxy.port,
    spkiHashes: [certificate.spkiHash],
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  if (options.protectedNames) {
    const page = await launched.openExtensionPage('options.html');
    const reader = { ...DEFAULT_SETTINGS.reader, protectedNames: options.protectedNames };
    await store(page, { settings: { ...DEFAULT_SETTINGS, reader } });
    await page.close();
  }
  return {
    built,
    /** what `others` asked for, in its order */
    others,
    dns,
    replica,
    proxy,
    launched,
    /** Opens Gmail; with a case, at that case's thread. */
    async open(input?: BuiltCase) {
      const page = await launched.newPage();
      await page.goto(replica.url(0, input ? replica.fragment(input.subject) : undefined));
      return page;
    },
    /** The message of a case once more, under another id, with what shall be different. */
    copy(input: BuiltCase, change: Partial<ReplicaMessage> & { source?: SourceBehaviour } = {}) {
      const { source, ...different } = change;
      const stored = replica.add({ ...toMessage(input), ...different });
      if (source) replica.setSource(stored.legacyId, source);
      return stored;
    },
    async close() {
      await launched.close();
      await stop();
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;
