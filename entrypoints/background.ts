// The background worker: answers the tabs. It keeps nothing that may not be lost at any moment.
import { defineBackground } from 'wxt/utils/define-background';
import { createCache } from '../lib/dns/cache.ts';
import { openLookups } from '../lib/dns/gate.ts';
import { chooseProviders } from '../lib/dns/providers.ts';
import { createResolver } from '../lib/dns/resolver.ts';
import { evaluate } from '../lib/evaluate.ts';
import { checkDomain } from '../lib/evidence/published/index.ts';
import { createAccounts } from '../lib/extension/accounts.ts';
import { followBadge } from '../lib/extension/badge.ts';
import { createHandover } from '../lib/extension/handover.ts';
import { askForPolicyResolver, welcomeOnInstall } from '../lib/extension/install.ts';
import { BROWSER_MS, MEMORY_MS, MESSAGE_MS, within } from '../lib/extension/limits.ts';
import { type Asker, answer, type TabContext } from '../lib/extension/messaging.ts';
import { onAccessChanged, withHostAccess } from '../lib/extension/permissions.ts';
import { servePieces } from '../lib/extension/pieces.ts';
import { type Governed, withinPolicy } from '../lib/extension/policy.ts';
import { onSettingsChanged, readSettings } from '../lib/extension/settings.ts';
import { createStopping, silenced } from '../lib/extension/stopping.ts';
import { ANSWERS, sessionStore } from '../lib/extension/store.ts';
import { openTab } from '../lib/extension/tab.ts';
import { wakeOnInstall } from '../lib/extension/wake.ts';
import { readerLanguage, tabWords } from '../lib/extension/words.ts';
import type { DownloadAbout } from '../lib/gmail/download.ts';
import { relayOriginal } from '../lib/gmail/relay.ts';
import { type AccountMemory, openAccounts } from '../lib/memory/account-memory.ts';
import { openMemory } from '../lib/memory/memory.ts';
import { LOCAL_CONTEXT } from '../lib/model/context.ts';
import type { Context, Evidence, Judgement, Resolver, Told, Traces } from '../lib/model.ts';
import { once } from '../lib/text/once.ts';
import { judgeUnreadable } from '../lib/verdict/judge.ts';
import { lessonOf, tracesOf, tracesOfSender, withMemory } from '../lib/verdict/lesson.ts';
import { judgeRow } from '../lib/verdict/story/row-mark.ts';
import { tell } from '../lib/verdict/story/tell.ts';

const tellAll = (judgement: Judgement): Told => ({
  judgement,
  story: tell(judgement, readerLanguage()),
});

/** What the tab and the settings know together. */
function contextFor(tab: Partial<TabContext>, settings: Governed): Context {
  const { ownAddresses, ownName, ...reader } = settings.reader;
  const addresses = [...(tab.ownAddress ? [tab.ownAddress] : []), ...ownAddresses];
  return {
    ...LOCAL_CONTEXT,
    ...reader,
    source: tab.source ?? 'file',
    fidelity: tab.fidelity ?? 'exact',
    folder: tab.folder ?? 'inbox',
    rendered: tab.rendered ?? null,
    gmailMark: tab.gmailMark ?? null,
    now: Date.now(),
    lookups: settings.lookups,
    me: { name: ownName, addresses: addresses.map((address) => address.toLowerCase()) },
  };
}

/** Names that the check of one domain may ask for. */
const NAMES_OF_DOMAIN = 100;

/** What the organisation lets its readers teach. */
const TAUGHT = {
  sender: 'taught',
  undo: 'taught',
  forwarder: 'trustedForwarders',
  list: 'knownLists',
} as const;

export default defineBackground(() => {
  welcomeOnInstall();
  wakeOnInstall();
  followBadge();
  void askForPolicyResolver();
  const cache = createCache(sessionStore(ANSWERS));
  const openAccount = openAccounts(openMemory());
  const handover = createHandover();
  const accounts = createAccounts();
  const stopping = createStopping();

  // Made anew after every sleep of the worker and whenever the settings change.
  interface Ready {
    settings: Governed;
    resolver: Resolver;
    /** remembers in the worker alone */
    privateResolver: Resolver;
  }
  let ready: Promise<Ready> | null = null;
  const prepare = async () => {
    ready ??= makeReady();
    const preparing = ready;
    try {
      return await preparing;
    } catch (error) {
      if (ready === preparing) ready = null;
      throw error;
    }
  };
  async function makeReady(): Promise<Ready> {
    const settings = await within(readSettings(), BROWSER_MS, () => {
      throw new Error('the settings could not be read in time');
    });
    const providers = await withHostAccess(chooseProviders(settings.resolver));
    const resolver = createResolver({ providers, cache });
    return { settings, resolver, privateResolver: createResolver({ providers }) };
  }
  onSettingsChanged(() => {
    ready = null;
    void askForPolicyResolver();
  });
  onAccessChanged(() => {
    ready = null;
  });

  /** Null in private windows, where memory is off, and while the tab does not know whose mailbox it shows. */
  function memoryOf(
    { account, ownAddress }: Pick<TabContext, 'account' | 'ownAddress'>,
    { memory }: Governed,
    { isPrivate }: Asker,
  ): AccountMemory | null {
    return isPrivate || !memory.keep || ownAddress === null
      ? null
      : openAccount(account, memory.days);
  }

  async function inform(
    context: Context,
    settings: Governed,
    memory: AccountMemory | null,
    traces: Traces | null,
    forgot: () => void = () => {},
  ): Promise<Context> {
    // Memory that another page holds is no reason to say nothing: the mail is judged without it.
    const late = () => {
      forgot();
      return null;
    };
    const found = memory && (await within(memory.recall(traces), MEMORY_MS, late));
    return found ? withMemory(context, withinPolicy(found, settings)) : context;
  }

  /** The first name that is compared reads the tables, which takes longer than all that come after it. */
  const readTables = once(() => {
    const sender = { name: 'Example', address: 'example@mail.example' };
    judgeRow({ messageId: null, senders: [sender] }, LOCAL_CONTEXT, new Map());
  });

  servePieces<DownloadAbout>('original', async (address, tab, signal) => {
    const found = await relayOriginal(String(address), tab, signal);
    if ('failure' in found) return { bytes: null, about: found };
    const { bytes, ...about } = found;
    return { bytes, about };
  });
  answer({
    async judge({ digest, tab, consented }, asker) {
      const started = Date.now();
      const stopped = stopping.signalFor(asker.tab);
      const { settings, resolver, privateResolver } = await prepare();
      const context = contextFor(tab, settings);
      const memory = memoryOf(tab, settings, asker);
      const { messageId, rendered } = tab;
      let forgot = false;
      const recall = (evidence: Evidence | null) => {
        const traces = evidence
          ? tracesOf(evidence, messageId, context.now)
          : tracesOfSender(rendered?.address ?? '', messageId, context.now);
        return inform(context, settings, memory, traces, () => {
          forgot = true;
        });
      };
      if (!digest) {
        const told = tellAll(judgeUnreadable(null, await recall(null), null));
        return { ...told, forgot };
      }
      const { lookups: mode, folder } = context;
      const ours = asker.isPrivate ? privateResolver : resolver;
      const lookups = openLookups(silenced(ours, stopped), {
        mode,
        folder,
        consented,
        reader: context.me,
        deadlineMs: MESSAGE_MS - (Date.now() - started),
      });
      const told = tellAll(await evaluate(digest, lookups, context, null, recall));
      stopped.throwIfAborted();
      // The answer does not wait for what is learned from it. A file may have been made up to teach something.
      if (tab.source === 'gmail') void memory?.remember(lessonOf(told, context, messageId));
      return { ...told, forgot };
    },
    async stop(_, { tab }) {
      stopping.stop(tab);
      return true;
    },
    async wake(tab, asker) {
      const preparing = prepare();
      readTables();
      const { settings } = await preparing;
      await inform(LOCAL_CONTEXT, settings, memoryOf(tab, settings, asker), null);
      return true;
    },
    async rows({ rows, ...tab }, asker) {
      const { settings } = await prepare();
      const memory = memoryOf(tab, settings, asker);
      const context = await inform(contextFor(tab, settings), settings, memory, null);
      const ids = rows.flatMap(({ messageId }) => messageId ?? []);
      const verdicts =
        (memory && (await within(memory.verdicts(ids), MEMORY_MS, () => null))) ?? new Map();
      return rows.map((row) => {
        try {
          return judgeRow(row, context, verdicts);
        } catch (error) {
          // One sender's name takes no mark from the rows beside it.
          console.error(error);
          return null;
        }
      });
    },
    async domain({ domain, selectors, consented }, asker) {
      const { settings, resolver, privateResolver } = await prepare();
      const { ownAddresses, ownName } = settings.reader;
      const open = await accounts({ told: null }, asker);
      const lookups = openLookups(asker.isPrivate ? privateResolver : resolver, {
        mode: settings.lookups,
        folder: 'inbox',
        consented,
        // The domain may stand here as a mail names it.
        reader: { addresses: [...ownAddresses, ...open], name: ownName },
        budget: NAMES_OF_DOMAIN,
      });
      return checkDomain(domain, selectors, lookups, Date.now());
    },
    async openDetails({ judgement, story }, { isPrivate }) {
      if (isPrivate) return null;
      await openTab(`/details.html#${handover.give({ judgement, story })}`);
      return null;
    },
    async openDomain({ domain, selectors }, { isPrivate }) {
      if (isPrivate) return null;
      const query = new URLSearchParams({ domain });
      for (const selector of selectors) query.append('selector', selector);
      await openTab(`/domain.html?${query}`);
      return null;
    },
    take: ({ id }) => Promise.resolve(handover.take(id)),
    words: () => tabWords(),
    accounts,
    // Read anew: this may be asked because they have just changed.
    settings: () => readSettings(),
    async teach({ teaching, ...tab }, asker) {
      const { settings } = await prepare();
      if (settings.locked.includes(TAUGHT[teaching.kind])) return false;
      return (await memoryOf(tab, settings, asker)?.teach(teaching)) ?? false;
    },
  });
});
