// Careful mode in front of real DNS: what senders made for one reader is never asked, ordinary senders are verified.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLookups } from '../../lib/dns/gate.ts';
import { createResolver } from '../../lib/dns/resolver.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { digest } from '../../lib/message/digest.ts';
import type { Resolver } from '../../lib/model.ts';
import { SENDERS, type SenderSetup } from '../dns/senders.ts';
import { type BuiltCase, buildCase, mergeZones } from '../helpers/cases/build.ts';
import type { Case } from '../helpers/cases/case.ts';
import { trustingFetch } from '../helpers/dns/fetch.ts';
import { startDns, type TestDns } from '../helpers/dns/start.ts';
import type { Zone } from '../helpers/dns/zone.ts';

const COUNT = 280;

/** A small generator, so that every run sees the same tokens. */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = seeded(20_261_120);
const draw = (length: number, alphabet: string) =>
  Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
const HEX = '0123456789abcdef';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const FAMILIES: Record<string, () => string> = {
  hex: () => draw(16 + random(17), HEX),
  base32: () => draw(16 + random(11), `${LETTERS}234567`),
  base64url: () => draw(16 + random(7), `${LETTERS.toUpperCase()}${LETTERS}0123456789-_`),
  uuid: () => [8, 4, 4, 4, 12].map((length) => draw(length, HEX)).join('-'),
  digits: () => draw(8 + random(9), '0123456789'),
};

/** A message with a token where a sender can put one, and what DNS would have to say for it to be verified. */
interface Place {
  from?: string;
  /** MAIL FROM; '' for the null sender */
  mailFrom?: string;
  helo?: string;
  path?: Case['path'];
  zone?: Zone;
}

const PLACES: Record<string, (token: string, domain: string) => Place> = {
  selector: (token, domain) => ({ path: [{ sign: { d: domain, s: token } }] }),
  'selector with a prefix': (token, domain) => ({
    path: [{ sign: { d: domain, s: `s-${token}` } }],
  }),
  'd=': (token, domain) => ({ path: [{ sign: { d: `${token}.${domain}`, s: 's1' } }] }),
  'From sub-domain': (token, domain) => ({
    from: `info@${token}.${domain}`,
    mailFrom: `bounce@${domain}`,
    path: [{ sign: { d: domain, s: 's1' } }],
  }),
  'envelope local part, %{l}': (token, domain) => ({
    mailFrom: `${token}@${domain}`,
    zone: { [domain]: { TXT: ['v=spf1 exists:%{l}._u.%{d} exists:%{s}._s.%{d} ~all'] } },
  }),
  'envelope domain': (token, domain) => ({ mailFrom: `bounce@${token}.${domain}` }),
  'HELO of the null sender': (token, domain) => ({ mailFrom: '', helo: `${token}.${domain}` }),
  'HELO, %{h}': (token, domain) => ({
    helo: `${token}.${domain}`,
    zone: { [domain]: { TXT: ['v=spf1 a:%{h} exists:%{h}._h.%{d} ~all'] } },
  }),
  'ARC selector': (token, domain) => ({
    path: [{ seal: { d: domain, s: `arc-${token}`, results: `mx.${domain}; dmarc=pass` } }],
  }),
  'SPF include': (token, domain) => ({
    zone: { [domain]: { TXT: [`v=spf1 include:${token}._spf.${domain} ~all`] } },
  }),
};

interface Tracker {
  title: string;
  token: string;
  domain: string;
  built: BuiltCase;
}

function makeTrackers(): Tracker[] {
  const families = Object.keys(FAMILIES);
  const places = Object.keys(PLACES);
  return Array.from({ length: COUNT }, (_, i) => {
    const family = families[i % families.length]!;
    const place = places[Math.floor(i / families.length) % places.length]!;
    // a label must not begin or end with a hyphen: DNS software disagrees about those
    const token = FAMILIES[family]!().replace(/^-|-$/g, 'x');
    const domain = `tracker${i}.example`;
    const put = PLACES[place]!(token, domain);
    const { from = `info@${domain}`, mailFrom = `bounce@${domain}`, helo = `out.${domain}` } = put;
    const built = buildCase(
      {
        name: `tracker-${i}`,
        shows: place,
        mail: { from: { name: 'Offers', address: from } },
        zone: {
          [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=none'] },
          [domain]: { TXT: ['v=spf1 ip4:192.0.2.10 ~all'] },
          ...put.zone,
        },
        path: [...(put.path ?? []), { gmail: { helo, mailFrom, spf: 'pass', dmarc: 'pass none' } }],
        expect: { origin: 'signed', tone: 'calm' },
      },
      Date.now(),
    );
    return { title: `${family} in ${place}`, token: token.toLowerCase(), domain, built };
  });
}

const trackers = makeTrackers();
let dns: TestDns;
let transport: ReturnType<typeof trustingFetch>;

beforeAll(async () => {
  dns = await startDns(mergeZones(trackers.map(({ built }) => built.zone)));
  transport = trustingFetch(dns.caPath);
});
afterAll(async () => {
  await transport?.close();
  await dns?.close();
});

const openResolver = (): Resolver =>
  createResolver({
    providers: [{ id: 'local', name: 'local', url: dns.url }],
    fetch: transport.fetch,
  });

/** The whole journey, as the extension makes it in careful mode. */
async function judge(built: BuiltCase, resolver: Resolver, consented = false) {
  const lookups = openLookups(resolver, { mode: 'careful', folder: 'inbox', consented });
  return (await evaluate(await digest(built.raw), lookups, built.context)).report;
}

const carries = (names: string[], token: string) =>
  names.filter((name) => name.toLowerCase().includes(token));

test(`${COUNT} tracking senders: DNS saw no token, and everything else`, async () => {
  const resolver = openResolver();
  dns.forget();
  const untold: string[] = [];
  for (const { title, token, domain, built } of trackers) {
    const { queries, held, origin, tone } = await judge(built, resolver);
    expect(carries(queries, token), title).toEqual([]);
    // the reader is told what waits; what only a macro would have made has no name yet
    if (carries(held, token).length === 0) untold.push(title);
    // the rest of the message is checked: the gate holds the token, not the sender
    expect(queries, title).toContain(`_dmarc.${domain}`);
    // Gmail recorded a pass, and what waits lowers nothing
    expect(['calm', 'neutral'], `${title}: ${origin} ${tone}`).toContain(tone);
  }
  const log = dns.queries();
  const tokens = new Set(trackers.map(({ token }) => token));
  expect(log.filter((line) => [...tokens].some((token) => line.includes(token)))).toEqual([]);
  for (const { domain } of trackers) expect(log).toContain(`_dmarc.${domain} TXT`);
  expect(untold.filter((title) => !title.includes('%{'))).toEqual([]);
});

test('after consent the same names are asked: they were held, not forgotten', async () => {
  const resolver = openResolver();
  const asked: string[] = [];
  const some = trackers.slice(0, 50);
  for (const { token, built } of some)
    if (carries((await judge(built, resolver, true)).queries, token).length > 0) asked.push(token);
  expect(asked).toHaveLength(some.length);
});

describe('ordinary senders', () => {
  const GOOGLE = 'arc-20240605@google.com';

  function build(setup: SenderSetup): BuiltCase {
    const { title, keys, from, address = '192.0.2.10', mailFrom = from, spf = [] } = setup;
    return buildCase(
      {
        name: title,
        shows: title,
        mail: { from: { address: `info@${from}` } },
        zone: {
          [mailFrom]: {
            TXT: [`v=spf1 ${spf.map((name) => `include:${name}`).join(' ')} ip4:${address} -all`],
          },
          ...Object.fromEntries(
            spf.filter((name) => name !== mailFrom).map((name) => [name, { TXT: ['v=spf1 ?all'] }]),
          ),
          [`_dmarc.${from}`]: { TXT: ['v=DMARC1; p=none'] },
        },
        path: [
          ...keys.map((key) => {
            const [s = '', d = ''] = key.split('@');
            return { sign: { d, s, owner: key === GOOGLE ? 'google' : '' } };
          }),
          {
            gmail: {
              ip: address,
              helo: setup.helo ?? `out.${from}`,
              mailFrom: setup.mailFrom === undefined && setup.helo ? '' : `bounce@${mailFrom}`,
              spf: 'pass',
              dmarc: 'pass none',
            },
          },
        ],
        expect: { origin: 'signed', tone: 'calm' },
      },
      Date.now(),
    );
  }

  test.each(SENDERS.map((setup) => [setup.title, setup] as const))('%s', async (_title, setup) => {
    const built = build(setup);
    await dns.addRecords(built.zone);
    const { evaluated, held } = await judge(built, openResolver());
    const waits = setup.waits ?? [];
    expect(held).toEqual(waits);
    const results = evaluated?.dkim.map(
      ({ selector, sdid, result, reason }) =>
        `${selector}._domainkey.${sdid} ${reason === 'held' ? 'held' : result}`,
    );
    expect(results?.sort()).toEqual(
      setup.keys
        .map((key) => key.replace('@', '._domainkey.'))
        .map((name) => `${name} ${waits.includes(name) ? 'held' : 'pass'}`)
        .sort(),
    );
  });
});
