// Pages of ours opened from a card. A tab of Gmail cannot link to them, so the background opens them.
import type { Told } from '../model.ts';
import { ask } from './messaging.ts';
import { isPrivateWindow } from './private.ts';

/** Opens the page that checks a domain, filled in; nothing is asked before the reader presses there. */
export function openDomain(domain: string, selectors: readonly string[]): void {
  void ask('openDomain', { domain, selectors: [...selectors] }).catch(() => {});
}

/**
 * The ways out of the card of one message: into a tab of its own, and to what the sender's domain publishes. None in a
 * private window, for the pages stand in ordinary ones.
 */
export const waysOut = ({ judgement, story }: Told) =>
  isPrivateWindow()
    ? {}
    : {
        openDetails: () => void ask('openDetails', { judgement, story }).catch(() => {}),
        openDomain,
      };
