// Everything an attacker could make long: each place of a message beside each character that a scan may trip over.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LIB = fileURLToPath(new URL('../../lib/', import.meta.url));

/** Names of mail header fields in the registry of RFC 3864, and those that mail services write. */
const REGISTERED = new Set(
  `arc-authentication-results arc-message-signature arc-seal archived-at authentication-results auto-submitted bcc cc
  comments content-description content-disposition content-id content-transfer-encoding content-type date delivered-to
  dkim-signature errors-to feedback-id from importance in-reply-to keywords list-archive list-help list-id list-owner
  list-post list-subscribe list-unsubscribe list-unsubscribe-post message-id mime-version organization precedence
  received received-spf references reply-to resent-date resent-from resent-sender resent-to return-path sender subject
  to x-forwarded-encrypted x-forwarded-for x-forwarded-to x-gm-message-state x-google-dkim-signature
  x-google-smtp-source x-mailer x-original-authentication-results x-original-sender x-priority x-received`.split(
    /\s+/,
  ),
);

/** Header fields that the code of a message's way names anywhere: what it reads is what can be made long. */
export function fieldsRead(): string[] {
  const files = ['message', 'evidence', 'verdict'].flatMap((room) =>
    readdirSync(LIB + room, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => readFileSync(`${LIB}${room}/${name}`, 'utf8')),
  );
  const words = files.flatMap((source) => source.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/g) ?? []);
  return [...REGISTERED].filter((name) => words.includes(name)).sort();
}

/** A place of a message: `text` in it, and what else belongs to it. Latin1, one character per octet. */
export interface Place {
  name: string;
  /** header lines */
  fields: (text: string) => string[];
  body?: (text: string) => string;
}

/** As raw octets in UTF-8, in lines that no limit of a transport cuts (RFC 5322 section 2.1.1). */
const raw = (text: string) =>
  Buffer.from(text.replace(/.{300}/gsu, '$&\r\n '), 'utf8').toString('latin1');

/** As encoded words (RFC 2047), which carry what no raw line may. */
function words(text: string): string {
  const out: string[] = [];
  const points = [...text];
  for (let i = 0; i < points.length; i += 40)
    out.push(`=?UTF-8?B?${Buffer.from(points.slice(i, i + 40).join('')).toString('base64')}?=`);
  return out.join('\r\n ');
}

/** In one line, which some transports let pass: blanks of a fold would end a domain. */
const line = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const FROM = 'From: Bob <bob@shop.example>';

/** Places inside a field, where a scan of their own reads them. */
const INSIDE: [string, (text: string) => string[]][] = [
  ['name, raw', (t) => [`From: ${raw(t)} <bob@shop.example>`]],
  ['name, encoded', (t) => [`From: ${words(t)} <bob@shop.example>`]],
  ['name, in quotes', (t) => [`From: "${raw(t)}" <bob@shop.example>`]],
  ['name behind a brand', (t) => [`From: ${words(`PayPal ${t} x`)} <bob@gmail.com>`]],
  ['comment of From', (t) => [`From: bob@shop.example (${raw(t)})`]],
  ['local part', (t) => [`From: Bob <${raw(t)}@shop.example>`]],
  ['domain', (t) => [`From: Bob <bob@${raw(t)}.example>`]],
  ['domain in a line', (t) => [`From: Bob <bob@${line(t)}.example>`]],
  ['domain of MAIL FROM in a line', (t) => [FROM, `Return-Path: <bob@${line(t)}.example>`]],
  ['domain of Reply-To in a line', (t) => [FROM, `Reply-To: bob@${line(t)}.example`]],
  ['domain in a name in a line', (t) => [`From: "bob@${line(t)}.example" <bob@shop.example>`]],
  ['id of a list in a line', (t) => [FROM, `List-Id: <${line(t)}.example>`]],
  [
    'results in a line',
    (t) => [FROM, `Authentication-Results: mx.google.com; dkim=pass header.d=${line(t)}.example`],
  ],
  ['bare address', (t) => [`From: bob@${raw(t)}.example`]],
  ['behind the address', (t) => [`From: Bob <bob@shop.example> ${raw(t)}`]],
  ['address in the name', (t) => [`From: ${words(`a@${t}.com`)} <bob@shop.example>`]],
  ['group', (t) => [`From: ${raw(t)}: bob@shop.example;`]],
  ['name of Reply-To', (t) => [FROM, `Reply-To: ${words(t)} <bob@other.example>`]],
  ['domain of Reply-To', (t) => [FROM, `Reply-To: bob@${raw(t)}.example`]],
  ['name of To', (t) => [FROM, `To: ${words(t)} <alice@gmail.com>`]],
  ['subject, encoded', (t) => [FROM, `Subject: ${words(`【PayPal】${t} x`)}`]],
  ['MAIL FROM', (t) => [FROM, `Return-Path: <${raw(t)}@shop.example>`]],
  ['List-Id', (t) => [FROM, `List-Id: ${raw(t)} <dev.shop.example>`]],
  ['id of a list', (t) => [FROM, `List-Id: <${raw(t)}.example>`]],
  ['HELO', (t) => [FROM, `Received: from ${raw(t)} by b.example; Fri, 20 Nov 2026 08:00:00 +0000`]],
  [
    'hop',
    (t) => [FROM, `Received: from a (${raw(t)}) by b.example; Fri, 20 Nov 2026 08:00:00 +0000`],
  ],
  ...['d', 's', 'h', 'i', 'bh', 'b', 'l', 'c', 't', 'z'].map(
    (tag): [string, (text: string) => string[]] => [
      `${tag}= of a signature`,
      (t) => [
        FROM,
        `DKIM-Signature: v=1; a=rsa-sha256; ${SIGNED.filter((one) => !one.startsWith(`${tag}=`)).join('; ')}; ${tag}=${raw(t)}`,
      ],
    ],
  ),
  ...['d', 's', 'cv', 'b'].map((tag): [string, (text: string) => string[]] => [
    `${tag}= of a seal`,
    (t) => [
      ...setOf(
        1,
        `a=rsa-sha256; t=1; ${SEALED.filter((one) => !one.startsWith(`${tag}=`)).join('; ')}; ${tag}=${raw(t)}`,
      ),
      FROM,
    ],
  ]),
  [
    'results',
    (t) => [FROM, `Authentication-Results: mx.google.com; dkim=pass header.i=@${raw(t)}`],
  ],
  [
    'reason of results',
    (t) => [
      FROM,
      `Authentication-Results: mx.google.com; dkim=pass (${raw(t)}) reason="${raw(t)}"`,
    ],
  ],
  [
    'results of a set',
    (t) => [...setOf(1, SEALED.join('; '), `dkim=pass header.i=@${raw(t)}`), FROM],
  ],
  [
    'SPF',
    (t) => [FROM, `Received-SPF: pass (google.com: domain of ${raw(t)} designates 192.0.2.1)`],
  ],
  ['field name', (t) => [FROM, `${raw(t)}: x`]],
  ['a line without a colon', (t) => [FROM, raw(t)]],
  ['boundary', (t) => [FROM, `Content-Type: multipart/mixed; boundary="${raw(t)}"`]],
];

const SIGNED = [
  'd=shop.example',
  's=k1',
  'h=from:to:subject',
  'bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  'b=AAAA',
];
const SEALED = ['d=google.com', 's=arc-20240605', 'cv=none', 'b=AAAA'];

const setOf = (i: number, seal: string, results = 'dkim=pass header.i=@shop.example') => [
  `ARC-Seal: i=${i}; ${seal}`,
  `ARC-Message-Signature: i=${i}; a=rsa-sha256; ${SIGNED.join('; ')}`,
  `ARC-Authentication-Results: i=${i}; mx.google.com; ${results}`,
];

const calendar = (line: string, boundary = 'b') =>
  `--${boundary}\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n${line}\r\nEND:VCALENDAR\r\n--${boundary}--\r\n`;
const INVITED = [FROM, 'Content-Type: multipart/mixed; boundary=b'];
const folded = (text: string) =>
  Buffer.from(text.replace(/[\r\n]/g, ' '), 'utf8').toString('latin1');

/** Every place: each field that is read, what stands inside one, the calendar, and the body beside its boundary. */
export const PLACES: readonly Place[] = [
  ...fieldsRead().map((name) => ({
    name,
    fields: (text: string) =>
      name === 'from' ? [`From: ${raw(text)}`] : [FROM, `${name}: ${raw(text)}`],
  })),
  ...INSIDE.map(([name, fields]) => ({ name, fields })),
  {
    name: "a calendar's name",
    fields: () => INVITED,
    body: (t) =>
      calendar(`ORGANIZER;CN="${folded(t).replaceAll('"', "'")}":mailto:ceo@shop.example`),
  },
  {
    name: "a calendar's parameters",
    fields: () => INVITED,
    body: (t) => calendar(`ORGANIZER;${folded(t)}:mailto:a@b.example`),
  },
  {
    name: "a calendar's address",
    fields: () => INVITED,
    body: (t) => calendar(`ORGANIZER:mailto:ceo@${folded(t)}.example`),
  },
  {
    name: "a calendar's lines",
    fields: () => INVITED,
    body: (t) => calendar(folded(t).replace(/../g, '$&\r\n ')),
  },
  {
    name: 'boundary beside a body of dashes',
    fields: (t) => [
      ...INVITED.slice(0, 1),
      `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; ${SIGNED.join('; ')}`,
      `Content-Type: multipart/mixed; boundary=${'b'.repeat(t.length)}`,
    ],
    body: (t) => '--\r\n'.repeat(t.length),
  },
  {
    name: 'body',
    fields: () => [
      ...INVITED,
      `DKIM-Signature: v=1; a=rsa-sha256; l=3; c=relaxed/relaxed; ${SIGNED.join('; ')}`,
    ],
    body: folded,
  },
];

/** Fields in great number instead of length. `count` of them. */
export const CROWDS: readonly [string, (count: number) => string[]][] = [
  ...fieldsRead().map((name): [string, (count: number) => string[]] => [
    name,
    (count) => [
      FROM,
      ...Array.from({ length: count }, (_, i) => `${name}: <a${i}@b${i}.example>; d=b${i}.example`),
    ],
  ]),
  [
    'results beside seals',
    (count) => [
      ...Array.from({ length: count }, (_, i) =>
        setOf(i + 1, `d=google.com`, `dkim=pass header.i=@x${i}.example`),
      ).flat(),
      ...Array.from(
        { length: 2 * count },
        (_, i) => `Authentication-Results: a.google.com; dkim=fail header.i=@y${i}.example`,
      ),
      FROM,
    ],
  ],
  [
    'signatures',
    (count) => [
      ...Array.from(
        { length: count },
        (_, i) => `DKIM-Signature: v=1; a=rsa-sha256; ${SIGNED.join('; ')}${i}`,
      ),
      FROM,
    ],
  ],
];

/** What is repeated: characters that open, part, hide, join or mean something to a scan, and short rows of them. */
export const UNITS: readonly string[] = [
  ...'()[]<>{}"\'\\@.,;:=-_|/*&%+!?#~ \t\u3000\u00a0',
  ...'a1Z漢カーｱ한яαñ\u0301\u200b\u200d\u2066\u202e\u00ad\ufe0f\u{e0041}\u{1f600}\u{1f3f4}\u061c\u0627\u001b\u0085',
  '\u0300\u0327',
  '(")"',
  '【',
  '】',
  '（',
  '「',
  'a.',
  'a@',
  '@a.',
  '.a',
  'a b ',
  'ab-',
  '() ',
  '(a',
  'a)',
  '<<>',
  '<a@b.c>,',
  '"a" ',
  '" "',
  '\\"',
  '=?',
  '=?utf-8?q?',
  '=?utf-8?q?=41?=',
  'xn--',
  '.xn--a',
  '漢.',
  '漢。',
  'カー',
  'vv',
  'paypal',
  'PayPal ',
  'サポート',
  'via ',
  'i=1;',
  'd=',
  ';d=a',
  's=a;',
  'dkim=pass ',
  '(a)=',
  'from ',
  ' by ',
  '\r\n From: a@b\r\n ',
  '$B',
  '\u001b$B',
  ' -0800',
  '%{i}',
  '=41',
  '%40',
  'han',
];

/** Stands for Han characters that are all different: some work grows with their number. */
export const DIFFERENT = 'han';

/** `unit` again and again up to `length` characters, as it stands, closed again, or with letters around. */
export function grow(unit: string, length: number, shape: 'row' | 'nest' | 'within'): string {
  const closing: Record<string, string> = {
    '(': ')',
    '[': ']',
    '<': '>',
    '{': '}',
    '【': '】',
    '（': '）',
    '「': '」',
    '"': '"',
  };
  if (unit === DIFFERENT)
    return Array.from({ length }, (_, i) => String.fromCharCode(0x4e00 + (i % 20_000))).join('');
  const times = Math.max(1, Math.floor(length / unit.length));
  if (shape === 'nest') return unit.repeat(times / 2) + (closing[unit] ?? unit).repeat(times / 2);
  return shape === 'within' ? `x${unit.repeat(times)}x` : unit.repeat(times);
}
