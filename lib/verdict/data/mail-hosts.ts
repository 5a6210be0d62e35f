// Rental hosts and mail services by the reverse names of their servers: what they tell their customers to put into SPF,
// and whose customers often forward mail into Gmail.

import { isUnder } from '../../text/domains.ts';

export interface MailHost {
  name: string;
  /** what a Japanese customer calls it, where that is another name */
  japanese?: string;
  /**
   * Its customers often forward mail into Gmail: named so that the card can ask "is this yours?". Naming is all that
   * happens: everybody may rent there, an attacker too, so none of these ever vouches by itself.
   */
  rents?: true;
  /** reverse names of their servers end with one of these */
  reverse: readonly string[];
  /** SPF terms of their documentation; `{host}` is the reverse name of the server that was seen */
  terms: readonly string[];
}

const MAIL_HOSTS: readonly MailHost[] = [
  {
    name: 'Sakura',
    japanese: 'さくらインターネット',
    rents: true,
    reverse: ['sakura.ne.jp', 'sakura.ad.jp'],
    terms: ['a:{host}', 'mx'],
  },
  {
    name: 'Xserver',
    japanese: 'エックスサーバー',
    rents: true,
    reverse: ['xserver.jp', 'xserver.ne.jp', 'xsrv.jp'],
    terms: ['a:{host}', 'include:spf.sender.xserver.jp'],
  },
  {
    name: 'ConoHa WING',
    rents: true,
    reverse: ['conoha.ne.jp', 'conoha.io', 'cnode.io'],
    terms: ['include:_spf.conoha.ne.jp'],
  },
  {
    name: 'Lolipop',
    japanese: 'ロリポップ！',
    rents: true,
    reverse: ['lolipop.jp', 'lolipop.ne.jp'],
    terms: ['include:_spf.lolipop.jp'],
  },
  {
    name: 'heteml',
    japanese: 'ヘテムル',
    rents: true,
    reverse: ['heteml.jp'],
    terms: ['include:_spf.heteml.jp'],
  },
  {
    name: 'Nifty',
    japanese: 'ニフティ',
    rents: true,
    reverse: ['nifty.com', 'nifty.ne.jp'],
    terms: ['a:{host}'],
  },
  { name: 'Google Workspace', reverse: ['google.com'], terms: ['include:_spf.google.com'] },
  {
    name: 'Microsoft 365',
    reverse: ['outbound.protection.outlook.com'],
    terms: ['include:spf.protection.outlook.com'],
  },
  { name: 'Amazon SES', reverse: ['amazonses.com'], terms: ['include:amazonses.com'] },
  { name: 'SendGrid', reverse: ['sendgrid.net'], terms: ['include:sendgrid.net'] },
  { name: 'Mailgun', reverse: ['mailgun.net', 'mailgun.org'], terms: ['include:mailgun.org'] },
  {
    name: 'Mailchimp',
    reverse: ['mcsv.net', 'rsgsv.net', 'mcdlv.net'],
    terms: ['include:servers.mcsv.net'],
  },
  {
    name: 'Fastmail',
    reverse: ['messagingengine.com'],
    terms: ['include:spf.messagingengine.com'],
  },
];

/** The host of a server by its reverse name (lower case, without a final dot); undefined for any other server. */
export const hostOf = (reverseName: string): MailHost | undefined =>
  MAIL_HOSTS.find(({ reverse }) => reverse.some((one) => isUnder(reverseName, one)));

/** A host as a Japanese reader knows it; every other name as it is. */
export const hostInJapanese = (name: string): string =>
  MAIL_HOSTS.find((host) => host.name === name)?.japanese ?? name;
