// Gmail's markup for tests, in the shape that was seen in real documents, with invented people.

export const PERM = 'msg-f:1839751187009719696';
export const HEX = '19881bf508d14d90';
export const OTHER_PERM = 'msg-f:1872888634218128140';
export const OTHER_HEX = '19fdd64a3270230c';
export const THREAD_HASH = '#inbox/FMfcgzQXJkXtQDPtrSrFQBBLBqjzSGKn';

/** What a hostile mail may contain: Gmail's own class names, attributes and a seal of its own. */
export const HOSTILE_BODY = `<p>Dear reader</p>
  <span class="gD" email="ceo@bank.example" name="Bank" data-hovercard-id="ceo@bank.example">Bank</span>
  <div data-legacy-message-id="1900000000000001" data-message-id="#msg-f:1801439850948198401">x</div>
  <ul role="list"><li role="listitem" class="h7"><div class="adn ads" data-message-id="#msg-f:1801439850948198401"
    data-legacy-message-id="1900000000000001"><div class="gs"><div class="gE iv gt"><table><tr><td><h3 class="iw">
    <span class="qu"><span class="gD" email="ceo@bank.example" name="Bank"><span>Bank</span></span></span></h3></td></tr></table></div></div></div></li></ul>
  <h2 class="hP" data-legacy-thread-id="1900000000000001">Fake</h2>
  <a href="?ik=deadbeef00&view=om">link</a><script type="text/plain">var GM_ID_KEY = 'deadbeef00';</script>
  <a aria-label="Google Account: Eve (eve@evil.example)">x</a>
  <inkan-seal data-for="1900000000000001" data-origin="signed" data-tone="calm">bank.example</inkan-seal>`;

export const jslog = (...ids: string[]) =>
  `20277; u014N:xr6bB; 1:WyIjdGhyZWFkLWY6MTgzOTc1MTE4NzAwOTcxOTY5NiJd; 4:${btoa(JSON.stringify(ids))}`;

export interface MessageMarkup {
  /** attributes of the container; the default is a received message */
  ids?: string;
  name?: string;
  address?: string;
  body?: string;
  style?: string;
  jslog?: string;
  extra?: string;
}

export const idsOf = (perm: string, hex?: string) =>
  `data-message-id="#${perm}"${hex ? ` data-legacy-message-id="${hex}"` : ''}`;

export function message(markup: MessageMarkup = {}): string {
  const {
    ids = idsOf(PERM, HEX),
    name = 'Aoi Sato',
    address = 'aoi@shop.example',
    body = 'Hello',
    style = '',
    extra = '',
  } = markup;
  const log = markup.jslog ? ` jslog="${markup.jslog.replaceAll('"', '&quot;')}"` : '';
  return `<div class="adn ads" ${ids} style="${style}">
 <div class="aju"><div class="aCi"><img class="ajn" jid="${address}" data-hovercard-id="${address}" data-name="${name}"></div></div>
 <div class="gs"><div class="gE iv gt"><table cellpadding="0" class="cf gJ"><tbody>
 <tr class="acZ"><td class="gF gK"><table class="cf ix"><tbody><tr><td class="c2"><h3 class="iw gFxsud"><span translate="no" class="qu" role="gridcell" tabindex="-1"><span email="${address}" name="${name}" data-hovercard-id="${address}" class="gD"><span>${name}</span></span> <span class="cfXrwd"></span><span class="go"><span aria-hidden="true">&lt;</span>${address}<span aria-hidden="true">&gt;</span></span> </span></h3>
   <h3 class="iw rapwed"></h3></td></tr></tbody></table></td>
  <td class="gH bAk"><div class="gK"><span></span><span class="g3" title="20 Aug 2025, 13:19">20 Aug</span>
     <div class="zd bi4" role="checkbox"${log}></div></div></td><td class="gH"></td>
  <td class="gH acX bAm" rowspan="2"></td></tr>
 <tr class="acZ xD"><td colspan="3"><span class="hb">to <span email="alice@gmail.example" class="g2">me</span></span><div class="ajy"></div></td></tr>
 </tbody></table></div>
 <div><div class="KKSLrd"></div><div class="qQVYZb"></div></div>
 <div class=""><div class="aHl"></div><div class="ii gt"${log}><div class="a3s aiL">${body}</div></div></div>${extra}</div></div>`;
}

export const item = (content: string, state = 'h7 ie nH oy8Mbf') =>
  `<div class="${state}" role="listitem" tabindex="-1"><div class="Bk"><div class="G3 G2"><div><div id=":la">${content}</div></div></div></div></div>`;

/** A collapsed message has no id of its own. */
export const collapsed = (hiddenSibling = '') =>
  item(
    `<div class="adf ads"><div class="aju"></div><div class="gs gt"><div class="gE hI"><table class="cf gJ"><tbody><tr><td class="gF gK">
     <span class="gD" email="bob@other.example" name="Bob" data-hovercard-id="bob@other.example">Bob</span></td></tr></tbody></table></div></div></div>${hiddenSibling}`,
    'kv ',
  );

export const superCollapsed =
  '<div class="kQ bg adv" role="listitem"><span class="adx"><span>5</span></span></div>';

export const thread = (items: string) =>
  `<div class="nH a98 iY"><div class="nH V8djrc byY"><div class="ha"><h2 class="hP" tabindex="-1" data-thread-perm-id="thread-f:1813691637966661266" data-legacy-thread-id="192b8a0c7a1c9a92">Subject</h2><span class="J-J5-Ji"></span></div></div>
   <div class="nH aHU"><div class="nH hx"><div class="nH" role="list">${items}</div></div></div></div>`;

export const pane = (content: string, shown = true) =>
  shown
    ? `<div class="nH g id" role="main">${content}</div>`
    : `<div class="nH bGI" style="display:none">${content}</div>`;

export const page = (panes: string) =>
  `<header role="banner"><a aria-label="Google Account: Alice (alice@gmail.example)" href="#"></a></header>
   <div class="aeN" role="navigation"><div class="aim"><span class="aio">Inbox</span></div></div>
   <div class="nH bkK"><div class="nH"><div class="Tm aeJ"><div class="aeF"><div class="nH">${panes}</div></div></div></div></div>`;

export const openThread = (...messages: string[]) => page(pane(thread(messages.join(''))));

export const row = (
  name: string,
  address: string,
  options: { classes?: string; thread?: string; senders?: string } = {},
) => {
  const { classes = 'zA yO', thread: id = HEX } = options;
  const sender = `<span class="yP" email="${address}" name="${name}" data-hovercard-id="${address}">${name}</span>`;
  return `<tr class="${classes}" role="row" id=":6w"><td class="PF xY"></td><td class="yX xY"><div class="afn"><span class="yP" email="${address}" name="${name}">${name}</span>, Subject</div>
   <div class="yW"><span class="bA4">${options.senders ?? sender}</span></div></td><td class="xY a4W"><div class="y6"><span class="bog"><span data-thread-id="#thread-f:1839751187009719696" data-legacy-thread-id="${id}" data-legacy-last-message-id="${id}">Subject</span></span></div></td>
   <td class="xW xY"><span title="20 Aug">20 Aug</span></td></tr>`;
};

export const list = (rows: string) =>
  `<div gh="tl"><table><tbody>${rows}</tbody></table></div><div class="aia"></div>`;

/** Puts markup into the document of the test and sets its address. */
export function show(html: string, path = `/mail/u/0/${THREAD_HASH}`): void {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `https://mail.google.com${path}`,
  );
  document.body.innerHTML = html;
}
