// The name layer: each rule where it speaks and where it does not.
import { describeRule } from './describe-rule.ts';
import { READER } from './senders.ts';

const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const passes = (domain: string) =>
  `dkim=pass header.i=@${domain} header.s=s1; spf=pass smtp.mailfrom=b@${domain}; dmarc=pass (p=NONE) header.from=${domain}`;
const through = (domain: string) => ({ helo: `mail.${domain}`, mailFrom: `b@${domain}` });

describeRule('nameAddress', {
  fires: [
    {
      shows: 'a brand’s address in the name',
      from: '"security@paypal.com" <x@evil.example>',
      severity: 'danger',
      params: { shown: 'security@paypal.com', address: 'x@evil.example' },
    },
    {
      shows: 'full-width letters',
      from: '"info＠paypal．com" <x@evil.example>',
      severity: 'danger',
    },
    {
      shows: 'the reader’s own address',
      from: '"hanako@yamada-kogyo.example" <x@evil.example>',
      severity: 'danger',
    },
    {
      shows: 'an address of nobody in particular',
      from: '"ceo@unknown-company.com" <x@evil.example>',
      severity: 'caution',
    },
    {
      shows: 'one step lower from an authenticated correspondent',
      from: '"ceo@unknown-company.com" <alice.johnson@partner-parts.example>',
      record: passes('partner-parts.example'),
      hop: through('partner-parts.example'),
      severity: 'info',
    },
  ],
  silent: [
    { shows: 'the sender’s own address', from: '"a@mail.shop.example" <a@shop.example>' },
    { shows: 'no address in the name', from: '"Alice at Shop" <a@shop.example>' },
  ],
});

describeRule('nameDomain', {
  fires: [
    {
      shows: 'a brand’s domain as the name',
      from: '"www.eki-net.com" <x@evil.example>',
      severity: 'danger',
      params: { shown: 'www.eki-net.com', domain: 'evil.example' },
    },
    {
      shows: 'a domain of nobody the reader knows',
      from: '"example.com" <n@mailer.example>',
      severity: 'info',
    },
  ],
  silent: [
    { shows: 'the sender’s own', from: '"www.eki-net.com" <x@eki-net.com>' },
    { shows: 'a word with a dot', from: '"notes.txt" <x@evil.example>' },
  ],
});

describeRule('nameBrand', {
  fires: [
    {
      shows: 'a card company from a stranger’s domain',
      from: '三井住友カード <x@evil.example>',
      severity: 'danger',
      params: {
        brand: '三井住友カード',
        domain: 'evil.example',
        expected: 'smbc-card.com, vpass.ne.jp',
      },
    },
    {
      shows: 'with department and number',
      from: 'PayPal Support No.12 <x@evil.example>',
      severity: 'danger',
    },
    {
      shows: 'glued to Japanese text',
      from: '【重要】Netflix株式会社 <x@evil.example>',
      severity: 'danger',
    },
    {
      shows: 'a brand without any confirmed domain',
      from: 'みずほ銀行 <x@evil.example>',
      severity: 'caution',
    },
    {
      shows: 'somebody who speaks about the brand',
      from: 'Joe from Shopify Partner Acme <j@acme.example>',
      severity: 'info',
    },
    {
      shows: 'an ordinary word with a pressing subject',
      from: 'From: Apple <x@evil.example>\nSubject: Your account is suspended\n',
      severity: 'caution',
    },
    {
      shows: 'the brand’s own domain, which nothing proved',
      from: 'Amazon <x@amazon.co.jp>',
      record: 'spf=none smtp.mailfrom=b@amazon.co.jp',
      params: { unproved: 'yes' },
      hop: through('amazon.co.jp'),
      severity: 'caution',
    },
    {
      shows:
        'mail the reader expects, proved of the domain it was said of: one step lower, not silent',
      from: '三井住友カード <x@evil.example>',
      record: passes('evil.example'),
      hop: through('evil.example'),
      context: {
        taught: [
          {
            rule: 'nameBrand',
            address: 'x@evil.example',
            name: '三井住友カード',
            domain: 'evil.example',
          },
        ],
      },
      severity: 'caution',
    },
    {
      shows: 'the same words about mail that nothing proves',
      from: '三井住友カード <x@evil.example>',
      context: {
        taught: [
          {
            rule: 'nameBrand',
            address: 'x@evil.example',
            name: '三井住友カード',
            domain: 'evil.example',
          },
        ],
      },
      severity: 'danger',
    },
    {
      shows: 'the same carrier from anywhere else',
      from: 'SEUR <avisos@seur-envios.example>',
      record: passes('seur-envios.example'),
      hop: through('seur-envios.example'),
      severity: 'caution',
    },
    {
      shows: 'a disguised name is not lowered for a correspondent',
      from: 'Раураl <alice.johnson@partner-parts.example>',
      record: passes('partner-parts.example'),
      hop: through('partner-parts.example'),
      severity: 'danger',
    },
  ],
  silent: [
    {
      shows: 'a carrier from the domain that one directory calls its own, proved',
      from: 'SEUR <avisos@seur.com>',
      record: passes('seur.com'),
      hop: through('seur.com'),
    },
    {
      shows: 'the brand’s own domain, proved',
      from: 'Amazon <x@amazon.co.jp>',
      record: passes('amazon.co.jp'),
      hop: through('amazon.co.jp'),
    },
    { shows: 'an ordinary word with more words', from: 'Square Dance <n@square-dance.example>' },
    { shows: 'a given name', from: 'みずほ <mizuho@home.example>' },
    { shows: 'part of a longer word', from: 'Amazonas Tours <n@tours.example>' },
  ],
});

describeRule('nameBrandFreemail', {
  fires: [
    {
      shows: 'a parcel service on a free account',
      from: 'ヤマト運輸 <yamato@gmail.com>',
      severity: 'danger',
      params: { service: 'gmail.com', address: 'yamato@gmail.com' },
    },
  ],
  silent: [
    { shows: 'a person', from: 'Taro Yamato <yamato@gmail.com>' },
    {
      shows: 'the brand’s notices below a user-mail domain',
      from: 'Yahoo! JAPAN <a@mail.yahoo.co.jp>',
    },
  ],
});

describeRule('nameMixedScript', {
  fires: [
    {
      shows: 'Cyrillic letters in a brand',
      from: 'PаyPal <x@evil.example>',
      severity: 'danger',
      params: { word: 'PаyPal', characters: 'U+0430' },
    },
    {
      shows: 'two alphabets in an unknown word',
      from: 'Sеcure <x@evil.example>',
      severity: 'caution',
    },
    {
      shows: 'a correspondent’s name in look-alike letters',
      from: 'Аliсе Jоhnsоn <x@evil.example>',
      severity: 'danger',
    },
  ],
  silent: [
    { shows: 'Japanese with Latin', from: 'Tシャツ工房 React 部 <x@shop.example>' },
    { shows: 'a Russian name', from: 'Анна Каренина <anna@roman.example>' },
    { shows: 'a sign of measure', from: 'µTorrent Ω-Lab <x@lab.example>' },
  ],
});

describeRule('nameInvisible', {
  fires: [
    {
      shows: 'a zero-width space in a brand',
      from: 'Pay\u200bPal <x@evil.example>',
      severity: 'danger',
      params: { characters: 'U+200B' },
    },
    { shows: 'in any other word', from: 'In\u00advoice <x@evil.example>', severity: 'caution' },
    {
      shows: 'a stray one at the end',
      from: 'Newsletter\u200b <x@shop.example>',
      severity: 'info',
    },
  ],
  silent: [
    { shows: 'joiners of an emoji', from: '👨‍👩‍👧 Family ❤️ <x@home.example>' },
    { shows: 'joiners of Indic writing', from: 'क्‍ष समाचार <x@news.example>' },
  ],
});

describeRule('nameBidi', {
  fires: [
    {
      shows: 'an override',
      from: '"\u202emoc.lapyap" <x@evil.example>',
      severity: 'danger',
      params: { characters: 'U+202E' },
    },
    { shows: 'a mark without reach', from: '"\u200fשלום" <x@kehila.example>', severity: 'info' },
  ],
  silent: [{ shows: 'Hebrew without controls', from: 'חדשות <x@kehila.example>' }],
});

describeRule('nameControl', {
  fires: [
    {
      shows: 'a line end through an encoded word',
      from: `${word('Admin\r\nX')} <x@evil.example>`,
      severity: 'danger',
      params: { characters: 'U+000D U+000A' },
    },
  ],
  silent: [{ shows: 'an ordinary encoded word', from: `${word('管理者')} <x@office.example>` }],
});

describeRule('nameEncoded', {
  fires: [
    {
      shows: 'an encoded word in an encoded word',
      from: `${word(word('Admin'))} <x@evil.example>`,
      severity: 'caution',
      params: { hidden: word('Admin') },
    },
  ],
  silent: [
    { shows: 'a word that no program can read', from: '=?x-unknown?B?AAAA?= <x@office.example>' },
  ],
});

describeRule('namePadded', {
  fires: [
    {
      shows: 'blanks behind the name',
      from: '"Nice offer                    for you" <x@evil.example>',
      severity: 'caution',
    },
    {
      shows: 'with an address before them',
      from: '"info@paypal.com                                   x" <x@evil.example>',
      severity: 'danger',
    },
  ],
  silent: [
    {
      shows: 'a long but ordinary name',
      from: `"${'Society of Friends '.repeat(5)}" <x@club.example>`,
    },
  ],
});

describeRule('nameRole', {
  fires: [
    {
      shows: 'the reader’s own organisation from outside',
      from: 'yamada-kogyo IT Helpdesk <x@evil.example>',
      severity: 'danger',
      params: { claimed: 'yamada-kogyo' },
    },
    {
      shows: 'a mail system that threatens the mailbox',
      from: 'From: System Administrator <x@evil.example>\nSubject: Your password expires\n',
      severity: 'caution',
    },
  ],
  silent: [
    { shows: 'the organisation itself', from: 'Yamada-Kogyo Support <x@yamada-kogyo.example>' },
    { shows: 'other companies’ people', from: 'Kenichi Yamada <x@other.example>' },
  ],
});

describeRule('nameColleague', {
  fires: [
    {
      shows: 'a colleague on a free account',
      from: '佐藤健一 <sato@gmail.com>',
      severity: 'danger',
      params: { address: 'sato@gmail.com' },
    },
    {
      shows: 'a protected name anywhere',
      from: 'Yamada, Taro <t@evil.example>',
      severity: 'danger',
    },
    {
      shows: 'a namesake of a colleague elsewhere',
      from: '佐藤 健一 <k@other.example>',
      severity: 'caution',
    },
  ],
  silent: [
    { shows: 'the colleague', from: '佐藤 健一 <kenichi.sato@yamada-kogyo.example>' },
    { shows: 'the family name alone', from: '佐藤 <sato@other.example>' },
  ],
});

describeRule('nameContact', {
  fires: [
    {
      shows: 'a correspondent’s name from a new address',
      from: 'Alice Johnson <alice@other.example>',
      severity: 'caution',
      params: { known: 'alice.johnson@partner-parts.example' },
    },
    {
      shows: 'a third address beside two that the reader knows',
      from: 'Alice Johnson <alice@other.example>',
      severity: 'caution',
      context: {
        correspondents: [
          ...(READER.correspondents ?? []),
          { name: 'Alice Johnson', address: 'alice@third.example', days: 3, replied: false },
        ],
      },
      params: { known: 'alice.johnson@partner-parts.example' },
    },
    {
      shows: 'through a list that nobody knows, and the subject of money',
      from: 'From: Alice Johnson via staff <staff@evil.example>\nSubject: Invoice, pay today\n',
      more: 'List-Id: <staff.evil.example>\n',
      severity: 'caution',
    },
    {
      shows: 'through a list that nobody knows, where answers go to herself',
      from: 'From: Alice Johnson via dev <dev@list.example>\nReply-To: alice.johnson@partner-parts.example\nSubject: Please review today\n',
      more: 'List-Id: <dev.list.example>\n',
      severity: 'info',
    },
    {
      shows: 'through a list that nobody knows',
      from: 'From: Alice Johnson via dev <dev@list.example>\nSubject: Patch\n',
      more: 'List-Id: <dev.list.example>\n',
      severity: 'info',
    },
    {
      shows: 'with an answer to free mail: two cautions make one danger',
      from: 'From: Alice Johnson <alice@other.example>\nReply-To: alice.j@gmail.com\nSubject: Hello\n',
      severity: 'danger',
    },
  ],
  silent: [
    { shows: 'the correspondent', from: 'Alice Johnson <alice.johnson@partner-parts.example>' },
    {
      shows: 'another address of the same company',
      from: 'Alice Johnson <aj@mail.partner-parts.example>',
    },
    {
      shows: 'a second address that the reader knows',
      from: 'Alice Johnson <alice@third.example>',
      context: {
        correspondents: [
          ...(READER.correspondents ?? []),
          { name: 'Alice Johnson', address: 'alice@third.example', days: 3 },
        ],
      },
    },
    {
      shows: 'a correspondent of one day',
      from: 'Bob Brown <bob@other.example>',
      context: { correspondents: [{ name: 'Bob Brown', address: 'bob@brown.example', days: 1 }] },
    },
  ],
});

describeRule('nameSelf', {
  fires: [
    {
      shows: 'the own post that comes back from a list that nobody knows',
      from: 'From: Hanako Suzuki via dev <dev@list.example>\nSubject: Patch\n',
      more: 'List-Id: <dev.list.example>\n',
      severity: 'info',
    },
    {
      shows: 'the reader’s name from a stranger',
      from: 'Suzuki, Hanako <x@evil.example>',
      severity: 'caution',
      params: { address: 'x@evil.example' },
    },
  ],
  silent: [
    { shows: 'the reader', from: 'Hanako Suzuki <hanako@yamada-kogyo.example>' },
    { shows: 'the given name alone', from: 'Hanako <hanako@other.example>' },
  ],
});

describeRule('localClaim', {
  fires: [
    {
      shows: 'somebody’s domain before the @',
      from: '<amazon.co.jp@evil.example>',
      severity: 'caution',
      params: { shown: 'amazon.co.jp', domain: 'evil.example' },
    },
    {
      shows: 'a full-width @ inside',
      from: '<support＠amazon.co.jp@evil.example>',
      severity: 'caution',
    },
    { shows: 'a percent sign', from: '<support%amazon.co.jp@evil.example>', severity: 'caution' },
    {
      shows: 'and a subject that presses',
      from: 'From: <amazon.co.jp@evil.example>\nSubject: Your account is suspended\n',
      severity: 'danger',
    },
  ],
  silent: [
    { shows: 'the tag behind a plus', from: '<news+amazon.co.jp@shop.example>' },
    { shows: 'an alias service', from: '<a=amazon.co.jp.x7@addy.io>' },
    { shows: 'a name with a dot', from: '<taro.yamada@shop.example>' },
    { shows: 'the own domain', from: '<shop.example@mail.shop.example>' },
    { shows: 'a domain of nobody in particular', from: '<orders.garden.example@shop.example>' },
  ],
});

const aboutBank = (subject: string, from = 'info@evil.example') => ({
  from: `From: ${from}\nTo: hanako@yamada-kogyo.example\nSubject: ${subject}\n`,
});

describeRule('subjectBrand', {
  fires: [
    {
      shows: 'a card company in brackets, and no name',
      ...aboutBank('【三井住友カード】ポイントのご案内'),
      severity: 'caution',
      params: { brand: '三井住友カード', domain: 'evil.example' },
    },
    {
      shows: 'and pressure',
      ...aboutBank('【三井住友カード】重要なお知らせ'),
      severity: 'danger',
    },
    { shows: 'before a colon', ...aboutBank('PayPal: your receipt'), severity: 'caution' },
    {
      shows: 'as the reader’s account, in a hurry',
      ...aboutBank('Your PayPal account is suspended', 'Support <info@evil.example>'),
      severity: 'danger',
    },
    {
      shows: 'passed on by a relative',
      ...aboutBank('Fwd: [PayPal] receipt'),
      severity: 'info',
    },
  ],
  silent: [
    {
      shows: 'under a name of its own',
      ...aboutBank('[PayPal] plugin 2.1', 'Garden Tools <news@garden.example>'),
    },
    {
      shows: 'from the company itself',
      ...aboutBank('PayPal: your receipt', 'service@paypal.com'),
      record: passes('paypal.com'),
      hop: through('paypal.com'),
    },
    { shows: 'an account without any hurry', ...aboutBank('Your PayPal account statement') },
    { shows: 'a name further behind', ...aboutBank('How to pay with PayPal: a guide') },
  ],
});
