// Services that send in the name of their customers: ticket systems, alias relays, group hosts. Our list, not the
// sender's word; it only explains why a customer's own address stands in the name.

import { isUnder } from '../../text/domains.ts';
import { RELAY_SERVICES } from '../data/relays.ts';
import services from '../data/user-content.json' with { type: 'json' };

/** Hosts whose lists anybody may found: they write the author into the name. */
const GROUP_HOSTS = [
  'googlegroups.com',
  'groups.io',
  'freelists.org',
  'yahoogroups.com',
  'yahoogroups.jp',
  'freeml.com',
];

const RELAYS = [
  ...GROUP_HOSTS,
  // alias services: the real correspondent's address stands in the name
  ...RELAY_SERVICES.flatMap(({ domains }) => domains),
  'reply.craigslist.org',
  // ticket systems and shared inboxes
  'zendesk.com',
  'freshdesk.com',
  'helpscout.net',
  'helpscoutapp.com',
  'intercom-mail.com',
  'frontapp.com',
  'zohodesk.com',
  'groovehq.com',
  'desk.com',
  'kayako.com',
  'happyfox.com',
  'atlassian.net',
  'github.com',
  'gitlab.com',
];

/** The service that sends from this address what its users wrote; null for any other. */
export function contentService(address: string): string | null {
  const sender = address.toLowerCase();
  const service = Object.entries(services).find(([, addresses]) =>
    addresses
      .split(' ')
      .some((one) => (one.startsWith('@') ? sender.endsWith(one) : sender === one)),
  );
  return service?.[0] ?? null;
}

/** True for a host of such a service. Lower-case A-labels. */
export function isRelay(domain: string): boolean {
  return RELAYS.some((relay) => isUnder(domain, relay));
}

/** True for a host of groups. Lower-case A-labels. */
export function isGroupHost(domain: string): boolean {
  return GROUP_HOSTS.some((host) => isUnder(domain, host));
}
