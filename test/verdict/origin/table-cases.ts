// Cases of the verdict table: for each row at least two, for each pair of neighbours one that both could claim.
import type { Context, Origin, Reason, Tone } from '../../../lib/model.ts';
import {
  arcSet,
  boundary,
  brokenDkim,
  DAY,
  dkim,
  dmarc,
  type EvidenceWords,
  FAIL,
  LISTED,
  NOW,
  PASS,
  READER,
  spf,
} from '../evidence.ts';

export interface TableCase {
  row: number;
  shows: string;
  evidence: EvidenceWords;
  context?: Partial<Context>;
  origin: Origin;
  tone: Tone;
  situation?: string;
  reason?: Reason;
  findings?: string[];
  /** a neighbour that this evidence would satisfy as well */
  alsoFits?: number;
}

const signed = [dkim()];
const forwarderHop = { boundary: boundary('www123.sakura.ne.jp') };
const list = { listId: 'birds.lists.example' };
const knowsList = { knownLists: ['birds.lists.example'] };
/** The list added a footer; without it the author's signature fits. */
const footed = brokenDkim('bodyChanged', {
  undone: {
    header: true,
    body: true,
    tag: null,
    footer: { octets: 14, text: '-- \r\nBirds\r\n', mark: 'birds' },
    keyBits: 2048,
    testing: false,
  },
});
const vouch = {
  result: 'pass' as const,
  reason: null,
  instances: [
    arcSet(1, 'messagingengine.com: dmarc=pass shop.example'),
    arcSet(2, 'google.com: dmarc=fail shop.example'),
  ],
};
const own = { message: { from: READER, received: [] } };
const sent = { absence: 'sent' as const };

export const CASES: TableCase[] = [
  // 3
  {
    row: 3,
    shows: 'sent by the reader',
    evidence: { ...own, stated: sent, evaluated: null },
    context: { folder: 'sent' },
    origin: 'own',
    tone: 'neutral',
  },
  {
    row: 3,
    shows: 'a draft, with dots in the address',
    evidence: {
      message: { from: 'a.lice@gmail.com', received: [] },
      stated: sent,
      evaluated: null,
    },
    context: { folder: 'draft' },
    origin: 'own',
    tone: 'neutral',
    alsoFits: 4,
  },
  // 4
  {
    row: 4,
    shows: 'never left the mail store',
    evidence: { message: { received: [] }, stated: { absence: 'internal' }, evaluated: null },
    origin: 'unproven',
    tone: 'neutral',
    situation: 'internal',
  },
  {
    row: 4,
    shows: 'internal, although a signature passes',
    evidence: { stated: { absence: 'internal' }, evaluated: { dkim: signed } },
    origin: 'unproven',
    tone: 'neutral',
    alsoFits: 5,
  },
  {
    row: 4,
    shows: 'own address in the inbox without any hop is not "own"',
    evidence: { ...own, stated: sent, evaluated: null },
    origin: 'unproven',
    tone: 'neutral',
  },
  // 5
  {
    row: 5,
    shows: 'Gmail recorded a failure, the signature passes now',
    evidence: { stated: { results: FAIL, policy: 'reject' }, evaluated: { dkim: signed } },
    origin: 'signed',
    tone: 'calm',
    situation: 'passesNow',
    findings: ['passesNow'],
  },
  {
    row: 5,
    shows: 'collected by POP, signed',
    evidence: { stated: { absence: 'collected' }, evaluated: { dkim: signed } },
    origin: 'signed',
    tone: 'calm',
    findings: [],
  },
  {
    row: 5,
    shows: 'listed on arrival, signed now',
    evidence: { stated: { results: LISTED }, evaluated: { dkim: signed } },
    origin: 'signed',
    tone: 'calm',
  },
  {
    row: 5,
    shows: 'a temporary error on arrival, signed now',
    evidence: {
      stated: { results: ['dmarc=temperror shop.example'] },
      evaluated: { dkim: signed },
    },
    origin: 'signed',
    tone: 'calm',
  },
  {
    row: 5,
    shows: 'signed and vouched for',
    evidence: { stated: { results: FAIL }, evaluated: { dkim: signed, arc: vouch } },
    origin: 'signed',
    tone: 'calm',
    alsoFits: 6,
  },
  // 6
  {
    row: 6,
    shows: 'a trusted forwarder vouches',
    evidence: { stated: { results: FAIL, policy: 'reject' }, evaluated: { arc: vouch } },
    origin: 'relayed',
    tone: 'neutral',
    situation: 'vouched',
  },
  {
    row: 6,
    shows: 'a sealer that the reader added',
    evidence: {
      stated: { results: FAIL },
      evaluated: {
        arc: {
          ...vouch,
          instances: [
            arcSet(1, 'mail.school.example: dmarc=pass shop.example'),
            arcSet(2, 'google.com: dmarc=fail shop.example'),
          ],
        },
      },
    },
    context: { trustedSealers: ['school.example'] },
    origin: 'relayed',
    tone: 'neutral',
  },
  {
    row: 6,
    shows: 'offline, Gmail recorded arc=pass of a trusted sealer',
    evidence: {
      message: {
        fields: ['arc-seal: i=1; d=messagingengine.com; b=x', 'arc-seal: i=2; d=google.com; b=x'],
      },
      stated: {
        results: ['arc=pass i=1 spf=pass dkim=pass dmarc=pass fromdomain=shop.example', ...FAIL],
        policy: 'reject',
      },
      evaluated: null,
    },
    origin: 'relayed',
    tone: 'neutral',
  },
  {
    row: 6,
    shows: 'vouched for through a known list',
    evidence: {
      message: list,
      stated: { results: [...FAIL, 'spf=pass lists.example'] },
      evaluated: { arc: vouch, dkim: [footed] },
    },
    context: knowsList,
    origin: 'relayed',
    tone: 'neutral',
    alsoFits: 7,
  },
  // 7
  {
    row: 7,
    shows: 'a known list with a footer',
    evidence: {
      message: list,
      stated: {
        results: ['dkim=fail shop.example', 'spf=pass lists.example', 'dmarc=fail shop.example'],
        policy: 'reject',
      },
      evaluated: { dkim: [footed] },
    },
    context: knowsList,
    origin: 'relayed',
    tone: 'neutral',
    situation: 'list',
  },
  {
    row: 7,
    shows: 'a list that nobody knows with a footer',
    evidence: {
      message: list,
      stated: { results: ['dkim=pass lists.example', 'dmarc=fail shop.example'], policy: 'reject' },
      evaluated: { dkim: [footed] },
    },
    origin: 'contradicted',
    tone: 'caution',
    situation: 'listAdded',
  },
  {
    row: 7,
    shows: 'a known list behind a forwarder of the reader',
    evidence: {
      message: list,
      stated: { results: ['dkim=pass lists.example', 'dmarc=fail shop.example'], ...forwarderHop },
      evaluated: { dkim: [footed] },
    },
    context: { ...knowsList, trustedForwarders: ['sakura.ne.jp'] },
    origin: 'relayed',
    tone: 'neutral',
    alsoFits: 8,
  },
  // 8
  {
    row: 8,
    shows: "the reader's forwarder, no policy",
    evidence: { stated: { results: FAIL, policy: 'none', ...forwarderHop } },
    context: { trustedForwarders: ['www123.sakura.ne.jp'] },
    origin: 'relayed',
    tone: 'neutral',
    situation: 'forwarded',
  },
  {
    row: 8,
    shows: 'a learned forwarder',
    evidence: { stated: { results: FAIL, policy: 'none', ...forwarderHop } },
    context: { learnedForwarders: ['www123.sakura.ne.jp'] },
    origin: 'relayed',
    tone: 'caution',
    situation: 'forwardedUnsure',
  },
  {
    row: 8,
    shows: "the reader's forwarder, an enforcing policy",
    evidence: { stated: { results: FAIL, policy: 'reject', ...forwarderHop } },
    context: { trustedForwarders: ['sakura.ne.jp'] },
    origin: 'relayed',
    tone: 'caution',
    alsoFits: 9,
  },
  // 9
  {
    row: 9,
    shows: 'forged under quarantine',
    evidence: { stated: { results: FAIL, policy: 'quarantine' } },
    origin: 'contradicted',
    tone: 'danger',
    situation: 'forged',
    alsoFits: 10,
  },
  {
    row: 9,
    shows: 'gmail.com without Google',
    evidence: {
      message: { from: 'taro@gmail.com' },
      stated: { results: ['dmarc=fail gmail.com'], policy: 'none' },
    },
    origin: 'contradicted',
    tone: 'danger',
    situation: 'forgedGmail',
  },
  {
    row: 9,
    shows: "the reader's own address",
    evidence: {
      message: { from: READER },
      stated: { results: ['dmarc=fail gmail.com'], policy: 'none' },
    },
    origin: 'contradicted',
    tone: 'danger',
    situation: 'forgedOwn',
  },
  {
    row: 9,
    shows: 'offline the record stands alone',
    evidence: { stated: { results: FAIL, policy: 'reject' }, evaluated: null },
    origin: 'contradicted',
    tone: 'danger',
  },
  {
    row: 9,
    shows: "a brand with an enforced policy through the reader's forwarder",
    evidence: {
      message: { from: 'news@amazon.co.jp' },
      stated: { results: ['dmarc=fail amazon.co.jp'], policy: 'reject', ...forwarderHop },
    },
    context: { trustedForwarders: ['sakura.ne.jp'] },
    origin: 'contradicted',
    tone: 'danger',
  },
  {
    row: 9,
    shows: "through a rental host that is nobody's forwarder",
    evidence: { stated: { results: FAIL, policy: 'reject', ...forwarderHop } },
    origin: 'contradicted',
    tone: 'danger',
  },
  {
    row: 9,
    shows: 'a known list whose domain does not pass',
    evidence: { message: list, stated: { results: FAIL, policy: 'reject' } },
    context: knowsList,
    origin: 'contradicted',
    tone: 'danger',
  },
  {
    row: 9,
    shows: 'a later sealer is unknown',
    evidence: {
      stated: { results: FAIL, policy: 'reject' },
      evaluated: {
        arc: {
          ...vouch,
          instances: [
            arcSet(1, 'google.com: dmarc=pass shop.example'),
            arcSet(2, 'evil.example: dmarc=pass shop.example'),
            arcSet(3, 'google.com: dmarc=fail shop.example'),
          ],
        },
      },
    },
    origin: 'contradicted',
    tone: 'danger',
  },
  // 10
  {
    row: 10,
    shows: 'not confirmed, policy none',
    evidence: { stated: { results: FAIL, policy: 'none' } },
    origin: 'contradicted',
    tone: 'caution',
    situation: 'notConfirmed',
  },
  {
    row: 10,
    shows: 'SPF passing now changes nothing',
    evidence: { stated: { results: FAIL, policy: 'none' }, evaluated: { spf: spf() } },
    origin: 'contradicted',
    tone: 'caution',
  },
  {
    row: 10,
    shows: "the reader's own domain",
    evidence: { stated: { results: FAIL, policy: 'none' } },
    context: { ownDomains: ['shop.example'] },
    origin: 'contradicted',
    tone: 'caution',
    situation: 'notConfirmedOwn',
  },
  {
    row: 10,
    shows: 'an enforced policy that is being tested steps down to none',
    evidence: {
      stated: { results: FAIL, policy: 'quarantine' },
      evaluated: { dmarc: dmarc({ policy: 'none', testing: true }) },
    },
    origin: 'contradicted',
    tone: 'caution',
  },
  {
    row: 10,
    shows: 'a failure beside a temporary error',
    evidence: { stated: { results: ['spf=temperror shop.example', 'dmarc=fail shop.example'] } },
    origin: 'contradicted',
    tone: 'caution',
  },
  {
    row: 10,
    shows: 'a list explains nothing where the author did not sign',
    evidence: {
      message: list,
      stated: { results: ['dkim=pass lists.example', 'dmarc=fail shop.example'], policy: 'none' },
    },
    origin: 'contradicted',
    tone: 'caution',
  },
  {
    row: 10,
    shows: 'a footer does not explain a header that was changed',
    evidence: {
      message: list,
      stated: { results: ['dkim=pass lists.example', 'dmarc=fail shop.example'], policy: 'none' },
      evaluated: { dkim: [brokenDkim('headersChanged')] },
    },
    context: knowsList,
    origin: 'contradicted',
    tone: 'caution',
  },
  // 11
  {
    row: 11,
    shows: 'DMARC could not be looked up',
    evidence: { stated: { results: ['spf=pass shop.example', 'dmarc=temperror shop.example'] } },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'network',
  },
  {
    row: 11,
    shows: 'no DMARC record and SPF not looked up',
    evidence: { stated: { results: ['spf=temperror shop.example'] } },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'network',
  },
  {
    row: 11,
    shows: 'a temporary and a permanent error',
    evidence: {
      stated: { results: ['dkim=temperror shop.example', 'spf=permerror shop.example'] },
    },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'network',
  },
  // 12
  {
    row: 12,
    shows: 'a broken SPF record',
    evidence: { stated: { results: ['spf=permerror shop.example'] } },
    origin: 'unproven',
    tone: 'neutral',
    situation: 'permanentError',
  },
  {
    row: 12,
    shows: 'a broken DMARC record',
    evidence: { stated: { results: ['dkim=pass shop.example', 'dmarc=permerror shop.example'] } },
    origin: 'unproven',
    tone: 'neutral',
  },
  {
    row: 12,
    shows: 'a broken record of a domain that is gone',
    evidence: {
      stated: { results: ['dmarc=permerror shop.example'] },
      evaluated: { domain: { gone: true, subdomainGone: false } },
    },
    origin: 'unproven',
    tone: 'neutral',
  },
  // 13
  {
    row: 13,
    shows: 'the domain vanished after a pass',
    evidence: {
      stated: { results: PASS },
      evaluated: { domain: { gone: true, subdomainGone: false } },
    },
    origin: 'recorded',
    tone: 'caution',
    findings: ['domainGone'],
  },
  {
    row: 13,
    shows: 'the domain vanished, only the server was listed',
    evidence: {
      stated: { results: LISTED },
      evaluated: { domain: { gone: true, subdomainGone: false } },
    },
    origin: 'recorded',
    tone: 'caution',
  },
  {
    row: 13,
    shows: 'a key in a cache still passes',
    evidence: {
      stated: { results: PASS },
      evaluated: { dkim: signed, domain: { gone: true, subdomainGone: false } },
    },
    origin: 'recorded',
    tone: 'caution',
    alsoFits: 14,
  },
  // 14
  {
    row: 14,
    shows: 'ordinary mail',
    evidence: { stated: { results: PASS }, evaluated: { dkim: signed } },
    origin: 'signed',
    tone: 'calm',
    situation: 'signed',
    findings: [],
  },
  {
    row: 14,
    shows: "the signature's x= has passed since",
    evidence: { stated: { results: PASS }, evaluated: { dkim: [dkim({ expiresAt: NOW - 1 })] } },
    origin: 'signed',
    tone: 'calm',
  },
  {
    row: 14,
    shows: 'no DMARC record',
    evidence: {
      stated: { results: ['dkim=pass shop.example', 'spf=pass shop.example'] },
      evaluated: {
        dkim: signed,
        dmarc: dmarc({ result: 'none', record: null, policy: null, policyDomain: null }),
      },
    },
    origin: 'signed',
    tone: 'calm',
    situation: 'signedNoPolicy',
  },
  {
    row: 14,
    shows: 'gone, but the mail is older than 30 days',
    evidence: {
      stated: { results: PASS, receivedAt: NOW - 31 * DAY },
      evaluated: { dkim: signed, domain: { gone: true, subdomainGone: false } },
    },
    origin: 'signed',
    tone: 'calm',
  },
  {
    row: 14,
    shows: 'from Gmail to Gmail, signed',
    evidence: {
      message: { from: 'taro@gmail.com' },
      stated: {
        results: ['dkim=pass gmail.com', 'dmarc=pass gmail.com'],
        boundary: boundary('mail-sor-f41.google.com'),
      },
      evaluated: { dkim: [dkim({ sdid: 'gmail.com' })] },
    },
    origin: 'signed',
    tone: 'calm',
  },
  {
    row: 14,
    shows: 'gone, but nobody knows when the mail arrived',
    evidence: {
      stated: { results: PASS, receivedAt: null },
      evaluated: { dkim: signed, domain: { gone: true, subdomainGone: false } },
    },
    origin: 'signed',
    tone: 'calm',
  },
  // 15
  {
    row: 15,
    shows: 'inside Google, signed with the default key of Workspace',
    evidence: {
      stated: {
        results: ['dkim=pass shop-example.20230601.gappssmtp.com', 'dmarc=pass shop.example'],
        boundary: boundary('mail-ed1-f48.google.com'),
      },
      evaluated: { dkim: [dkim({ sdid: 'shop-example.20230601.gappssmtp.com', aligned: false })] },
    },
    origin: 'recorded',
    tone: 'calm',
    situation: 'insideGoogle',
    alsoFits: 16,
  },
  {
    row: 15,
    shows: 'inside Google, nothing measured',
    evidence: {
      stated: {
        results: ['dmarc=pass shop.example'],
        boundary: boundary('mail-ed1-f48.google.com'),
      },
      evaluated: null,
    },
    origin: 'recorded',
    tone: 'calm',
  },
  // 16
  ...(
    [
      ['keyMissing', 'keyRotated', []],
      ['keyRevoked', 'keyRevoked', ['keyRevoked']],
      ['expired', 'expired', []],
      ['dnsFailed', 'dnsSilent', []],
      ['held', 'held', []],
      ['keyWeak', 'keyWeak', []],
      ['malformed', 'notRepeated', []],
      ['bodyChanged', 'notRepeated', []],
    ] as const
  ).map(
    ([reason, situation, findings]): TableCase => ({
      row: 16,
      shows: `the signature says ${reason}`,
      evidence: { stated: { results: PASS }, evaluated: { dkim: [brokenDkim(reason)] } },
      origin: 'recorded',
      tone: 'calm',
      situation,
      findings: [...findings],
    }),
  ),
  {
    row: 16,
    shows: 'revoked long after the mail',
    evidence: {
      stated: { results: PASS, receivedAt: NOW - 4 * DAY },
      evaluated: { dkim: [brokenDkim('keyRevoked')] },
    },
    origin: 'recorded',
    tone: 'calm',
    situation: 'keyRevoked',
    findings: [],
  },
  {
    row: 16,
    shows: 'our copy differs from what Google sealed',
    evidence: {
      stated: { results: PASS, sealDoubt: 'signature' },
      evaluated: {
        dkim: [brokenDkim('bodyChanged')],
        arc: {
          result: 'fail',
          reason: 'failed',
          instances: [
            arcSet(1, 'google.com: dmarc=pass shop.example', {
              signature: 'neutral',
              signatureReason: 'bodyChanged',
            }),
          ],
        },
      },
    },
    origin: 'recorded',
    tone: 'calm',
    situation: 'copyDiffers',
    findings: ['copyDiffers'],
  },
  {
    row: 16,
    shows: 'a bad signature on bytes that Google sealed',
    evidence: {
      stated: { results: PASS, proof: 'sealed' },
      evaluated: { dkim: [brokenDkim('headersChanged')] },
    },
    origin: 'recorded',
    tone: 'calm',
    situation: 'recordContradicted',
    findings: ['recordContradicted'],
  },
  {
    row: 16,
    shows: 'approximate bytes allow no negative measurement',
    evidence: { stated: { results: PASS }, evaluated: { dkim: [brokenDkim('bodyChanged')] } },
    context: { fidelity: 'approximate' },
    origin: 'recorded',
    tone: 'calm',
    situation: 'approximate',
    findings: [],
  },
  {
    row: 16,
    shows: 'the key is under test now',
    evidence: { stated: { results: PASS }, evaluated: { dkim: [dkim({ testing: true })] } },
    origin: 'recorded',
    tone: 'calm',
    situation: 'recordsChanged',
  },
  {
    row: 16,
    shows: 'only the first part is signed',
    evidence: { stated: { results: PASS }, evaluated: { dkim: [dkim({ unsignedOctets: 40 })] } },
    origin: 'recorded',
    tone: 'calm',
    situation: 'partlySigned',
  },
  {
    row: 16,
    shows: 'look-ups are off',
    evidence: { stated: { results: PASS }, evaluated: null },
    context: { lookups: 'off' },
    origin: 'recorded',
    tone: 'calm',
    situation: 'notRechecked',
  },
  {
    row: 16,
    shows: 'every look-up was held',
    evidence: {
      stated: { results: PASS },
      evaluated: null,
      held: ['u8f3._domainkey.shop.example'],
    },
    origin: 'recorded',
    tone: 'calm',
    situation: 'held',
  },
  {
    row: 16,
    shows: 'the network was away',
    evidence: { stated: { results: PASS }, evaluated: null },
    origin: 'recorded',
    tone: 'calm',
    situation: 'dnsSilent',
  },
  {
    row: 16,
    shows: 'a signature and a listed server, neither measured',
    evidence: { stated: { results: PASS }, evaluated: { dkim: [] } },
    origin: 'recorded',
    tone: 'calm',
    situation: 'nothingToRepeat',
  },
  // 17
  {
    row: 17,
    shows: 'only the server is listed',
    evidence: { stated: { results: LISTED }, evaluated: { spf: spf() } },
    origin: 'listed',
    tone: 'neutral',
    situation: 'listed',
  },
  {
    row: 17,
    shows: 'SPF changed since',
    evidence: { stated: { results: LISTED }, evaluated: { spf: spf({ result: 'fail' }) } },
    origin: 'listed',
    tone: 'neutral',
    situation: 'listedOnArrival',
  },
  {
    row: 17,
    shows: 'listed without a DMARC record',
    evidence: { stated: { results: ['spf=pass mail.shop.example'] } },
    origin: 'listed',
    tone: 'neutral',
  },
  {
    row: 17,
    shows: 'listed, and signed by a mail service',
    evidence: {
      stated: { results: ['dkim=pass mailer.example', ...LISTED] },
      evaluated: { dkim: [dkim({ sdid: 'mailer.example', aligned: false })] },
    },
    origin: 'listed',
    tone: 'neutral',
  },
  // 18
  {
    row: 18,
    shows: 'a mail service signs',
    evidence: { stated: { results: ['dkim=pass k1.mailer.example', 'spf=none shop.example'] } },
    origin: 'unproven',
    tone: 'neutral',
    situation: 'otherDomain',
    alsoFits: 19,
  },
  {
    row: 18,
    shows: 'the server of a mail service',
    evidence: { stated: { results: ['spf=pass mailer.example'] }, evaluated: null },
    origin: 'unproven',
    tone: 'neutral',
  },
  {
    row: 18,
    shows: 'a tenant of the same hosting suffix is somebody else',
    evidence: {
      message: { from: 'a@one.github.io' },
      stated: { results: ['dkim=pass two.github.io'] },
    },
    origin: 'unproven',
    tone: 'neutral',
  },
  // 19
  {
    row: 19,
    shows: 'a small site',
    evidence: { stated: { results: ['spf=none shop.example'] } },
    origin: 'unproven',
    tone: 'neutral',
    situation: 'nothing',
  },
  {
    row: 19,
    shows: 'softfail without a DMARC record is no failure',
    evidence: {
      stated: { results: ['spf=softfail shop.example'] },
      evaluated: { spf: spf({ result: 'softfail' }) },
    },
    origin: 'unproven',
    tone: 'neutral',
  },
  {
    row: 19,
    shows: 'a pass for another author domain',
    evidence: { stated: { results: ['dmarc=pass elsewhere.example'] } },
    origin: 'unproven',
    tone: 'neutral',
  },
  // 20
  {
    row: 20,
    shows: 'collected by POP',
    evidence: { stated: { absence: 'collected' } },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'collected',
    situation: 'collected',
  },
  {
    row: 20,
    shows: 'imported',
    evidence: { stated: { absence: 'imported' } },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'foreign',
    situation: 'imported',
  },
  {
    row: 20,
    shows: 'sent from an address that is not known to be the reader’s',
    evidence: { stated: { absence: 'sentAs' } },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'foreign',
    situation: 'sentAs',
  },
  {
    row: 20,
    shows: 'another provider received it',
    evidence: { stated: { absence: 'foreign' } },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'foreign',
  },
  {
    row: 20,
    shows: 'the record of a loose file is position only',
    evidence: { stated: { results: ['spf=none shop.example'] } },
    context: { source: 'file' },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'foreign',
    situation: 'file',
  },
  {
    row: 20,
    shows: 'old, and the key is gone',
    evidence: {
      message: { date: NOW - 400 * DAY },
      stated: { absence: 'foreign' },
      evaluated: { dkim: [brokenDkim('keyMissing')] },
    },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'tooOld',
  },
  {
    row: 20,
    shows: 'the key was held back',
    evidence: { stated: { absence: 'collected' }, evaluated: { dkim: [brokenDkim('held')] } },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'held',
    situation: 'unknownHeld',
  },
  {
    row: 20,
    shows: 'DNS was silent',
    evidence: { stated: { absence: 'foreign' }, evaluated: { dkim: [brokenDkim('dnsFailed')] } },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'network',
    situation: 'unknownNetwork',
  },
  {
    row: 20,
    shows: 'a broken signature accuses nobody',
    evidence: {
      stated: { absence: 'foreign' },
      evaluated: {
        dkim: [brokenDkim('bodyChanged')],
        dmarc: dmarc({ result: 'fail', policy: 'reject' }),
      },
    },
    origin: 'unknown',
    tone: 'unknown',
    reason: 'foreign',
  },
];
