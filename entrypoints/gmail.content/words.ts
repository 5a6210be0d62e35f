// The words of this tab: asked of the background once, and again after a while where it did not answer.
import { AGAIN_MS } from '../../lib/extension/limits.ts';
import { ask } from '../../lib/extension/messaging.ts';
import { wordsAlone } from '../../lib/extension/words.ts';
import { learnWords } from '../../lib/words.ts';

export interface TabWords {
  /** resolves when everything can be said; rejects where the background does not answer */
  ready(): Promise<void>;
  isReady(): boolean;
}

/** Asks at once; `arrived` is called when the words are there. */
export function createWords(arrived: () => void): TabWords {
  let isReady = false;
  let asked: Promise<void> | null = null;
  learnWords(wordsAlone());
  const ready = (): Promise<void> => {
    asked ??= ask('words', null).then(
      (wording) => {
        learnWords(wording);
        isReady = true;
        arrived();
      },
      (error) => {
        setTimeout(() => {
          asked = null;
        }, AGAIN_MS);
        throw error;
      },
    );
    return asked;
  };
  ready().catch(() => {});
  return { ready, isReady: () => isReady };
}
