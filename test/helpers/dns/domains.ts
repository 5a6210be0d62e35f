// Domains with what they publish: broken ones with what mends them, and sound ones of every make.
import { keyRecord } from '../cases/sign.ts';
import type { Zone } from './zone.ts';

export interface PublishedDomain {
  zone: Zone;
  selectors: string[];
  remedies: string[];
}

const REJECT = 'v=DMARC1; p=reject';
const many = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');

/** Name → what it publishes; names differ, so that one server can hold them all. */
export function brokenDomains(): Record<string, PublishedDomain> {
  const all: Record<string, PublishedDomain> = {};
  const add = (
    label: string,
    remedies: string[],
    spf: string[],
    dmarc: string[],
    more: (domain: string) => Zone = () => ({}),
    selectors: string[] = [],
  ) => {
    const domain = `${label}.example`;
    const zone: Zone = {
      [domain]: { TXT: spf.map((text) => text.replaceAll('@', domain)), A: ['192.0.2.9'] },
      [`_dmarc.${domain}`]: { TXT: dmarc },
    };
    for (const [name, records] of Object.entries(more(domain)))
      zone[name] = { ...zone[name], ...records };
    if (spf.length === 0) delete zone[domain]?.TXT;
    if (dmarc.length === 0) delete zone[`_dmarc.${domain}`];
    all[domain] = { zone, selectors, remedies };
  };
  const key = (record: string[]) => (domain: string) => ({
    [`k1._domainkey.${domain}`]: { TXT: record },
  });
  const PLAIN = ['v=spf1 ip4:192.0.2.0/24 -all'];
  add('no-spf', ['spfMissing'], [], [REJECT]);
  add('two-spf', ['spfTwo'], [...PLAIN, 'v=spf1 a -all'], [REJECT]);
  add('misspelt-spf', ['spfSyntax'], ['v=spf1 ipv4:192.0.2.1 -all'], [REJECT]);
  add('bad-address', ['spfSyntax'], ['v=spf1 ip4:192.0.2.256 -all'], [REJECT]);
  add('dead-include', ['spfSyntax'], ['v=spf1 include:gone.@ -all'], [REJECT]);
  add('loop-spf', ['spfSyntax'], ['v=spf1 include:@ -all'], [REJECT]);
  add(
    'eleven',
    ['spfLookups'],
    [`v=spf1 ${many(11, (i) => `include:i${i}.@`)} -all`],
    [REJECT],
    (domain) =>
      Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [
          `i${i}.${domain}`,
          { TXT: ['v=spf1 ip4:192.0.2.1 -all'] },
        ]),
      ),
  );
  add('eleven-servers', ['spfLookups'], ['v=spf1 mx -all'], [REJECT], (domain) => ({
    [domain]: {
      MX: Array.from({ length: 11 }, (_, i) => ({ priority: 10, exchange: `m${i}.${domain}` })),
    },
    ...Object.fromEntries(
      Array.from({ length: 11 }, (_, i) => [`m${i}.${domain}`, { A: ['192.0.2.1'] }]),
    ),
  }));
  add('voids', ['spfVoids'], [`v=spf1 ${many(3, (i) => `a:gone${i}.@`)} -all`], [REJECT]);
  add('everybody', ['spfEverybody'], ['v=spf1 +all'], [REJECT]);
  const MISREAD = ['a:192.0.2.1', 'mx/99', 'a:', 'mx:', 'ip6:1:2', 'a://64/24', 'exists:%{i'];
  for (const [i, term] of MISREAD.entries())
    add(`unread-${i}`, ['spfSyntax'], [`v=spf1 ${term} -all`], [REJECT]);
  const spf = (name: string, text: string) => (domain: string) => ({
    [`${name}.${domain}`]: { TXT: [text] },
  });
  const SOUND = spf('more', 'v=spf1 ip4:192.0.2.0/24 -all');
  const twice = 'v=spf1 redirect=more.@ redirect=more.@';
  add('unread-redirects', ['spfSyntax'], [twice], [REJECT], SOUND);
  add('dead-redirect', ['spfSyntax'], ['v=spf1 redirect=gone.@'], [REJECT]);
  add('redirect-beside-all', [], ['v=spf1 redirect=gone.@ -all'], [REJECT]);
  add('include-behind-all', [], ['v=spf1 -all include:gone.@'], [REJECT]);
  const OPEN = spf('more', 'v=spf1 ip4:192.0.2.0/24 +all');
  add('open-redirect', ['spfEverybody'], ['v=spf1 redirect=more.@'], [REJECT], OPEN);
  add('open-include', ['spfEverybody'], ['v=spf1 include:more.@ -all'], [REJECT], OPEN);
  add('open-include-refused', [], ['v=spf1 -include:more.@ ~all'], [REJECT], OPEN);
  add('open-network', ['spfEverybody'], ['v=spf1 ip4:0.0.0.0/0 -all'], [REJECT]);
  add('open-halves', ['spfEverybody'], ['v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all'], [REJECT]);
  add('open-mx', ['spfEverybody'], ['v=spf1 a/0 -all'], [REJECT]);
  add('open-exists', ['spfEverybody'], ['v=spf1 exists:@ -all'], [REJECT]);
  add('open-behind-all', [], ['v=spf1 ip4:192.0.2.0/24 -all +all'], [REJECT]);
  add('dmarc-with-spaces', [], PLAIN, ['v = DMARC1 ; p = reject']);
  add('dmarc-without-policy', ['dmarcSyntax'], PLAIN, ['v=DMARC1']);
  add('dmarc-reports-only', ['dmarcNone'], PLAIN, ['v=DMARC1; rua=mailto:d@example.com']);
  add('dmarc-testing', ['dmarcNone'], PLAIN, ['v=DMARC1; p=quarantine; t=y']);
  add('dmarc-testing-reject', [], PLAIN, ['v=DMARC1; p=reject; t=y']);
  const above = (label: string, remedies: string[], dmarc: string) => {
    add(`sub.${label}`, remedies, PLAIN, [], () => ({
      [`_dmarc.${label}.example`]: { TXT: [dmarc] },
    }));
  };
  above('sp-none', ['dmarcNone'], 'v=DMARC1; p=reject; sp=none');
  above('sp-reject', [], 'v=DMARC1; p=none; sp=reject');
  above('sp-missing', ['dmarcNone'], 'v=DMARC1; p=none');
  add('no-dmarc', ['dmarcMissing'], PLAIN, []);
  add('misspelt-dmarc', ['dmarcSyntax'], PLAIN, ['v=DMARC; p=reject']);
  add('wrong-policy', ['dmarcSyntax'], PLAIN, ['v=DMARC1; p=refuse']);
  add('two-dmarc', ['dmarcTwo'], PLAIN, [REJECT, 'v=DMARC1; p=none']);
  add('dmarc-elsewhere', ['dmarcElsewhere'], PLAIN, [], (domain) => ({
    [`dmarc.${domain}`]: { TXT: [REJECT] },
  }));
  add('dmarc-none', ['dmarcNone'], PLAIN, ['v=DMARC1; p=none']);
  add('no-key', ['keyMissing'], PLAIN, [REJECT], () => ({}), ['k1']);
  // a wildcard answers for the selector, too
  add('other-record', ['keyMissing'], PLAIN, [REJECT], key(['v=spf1 -all']), ['k1']);
  add('revoked-key', ['keyRevoked'], PLAIN, [REJECT], key(['v=DKIM1; p=']), ['k1']);
  add('bad-key', ['keySyntax'], PLAIN, [REJECT], key(['v=DKIM1; p=MIIB nothing']), ['k1']);
  const [, material = ''] = /p=(.*)$/.exec(keyRecord('rsa2048')) ?? [];
  const keyed = (label: string, remedies: string[], record: string) =>
    add(label, remedies, PLAIN, [REJECT], key([record]), ['k1']);
  keyed('testing-key', ['keyTesting'], `v=DKIM1; t=y; p=${material}`);
  keyed('testing-and-same', ['keyTesting'], `v=DKIM1; t=s:y; p=${material}`);
  keyed('same-domain-key', [], `v=DKIM1; t=s; p=${material}`);
  keyed('sha1-key', ['keySyntax'], `v=DKIM1; h=sha1; p=${material}`);
  keyed('two-hashes-key', [], `v=DKIM1; h=sha1:sha256; p=${material}`);
  keyed('web-key', ['keySyntax'], `v=DKIM1; s=web; p=${material}`);
  keyed('mail-key', [], `v=DKIM1; s=email; k=rsa; p=${material}`);
  keyed('version-behind', ['keySyntax'], `p=${material}; v=DKIM1`);
  keyed('without-version', [], `p=${material}`);
  add('two-keys', ['keyTwo'], PLAIN, [REJECT], key([keyRecord('rsa2048'), 'v=DKIM1; p=']), ['k1']);
  add('nothing', ['spfMissing', 'dmarcMissing'], [], []);
  return all;
}

/** Sound domains: trees of includes, hosts and networks, drawn by a seed. */
export function soundDomains(count: number, seed = 7): Record<string, PublishedDomain> {
  let state = seed;
  const pick = (most: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % most;
  };
  const all: Record<string, PublishedDomain> = {};
  for (let i = 0; i < count; i++) {
    const domain = `sound${i}.example`;
    const zone: Zone = {};
    let left = 9;
    const record = (name: string, depth: number): void => {
      const terms: string[] = [];
      for (let k = pick(4); k >= 0; k--) {
        const kind = pick(5);
        if (kind === 0 || left === 0) terms.push(`ip4:198.51.${pick(255)}.0/24`);
        else if (kind === 1) terms.push(`ip6:2001:db8:${pick(999)}::/48`);
        else if (kind === 2 && depth < 3) {
          left -= 1;
          const child = `i${left}.${domain}`;
          terms.push(`include:${child}`);
          record(child, depth + 1);
        } else if (kind === 3) {
          left -= 1;
          const host = `h${left}.${domain}`;
          terms.push(`a:${host}`);
          zone[host] = { A: [`192.0.2.${pick(255)}`] };
        } else terms.push(`ip4:203.0.113.${pick(255)}`);
      }
      zone[name] = { ...zone[name], TXT: [`v=spf1 ${terms.join(' ')} ${pick(2) ? '-' : '~'}all`] };
    };
    record(domain, 0);
    zone[domain] = { ...zone[domain], MX: [{ priority: 10, exchange: `mx.${domain}` }] };
    zone[`_dmarc.${domain}`] = { TXT: [pick(2) ? REJECT : 'v=DMARC1; p=quarantine'] };
    zone[`k1._domainkey.${domain}`] = { TXT: [keyRecord(pick(2) ? 'rsa2048' : 'ed25519')] };
    all[domain] = { zone, selectors: ['k1'], remedies: [] };
  }
  return all;
}
