// The content script of Gmail: wires what is on the screen to what the background finds out.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { onSettingsChanged } from '../../lib/extension/changes.ts';
import { askUntilAnswered } from '../../lib/extension/insist.ts';
import { ask as askBackground } from '../../lib/extension/messaging.ts';
import { followPause } from '../../lib/extension/pause.ts';
import { askForPieces } from '../../lib/extension/pieces.ts';
import { isPrivateWindow } from '../../lib/extension/private.ts';
import { answerPopup, type TabState } from '../../lib/extension/tab.ts';
import { isRunningAlready } from '../../lib/extension/wake.ts';
import { uiLanguage } from '../../lib/extension/words.ts';
import { createAccountReader } from '../../lib/gmail/account.ts';
import { createAttachments } from '../../lib/gmail/attachments.ts';
import { type DownloadAbout, NOT_REACHED } from '../../lib/gmail/download.ts';
import { settledFolder } from '../../lib/gmail/folder.ts';
import { watch } from '../../lib/gmail/observe.ts';
import { createOriginals } from '../../lib/gmail/original.ts';
import { createReconciler } from '../../lib/gmail/reconcile.ts';
import type { BackgroundDownload } from '../../lib/gmail/requests.ts';
import { isMailbox } from '../../lib/gmail/route.ts';
import { createSelfCheck } from '../../lib/gmail/self-check.ts';
import type { Teaching } from '../../lib/model.ts';
import { createChecks } from './checks.ts';
import { createInspector, type Seen } from './inspect.ts';
import { createRowMarks } from './row-marks.ts';
import { createSeals } from './seals.ts';
import { createWords } from './words.ts';

/** Where CORS keeps an original from this tab. A background that went away is a network that did not answer. */
const throughBackground: BackgroundDownload = async (url, signal) => {
  const load = await askForPieces<DownloadAbout>('original', url, signal);
  if (load?.bytes && !('failure' in load.about)) return { ...load.about, bytes: load.bytes };
  return load && 'failure' in load.about ? load.about : NOT_REACHED;
};

export default defineContentScript({
  matches: ['https://mail.google.com/*'],
  runAt: 'document_idle',
  allFrames: false,
  // The page is told nothing about us, not even that we started.
  noScriptStartedPostMessage: true,
  main(context) {
    if (!isMailbox(document.location) || isRunningAlready(context)) return;
    let ask = () => {};
    const known = new Set<string>();
    /** Without them the title chooses among what this tab was told. */
    const learnAccounts = async (told: string | null) => {
      const all = await askUntilAnswered('accounts', { told }, context.signal);
      for (const address of all ?? []) known.add(address);
      ask();
    };
    const account = createAccountReader(document, known, learnAccounts);
    const selfCheck = createSelfCheck();
    // The background's cookies are never those of a private window.
    const background = isPrivateWindow() ? {} : { background: throughBackground };
    const words = createWords(() => ask());
    const fetchOriginal = createOriginals({ document, ...background });
    const inspector = createInspector(fetchOriginal, words, () => settledFolder(document));
    const language = uiLanguage();
    const rows = createRowMarks(document, language, () => ask(), selfCheck.noteRows);
    const checks = createChecks(document, language, createAttachments({}));
    const seals = createSeals(language, {
      checkNow(id) {
        inspector.consent(id);
        reconciler.retry(id);
      },
      retry: (id) => reconciler.retry(id),
      teach: isPrivateWindow() ? null : teach,
      original: (message) => inspector.original(message, account()),
      ownAddresses: () => [account().address].filter((address) => address !== null),
    });
    function teach(teaching: Teaching): void {
      const { key, address } = account();
      const kept = askBackground('teach', { teaching, account: key, ownAddress: address });
      // Where it could not be kept the button is still there.
      kept.then((isKept) => isKept && judgeAnew()).catch(() => {});
    }
    const judgeAnew = () => {
      rows.refresh();
      reconciler.refresh();
    };
    const reconciler = createReconciler<Seen>({
      document,
      account,
      seen: selfCheck.note,
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
    /** A hidden tab is not looked at: what runs is stopped at once. */
    const applyPause = () => {
      reconciler.pause(isPaused());
      if (!isPaused()) return;
      checks.hide();
      askBackground('stop', null).catch(() => {});
    };
    const look = (isListTouched: boolean) => {
      // Reading this notices that the extension was updated; the signal then ends everything.
      if (context.isInvalid) return false;
      // The list is looked at again when they arrive.
      if (!words.isReady()) words.ready().catch(() => {});
      const isQuiet = isPaused() || !words.isReady();
      const current = account();
      // First the messages: whoever opened one waits for its seal.
      const isThreadShown = reconciler.look(current);
      if (isListTouched && isQuiet) rows.hide();
      else if (isListTouched) rows.look(current);
      if (isQuiet) checks.hide();
      else checks.look(current);
      return isThreadShown;
    };
    /** Until they are known, and once the background is gone with the extension, the defaults count. */
    const applySettings = async () => {
      const settings = await askUntilAnswered('settings', null, context.signal);
      if (!settings) return;
      seals.apply(settings);
      checks.apply(settings);
    };
    context.onInvalidated(() => {
      reconciler.end();
      seals.retire();
      checks.hide();
    });
    void applySettings();
    void learnAccounts(null);
    onSettingsChanged(() => {
      judgeAnew();
      void applySettings();
    });
    reconciler.pause(true);
    ask = watch(document, look, context.signal);
    window.addEventListener('online', () => reconciler.hurry(), { signal: context.signal });
    followPause((everywhere) => {
      paused.everywhere = everywhere;
      applyPause();
    });
    const state = (): TabState => {
      const { layout, missed } = reconciler.page();
      const isBroken = layout === 'partial' || layout === 'unrecognised';
      const check = selfCheck.tell(account(), missed, isBroken);
      const messages = seals.list();
      return { layout, check, messages, paused: isPaused(), attempts: inspector.attempts() };
    };
    answerPopup((command) => {
      if (command === 'pause' || command === 'resume') {
        paused.here = command === 'pause';
        applyPause();
      }
      if (command === 'again') for (const { id } of seals.list()) reconciler.retry(id);
      return state();
    });
  },
});
