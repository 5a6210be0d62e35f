// The background worker: answers the tabs. It keeps nothing that may not be lost at any moment.
import { defineBackground } from 'wxt/utils/define-background';
import { LOCAL_CONTEXT } from '../lib/context.ts';
import { openLookups } from '../lib/dns/gate.ts';
import { chooseProviders } from '../lib/dns/providers.ts';
import { createResolver } from '../lib/dns/resolver.ts';
import { evaluate } from '../lib/evaluate.ts';
import { answer, type TabContext } from '../lib/extension/messaging.ts';
import { onSettingsChanged, readSettings, type Settings } from '../lib/extension/settings.ts';
import type { Context, Judgement, Resolver, Told } from '../lib/model.ts';
import { judgeUnreadable } from '../lib/verdict/judge.ts';
import { runNameRules } from '../lib/verdict/rules/run.ts';
import { tell } from '../lib/verdict/story.ts';

const told = (judgement: Judgement): Told => ({ judgement, story: tell(judgement) });

/** What the tab and the settings know together. */
function contextFor(tab: Partial<TabContext>, settings: Settings): Context {
  const { ownAddresses, ownName, ...reader } = settings.reader;
  const addresses = [...ownAddresses, ...(tab.reader ? [tab.reader] : [])];
  return {
    ...LOCAL_CONTEXT,
    ...reader,
    source: tab.source ?? 'file',
    fidelity: tab.fidelity ?? 'exact',
    folder: tab.folder ?? 'inbox',
    rendered: tab.rendered ?? null,
    now: Date.now(),
    lookups: settings.lookups,
    me: { name: ownName, addresses: addresses.map((address) => address.toLowerCase()) },
  };
}

export default defineBackground(() => {
  // Made anew after every sleep of the worker and whenever the settings change.
  let ready: Promise<{ settings: Settings; resolver: Resolver }> | null = null;
  const prepare = () => {
    ready ??= readSettings().then((settings) => ({
      settings,
      resolver: createResolver({ providers: chooseProviders(settings.resolver) }),
    }));
    return ready;
  };
  onSettingsChanged(() => {
    ready = null;
  });

  answer({
    async judge({ digest, tab, consented }) {
      const { settings, resolver } = await prepare();
      const context = contextFor(tab, settings);
      if (!digest) return told(judgeUnreadable(null, context, null));
      const lookups = openLookups(resolver, {
        mode: context.lookups,
        folder: context.folder,
        consented,
      });
      return told(await evaluate(digest, lookups, context));
    },
    async rows({ rows }) {
      const { settings } = await prepare();
      const context = contextFor({}, settings);
      return rows.map((row) => runNameRules(row, context));
    },
  });
});
