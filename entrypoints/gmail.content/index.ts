// The content script of Gmail: wires what is on the screen to what the background finds out.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { onSettingsChanged, readSettings, uiLanguage } from '../../lib/extension/settings.ts';
import { readAccount } from '../../lib/gmail/account.ts';
import { watch } from '../../lib/gmail/observe.ts';
import { createOriginals } from '../../lib/gmail/original.ts';
import { createReconciler } from '../../lib/gmail/reconcile.ts';
import { isMailbox } from '../../lib/gmail/route.ts';
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
    });
    let ask = () => {};
    const reconciler = createReconciler<Seen>({
      document,
      account: () => readAccount(document),
      evaluate: inspector.inspect,
      render: seals.draw,
      discard: seals.discard,
      ask: () => ask(),
    });
    const look = () => {
      // Reading this notices that the extension was updated; the signal then ends everything.
      if (context.isInvalid) return false;
      rows.look(readAccount(document));
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
      rows.forget();
      reconciler.refresh();
      void applySettings();
    });
    ask = watch(document, look, context.signal);
  },
});
