// Evidence for tests of the verdict: small words in, whole values out. Everything not said is honest and empty.
import { LOCAL_CONTEXT } from '../../lib/model/context.ts';
import type {
  ArcInstance,
  Context,
  DkimEvaluation,
  DmarcEvaluation,
  Evaluated,
  Evidence,
  HeaderField,
  Mailbox,
  Message,
  MethodResult,
  Received,
  ResultWord,
  SpfEvaluation,
  Stated,
} from '../../lib/model.ts';

export const NOW = Date.UTC(2026, 10, 20, 9, 0, 0);
export const DAY = 86_400_000;
export const READER = 'alice@gmail.com';
export const AUTHOR = 'shop.example';

export function mailbox(address: string, name = ''): Mailbox {
  const at = address.lastIndexOf('@');
  return {
    name,
    address,
    localPart: address.slice(0, at),
    domain: address.slice(at + 1).toLowerCase(),
  };
}

export function field(name: string, value: string, index = 0): HeaderField {
  return { name, raw: ` ${value}`, value, index, spaced: false };
}

export interface MessageWords {
  from?: string;
  name?: string;
  to?: string[];
  listId?: string | null;
  /** more fields, `name: value` */
  fields?: string[];
  received?: Received[];
  date?: number | null;
}

export function message(words: MessageWords = {}): Message {
  const {
    from = `news@${AUTHOR}`,
    name = '',
    to = [READER],
    fields = [],
    date = NOW - DAY,
  } = words;
  const author = mailbox(from, name);
  const written = [
    `from: ${name} <${from}>`,
    `to: ${to.join(', ')}`,
    'subject: Hello',
    'date: Thu, 19 Nov 2026 09:00:00 +0000',
    'message-id: <1@shop.example>',
    ...fields,
  ];
  return {
    fields: written.map((line, index) => {
      const colon = line.indexOf(':');
      return field(line.slice(0, colon), line.slice(colon + 1).trim(), index);
    }),
    from: [
      { mailboxes: [author], groups: [], comments: [], defects: [], written: `${name} <${from}>` },
    ],
    author,
    replyTo: [],
    sender: null,
    to: to.map((address) => mailbox(address)),
    cc: [],
    deliveredTo: [READER],
    subject: 'Hello',
    date,
    received: words.received ?? [boundary()],
    listId: words.listId ?? null,
  };
}

export function boundary(reverseName: string | null = `mta.${AUTHOR}`): Received {
  return {
    helo: 'mta.example',
    reverseName,
    address: '192.0.2.10',
    by: 'mx.google.com',
    with: 'ESMTPS',
    id: '1',
    for: READER,
    tls: 'TLS1_3',
    at: NOW - DAY,
    index: 3,
  };
}

/** `dkim=pass shop.example`, `spf=fail mail.example`, `dmarc=pass shop.example`, `arc=pass comment…`. */
export function method(text: string): MethodResult {
  const [word = '', ...rest] = text.split(' ');
  const [name = '', result = ''] = word.split('=');
  const [domain, ...comment] = name === 'arc' ? [undefined, ...rest] : rest;
  const property = { dkim: 'header.i', spf: 'smtp.mailfrom', dmarc: 'header.from' }[name];
  const value = name === 'dkim' ? `@${domain}` : name === 'spf' ? `bounce@${domain}` : domain;
  return {
    method: name,
    result,
    reason: null,
    properties: property && domain ? { [property]: value ?? '' } : {},
    comments: comment.length ? [comment.join(' ')] : [],
  };
}

export interface StatedWords extends Partial<Omit<Stated, 'results'>> {
  /** result list as in `method`; absent: no record */
  results?: string[] | null;
  policy?: string;
}

const word = (methods: MethodResult[], name: string) =>
  (methods.find((one) => one.method === name)?.result as ResultWord | undefined) ?? null;

export function stated(words: StatedWords = {}): Stated {
  const { results = null, policy, ...rest } = words;
  const methods = (results ?? []).map(method);
  return {
    proof: results === null ? 'absent' : 'anchored',
    absence: results === null ? 'foreign' : null,
    sealDoubt: null,
    authservId: results === null ? null : 'mx.google.com',
    results: results === null ? null : { authservId: 'mx.google.com', methods, instance: null },
    spf: word(methods, 'spf'),
    dkim: word(methods, 'dkim'),
    dmarc: word(methods, 'dmarc'),
    arc: word(methods, 'arc'),
    boundary: results === null ? null : boundary(),
    clientAddress: results === null ? null : '192.0.2.10',
    gateway: false,
    helo: 'mta.example',
    mailFrom: `bounce@${AUTHOR}`,
    receivedAt: results === null ? null : NOW - DAY,
    forged: [],
    dmarcComment: { p: policy ?? null, sp: policy ?? null, dis: null },
    ...rest,
  };
}

export function dkim(words: Partial<DkimEvaluation> = {}): DkimEvaluation {
  return {
    result: 'pass',
    reason: null,
    sdid: AUTHOR,
    auid: null,
    selector: 's1',
    algorithm: 'rsa-sha256',
    canonicalization: 'relaxed/relaxed',
    aligned: true,
    keyBits: 2048,
    testing: false,
    signedFields: ['from', 'to', 'subject', 'date', 'message-id', 'reply-to', 'content-type'],
    unsignedOctets: 0,
    bodyLengthLimit: null,
    signedAt: null,
    expiresAt: null,
    keyRecord: null,
    dnssec: false,
    comment: null,
    ...words,
  };
}

/** A signature that did not pass, with its reason. */
export function brokenDkim(reason: DkimEvaluation['reason'], words: Partial<DkimEvaluation> = {}) {
  const result: ResultWord =
    reason === 'dnsFailed' || reason === 'held'
      ? 'temperror'
      : reason === 'keyWeak'
        ? 'policy'
        : 'neutral';
  return dkim({ result, reason, ...words });
}

export function spf(words: Partial<SpfEvaluation> = {}): SpfEvaluation {
  return {
    result: 'pass',
    domain: AUTHOR,
    identity: 'mailfrom',
    clientAddress: '192.0.2.10',
    aligned: true,
    mechanism: 'ip4:192.0.2.10',
    record: 'v=spf1 ip4:192.0.2.10 -all',
    terms: 0,
    published: ['v=spf1 ip4:192.0.2.10 -all'],
    usable: ['ip4:192.0.2.10', '-all'],
    comment: null,
    reason: null,
    ...words,
  };
}

export function dmarc(words: Partial<DmarcEvaluation> = {}): DmarcEvaluation {
  return {
    result: 'pass',
    policy: 'none',
    domain: AUTHOR,
    policyDomain: AUTHOR,
    organizationalDomain: AUTHOR,
    record: 'v=DMARC1; p=none',
    published: [],
    testing: false,
    adkim: 'relaxed',
    aspf: 'relaxed',
    alignedDkim: true,
    alignedSpf: true,
    reason: null,
    ...words,
  };
}

/** `google.com: dmarc=pass shop.example`, oldest first. */
export function arcSet(
  instance: number,
  text: string,
  words: Partial<ArcInstance> = {},
): ArcInstance {
  const [sealer = '', list = ''] = text.split(': ');
  return {
    instance,
    sealer,
    selector: 'arc',
    chainValidationStatus: instance === 1 ? 'none' : 'pass',
    seal: 'pass',
    signature: 'pass',
    signatureReason: null,
    signedFields: ['from', 'to', 'subject', 'date'],
    sealedAt: NOW - DAY,
    results: {
      authservId: sealer === 'google.com' ? 'mx.google.com' : sealer,
      methods: list.split('; ').filter(Boolean).map(method),
      instance,
    },
    ...words,
  };
}

export function evaluated(words: Partial<Evaluated> = {}): Evaluated {
  return {
    judgedAt: NOW - DAY,
    clock: 'received',
    spf: null,
    dkim: [],
    dmarc: dmarc(),
    arc: { result: 'none', reason: null, instances: [] },
    domain: { gone: false, subdomainGone: false },
    engineAuthors: [],
    ...words,
  };
}

export interface EvidenceWords {
  message?: MessageWords;
  stated?: StatedWords;
  evaluated?: Partial<Evaluated> | null;
  held?: string[];
  refused?: Evidence['digest']['refused'];
  /** marks of what a list may have added at the end */
  endings?: string[];
}

export function evidence(words: EvidenceWords = {}): Evidence {
  const { held = [], refused = null, endings } = words;
  return {
    digest: {
      size: 1000,
      refused,
      facts: {
        size: 500,
        bareLf: false,
        bareCr: false,
        nul: false,
        byteOrderMark: false,
        leadingBlankLines: 0,
        unsignedTails: [],
        calendar: null,
      },
      ...(endings && {
        endings: endings.map((mark) => ({ octets: 14, text: '-- \r\nList\r\n', mark, hashes: {} })),
      }),
    },
    message: message(words.message),
    stated: stated(words.stated),
    evaluated: words.evaluated === null ? null : evaluated(words.evaluated),
    queries: [],
    held,
  };
}

/** Bytes from Gmail, in the inbox of a reader whose address is known. */
export function context(words: Partial<Context> = {}): Context {
  return {
    ...LOCAL_CONTEXT,
    source: 'gmail',
    now: NOW,
    me: { addresses: [READER], name: 'Alice Example' },
    ...words,
  };
}

export const PASS = ['dkim=pass shop.example', 'spf=pass shop.example', 'dmarc=pass shop.example'];
export const LISTED = ['spf=pass shop.example', 'dmarc=pass shop.example'];
export const FAIL = ['spf=softfail shop.example', 'dmarc=fail shop.example'];
