// Rental hosts and mail services that tell their customers what to put into SPF, by the reverse names of their servers.

export interface MailHost {
  name: string;
  /** reverse names of their servers end with one of these */
  reverse: readonly string[];
  /** SPF terms of their documentation; `{host}` is the reverse name of the server that was seen */
  terms: readonly string[];
}

export const MAIL_HOSTS: readonly MailHost[] = [
  { name: 'Sakura', reverse: ['sakura.ne.jp'], terms: ['a:{host}', 'mx'] },
  {
    name: 'Xserver',
    reverse: ['xserver.jp', 'xsrv.jp'],
    terms: ['a:{host}', 'include:spf.sender.xserver.jp'],
  },
  {
    name: 'ConoHa WING',
    reverse: ['conoha.ne.jp', 'conoha.io', 'cnode.io'],
    terms: ['include:_spf.conoha.ne.jp'],
  },
  { name: 'Lolipop', reverse: ['lolipop.jp'], terms: ['include:_spf.lolipop.jp'] },
  { name: 'Nifty', reverse: ['nifty.com', 'nifty.ne.jp'], terms: ['a:{host}'] },
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
