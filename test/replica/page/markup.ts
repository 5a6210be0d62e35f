// Gmail's markup of one message, element by element: sender line, header rows, banners, chips, body.
import { avatar, boot, h, icon, nextId, setAttribute, showDate } from './dom.ts';
import type { WireMessage, WireThread } from './wire.ts';

const { options, words } = boot;

/** The log attribute that repeats the ids: part 1 the thread's, part 4 the message's, base64 of JSON. */
export function jslog(thread: WireThread, message: WireMessage): string {
  const encode = (value: unknown) => btoa(JSON.stringify(value));
  const base64 = (value: unknown) =>
    options.paddedLog ? encode(value).replaceAll('=', '.') : encode(value);
  const ids = `1:${base64([`#${thread.permId}`])}; 4:${base64([`#${message.permId}`, null, null, null, 1])}`;
  return options.renamed === 'both' ? '20277; u014N:xr6bB' : `20277; u014N:xr6bB; ${ids}`;
}

function person(className: string, name: string, address: string): HTMLElement {
  return h(
    'span',
    { email: address, name, 'data-hovercard-id': address, class: className },
    h('span', {}, name || address),
  );
}

function picture({ from, questioned }: WireMessage): HTMLElement {
  const image = questioned ? avatar('?', from.address) : avatar(from.name, from.address);
  // Gmail has a picture of its own for this; its name is all that tells.
  if (questioned) image.setAttribute('src', `${image.getAttribute('src')}#unknown_avatar`);
  if (options.shape === '2023') image.classList.add('ajo');
  return h('div', { class: 'aju' }, h('div', { class: 'aCi' }, image));
}

/** The content of `h3.iw`: what Gmail draws again whenever it likes. */
export function senderNodes({ from, via }: WireMessage): Node[] {
  const hidden = (text: string) => h('span', { 'aria-hidden': 'true' }, text);
  const address = h('span', { class: 'go', dir: 'ltr' }, hidden('<'), from.address, hidden('>'));
  const line = h(
    'span',
    { translate: 'no', class: 'qu', role: 'gridcell', tabindex: '-1' },
    person('gD', from.name, from.address),
    ' ',
    h('span', { class: 'cfXrwd' }),
    address,
    ' ',
  );
  if (via) line.append(h('span', { class: 'Gq4sZe' }, `${words.via} ${via}`));
  return [line];
}

/** A collapsed message: sender and snippet, and no id of any kind. */
export function collapsedHeader(message: WireMessage): HTMLElement {
  const { from, snippet, date } = message;
  const row = h(
    'tr',
    { class: 'acZ xD' },
    h('td', { class: 'gF gK' }, person('gD', from.name, from.address)),
    h('td', { class: 'gG' }, h('div', { class: 'iA g6' }, snippet)),
    h('td', { class: 'gH' }, h('span', { class: 'g3' }, showDate(date, 'short'))),
  );
  const table = h('table', { cellpadding: '0', class: 'cf gJ' }, h('tbody', {}, row));
  return h(
    'div',
    { class: 'adf ads' },
    picture(message),
    h('div', { class: 'gs gt' }, h('div', { class: 'gE hI' }, table)),
  );
}

export interface ExpandedMarkup {
  /** `div.adn.ads`, still without ids */
  adn: HTMLElement;
  /** `h3.iw` */
  sender: HTMLElement;
  /** the row whose click toggles the message */
  row: HTMLElement;
  date: HTMLElement;
  body: HTMLElement;
  /** everything that carries the ids a second time */
  logged: HTMLElement[];
}

export function expandedMarkup(thread: WireThread, message: WireMessage): ExpandedMarkup {
  const log = jslog(thread, message);
  const sender = h('h3', { class: 'iw gFxsud' }, ...senderNodes(message));
  const star = h(
    'div',
    { class: 'zd bi4', role: 'checkbox', 'aria-label': words.star, jslog: log },
    icon('starred'),
  );
  const isMaterial = options.shape === '2026';
  const button = (className: string, name: 'reply' | 'more') =>
    isMaterial
      ? h('button', { class: className, 'aria-label': words[name] }, icon(name))
      : h(
          'div',
          { class: `T-I ${className}`, role: 'button', 'aria-label': words[name] },
          icon(name),
        );
  const reply = button(isMaterial ? 'DILLkc' : 'aaq', 'reply');
  setAttribute(reply, 'jslog', log);
  const date = h(
    'span',
    { id: nextId(), class: 'g3', role: 'gridcell' },
    showDate(message.date, 'long'),
  );
  const cell = h('td', { class: 'c2' }, sender, h('h3', { class: 'iw rapwed' }));
  const inner = h('table', { class: 'cf ix' }, h('tbody', {}, h('tr', {}, cell)));
  const row = h(
    'tr',
    { class: 'acZ' },
    h('td', { class: 'gF gK' }, inner),
    h('td', { class: 'gH bAk' }, h('div', { class: 'gK' }, h('span'), date, star)),
    h('td', { class: 'gH' }),
    h(
      'td',
      { class: 'gH acX bAm', rowspan: '2' },
      reply,
      button(isMaterial ? 'Wsq5Cf' : 'aap', 'more'),
    ),
  );
  const table = h(
    'table',
    { cellpadding: '0', class: 'cf gJ' },
    h('tbody', {}, row, recipientRow(message)),
  );
  const body = h('div', { id: nextId(), class: 'a3s aiL' });
  const content = h('div', { id: nextId(), class: 'ii gt', jslog: log }, body);
  const adn = h(
    'div',
    { class: 'adn ads' },
    picture(message),
    h(
      'div',
      { class: 'gs' },
      h('div', { class: 'gE iv gt' }, table),
      banners(message),
      h('div', { class: '' }, h('div', { class: 'aHl' }), h('div', { id: nextId() }), content),
      chips(message),
    ),
  );
  return { adn, sender, row, date, body, logged: [star, reply, content] };
}

function recipientRow({ to }: WireMessage): HTMLElement {
  const recipients = to.flatMap(({ name, address }, index) => [
    index ? ', ' : '',
    h(
      'span',
      { email: address, name, class: 'g2' },
      address === boot.address ? words.me : name || address,
    ),
  ]);
  return h(
    'tr',
    { class: 'acZ xD' },
    h(
      'td',
      { colspan: '3' },
      h('span', { class: 'hb' }, `${words.to} `, ...recipients),
      h('div', { class: 'ajy' }, icon('caret')),
    ),
  );
}

/** The region of Gmail's own warnings: five slots, empty without one. */
function banners({ banner }: WireMessage): HTMLElement {
  const names = ['KKSLrd', 'qQVYZb', 'utdU2e', 'lQs8Hd', 'wl4W9b'];
  if (options.shape === '2023') names.unshift('btm');
  const slots = names.map((name) => h('div', { class: name }));
  if (banner) {
    const text = h('span', {}, words.banner[banner]);
    slots
      .at(-5)
      ?.append(h('div', { class: `bnr ${banner}`, role: 'alert' }, icon('warning'), text));
  }
  if (options.alerts) {
    slots.at(-1)?.append(h('div', { role: 'alert' }, 'Translate this message?'));
    slots.at(-2)?.append(h('div', { role: 'alert', 'aria-live': 'polite' }, 'Loading'));
  }
  return h('div', { id: nextId() }, ...slots);
}

function chips({ attachments, permId, legacyId }: WireMessage): HTMLElement | null {
  if (attachments.length === 0) return null;
  const nodes = attachments.map(({ name, type }, index) => {
    const query = `ui=2&attid=0.${index + 1}&permmsgid=${permId}&th=${legacyId}&view=att&disp=safe`;
    const url = `${location.origin}${boot.base}?${query}`;
    const link = h(
      'a',
      { class: 'aQy', href: url, target: '_blank', role: 'link' },
      icon('file'),
      h('span', { class: 'aV3' }, name),
    );
    const download = `${type}:${name}:${url}`;
    return h('span', { class: 'aZo', download_url: download, draggable: 'true' }, link);
  });
  return h('div', { class: 'hq gt', id: nextId() }, h('div', { class: 'aQH' }, ...nodes));
}

/** An unsent reply inside a thread: a message container with ids, but with an editor instead of a sender. */
export function draftMarkup(): HTMLElement {
  return h('div', { class: 'adn ads' }, h('div', { class: 'gs' }, editor(words.reply)));
}

/** A reply that is being written, as Gmail draws it since September 2026: the quoted mail stands in an attribute. */
export function replyBox(thread: WireThread): HTMLElement {
  const quoted = `<div data-message-id="#msg-f:1"><span class="gD" email="quoted@evil.example">quoted</span></div>`;
  const input = (name: string, value: string) => h('input', { type: 'hidden', name, value });
  return h(
    'div',
    { class: 'aoI', role: 'region', 'data-compose-id': '5' },
    h(
      'table',
      { class: 'aoP HM' },
      h(
        'tbody',
        {},
        h(
          'tr',
          {},
          h(
            'td',
            { class: 'I5' },
            h(
              'form',
              {},
              input('rt', `#${thread.permId}`),
              input('draft', '#msg-a:r-7890123'),
              input('uet', quoted),
            ),
            h('span', {
              email: 'to@recipient.example',
              'data-hovercard-id': 'to@recipient.example',
            }),
            h('div', { role: 'textbox', contenteditable: 'true', g_editable: 'true' }),
          ),
        ),
      ),
    ),
  );
}

/** The window of a new message. */
export function composeWindow(): HTMLElement {
  return h(
    'div',
    { class: 'AD', role: 'dialog', 'aria-label': words.compose },
    editor(words.compose),
  );
}

function editor(label: string): HTMLElement {
  const text = h('div', {
    class: 'Am editable',
    contenteditable: 'true',
    g_editable: 'true',
    role: 'textbox',
    'aria-label': label,
  });
  const to = h('input', { name: 'to', 'aria-label': words.to });
  return h('div', { class: 'M9' }, h('form', { class: 'bAs' }, to), text);
}
