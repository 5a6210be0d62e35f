// One message of an open thread: expanded, collapsed, drawn again, or given to another message.
import { attribute, boot, h, nextId, setAttribute, showDate, spell, wrapped } from './dom.ts';
import {
  collapsedHeader,
  draftMarkup,
  type ExpandedMarkup,
  expandedMarkup,
  jslog,
  senderNodes,
} from './markup.ts';
import { counters } from './state.ts';
import type { WireMessage, WireThread } from './wire.ts';

const { options } = boot;
const bodies = new Map<string, Promise<Document | null>>();

/** A body as a document that was never this page: no markup string, scripts stay dead. */
function fetchBody(legacyId: string): Promise<Document | null> {
  let body = bodies.get(legacyId);
  if (!body) {
    body = new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('GET', `${boot.base}i/body?th=${legacyId}`);
      request.responseType = 'document';
      request.onloadend = () => resolve(request.responseXML);
      request.send();
    });
    bodies.set(legacyId, body);
  }
  return body;
}

/** The body's nodes for this document. Styles travel as data and are set through the CSSOM, which no policy blocks. */
function adopt(body: Document): Node[] {
  return [...body.body.childNodes].map((node) => {
    const copy = document.importNode(node, true);
    if (!(copy instanceof Element)) return copy;
    for (const element of [copy, ...copy.querySelectorAll('[data-style]')]) {
      const style = element.getAttribute('data-style');
      if (style === null || !(element instanceof HTMLElement)) continue;
      element.style.cssText = style;
      element.removeAttribute('data-style');
    }
    return copy;
  });
}

export class MessageView {
  readonly item: HTMLElement;
  thread: WireThread;
  message: WireMessage;
  expanded = false;
  private holder: HTMLElement;
  private shown: ExpandedMarkup | null = null;

  constructor(thread: WireThread, message: WireMessage, expanded: boolean) {
    this.thread = thread;
    this.message = message;
    this.holder = h('div', { id: nextId() });
    this.item = h(
      'div',
      { role: 'listitem', tabindex: '-1' },
      h('div', { class: 'Bk' }, h('div', { class: 'G3 G2' }, h('div', {}, this.holder))),
    );
    if (message.draft) this.drawDraft();
    else if (expanded) this.drawExpanded();
    else this.drawCollapsed();
  }

  private drawDraft(): void {
    this.expanded = true;
    this.writeState();
    const adn = draftMarkup();
    this.writeIds(adn);
    this.holder.replaceChildren(adn);
  }

  /** Opens a collapsed message in the way this page does it. */
  expand(): void {
    if (this.expanded) return;
    this.expanded = true;
    this.writeState();
    if (options.expand === 'flip' && this.shown) {
      // The loaded message was in the document all the time.
      this.shown.adn.style.display = '';
      this.holder.lastElementChild?.remove();
      return;
    }
    if (options.expand === 'replace') setTimeout(() => this.drawExpanded(), 400);
    else this.drawExpanded();
    if (options.expand === 'twice') {
      setTimeout(() => this.drawExpanded(), 60);
      setTimeout(() => this.drawExpanded(), 180);
    }
  }

  collapse(): void {
    if (!this.expanded) return;
    this.drawCollapsed();
  }

  /** The same nodes for another message: ids, sender line and body change, the elements stay. */
  assign(thread: WireThread, message: WireMessage): void {
    this.thread = thread;
    this.message = message;
    if (!this.shown || !this.expanded) {
      this.drawExpanded();
      return;
    }
    this.writeIds(this.shown.adn);
    for (const element of this.shown.logged) setAttribute(element, 'jslog', jslog(thread, message));
    this.shown.date.replaceChildren(showDate(message.date, 'long'));
    this.drawSender();
    this.fillBody(this.shown.body);
  }

  /** Gmail draws sender lines again whenever it likes; what others put there is gone. */
  drawSender(): void {
    this.shown?.sender.replaceChildren(...senderNodes(this.message));
  }

  /** A freshly sent reply learns its legacy id only after it was synchronised. */
  setLegacyId(legacyId: string): void {
    this.message.legacyId = legacyId;
    if (this.shown) this.writeIds(this.shown.adn);
  }

  /** Where the seal belongs: the sender's row, in this message alone; null where it is not expanded. */
  get truth(): { row: HTMLElement; body: HTMLElement } | null {
    return this.expanded && this.shown ? this.shown : null;
  }

  private writeState(): void {
    this.item.className = spell(this.expanded ? 'h7 ie nH oy8Mbf' : 'kv');
    if (options.shape === '2026') setAttribute(this.item, 'aria-expanded', String(this.expanded));
  }

  private drawExpanded(): void {
    this.expanded = true;
    this.shown = expandedMarkup(this.thread, this.message);
    this.shown.row.addEventListener('click', () => {
      counters.toggles += 1;
      if (this.thread.messages.length > 1) this.collapse();
    });
    this.writeIds(this.shown.adn);
    this.fillBody(this.shown.body);
    this.holder.replaceChildren(wrapped(this.shown.adn));
    this.writeState();
  }

  private drawCollapsed(): void {
    this.expanded = false;
    this.writeState();
    const header = collapsedHeader(this.message);
    header.addEventListener('click', () => {
      counters.toggles += 1;
      this.expand();
    });
    if (options.expand === 'flip') {
      // A loaded message stays in the document, hidden, beside its collapsed header.
      if (!this.shown) this.drawHidden();
      if (this.shown) this.shown.adn.style.display = 'none';
      this.holder.append(header);
      return;
    }
    this.shown = null;
    this.holder.replaceChildren(header);
  }

  private drawHidden(): void {
    this.drawExpanded();
    this.expanded = false;
    this.writeState();
  }

  private writeIds(adn: HTMLElement): void {
    const { permId, legacyId } = this.message;
    if (options.missingIds === 'jslog' || options.idsOn === 'log') return;
    const places = {
      message: [adn],
      item: [this.item],
      both: [adn, this.item],
    }[options.idsOn];
    const write = () => {
      for (const place of places) {
        place.setAttribute(attribute('data-message-id'), `#${permId}`);
        if (legacyId) place.setAttribute(attribute('data-legacy-message-id'), legacyId);
        else place.removeAttribute(attribute('data-legacy-message-id'));
      }
    };
    if (options.lateIds > 0) setTimeout(write, options.lateIds);
    else write();
  }

  private fillBody(body: HTMLElement): void {
    body.replaceChildren();
    const { legacyId } = this.message;
    if (!legacyId) return;
    const fill = () =>
      fetchBody(legacyId).then((parsed) => {
        if (parsed && this.message.legacyId === legacyId) body.replaceChildren(...adopt(parsed));
      });
    if (options.bodyDelay > 0) setTimeout(fill, options.bodyDelay);
    else fill();
  }
}
