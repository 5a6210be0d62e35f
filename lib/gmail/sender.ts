// The sender line of a message: where it stands, whom it names, and what of it agrees.
import { bodyOf } from './boxes.ts';
import {
  either,
  firstShown,
  isForeign,
  isShown,
  LANDMARKS,
  levelsBelow,
  NOTICE,
  PORTRAIT,
  precedes,
  type Way,
} from './selectors.ts';
import { comparable } from './shape.ts';

/** `attribute`: on the sender's element; `text`: what the reader sees in angle brackets; `portrait`: beside it. */
export type AddressSource = 'attribute' | 'text' | 'portrait';

export interface SenderLine {
  /** the sender's element; in a layout without one, the line itself */
  element: HTMLElement;
  way: Way;
  /** the box around sender, recipients and buttons */
  header: HTMLElement;
  headerWay: Way;
  author: { name: string; address: string };
  /** where the address was told */
  told: AddressSource[];
}

/** The line is a heading, and a cell of a grid, and never deeper than the recipients. */
const LINE = 'h3, [role="heading"], [role="gridcell"]';
/** The header box stands two levels below the message and its table three, the content of a body at least five. */
const DEEPEST_HEADER = 4;

const isAddress = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+$/.test(text);

function addressIn(text: string | null): string {
  const inner = (text ?? '').replace(/[<>\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return isAddress(inner) ? inner : '';
}

/** The last address in angle brackets of a line: a name may hold others before it. */
function bracketed(line: string): string {
  const found = line.match(/<[^<>]*>/g) ?? [];
  return addressIn(found.findLast((each) => each.includes('@')) ?? null);
}

/** Where both lie in one heading, what stands around it stands for it. */
const isSame = (a: Element, b: Element): boolean => a === b || a.contains(b) || b.contains(a);

/** The first line on screen that says anything, above the body. */
function firstLine(box: HTMLElement, body: HTMLElement | null): HTMLElement | null {
  for (const line of box.querySelectorAll<HTMLElement>(LINE)) {
    if (body && !precedes(line, body)) return null;
    if (isForeign(line) || !isShown(line) || !line.textContent?.trim()) continue;
    return line;
  }
  return null;
}

/** The header box around a sender: by class, the outer table, or as much as holds neither portrait, notice nor body. */
function headerAround(
  sender: HTMLElement,
  box: HTMLElement,
  body: HTMLElement | null,
): Pick<SenderLine, 'header' | 'headerWay'> {
  const around = (selector: string) =>
    [...box.querySelectorAll<HTMLElement>(selector)].find(
      (found) => found.contains(sender) && levelsBelow(found, box) <= DEEPEST_HEADER,
    );
  const named = around(LANDMARKS.header.byClass);
  if (named) return { header: named, headerWay: 'class' };
  const table = around(LANDMARKS.header.byAttribute);
  if (table) return { header: table, headerWay: 'attribute' };
  let header = sender;
  for (let at = sender.parentElement; at && at !== box; at = at.parentElement) {
    if ((body && at.contains(body)) || at.querySelector(`${NOTICE}, ${PORTRAIT}`)) break;
    header = at;
  }
  return { header, headerWay: 'structure' };
}

/** Every way to the sender that leads somewhere. */
export function waysToSender(box: HTMLElement): Partial<Record<Way, HTMLElement>> {
  const body = bodyOf(box);
  const above = (found: HTMLElement | null) =>
    found && (!body || precedes(found, body)) ? found : null;
  const line = firstLine(box, body);
  // A portrait names the sender too, and says nothing.
  const says = (found: HTMLElement) => Boolean(found.textContent?.trim());
  const first = (selector: string) =>
    above((line && firstShown(line, selector, says)) ?? firstShown(box, selector, says));
  const byClass = first(LANDMARKS.sender.byClass);
  const byAttribute = first(LANDMARKS.sender.byAttribute);
  return {
    ...(byClass ? { class: byClass } : {}),
    ...(byAttribute ? { attribute: byAttribute } : {}),
    ...(line ? { structure: line } : {}),
  };
}

/**
 * The sender's element. The attribute stands on recipients too: where a line above speaks first, the sender is in it.
 * `wrong` where class and attribute lead to two places and no line says which.
 */
function choose(
  ways: Partial<Record<Way, HTMLElement>>,
): { element: HTMLElement; way: Way } | null {
  const line = ways.structure;
  const inLine = (found: HTMLElement | undefined) =>
    found && (!line || isSame(line, found) || precedes(found, line)) ? found : undefined;
  const byClass = inLine(ways.class);
  const byAttribute = inLine(ways.attribute);
  if (byClass && byAttribute && !isSame(byClass, byAttribute)) return null;
  if (byClass) return { element: byClass, way: 'class' };
  if (byAttribute) return { element: byAttribute, way: 'attribute' };
  return line ? { element: line, way: 'structure' } : null;
}

/**
 * Reads the sender line of a message's box. Null without one, and `disagreed` where what the reader sees and what the
 * page carries name two senders: nothing is said then, because nobody knows of whom.
 */
export function readSender(box: HTMLElement): SenderLine | 'disagreed' | null {
  const ways = waysToSender(box);
  const chosen = choose(ways);
  if (!chosen) return Object.keys(ways).length > 0 ? 'disagreed' : null;
  const { element, way } = chosen;
  const body = bodyOf(box);
  const around = headerAround(element, box, body);
  const line = element.closest<HTMLElement>(LINE) ?? element;
  const named = way === 'structure' ? element.querySelector(either(LANDMARKS.sender)) : element;
  const attribute =
    addressIn(named?.getAttribute('email') ?? null) ||
    addressIn(named?.getAttribute('data-hovercard-id') ?? null);
  // Of the text only Gmail's own element may contradict: a name may hold any address in any brackets.
  const shown = firstShown(line, either(LANDMARKS.senderAddress))?.textContent ?? null;
  const written = addressIn(shown);
  const picture = firstShown(box, PORTRAIT);
  const isBefore = picture && precedes(picture, element);
  const portrait = isBefore
    ? addressIn(picture.getAttribute('jid')) || addressIn(picture.getAttribute('data-hovercard-id'))
    : '';
  if (attribute && written && comparable(attribute) !== comparable(written)) return 'disagreed';
  // A name may be long and full of signs: it is read only where nothing else tells the address.
  const isTold = attribute || written || (portrait && way !== 'structure');
  const free = isTold ? '' : bracketed(line.textContent ?? '') || addressIn(element.textContent);
  const address = attribute || written || free || portrait;
  // A line that names nobody is some other line.
  if (
    way === 'structure' &&
    (!address || (portrait && comparable(portrait) !== comparable(address)))
  )
    return null;
  const told: AddressSource[] = [];
  if (attribute) told.push('attribute');
  if (written || free) told.push('text');
  if (portrait) told.push('portrait');
  const name =
    element.getAttribute('name') ??
    (way === 'structure' ? picture?.getAttribute('data-name') : null) ??
    (way === 'structure' ? (line.textContent ?? '').split('<')[0]?.trim() : element.textContent) ??
    '';
  return { element, way, ...around, author: { name, address }, told };
}
