// The content script of Gmail: wires what is on the screen to what the background finds out.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { ask as askBackground } from '../../lib/extension/messaging.ts';
import { followPause } from '../../lib/extension/pause.ts';
import { isPrivateWindow } from '../../lib/extension/private.ts';
import { onSettingsChanged, readSettings, uiLanguage } from '../../lib/extension/settings.ts';
import { answerPopup, type TabState } from '../../lib/extension/tab.ts';
import { readAccount } from '../../lib/gmail/account.ts';
import { watch } from '../../lib/gmail/observe.ts';
import { createOriginals } from '../../lib/gmail/original.ts';
import { createReconciler } from '../../lib/gmail/reconcile.ts';
import { isMailbox } from '../../lib/gmail/route.ts';
import type { Teaching } from '../../lib/model.ts';
import { languageFor } from '../../lib/words.ts';
import { createInspector, type Seen } from './inspect.ts';
import { createRows } from './rows.ts';
import { createSeals } from './seals.ts';

export default defineContentScript({
  matches: ['https://mail.google.com/*'],
  runAt: 'document_idle',
  allFrames: false,
  // The page is told nothing about us, not even that we started.
  noScriptStartedPostMessage: true,
  main(context) {
    if (!isMailbox(document.location)) return;
    const inspector = createInspector(createOriginals({ document }));
    const language = languageFor(uiLanguage());
    const rows = createRows(document, language);
    const seals = createSeals(language, {
      checkNow(id) {
        inspector.consent(id);
        reconciler.retry(id);
      },
      retry: (id) => reconciler.retry(id),
      teach: isPrivateWindow() ? null : teach,
      original: (message) => inspector.original(message, readAccount(document)),
      ownAddresses: () => [readAccount(document).address].filter((address) => address !== null),
    });
    function teach(teaching: Teaching): void {
      const { key, address } = readAccount(document);
      const kept = askBackground('teach', { teaching, account: key, reader: address });
      // Where it could not be kept the button is still there.
      kept.then((isKept) => isKept && judgeAnew()).catch(() => {});
    }
    const judgeAnew = () => {
      rows.refresh();
      reconciler.refresh();
    };
    let ask = () => {};
    const reconciler = createReconciler<Seen>({
      document,
      account: () => readAccount(document),
      async evaluate(...asked) {
        const outcome = await inspector.inspect(...asked);
        rows.refresh();
        return outcome;
      },
      render: seals.draw,
      discard: seals.discard,
      ask: () => ask(),
    });
    // The reader's wish for this tab, and for every tab; nothing is read until the latter is known.
    const paused = { here: false, everywhere: true };
    const isPaused = () => paused.here || paused.everywhere;
    const look = (isListTouched: boolean) => {
      // Reading this notices that the extension was updated; the signal then ends everything.
      if (context.isInvalid) return false;
      if (isListTouched && isPaused()) rows.hide();
      else if (isListTouched) rows.look(readAccount(document));
      return reconciler.look();
    };
    const applySettings = () =>
      readSettings().then(seals.apply, () => {
        // Storage is gone with the extension: the defaults stay.
      });
    context.onInvalidated(() => {
      reconciler.end();
      seals.retire();
    });
    void applySettings();
    onSettingsChanged(() => {
      judgeAnew();
      void applySettings();
    });
    reconciler.pause(true);
    ask = watch(document, look, context.signal);
    followPause((everywhere) => {
      paused.everywhere = everywhere;
      reconciler.pause(isPaused());
    });
    const state = (): TabState => {
      const { layout, tiers } = reconciler.page();
      const messages = seals.list();
      return { layout, tiers, messages, paused: isPaused(), attempts: inspector.attempts() };
    };
    answerPopup((command) => {
      if (command === 'pause' || command === 'resume') {
        paused.here = command === 'pause';
        reconciler.pause(isPaused());
      }
      if (command === 'again') for (const { id } of seals.list()) reconciler.retry(id);
      return state();
    });
  },
});
