// A signer for tests: DKIM-Signature (RFC 6376) and ARC sets (RFC 8617), written apart from the
// verifier so that the two check each other. Text is latin1, one character per octet, CRLF line ends.
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signOctets,
} from 'node:crypto';

export type KeyKind = 'rsa4096' | 'rsa2048' | 'rsa1024' | 'rsa512' | 'ed25519';
type Canonicalization = 'simple' | 'relaxed';

/** A message under construction: fields from the top without their final CRLF, and a body. */
export interface Draft {
  fields: string[];
  body: string;
}

export interface SignOptions {
  d: string;
  s: string;
  key?: KeyKind;
  /** two signers of one kind have the same key unless they differ here */
  owner?: string;
  c?: string;
  h?: string[];
  /** extra tags in writing order, for example `['l=10', 'x=1790000000']` */
  tags?: string[];
  i?: string;
  t?: number;
  sha1?: boolean;
  /** tags behind b=, as Google writes them */
  trailer?: string;
}

const pool = new Map<string, KeyObject>();

/** The private key of an owner; made once a process. */
export function keyFor(kind: KeyKind, owner = ''): KeyObject {
  const id = `${kind}:${owner}`;
  let key = pool.get(id);
  if (!key) {
    key =
      kind === 'ed25519'
        ? generateKeyPairSync('ed25519').privateKey
        : generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(3)) }).privateKey;
    pool.set(id, key);
  }
  return createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }));
}

/** The TXT record that publishes a key. RFC 6376 section 3.6.1, RFC 8463 section 4. */
export function keyRecord(kind: KeyKind, owner = '', flags = ''): string {
  const spki = createPublicKey(keyFor(kind, owner)).export({ type: 'spki', format: 'der' });
  const p = (kind === 'ed25519' ? spki.subarray(-32) : spki).toString('base64');
  return `v=DKIM1; k=${kind === 'ed25519' ? 'ed25519' : 'rsa'}; ${flags}p=${p}`;
}

/** RFC 6376 section 3.4.1 and 3.4.2. */
export function canonicalHeader(field: string, mode: Canonicalization): string {
  if (mode === 'simple') return field;
  const colon = field.indexOf(':');
  const name = field
    .slice(0, colon)
    .toLowerCase()
    .replace(/[ \t]+$/, '');
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '');
  return `${name}:${value}`;
}

/** RFC 6376 section 3.4.3 and 3.4.4. */
export function canonicalBody(body: string, mode: Canonicalization): string {
  let text = body;
  if (mode === 'relaxed') text = text.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '');
  text = text.replace(/(\r\n)*$/, '');
  if (text === '') return mode === 'simple' ? '\r\n' : '';
  return `${text}\r\n`;
}

const fieldName = (field: string) => field.slice(0, field.indexOf(':')).toLowerCase().trim();

/** The fields that h= names, each name taking the lowest instance not taken yet. RFC 6376 section 5.4.2. */
export function selectFields(fields: string[], names: string[]): string[] {
  const left = new Map<string, string[]>();
  for (const field of fields)
    left.set(fieldName(field), [...(left.get(fieldName(field)) ?? []), field]);
  return names.flatMap((name) => left.get(name.toLowerCase())?.pop() ?? []);
}

const fold = (text: string) => text.replace(/(.{68})(?=.)/g, '$1\r\n         ');

const octets = (text: string) => Buffer.from(text, 'latin1');

export function signText(text: string, kind: KeyKind, owner: string, hash: string): string {
  const key = keyFor(kind, owner);
  if (kind === 'ed25519')
    return signOctets(null, createHash(hash).update(octets(text)).digest(), key).toString('base64');
  return signOctets(hash, octets(text), { key, padding: constants.RSA_PKCS1_PADDING }).toString(
    'base64',
  );
}

const DEFAULT_H = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type'];

function signatureField(draft: Draft, name: string, lead: string[], options: SignOptions): string {
  const { d, s, key = 'rsa2048', owner = '', c = 'relaxed/relaxed', sha1 = false } = options;
  const [headerMode = 'simple', bodyMode = 'simple'] = c.split('/') as Canonicalization[];
  const hash = sha1 ? 'sha1' : 'sha256';
  const present = new Set(draft.fields.map(fieldName));
  const h = options.h ?? DEFAULT_H.filter((n) => present.has(n));
  let body = canonicalBody(draft.body, bodyMode);
  const limit = options.tags?.find((tag) => tag.startsWith('l='));
  if (limit) body = body.slice(0, Number(limit.slice(2)));
  const bh = createHash(hash).update(octets(body)).digest('base64');
  const tags = [
    ...lead,
    `a=${key === 'ed25519' ? 'ed25519' : 'rsa'}-${hash}`,
    `c=${c}`,
    `d=${d}`,
    `s=${s}`,
    ...(options.i ? [`i=${options.i}`] : []),
    ...(options.t ? [`t=${options.t}`] : []),
    ...(options.tags ?? []),
  ];
  const unsigned = `${name}: ${tags.join('; ')};\r\n        h=${h.join(':')};\r\n        bh=${bh};\r\n        b=`;
  const trailer = options.trailer ? `; ${options.trailer}` : '';
  const text = [...selectFields(draft.fields, h), unsigned + trailer]
    .map((field) => canonicalHeader(field, headerMode))
    .join('\r\n');
  return unsigned + fold(signText(text, key, owner, hash)) + trailer;
}

/** Puts a DKIM-Signature on top. RFC 6376 section 5. */
export function signDkim(draft: Draft, options: SignOptions): Draft {
  const field = signatureField(draft, 'DKIM-Signature', ['v=1'], options);
  return { ...draft, fields: [field, ...draft.fields] };
}

export interface SealOptions extends SignOptions {
  cv: 'none' | 'pass' | 'fail';
  /** instance; the next one unless said */
  instance?: number;
  /** what follows `i=N; ` in the ARC-Authentication-Results */
  results: string;
  /** cv=fail seals the sets below too, as Google does, not its own set alone (RFC 8617 section 5.1.2) */
  wholeChain?: boolean;
}

const arcField = (fields: string[], name: string, instance: number) =>
  fields.find(
    (f) => fieldName(f) === name && new RegExp(`^[^:]*:[ \\t\\r\\n]*i=${instance};`).test(f),
  );

/** Puts an ARC set on top: seal, message signature, results. RFC 8617 section 5.1. */
export function sealArc(draft: Draft, options: SealOptions): Draft {
  const { d, s, key = 'rsa2048', owner = '', cv, results, wholeChain = false } = options;
  const count = draft.fields.filter((f) => fieldName(f) === 'arc-seal').length;
  const i = options.instance ?? count + 1;
  const { i: _auid, ...signing } = options;
  const aar = `ARC-Authentication-Results: i=${i}; ${results}`;
  const ams = signatureField(draft, 'ARC-Message-Signature', [`i=${i}`], signing);
  const t = options.t ? ` t=${options.t};` : '';
  const unsigned = `ARC-Seal: i=${i}; a=rsa-sha256;${t} cv=${cv};\r\n        d=${d}; s=${s};\r\n        b=`;
  const covered: string[] = [];
  for (let n = cv === 'fail' && !wholeChain ? i : 1; n < i; n++)
    for (const name of ['arc-authentication-results', 'arc-message-signature', 'arc-seal'])
      covered.push(arcField(draft.fields, name, n) ?? '');
  const text = [...covered.filter(Boolean), aar, ams, unsigned]
    .map((field) => canonicalHeader(field, 'relaxed'))
    .join('\r\n');
  const seal = unsigned + fold(signText(text, key, owner, 'sha256'));
  return { ...draft, fields: [seal, ams, aar, ...draft.fields] };
}
