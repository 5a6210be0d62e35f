// The domain layer: each rule where it speaks and where it does not.
import { describeRule } from './describe-rule.ts';
import { evaluated, NOW } from './evidence.ts';

const record =
  'dkim=pass header.i=@shop.example header.s=s1; spf=pass smtp.mailfrom=b@shop.example; dmarc=pass (p=NONE) header.from=shop.example';
const hop = { helo: 'mail.shop.example', mailFrom: 'b@shop.example' };

describeRule('domainHomograph', {
  fires: [
    {
      shows: 'Cyrillic letters throughout',
      from: 'x@xn--80ak6aa92e.com',
      severity: 'danger',
      params: { domain: 'аррӏе.com', ascii: 'xn--80ak6aa92e.com', real: 'apple.com' },
    },
    {
      shows: 'a digit for a letter',
      from: 'x@paypa1.com',
      severity: 'danger',
      params: { characters: 'U+0031' },
    },
    { shows: 'rn for m', from: 'x@rnicrosoft.com', severity: 'danger' },
    { shows: 'the reader’s own domain', from: 'x@yarnada-kogyo.example', severity: 'danger' },
  ],
  silent: [
    { shows: 'the domain itself', from: 'x@apple.com' },
    { shows: 'a Japanese domain', from: 'x@日本語.jp' },
  ],
});

describeRule('domainIdn', {
  fires: [
    {
      shows: 'one honest script',
      from: 'x@日本語.jp',
      severity: 'info',
      params: { domain: '日本語.jp', ascii: 'xn--wgv71a119e.jp' },
    },
    { shows: 'Latin mixed with Cyrillic', from: 'x@bаnk-portal.com', severity: 'danger' },
    { shows: 'Cyrillic that passes for Latin', from: 'x@сахар.com', severity: 'danger' },
  ],
  silent: [{ shows: 'an ASCII domain', from: 'x@shop.example' }],
});

describeRule('domainTypo', {
  fires: [
    {
      shows: 'the reader’s own domain, a letter left out',
      from: 'x@yamda-kogyo.example',
      severity: 'caution',
    },
    {
      shows: 'two letters of a correspondent’s domain swapped',
      from: 'x@partner-prats.example',
      severity: 'caution',
      params: { real: 'partner-parts.example' },
    },
    { shows: 'a short brand, without its name', from: 'x@paypall.example', severity: 'caution' },
    {
      shows: 'a short brand with its name',
      from: 'PayPal notice <x@paypall.example>',
      severity: 'danger',
    },
  ],
  silent: [
    { shows: 'the correspondent', from: 'x@partner-parts.example' },
    { shows: 'free mail', from: 'x@gmail.com' },
    { shows: 'an ordinary word beside a brand', from: 'x@cooking.example' },
    { shows: 'another number of the same series', from: 'x@tanaka-shoten2.example' },
  ],
});

describeRule('domainCombo', {
  fires: [
    {
      shows: 'a brand with a hyphen',
      from: 'Security <x@paypal-secure.example>',
      severity: 'caution',
      params: { brand: 'PayPal', label: 'paypal' },
    },
    { shows: 'and its name', from: 'PayPal <x@paypal-secure.example>', severity: 'danger' },
    { shows: 'without a hyphen', from: 'x@paypalsupport.example', severity: 'caution' },
  ],
  silent: [
    { shows: 'an ordinary word', from: 'x@slack-line.example' },
    { shows: 'a host of many users', from: 'x@googlegroups.com' },
  ],
});

describeRule('domainSuffix', {
  fires: [
    {
      shows: 'a brand under another suffix, with its name',
      from: '楽天カード <x@rakuten-card.example>',
      severity: 'danger',
    },
    {
      shows: 'a correspondent under another suffix',
      from: 'x@partner-parts.com',
      severity: 'caution',
      params: { real: 'partner-parts.example' },
    },
    { shows: 'the reader’s own', from: 'x@yamada-kogyo.com', severity: 'caution' },
    {
      shows: 'the reader’s own, in the name of somebody of the house',
      from: '佐藤 健一 <x@yamada-kogyo.com>',
      severity: 'danger',
    },
    {
      shows: 'a correspondent’s, proved',
      from: 'x@partner-parts.com',
      record:
        'dkim=pass header.i=@partner-parts.com header.s=s1; dmarc=pass (p=NONE) header.from=partner-parts.com',
      severity: 'info',
    },
  ],
  silent: [
    { shows: 'a listed suffix of the brand', from: 'x@amazon.de' },
    { shows: 'free mail of one family', from: 'x@yahoo.com' },
  ],
});

describeRule('domainSubdomain', {
  fires: [
    {
      shows: 'a brand’s domain to the left',
      from: 'x@amazon.co.jp.xyz123.example',
      severity: 'danger',
      params: { organization: 'xyz123.example', shown: 'amazon.co.jp' },
    },
    { shows: 'with hyphens for dots', from: 'x@amazon-co-jp.xyz123.example', severity: 'danger' },
  ],
  silent: [
    { shows: 'the brand’s own sub-domain', from: 'x@mail.amazon.co.jp' },
    { shows: 'a customer of a ticket system', from: 'x@acme.zendesk.com' },
  ],
});

describeRule('domainTenant', {
  fires: [
    {
      shows: 'a brand as somebody’s tenant name',
      from: 'x@paypal.github.io',
      severity: 'danger',
      params: { brand: 'PayPal' },
    },
    { shows: 'an ordinary word', from: 'x@square.onmicrosoft.com', severity: 'caution' },
  ],
  silent: [{ shows: 'any other tenant', from: 'x@acme.github.io' }],
});

describeRule('addressInvisible', {
  fires: [
    {
      shows: 'a space that is none, behind the domain',
      from: '<admin@victim.example\u2000>',
      severity: 'danger',
      params: { characters: 'U+2000' },
    },
  ],
  silent: [{ shows: 'ordinary blanks', from: 'Admin  <admin@victim.example> ' }],
});

const gone = evaluated({ domain: { gone: true, subdomainGone: false } });
describeRule('domainGone', {
  fires: [
    {
      shows: 'young mail of a vanished domain',
      from: 'x@shop.example',
      record,
      hop,
      evaluated: gone,
      severity: 'caution',
      params: { domain: 'shop.example' },
    },
    {
      shows: 'under a brand’s name',
      from: 'PayPal <x@shop.example>',
      record,
      hop,
      evaluated: gone,
      severity: 'danger',
    },
  ],
  silent: [
    { shows: 'a domain that exists', from: 'x@shop.example', record, hop, evaluated: evaluated() },
    {
      shows: 'old mail',
      from: 'x@shop.example',
      record,
      hop,
      evaluated: gone,
      context: { now: NOW + 40 * 86_400_000 },
    },
    { shows: 'nothing measured', from: 'x@shop.example', record, hop },
  ],
});

describeRule('domainNoReverse', {
  fires: [
    {
      shows: 'a client without a name',
      from: 'x@shop.example',
      record,
      hop: { ...hop, reverse: '' },
      severity: 'info',
      params: { address: '192.0.2.1' },
    },
  ],
  silent: [
    { shows: 'a client with one', from: 'x@shop.example', record, hop },
    { shows: 'a loose file, where nobody knows', from: 'x@shop.example' },
  ],
});
