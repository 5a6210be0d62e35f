// Judgements made by hand for the tests of what is drawn: every part of a card has something to show.
import type {
  ArcInstance,
  DkimEvaluation,
  Evidence,
  Finding,
  Judgement,
  Mailbox,
  Origin,
  Received,
  Situation,
  Story,
  Tone,
} from '../../lib/model.ts';
import { tell } from '../../lib/verdict/story/tell.ts';

const AT = Date.UTC(2026, 10, 20, 3, 4, 5);

export function mailbox(name: string, address: string): Mailbox {
  const [localPart = '', domain = ''] = address.split('@');
  return { name, address, localPart, domain };
}

export function hop(over: Partial<Received> & { index: number }): Received {
  return {
    helo: null,
    reverseName: null,
    address: null,
    by: null,
    with: 'ESMTP',
    id: null,
    for: null,
    tls: null,
    at: AT - over.index * 3000,
    ...over,
  };
}

export function signature(over: Partial<DkimEvaluation> = {}): DkimEvaluation {
  return {
    result: 'pass',
    reason: null,
    sdid: 'shop.example',
    auid: null,
    selector: 's2026',
    algorithm: 'rsa-sha256',
    canonicalization: 'relaxed/relaxed',
    aligned: true,
    keyBits: 2048,
    testing: false,
    signedFields: ['from', 'to', 'subject', 'date', 'message-id'],
    unsignedOctets: 0,
    bodyLengthLimit: null,
    signedAt: AT - 9000,
    expiresAt: null,
    keyRecord: 'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA',
    dnssec: false,
    comment: null,
    ...over,
  };
}

export function arcSet(over: Partial<ArcInstance> = {}): ArcInstance {
  return {
    instance: 1,
    sealer: 'forwarder.example',
    selector: 'arc',
    chainValidationStatus: 'none',
    seal: 'pass',
    signature: 'pass',
    signatureReason: null,
    signedFields: ['from', 'to', 'subject'],
    sealedAt: AT - 5000,
    results: {
      authservId: 'mx.forwarder.example',
      instance: 1,
      methods: [
        { method: 'dkim', result: 'pass', reason: null, properties: {}, comments: [] },
        { method: 'spf', result: 'pass', reason: null, properties: {}, comments: [] },
      ],
    },
    ...over,
  };
}

export function evidence(
  over: Partial<Evidence> = {},
  author = mailbox('Shop', 'news@shop.example'),
): Evidence {
  const boundary = hop({
    index: 1,
    helo: 'out.shop.example',
    reverseName: 'out1.shop.example',
    address: '192.0.2.7',
    by: 'mx.google.com',
    tls: 'TLS1_3',
  });
  const fields = ['from', 'to', 'date', 'subject', 'message-id'].map((name, index) => ({
    name,
    raw: '',
    value: '',
    index,
    spaced: false,
  }));
  return {
    digest: {
      size: 4096,
      refused: null,
      facts: {
        size: 2048,
        bareLf: false,
        bareCr: false,
        nul: false,
        byteOrderMark: false,
        leadingBlankLines: 0,
        unsignedTails: [],
        calendar: null,
      },
    },
    message: {
      fields,
      from: [
        { mailboxes: [author], groups: [], comments: [], defects: [], written: author.address },
      ],
      author,
      replyTo: [mailbox('', 'help@desk.example')],
      sender: null,
      to: [mailbox('', 'reader@mail.example')],
      cc: [],
      deliveredTo: ['reader@mail.example'],
      subject: 'Your order',
      date: AT,
      received: [
        hop({ index: 0, by: '2001:db8::1', with: 'SMTP' }),
        boundary,
        hop({ index: 2, helo: 'app.shop.example', address: '192.0.2.40', by: 'out.shop.example' }),
      ],
      listId: null,
    },
    stated: {
      proof: 'sealed',
      absence: null,
      sealDoubt: null,
      authservId: 'mx.google.com',
      results: null,
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
      arc: null,
      boundary,
      clientAddress: '192.0.2.7',
      gateway: false,
      helo: 'out.shop.example',
      mailFrom: 'bounce@bounces.shop.example',
      receivedAt: AT,
      forged: [],
      dmarcComment: { p: 'reject', sp: null, dis: 'none' },
    },
    evaluated: {
      judgedAt: AT,
      clock: 'received',
      spf: {
        result: 'pass',
        domain: 'bounces.shop.example',
        identity: 'mailfrom',
        clientAddress: '192.0.2.7',
        aligned: true,
        mechanism: 'include:_spf.shop.example → ip4:192.0.2.0/24',
        record: 'v=spf1 include:_spf.shop.example -all',
        terms: 2,
        published: ['v=spf1 include:_spf.shop.example -all'],
        usable: ['include:_spf.shop.example', '-all'],
        comment: null,
        reason: null,
      },
      dkim: [
        signature(),
        signature({
          sdid: 'mailservice.example',
          aligned: false,
          result: 'fail',
          reason: 'bodyChanged',
        }),
      ],
      dmarc: {
        result: 'pass',
        policy: 'reject',
        domain: author.domain,
        policyDomain: 'shop.example',
        organizationalDomain: 'shop.example',
        record: 'v=DMARC1; p=reject; rua=mailto:dmarc@shop.example',
        published: [],
        testing: false,
        adkim: 'relaxed',
        aspf: 'relaxed',
        alignedDkim: true,
        alignedSpf: true,
        reason: null,
      },
      arc: { result: 'pass', reason: null, instances: [arcSet()] },
      domain: { gone: false, subdomainGone: false },
      engineAuthors: [author.address],
    },
    queries: ['s2026._domainkey.shop.example', '_dmarc.shop.example'],
    held: [],
    ...over,
  };
}

export interface SampleChoice {
  origin?: Origin;
  tone?: Tone;
  author?: Mailbox;
  findings?: Finding[];
  held?: string[];
  reason?: Judgement['report']['reason'];
  evidence?: Evidence | null;
  /** of the row; `signed`, or what fits the tone */
  situation?: Situation;
}

const ORIGINS: { [tone in Tone]: Origin } = {
  calm: 'signed',
  neutral: 'unproven',
  unknown: 'unknown',
  caution: 'signed',
  danger: 'signed',
};

const SITUATIONS: { [tone in Tone]: Situation } = {
  calm: 'signed',
  neutral: 'nothing',
  unknown: 'unreadable',
  caution: 'signed',
  danger: 'signed',
};

/** Findings that give a tone, with everything their sentences name. */
export const REPLY_ELSEWHERE: Finding = {
  rule: 'replyTo',
  severity: 'caution',
  params: { reply: 'kenji.support@freemail.example', address: 'kenji@office.example' },
};
export const BRAND_NAME: Finding = {
  rule: 'nameBrand',
  severity: 'danger',
  params: {
    name: '三井住友カード',
    domain: 'kxqz-service.example',
    brand: '三井住友カード',
    expected: 'smbc-card.com',
  },
};
export const FIRST_CONTACT: Finding = {
  rule: 'firstContact',
  severity: 'info',
  params: { address: 'info@kxqz-service.example' },
};

/** A whole judgement; without choices a signed, calm one. */
export function judgement(choice: SampleChoice = {}): Judgement {
  const { tone = 'calm', findings = [], held = [], reason = null } = choice;
  const origin = choice.origin ?? ORIGINS[tone];
  const author = choice.author ?? mailbox('Shop', 'news@shop.example');
  const found = choice.evidence === undefined ? evidence({ held }, author) : choice.evidence;
  return {
    report: {
      version: 1,
      file: null,
      origin,
      tone,
      authorDomain: author.domain,
      author: { name: author.name, address: author.address },
      receivedAt: new Date(AT).toISOString(),
      measuredAt: new Date(AT + 60_000).toISOString(),
      fidelity: 'exact',
      findings,
      stated: null,
      evaluated: null,
      remedies: [],
      reason,
      claims: [],
      owner: null,
      queries: found?.queries ?? [],
      held,
    },
    origin: {
      rowId: 'signedAgain',
      row: 14,
      situation: choice.situation ?? SITUATIONS[tone],
      origin,
      tone: tone === 'caution' || tone === 'danger' ? 'calm' : tone,
      reason,
      params: { domain: author.domain },
      findings: [],
      why: [],
    },
    claims: [],
    evidence: found,
    folder: 'inbox',
    confirmed: [],
    lowered: false,
  };
}

export interface Sample {
  title: string;
  judgement: Judgement;
  story: Story;
}

/** One judgement for each tone, and one that waits for the reader. */
export function samples(): Sample[] {
  const list: [string, SampleChoice][] = [
    ['calm', { author: mailbox('Shop', 'news@mail.shop.example') }],
    ['neutral', { tone: 'neutral', author: mailbox('山田工務店', 'info@yamada.example') }],
    ['unknown', { tone: 'unknown', evidence: null, reason: 'source' }],
    [
      'caution',
      {
        tone: 'caution',
        author: mailbox('Kenji Sato', 'kenji@office.example'),
        findings: [REPLY_ELSEWHERE],
      },
    ],
    [
      'danger',
      {
        tone: 'danger',
        author: mailbox('三井住友カード', 'info@kxqz-service.example'),
        findings: [BRAND_NAME, FIRST_CONTACT],
      },
    ],
    [
      'held',
      {
        origin: 'recorded',
        situation: 'held',
        held: ['u9f3a7c21d4._domainkey.news.example'],
      },
    ],
  ];
  return list.map(([title, choice]) => {
    const made = judgement(choice);
    return { title, judgement: made, story: tell(made) };
  });
}
