// Realistic sender set-ups: the names that checking a message of each asks DNS for.

/** What one message needs. The selectors and service names are those the services publish in their help pages. */
export interface SenderSetup {
  title: string;
  /** `selector@sdid` of each signature or seal */
  keys: string[];
  from: string;
  mailFrom?: string;
  /** further names of SPF: include, redirect, a, mx, exists */
  spf?: string[];
  /** SPF falls back to it for the null sender */
  helo?: string;
  /** the client's IPv4 address, where a name carries it */
  address?: string;
  /** names that look like tokens and wait for "Check now" */
  waits?: string[];
}

const google = ['_spf.google.com', '_netblocks.google.com', '_netblocks2.google.com'];
const outlook = ['spf.protection.outlook.com'];

export const SENDERS: SenderSetup[] = [
  {
    title: 'Gmail',
    keys: ['20230601@gmail.com'],
    from: 'gmail.com',
    mailFrom: 'gmail.com',
    spf: google,
  },
  {
    title: 'Google Workspace',
    keys: ['google@office.example'],
    from: 'office.example',
    mailFrom: 'office.example',
    spf: google,
  },
  {
    title: 'Google Workspace, own key missing',
    keys: ['20230601@office-example.20230601.gappssmtp.com'],
    from: 'office.example',
    spf: google,
  },
  {
    title: 'Google Groups',
    keys: ['20230601@googlegroups.com', 'arc-20240605@google.com'],
    from: 'googlegroups.com',
    mailFrom: 'googlegroups.com',
  },
  {
    title: 'Microsoft 365',
    keys: ['selector1@contoso.example'],
    from: 'contoso.example',
    mailFrom: 'contoso.example',
    spf: outlook,
  },
  {
    title: 'Microsoft 365, tenant key',
    keys: [
      'selector2-contoso-onmicrosoft-com@contoso.onmicrosoft.com',
      'arcselector10001@microsoft.com',
    ],
    from: 'contoso.example',
    spf: outlook,
  },
  {
    title: 'SendGrid',
    keys: ['s1@shop.example', 'smtpapi@sendgrid.net'],
    from: 'shop.example',
    mailFrom: 'em1234.shop.example',
    spf: ['u12345678.wl123.sendgrid.net', 'sendgrid.net'],
  },
  {
    title: 'Mailchimp',
    keys: ['k2@shop.example', 'k1@mailchimpapp.net'],
    from: 'news.shop.example',
    mailFrom: 'mail123.atl81.rsgsv.net',
    spf: ['servers.mcsv.net'],
  },
  {
    title: 'Mandrill',
    keys: ['mte1@shop.example', 'mandrill@mandrillapp.com'],
    from: 'shop.example',
    mailFrom: 'bounce-mta.shop.example',
    spf: ['spf.mandrillapp.com'],
  },
  {
    title: 'Amazon SES, the service signs',
    keys: ['6gbrjpgwjskckoa6a5zn6fwqkn67xbtw@amazonses.com'],
    from: 'shop.example',
    mailFrom: 'ap-northeast-1.amazonses.com',
    spf: ['amazonses.com'],
  },
  {
    title: 'Amazon SES, own Easy DKIM key',
    keys: [
      'yg4mwqurec7fkhzutopddd3ytuaqrbvz@shop.example',
      '6gbrjpgwjskckoa6a5zn6fwqkn67xbtw@amazonses.com',
    ],
    from: 'shop.example',
    mailFrom: 'bounces.shop.example',
    waits: ['yg4mwqurec7fkhzutopddd3ytuaqrbvz._domainkey.shop.example'],
  },
  {
    title: 'Mailgun',
    keys: ['mailo@mg.shop.example'],
    from: 'mg.shop.example',
    mailFrom: 'mg.shop.example',
    spf: ['mailgun.org', '_spf1.mailgun.org'],
  },
  {
    title: 'Postmark',
    keys: ['20230512093011pm@shop.example', 'pm@mtasv.net'],
    from: 'shop.example',
    mailFrom: 'pm-bounces.shop.example',
    waits: ['20230512093011pm._domainkey.shop.example'],
  },
  {
    title: 'SparkPost',
    keys: ['scph0622@shop.example'],
    from: 'shop.example',
    mailFrom: 'bounces.shop.example',
  },
  {
    title: 'Mailjet',
    keys: ['mailjet@shop.example'],
    from: 'shop.example',
    mailFrom: 'bnc3.shop.example',
    spf: ['spf.mailjet.com'],
  },
  {
    title: 'Brevo',
    keys: ['brevo1@shop.example', 'mail@shop.example'],
    from: 'shop.example',
    spf: ['spf.sendinblue.com'],
  },
  {
    title: 'HubSpot',
    keys: ['hs1-20812345@shop.example'],
    from: 'shop.example',
    mailFrom: 'bf07x.hubspotemail.net',
    spf: ['20812345.spf07.hubspotemail.net'],
    waits: ['hs1-20812345._domainkey.shop.example'],
  },
  {
    title: 'Salesforce Marketing Cloud',
    keys: ['50dkim1@news.shop.example', '200608@news.shop.example'],
    from: 'news.shop.example',
    mailFrom: 'bounce.news.shop.example',
    spf: ['cust-spf.exacttarget.com'],
  },
  {
    title: 'Salesforce',
    keys: ['sfdc2023@office.example'],
    from: 'office.example',
    spf: ['_spf.salesforce.com', '4.113.0.203._spf.mta.salesforce.com'],
    address: '203.0.113.4',
  },
  {
    title: 'Pardot',
    keys: ['200608@office.example'],
    from: 'office.example',
    mailFrom: 'bounce.s7.exacttarget.com',
    spf: ['aspmx.pardot.com', 'et._spf.pardot.com'],
  },
  {
    title: 'Klaviyo',
    keys: ['km1@send.shop.example', 'kl2@send.shop.example'],
    from: 'send.shop.example',
    mailFrom: 'send.shop.example',
  },
  {
    title: 'Zendesk',
    keys: ['zendesk1@office.example'],
    from: 'office.example',
    spf: ['mail.zendesk.com'],
  },
  {
    title: 'Freshdesk',
    keys: ['fwdkim1@office.example', 'fddkim@office.example'],
    from: 'office.example',
    spf: ['email.freshdesk.com'],
  },
  {
    title: 'Intercom',
    keys: ['intercom@office.example'],
    from: 'office.example',
    mailFrom: 'outbound.intercom.office.example',
  },
  {
    title: 'Constant Contact',
    keys: ['ctct1@shop.example', 'ctct2@shop.example'],
    from: 'shop.example',
  },
  { title: 'AWeber', keys: ['aweber_key_a@shop.example'], from: 'shop.example' },
  {
    title: 'ActiveCampaign',
    keys: ['acdkim1@shop.example', 'dk@shop.example'],
    from: 'shop.example',
  },
  {
    title: 'Campaign Monitor',
    keys: ['cm@shop.example'],
    from: 'shop.example',
    mailFrom: 'cmail20.shop.example',
  },
  {
    title: 'MailerLite',
    keys: ['litesrv@shop.example', 'ml@shop.example'],
    from: 'shop.example',
    spf: ['_spf.mlsend.com'],
  },
  {
    title: 'Marketo',
    keys: ['m1@go.shop.example'],
    from: 'go.shop.example',
    mailFrom: 'em-sj-77.shop.example',
  },
  {
    title: 'Emarsys',
    keys: ['key1@mail.shop.example', 'ecm1@mail.shop.example'],
    from: 'mail.shop.example',
  },
  { title: 'Benchmark Email', keys: ['bmdeda@shop.example'], from: 'shop.example' },
  {
    title: 'Proton Mail',
    keys: ['protonmail@person.example', 'protonmail2@person.example'],
    from: 'person.example',
    spf: ['_spf.protonmail.ch'],
  },
  {
    title: 'Fastmail',
    keys: ['fm1@person.example', 'fm3@messagingengine.com'],
    from: 'person.example',
    spf: ['spf.messagingengine.com'],
  },
  { title: 'iCloud', keys: ['1a1hai@icloud.com'], from: 'icloud.com', mailFrom: 'icloud.com' },
  {
    title: 'iCloud, own domain',
    keys: ['sig1@person.example'],
    from: 'person.example',
    spf: ['icloud.com'],
  },
  {
    title: 'Yahoo',
    keys: ['s2048@yahoo.com'],
    from: 'yahoo.com',
    mailFrom: 'yahoo.com',
    spf: ['_spf.mail.yahoo.com'],
  },
  {
    title: 'Zoho',
    keys: ['zmail@office.example', 'zoho2022@office.example'],
    from: 'office.example',
    spf: ['zoho.com', 'one.zoho.com'],
  },
  {
    title: 'a large network, key size and month',
    keys: ['d2048-202308-00@network.example'],
    from: 'network.example',
    mailFrom: 'bounce.network.example',
  },
  {
    title: 'a large network, quarter',
    keys: ['s1024-2013-q3@network.example'],
    from: 'network.example',
  },
  {
    title: 'a large network, year',
    keys: ['pf2023@hub.example', 'pp-dkim1@pay.example', 'dkim-201406@bird.example'],
    from: 'hub.example',
  },
  {
    title: 'rental server with a dated key',
    keys: ['rs20240201@company.example'],
    from: 'company.example',
    mailFrom: 'company.example',
    helo: 'www1234.sakura.ne.jp',
    spf: ['_spf.sakura.ne.jp'],
  },
  {
    title: 'rental server, default key',
    keys: ['default@company.co.jp'],
    from: 'company.co.jp',
    mailFrom: 'company.co.jp',
    helo: 'sv8101.xserver.jp',
    spf: ['spf.sender.xserver.jp', 'sv8101.xserver.jp'],
  },
  {
    title: 'mail service of Japan',
    keys: ['cn20200101@mail.shop.example', 'selector001@shop.example'],
    from: 'mail.shop.example',
    mailFrom: 'bounce.mail.shop.example',
  },
  {
    title: 'provider mail of Japan',
    keys: ['dkim-docomo2023@docomo.ne.jp'],
    from: 'docomo.ne.jp',
    mailFrom: 'docomo.ne.jp',
  },
  {
    title: 'internationalised domain',
    keys: ['default@xn--wgv71a119e.jp'],
    from: 'xn--wgv71a119e.jp',
    mailFrom: 'xn--wgv71a119e.jp',
  },
  {
    title: 'university',
    keys: ['s20150108@cs.university.ac.jp', 'ed25519-2021@cs.university.ac.jp'],
    from: 'cs.university.ac.jp',
    helo: 'mx-out03.cs.university.ac.jp',
  },
  {
    title: 'own server, null sender',
    keys: ['mail@server.example'],
    from: 'server.example',
    helo: 'vps-203-0-113-4.server.example',
    address: '203.0.113.4',
  },
  {
    title: 'cloud machine',
    keys: ['2023@server.example'],
    from: 'server.example',
    helo: 'ec2-203-0-113-4.ap-northeast-1.compute.amazonaws.com',
    address: '203.0.113.4',
  },
  {
    title: 'Mimecast',
    keys: ['mimecast20230101@bank.example'],
    from: 'bank.example',
    spf: ['us._netblocks.mimecast.com', 'eu._netblocks.mimecast.com'],
  },
  {
    title: 'Proofpoint with a time stamp',
    keys: ['selector-1587654321@bank.example'],
    from: 'bank.example',
    spf: ['spf-00148501.pphosted.com'],
    waits: ['selector-1587654321._domainkey.bank.example'],
  },
  {
    title: 'Valimail',
    keys: ['dkim1@bank.example'],
    from: 'bank.example',
    spf: ['bank.example._nspf.vali.email', '4.113.0.203._ip.bank.example._spf.vali.email'],
    address: '203.0.113.4',
  },
  {
    title: 'SPF exists by client address',
    keys: ['mail2022@bank.example'],
    from: 'bank.example',
    spf: ['203.0.113.4._spf.bank.example', '4.113.0.203._spf.bank.example'],
    address: '203.0.113.4',
  },
  {
    title: 'SPF include by client address and domain, at a service that is not listed',
    keys: ['s1@city-shop.example'],
    from: 'city-shop.example',
    spf: ['4.113.0.203.in-addr.city-shop.example.spf.has.mail-guard.example'],
    address: '203.0.113.4',
  },
  {
    title: 'numeric domain names',
    keys: ['s201512@126.com', 'default@0120.example'],
    from: '126.com',
    mailFrom: '126.com',
  },
];

/** All names of a set-up, in the order a message is checked. */
export function namesOf(setup: SenderSetup): string[] {
  const policy = setup.from.split('.').map((_, i, labels) => `_dmarc.${labels.slice(i).join('.')}`);
  return [
    ...setup.keys.map((key) => key.replace('@', '._domainkey.')),
    ...policy,
    ...(setup.mailFrom ? [setup.mailFrom] : []),
    ...(setup.helo ? [setup.helo] : []),
    ...(setup.spf ?? []),
  ];
}
