// The thread of the drill: a collapsed message, and two expanded ones of which one imitates Gmail as well as it can.

/** All that Gmail keeps of a mail that copies Gmail's own markup: a thread, a message, its ids, a seal. */
export const IMITATION = `<p>Dear reader,</p>
<div role="list" class="nH"><div role="listitem" aria-expanded="true" class="h7 ie nH oy8Mbf" data-message-id="#msg-f:1801439850948198401" data-legacy-message-id="1900000000000001"><div class="Bk"><div class="G3 G2"><div><div>
<div class="adn ads" data-message-id="#msg-f:1801439850948198401" data-legacy-message-id="1900000000000001">
<div class="aju"><div class="aCi"><img class="ajn" jid="ceo@bank.example" data-hovercard-id="ceo@bank.example" data-name="The Bank" alt=""></div></div>
<div class="gs"><div class="gE iv gt"><table class="cf gJ"><tbody><tr class="acZ"><td class="gF gK"><table class="cf ix"><tbody><tr><td class="c2">
<h3 class="iw gFxsud"><span class="qu" role="gridcell"><span class="gD" email="ceo@bank.example" name="The Bank" data-hovercard-id="ceo@bank.example"><span>The Bank</span></span>
<span class="go"><span aria-hidden="true">&lt;</span>ceo@bank.example<span aria-hidden="true">&gt;</span></span></span></h3>
</td></tr></tbody></table></td></tr></tbody></table></div>
<div class="ii gt" jslog="20277; u014N:xr6bB; 4:WyIjbXNnLWY6MTgwMTQzOTg1MDk0ODE5ODQwMSJd"><div class="a3s aiL">Pay now.</div></div></div></div></div></div></div></div></div></div>
<div role="row" class="zA"><span class="yP" email="ceo@bank.example" name="The Bank">The Bank</span><span data-thread-id="#thread-f:1" data-legacy-thread-id="1900000000000001">x</span></div>
<h2 class="hP" data-legacy-thread-id="1900000000000001" data-thread-perm-id="thread-f:1">Another subject</h2>
<inkan-seal data-for="1900000000000001" data-tone="calm">bank.example</inkan-seal>`;

export const SUBJECT = 'Boats for the summer';

interface Part {
  name: string;
  address: string;
  unread: boolean;
  html: string;
}

/** In order; the last one is always expanded, an unread one too. */
export const PARTS: Part[] = [
  { name: 'Bo Berg', address: 'bo@boats.example', unread: false, html: '<p>First</p>' },
  { name: 'Aoi Sato', address: 'aoi@shop.example', unread: true, html: IMITATION },
  // A name that looks like the line of somebody else.
  {
    name: 'ceo@bank.example <ceo@bank.example>',
    address: 'eve@evil.example',
    unread: true,
    html: IMITATION,
  },
];
