// What the reader can do from a card.
import type { ReportActions } from '../report/actions.ts';
import type { OfferActions } from './offers.tsx';

/** A button without a handler is not shown. */
export interface CardActions extends OfferActions {
  /** what the report menu does */
  report?: ReportActions;
  /** shows this card in a tab of its own */
  openDetails?(): void;
  /** opens the check of a domain with the selectors that the mail names */
  openDomain?(domain: string, selectors: readonly string[]): void;
}
