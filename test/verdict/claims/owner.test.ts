// The positive answer: every condition fails it alone, and the table it rests on grows old.
import { describe, expect, test } from 'vitest';
import type { Context, Finding, Origin, Owner } from '../../../lib/model.ts';
import { listedDomains, organisationCount } from '../../../lib/registry/organisations.ts';
import { ownerOf } from '../../../lib/registry/owners.ts';
import { CHECKED } from '../../../lib/registry/table.ts';
import { DAY } from '../../../lib/text/days.ts';
import { findOwner } from '../../../lib/verdict/claims/owner.ts';
import { decideOrigin } from '../../../lib/verdict/origin/decide.ts';
import { viewMessage } from '../../../lib/verdict/rules/view.ts';
import {
  boundary,
  context,
  dkim,
  type EvidenceWords,
  evidence,
  mailbox,
  type StatedWords,
} from '../evidence.ts';

const DOMAIN = 'vpass.ne.jp';
const MONTH = 30.44 * DAY;
const SIGNED = ['from', 'to', 'subject', 'date', 'message-id'];
const PASS = [`dkim=pass ${DOMAIN}`, `dmarc=pass ${DOMAIN}`];

interface Change {
  words?: EvidenceWords;
  signature?: Parameters<typeof dkim>[0];
  context?: Partial<Context>;
  findings?: Finding[];
  /** what the table concluded, where the message does not lead there */
  origin?: Origin;
  /** Reply-To mailboxes, in a field that no signature covers */
  replyTo?: string[];
}

/** The owner of a message that is whole but for the change, and whose other findings are these alone. */
function ownerWith(change: Change = {}): Owner | null {
  const { words = {}, signature = {}, replyTo = [] } = change;
  const from = words.message?.from ?? `statement@${DOMAIN}`;
  const known = evidence({
    ...words,
    message: {
      from,
      fields: replyTo.map((address) => `reply-to: ${address}`),
      ...words.message,
    },
    stated: { results: PASS, ...words.stated },
    evaluated:
      words.evaluated === null
        ? null
        : {
            dkim: [dkim({ sdid: DOMAIN, signedFields: SIGNED, ...signature })],
            ...words.evaluated,
          },
  });
  known.message.replyTo = replyTo.filter((one) => one.includes('@')).map((one) => mailbox(one));
  const around = context(change.context);
  const decided = decideOrigin(known, around);
  const origin = { ...decided, origin: change.origin ?? decided.origin };
  const view = viewMessage(known, around, origin);
  return findOwner(view, change.findings ?? []);
}

const info = (rule: Finding['rule']): Finding => ({ rule, severity: 'info', params: {} });
const others: EvidenceWords = { message: { to: ['somebody@elsewhere.example'] } };
const hop = (reverseName: string): StatedWords => ({
  boundary: boundary(reverseName),
});

describe('said of a whole message', () => {
  test.each<[string, Change]>([
    ['that nothing is found of', {}],
    ['of which something is remarked', { findings: [info('firstContact')] }],
    [
      'recorded, and the key has gone',
      { signature: { result: 'neutral', reason: 'keyMissing', keyBits: null } },
    ],
    ['whose answers stay in the house', { replyTo: [`help@mail.${DOMAIN}`] }],
    [
      'whose answers go elsewhere under the signature',
      { replyTo: ['desk@answers.example'], signature: { signedFields: [...SIGNED, 'reply-to'] } },
    ],
    ['copied to the reader', { words: { message: { to: ['alice@gmail.com', 'bob@x.example'] } } }],
    [
      'to others, through the reader’s forwarder',
      {
        words: { ...others, stated: hop('out.relay-house.example') },
        context: { trustedForwarders: ['relay-house.example'] },
      },
    ],
    [
      'to a list that the reader knows',
      {
        words: {
          ...others,
          message: { ...others.message, listId: '<team.lists.example>' },
          stated: { results: [...PASS, 'dkim=pass lists.example'] },
        },
        context: { knownLists: ['team.lists.example'] },
      },
    ],
  ])('%s', (_, change) => {
    expect(ownerWith(change)).toMatchObject({
      domain: DOMAIN,
      organisation: '三井住友カード (JP)',
    });
  });
});

describe('withheld where one thing alone is missing', () => {
  test.each<[string, Change]>([
    ...SIGNED.slice(0, 4).map((field): [string, Change] => [
      `${field} is not signed`,
      { signature: { signedFields: SIGNED.filter((one) => one !== field) } },
    ]),
    [
      'a second Subject stands above the signed one',
      { words: { message: { fields: ['subject: Pay now'] } } },
    ],
    ['octets stand behind l=', { signature: { unsignedOctets: 1, bodyLengthLimit: 8 } }],
    ['an open Reply-To leads elsewhere', { replyTo: ['desk@answers.example'] }],
    ['an open Reply-To leads elsewhere, too', { replyTo: [`help@${DOMAIN}`, 'desk@x.example'] }],
    [
      'an open Reply-To cannot be read',
      { words: { message: { fields: ['reply-to: desk(at)x'] } } },
    ],
    ['the key is under test', { signature: { testing: true } }],
    ['the key is short', { signature: { keyBits: 768 } }],
    ['the hash is old', { signature: { algorithm: 'rsa-sha1' } }],
    [
      'the signature is another domain’s',
      { signature: { sdid: 'mailer.example', aligned: false } },
    ],
    ['nothing was measured', { words: { evaluated: null } }],
    [
      'only the server is listed',
      { words: { stated: { results: [`spf=pass ${DOMAIN}`] }, evaluated: { dkim: [] } } },
    ],
    ['somebody else vouches', { origin: 'relayed' }],
    ['who sent it is not clear', { origin: 'ambiguous' }],
    ['it is addressed to others', { words: others }],
    [
      'it is a file addressed to others',
      { words: { ...others, stated: { proof: 'sealed' } }, context: { source: 'file' } },
    ],
    [
      'the forwarder passes on mail to another address',
      {
        words: { ...others, stated: hop('out.relay-house.example') },
        context: { trustedForwarders: ['out.relay-house.example hanako@office.example'] },
      },
    ],
    ['the domain is gone', { findings: [info('domainGone')] }],
    ['the key was revoked', { findings: [info('keyRevoked')] }],
    ['the signature contradicts the record', { findings: [info('recordContradicted')] }],
    ['anything is a caution', { findings: [{ ...info('firstContact'), severity: 'caution' }] }],
    ['Gmail warns', { context: { gmailMark: 'notice' } }],
    ['it lies in Spam', { context: { folder: 'spam' } }],
  ])('%s', (_, change) => {
    expect(ownerWith(change)).toBeNull();
  });
});

/** The same of another domain, which signed it. */
const ownerOfMailFrom = (address: string, more: Partial<Context> = {}): Owner | null => {
  const domain = address.slice(address.indexOf('@') + 1);
  return ownerWith({
    words: {
      message: { from: address },
      stated: { results: [`dkim=pass ${domain}`, `dmarc=pass ${domain}`] },
    },
    signature: { sdid: domain },
    context: more,
  });
};

describe('whose domain', () => {
  test.each([
    ['of nobody', 'desk@hillside-school.example'],
    ['that a directory alone knows', 'desk@chugin.co.jp'],
    ['of free mail', 'desk@yahoo.co.jp'],
    ['of mailboxes for customers', 'desk@aruba.it'],
    ['of tenants', 'desk@adp.com'],
    ['of customers below it', 'desk@shop.greenhouse.io'],
    ['where users write', 'desk@linkedin.com'],
  ])('is not said of one %s', (_, address) => {
    expect(ownerOfMailFrom(address)).toBeNull();
  });

  const hospital = { id: 'h', names: ['Town Hospital'], domains: ['town-hospital.example'] };
  test.each(['reader', 'policy'] as const)('is said as the %s wrote it, and by whom', (source) => {
    const extraBrands = [{ ...hospital, source }];
    expect(ownerOfMailFrom('desk@mail.town-hospital.example', { extraBrands })).toEqual({
      organisation: 'Town Hospital',
      domain: 'town-hospital.example',
      evidence: source,
    });
    expect(ownerOfMailFrom('desk@my-town-hospital.example', { extraBrands })).toBeNull();
    expect(ownerOfMailFrom('desk@town-hospital.example')).toBeNull();
  });
  test('is nobody’s where everybody has an address, whatever was written', () => {
    const extraBrands = [{ ...hospital, domains: ['yahoo.co.jp'] }];
    expect(ownerOfMailFrom('desk@yahoo.co.jp', { extraBrands })).toBeNull();
  });
});

describe('the table grows old', () => {
  const monthsOn = (months: number) => Date.parse(CHECKED) + months * MONTH;

  test('evidence answers for 24 months', () => {
    const domains = Array.from({ length: organisationCount() }, (_, i) => listedDomains(i))
      .flat()
      .map(({ domain }) => domain)
      .filter((domain) => ownerOf(domain, monthsOn(0)) !== null);
    expect(domains.length).toBeGreaterThan(150);
    expect(domains.filter((domain) => ownerOf(domain, monthsOn(23.9)) === null)).toEqual([]);
    expect(domains.filter((domain) => ownerOf(domain, monthsOn(24.1)) !== null)).toEqual([]);
  });
  test('a build is believed for 18 months', () => {
    expect(ownerWith({ context: { now: monthsOn(17.9) } })).not.toBeNull();
    expect(ownerWith({ context: { now: monthsOn(18.1) } })).toBeNull();
  });
  test('what the reader added does not', () => {
    const extraBrands = [{ id: 'h', names: ['Town Hospital'], domains: ['town-hospital.example'] }];
    const later = { extraBrands, now: monthsOn(60) };
    expect(ownerOfMailFrom('desk@town-hospital.example', later)).not.toBeNull();
  });
});
