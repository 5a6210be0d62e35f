// Rows of the thread list: who they show, and a small mark. Nothing is fetched for a row.
import { readTheme, type Surroundings } from './place.ts';
import {
  either,
  isForeign,
  isShown,
  LANDMARKS,
  ROW_DUPLICATE,
  ROW_NOT_MAIL,
  type Way,
} from './selectors.ts';

interface RowSender {
  name: string;
  address: string;
  element: HTMLElement;
}

export interface ThreadRow {
  element: HTMLElement;
  /** who is shown, in order; a thread of several people shows several */
  senders: RowSender[];
  /** Gmail's id of the last message that is no draft, null where the row does not tell */
  messageId: string | null;
  /** which ways lead to it */
  ways: Way[];
  /** changes when Gmail re-uses the row for another thread, and when the thread gets another message */
  key: string;
}

/** What a mark shows. `text` is its whole meaning for those who do not see it. */
export interface PaintedMark {
  tone: 'caution' | 'danger';
  text: string;
}

const MARK = 'inkan-mark';

function readSenders(row: Element): RowSender[] {
  const senders: RowSender[] = [];
  for (const element of row.querySelectorAll<HTMLElement>(LANDMARKS.rowSender.byClass))
    collect(element);
  if (senders.length === 0) {
    for (const element of row.querySelectorAll<HTMLElement>(LANDMARKS.rowSender.byAttribute))
      collect(element);
  }
  return senders;

  function collect(element: HTMLElement): void {
    const address =
      element.getAttribute('email') ?? element.getAttribute('data-hovercard-id') ?? '';
    if (!address.includes('@') || element.closest(ROW_DUPLICATE)) return;
    if (senders.some((known) => known.element.contains(element))) return;
    senders.push({
      name: element.getAttribute('name') ?? element.textContent ?? '',
      address,
      element,
    });
  }
}

const THREAD = either(LANDMARKS.rowThread);
const ROW = either(LANDMARKS.row);
const SENDER = either(LANDMARKS.rowSender);

/** Around a thread's id, as far as one thread reaches, when there is a sender in it. */
function rowAround(subject: HTMLElement): HTMLElement | null {
  const id =
    subject.getAttribute('data-legacy-thread-id') ?? subject.getAttribute('data-thread-id');
  const isOther = (other: Element) =>
    (other.getAttribute('data-legacy-thread-id') ?? other.getAttribute('data-thread-id')) !== id;
  for (let at = subject.parentElement; at; at = at.parentElement) {
    if (at.matches('body, [role="main"]') || at.querySelector(either(LANDMARKS.message)))
      return null;
    if ([...at.querySelectorAll(THREAD)].some(isOther)) return null;
    const senders = [...at.querySelectorAll(SENDER)];
    if (senders.some((sender) => !sender.closest(ROW_DUPLICATE))) return at;
  }
  return null;
}

function candidates(document: Document): HTMLElement[] {
  const named = [...document.querySelectorAll<HTMLElement>(ROW)].filter(
    (row) => row.querySelector(SENDER) && !row.parentElement?.closest(ROW),
  );
  if (named.length > 0) return named;
  const around = [...document.querySelectorAll<HTMLElement>(THREAD)].map(rowAround);
  return [...new Set(around)].filter((row) => row !== null);
}

/**
 * The rows of the list on screen, in both layouts (in the vertical split a thread takes several rows; the first has the
 * sender): by class or role, else around the id of a thread. Hidden panes, advertisements, the rows of an open thread and
 * the duplicate for screen readers are left out.
 */
export function findRows(document: Document): ThreadRow[] {
  const rows: ThreadRow[] = [];
  for (const element of candidates(document)) {
    if (element.matches(ROW_NOT_MAIL) || isForeign(element) || !isShown(element)) continue;
    if (element.closest(either(LANDMARKS.message)) || element.closest(either(LANDMARKS.item)))
      continue;
    const senders = readSenders(element);
    if (senders.length === 0) continue;
    const thread = element.querySelector(THREAD);
    const id =
      thread?.getAttribute('data-legacy-thread-id') ?? thread?.getAttribute('data-thread-id');
    const messageId =
      thread?.getAttribute('data-legacy-last-non-draft-message-id') ||
      thread?.getAttribute('data-legacy-last-message-id') ||
      null;
    const shown = senders.map((sender) => `${sender.name}\n${sender.address}`).join('\n');
    const ways: Way[] = [];
    if (element.matches(LANDMARKS.row.byClass)) ways.push('class');
    if (element.matches(LANDMARKS.row.byAttribute)) ways.push('attribute');
    if (thread) ways.push('structure');
    rows.push({
      element,
      senders,
      messageId,
      ways,
      key: `${id ?? element.id}\n${messageId ?? ''}\n${shown}`,
    });
  }
  return rows;
}

/** A triangle and an octagon: the shape tells what the colour tells. */
const SHAPES: Record<PaintedMark['tone'], string> = {
  caution: 'M8 1.5 15.2 14.5H.8zM7.2 6v4.4h1.6V6zm0 5.4v1.6h1.6v-1.6z',
  danger: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM7.2 3.8v5.4h1.6V3.8zm0 6.6v1.8h1.6v-1.8z',
};
/** Those of the seals on the same ground. */
export const MARK_COLORS = {
  light: { caution: '#9a6b00', danger: '#a60033' },
  dark: { caution: '#ffc04d', danger: '#f4657a' },
};
const SVG = 'http://www.w3.org/2000/svg';

function draw(document: Document, mark: PaintedMark, theme: Surroundings['theme']): HTMLElement {
  const host = document.createElement(MARK);
  host.dataset.tone = mark.tone;
  host.dataset.theme = theme;
  host.setAttribute('role', 'img');
  host.setAttribute('aria-label', mark.text);
  host.title = mark.text;
  host.style.setProperty('display', 'inline-block');
  host.style.setProperty('margin-inline-end', '4px');
  host.style.setProperty('vertical-align', '-2px');
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('width', '14');
  picture.setAttribute('height', '14');
  picture.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', SHAPES[mark.tone]);
  shape.setAttribute('fill', MARK_COLORS[theme][mark.tone]);
  shape.setAttribute('fill-rule', 'evenodd');
  picture.append(shape);
  host.append(picture);
  return host;
}

/** Paints, changes or (with null) removes the mark of a row. Painting the same again changes nothing. */
export function paintMark(row: ThreadRow, mark: PaintedMark | null): void {
  const first = row.senders[0]?.element;
  const theme = mark && first ? readTheme(first) : 'light';
  let present = false;
  for (const host of row.element.querySelectorAll<HTMLElement>(MARK)) {
    const same =
      mark !== null &&
      host.dataset.tone === mark.tone &&
      host.dataset.theme === theme &&
      host.title === mark.text &&
      host.nextElementSibling === first;
    if (same && !present) present = true;
    else host.remove();
  }
  if (mark && first && !present) first.before(draw(row.element.ownerDocument, mark, theme));
}

/**
 * Takes away every mark, or with `rows` those on screen that stand in none of them: Gmail re-uses rows for what is no
 * mail. Marks of hidden lists stay for when they are shown again.
 */
export function clearMarks(document: Document, rows?: readonly ThreadRow[]): void {
  const isKept = (mark: Element) =>
    rows !== undefined && (!isShown(mark) || rows.some(({ element }) => element.contains(mark)));
  for (const mark of document.querySelectorAll(MARK)) if (!isKept(mark)) mark.remove();
}
