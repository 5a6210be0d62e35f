// An open thread: its subject and its messages, the older ones collapsed and folded away as Gmail does.
import { attribute, boot, h, icon, nextId } from './dom.ts';
import { replyBox } from './markup.ts';
import { MessageView } from './message.ts';
import type { WireMessage, WireThread } from './wire.ts';

const { options, words } = boot;

/** Gmail's toolbar numbers its actions: 18 stands above threads in Spam only, 9 (a picture, left out here) above others. */
function toolbar(isSpam: boolean): HTMLElement {
  const button = { class: 'T-I nN', role: 'button', tabindex: '0' };
  const action = isSpam
    ? h('div', { ...button, act: '18' }, words.notSpam)
    : h('div', { ...button, act: '9', 'aria-label': words.reportSpam });
  return h('div', { class: 'G-atb', gh: 'tm' }, action);
}

/** What stands between subject and messages since 2024 and 2026. */
function above(): HTMLElement[] {
  if (options.shape !== '2026') return [];
  const card = { 'data-container-id': '0:msg:kopisummary', role: 'button', tabindex: '0' };
  return [
    h('div', { class: 'nH' }, h('div', card, 'Summarize this email')),
    h('div', { class: 'nH' }, h('div', { class: 'einvLd' })),
    h('div', { class: 'bHJ' }, h('button', { jsname: 'tRarif', 'aria-label': 'Expand all' })),
  ];
}

export class ThreadView {
  readonly root: HTMLElement;
  thread: WireThread;
  views: MessageView[] = [];
  private list: HTMLElement;
  private subject: HTMLElement;
  private holder: HTMLElement;

  constructor(thread: WireThread) {
    this.thread = thread;
    this.subject = h('h2', { class: 'hP', tabindex: '-1' });
    this.list = h('div', { class: 'nH', role: 'list' });
    this.holder = h('div', { class: 'nH hx' }, this.list);
    const content = h(
      'div',
      { class: 'nH a98 iY' },
      h(
        'div',
        { class: 'nH V8djrc byY' },
        h(
          'div',
          { class: 'ha' },
          this.subject,
          h('span', { class: 'J-J5-Ji' }),
          options.externalMark ? h('span', { role: 'status' }, 'External') : null,
        ),
      ),
      ...above(),
      h('div', { class: 'nH aHU' }, this.holder),
      h(
        'div',
        { class: 'amn' },
        h('span', { class: 'ams bkH', role: 'link', tabindex: '0' }, icon('reply'), words.reply),
        h(
          'span',
          { class: 'ams bkG', role: 'link', tabindex: '0' },
          icon('forward'),
          words.forward,
        ),
      ),
    );
    const showToolbar = () => content.prepend(toolbar(thread.label === 'spam'));
    if (options.toolbarDelay > 0) setTimeout(showToolbar, options.toolbarDelay);
    else showToolbar();
    // Until November 2023 a table stood around it.
    this.root =
      options.shape === '2023'
        ? h(
            'table',
            { class: 'Bs nH iY bAt', role: 'presentation' },
            h('tbody', {}, h('tr', { class: 'aTN' }, h('td', { class: 'Bu' }, content))),
          )
        : content;
    this.show(thread);
  }

  /** Next or previous thread in the same pane: the whole list is new, or its nodes change owner. */
  show(thread: WireThread, reuse = false): void {
    this.thread = thread;
    this.writeSubject();
    const { messages } = thread;
    if (reuse && this.views.length > 0) {
      const kept = this.views.slice(0, messages.length);
      for (const extra of this.views.slice(messages.length)) extra.item.remove();
      kept.forEach((view, index) => {
        const message = messages[index];
        if (message) view.assign(thread, message);
      });
      this.views = kept;
      for (const message of messages.slice(kept.length)) this.append(message, true);
      return;
    }
    this.views = [];
    const list = h('div', { class: 'nH', role: 'list' });
    this.list = list;
    this.fill();
    this.holder.replaceChildren(list);
  }

  /** A message that arrives while the thread is open. */
  append(message: WireMessage, expanded: boolean): MessageView {
    const view = new MessageView(this.thread, message, expanded);
    this.views.push(view);
    this.list.append(view.item);
    return view;
  }

  find(name: string): MessageView {
    const view = this.views.find(
      ({ message }) =>
        message.legacyId === name || message.permId === name || message.from.address === name,
    );
    if (!view) throw new Error(`The open thread shows no message "${name}".`);
    return view;
  }

  private writeSubject(): void {
    this.subject.replaceChildren(this.thread.subject);
    const { permId, legacyId } = this.thread;
    const shown = options.missingIds === 'thread' ? 'undefined' : permId;
    this.subject.setAttribute(attribute('data-thread-perm-id'), shown);
    this.subject.setAttribute(attribute('data-legacy-thread-id'), legacyId);
  }

  /** The last message, unread ones and drafts open; of five and more, those between the first and the last two are folded. */
  private fill(): void {
    const { messages } = this.thread;
    const last = messages.length - 1;
    const lastReal = messages.findLastIndex((message) => !message.draft);
    const opens = (message: WireMessage, index: number) =>
      index === last || index === lastReal || message.unread || message.draft;
    const folded = messages.filter(
      (message, index) => last >= 4 && index > 0 && index < last - 1 && !opens(message, index),
    );
    let bubbleShown = false;
    messages.forEach((message, index) => {
      if (!folded.includes(message)) this.append(message, opens(message, index));
      else if (!bubbleShown) {
        bubbleShown = true;
        this.list.append(this.bubble(folded));
      }
    });
    if (options.replyBox) this.views.at(-1)?.item.append(replyBox(this.thread));
  }

  private bubble(folded: WireMessage[]): HTMLElement {
    const count = h('span', {}, String(folded.length));
    const bubble = h(
      'div',
      {
        class: 'kQ bg adv',
        role: 'listitem',
        tabindex: '0',
        'aria-label': `${folded.length} ${words.olderMessages}`,
      },
      h('span', { class: 'adx', id: nextId() }, count),
    );
    bubble.addEventListener('click', () => {
      const views = folded.map((message) => new MessageView(this.thread, message, false));
      this.views.splice(1, 0, ...views);
      bubble.replaceWith(...views.map((view) => view.item));
    });
    return bubble;
  }
}
