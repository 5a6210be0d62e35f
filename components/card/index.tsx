// The card: opens beside a seal, or stands in a page of ours. One door for every place that shows a judgement.
import { render } from 'preact';
import menu from '../report/report.css?inline';
import { openShadow, pin, silence } from '../shadow.ts';
import tones from '../tones.css?inline';
import frame from './card.css?inline';
import details from './details.css?inline';
import offers from './offers.css?inline';
import { type Box, placeCard } from './position.ts';
import question from './question.css?inline';
import { Card, type CardView } from './view.tsx';

const STYLES = [tones, frame, question, offers, details, menu].join('');

export type { CardActions } from './actions.ts';

/** What a card shows; see `view.tsx` for each part. */
export type CardProps = Omit<CardView, 'onClose'>;

export interface OpenCard {
  update(props: CardProps): void;
  close(): void;
}

/** How long a seal may be gone while Gmail draws its header again. */
const GRACE = 500;

/** Closes the card that is open beside a seal: there is one at a time, whoever opened it. */
let closeOther: (() => void) | null = null;

/** Draws a card into a host of one of our own pages. It cannot be closed. */
export function mountCard(
  host: HTMLElement,
  props: CardProps,
): { update(props: CardProps): void; unmount(): void } {
  const place = openShadow(host, STYLES);
  pin(host, { display: 'block' });
  const update = (next: CardProps): void => render(<Card {...next} />, place);
  update(props);
  return { update, unmount: () => render(null, place) };
}

/** The seal this card belongs to, also after Gmail drew another header with the seal of the same message. */
function living(anchor: HTMLElement): HTMLElement | null {
  const id = anchor.dataset.for;
  const seals = [...document.querySelectorAll<HTMLElement>(anchor.localName)];
  const same = seals.filter((seal) => id !== undefined && seal.dataset.for === id);
  return [anchor, ...same].find((seal) => seal.getClientRects().length > 0) ?? null;
}

/** The seal's box, down to the end of what the card must not cover. */
function standing(seal: HTMLElement, spared: Element | null): Box {
  const { left, right, top, bottom } = seal.getBoundingClientRect();
  const end = spared?.isConnected ? spared.getBoundingClientRect().bottom : bottom;
  return { left, right, top, bottom: Math.max(bottom, end) };
}

function focusable(root: ShadowRoot): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('button, summary, input')].filter(
    (element) => element.getClientRects().length > 0,
  );
}

/** Tab goes round inside the card. */
function keepFocus(root: ShadowRoot, event: KeyboardEvent): void {
  const stops = focusable(root);
  const [first, last] = [stops[0], stops.at(-1)];
  if (event.key !== 'Tab' || !first || !last) return;
  const active = root.activeElement;
  const leaving = event.shiftKey
    ? active === first || !stops.includes(active as HTMLElement)
    : active === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

/**
 * Opens a card beside a seal: in the top layer, at the end of `document.body`, following its seal. Focus moves in
 * and goes round; Escape closes and gives it back; a press elsewhere closes too. `onClose` is called once, however
 * it was closed.
 */
export function openCard(
  props: CardProps & {
    anchor: HTMLElement;
    /** what stands below the seal and is not to be covered either where there is room: Gmail's own warning */
    spare?: () => Element | null;
    onClose(): void;
  },
): OpenCard {
  const { anchor, onClose } = props;
  closeOther?.();
  const host = document.createElement('inkan-card');
  const place = openShadow(host, STYLES);
  const root = host.shadowRoot as ShadowRoot;
  const listening = new AbortController();
  const on = { signal: listening.signal, capture: true };
  let closed = false;
  let away: ReturnType<typeof setTimeout> | undefined;

  const close = (returnFocus: boolean): void => {
    if (closed) return;
    closed = true;
    clearTimeout(away);
    listening.abort();
    watch.disconnect();
    keep.disconnect();
    if (closeOther === leave) closeOther = null;
    render(null, place);
    host.remove();
    if (returnFocus) {
      const seal = living(anchor);
      (seal?.shadowRoot?.querySelector('button') ?? seal)?.focus();
    }
    onClose();
  };
  const leave = (): void => close(false);
  closeOther = leave;

  let watched: HTMLElement | null = null;
  const follow = (): void => {
    clearTimeout(away);
    const seal = living(anchor);
    if (!seal) {
      away = setTimeout(() => (living(anchor) ? follow() : close(false)), GRACE);
      return;
    }
    // Gmail may have drawn another header: from now on it is the new seal that may go.
    if (seal !== watched) {
      watch.disconnect();
      watch.observe(seal);
      watched = seal;
    }
    const viewport = { width: document.documentElement.clientWidth, height: innerHeight };
    const rtl = getComputedStyle(seal).direction === 'rtl';
    const { left, width, top, bottom, maxHeight } = placeCard(
      standing(seal, props.spare?.() ?? null),
      viewport,
      rtl,
    );
    pin(host, {
      left: `${left}px`,
      width: `${width}px`,
      top: top === null ? 'auto' : `${top}px`,
      bottom: bottom === null ? 'auto' : `${bottom}px`,
    });
    host.style.setProperty('--room', `${maxHeight}px`);
  };
  const watch = new ResizeObserver(follow);

  const focus = (): void =>
    root.querySelector<HTMLElement>('.card')?.focus({ preventScroll: true });
  // A button that goes when it is pressed takes the focus with it, and the next key would be a command of Gmail's.
  const keep = new MutationObserver(() => {
    if (document.activeElement === document.body) focus();
  });

  const update = (next: CardProps): void =>
    render(<Card {...next} onClose={() => close(true)} />, place);

  pin(host, {
    position: 'fixed',
    display: 'block',
    right: 'auto',
    height: 'auto',
    margin: '0',
    padding: '0',
    border: '0',
    background: 'transparent',
    overflow: 'visible',
    'z-index': '2147483647',
  });
  host.popover = 'manual';
  update(props);
  document.body.append(host);
  host.showPopover?.();
  follow();
  silence(host);
  focus();
  keep.observe(root, { childList: true, subtree: true });

  addEventListener('resize', follow, on);
  addEventListener('scroll', follow, { ...on, passive: true });
  host.addEventListener('keydown', (event) => keepFocus(root, event), on);
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close(true);
    },
    on,
  );
  document.addEventListener(
    'pointerdown',
    (event) => {
      const path = event.composedPath();
      const seal = living(anchor);
      if (!path.includes(host) && !(seal && path.includes(seal))) close(false);
    },
    on,
  );
  return { update, close: () => close(true) };
}
