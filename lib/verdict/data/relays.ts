// Services that hide the reader's address: they rewrite From, so what is proved is the service, not the author.

interface RelayService {
  name: string;
  /** domains of the addresses they write into From */
  domains: readonly string[];
}

export const RELAY_SERVICES: readonly RelayService[] = [
  { name: 'Hide My Email (Apple)', domains: ['privaterelay.appleid.com'] },
  { name: 'Firefox Relay', domains: ['mozmail.com', 'relay.firefox.com'] },
  {
    name: 'SimpleLogin',
    domains: [
      'simplelogin.co',
      'simplelogin.com',
      'simplelogin.io',
      'slmails.com',
      'slmail.me',
      'aleeas.com',
      'passmail.net',
      'passinbox.com',
    ],
  },
  { name: 'addy.io', domains: ['addy.io', 'anonaddy.com', 'anonaddy.me'] },
  { name: 'DuckDuckGo Email Protection', domains: ['duck.com'] },
  { name: 'Sneakemail', domains: ['sneakemail.com'] },
  { name: 'Spamgourmet', domains: ['spamgourmet.com'] },
  { name: '33mail', domains: ['33mail.com'] },
  { name: 'Burner Mail', domains: ['burnermail.io'] },
];
