// Signs as real services sign: their tags, order, folds and lists of fields, taken from the templates of the suite.
import { createHash } from 'node:crypto';
import {
  canonicalBody,
  canonicalHeader,
  type Draft,
  type KeyKind,
  selectFields,
  signText,
} from '../helpers/cases/sign.ts';

/** One way to write a DKIM-Signature, as the suite describes it. */
export interface Style {
  id: string;
  field: string;
  algorithm: string;
  canonicalization: string;
  templates: { template: string }[];
}

const KINDS: Record<number, KeyKind> = {
  88: 'ed25519',
  172: 'rsa1024',
  344: 'rsa2048',
  684: 'rsa4096',
};
/** base64 of SHA-1 and SHA-256 */
const HASHES: Record<number, 'sha1' | 'sha256'> = { 28: 'sha1', 44: 'sha256' };
const chunks = (template: string, tag: string) => {
  const value = new RegExp(`(?:^|;|\\s)${tag}[ \\t]*=([^;]*)`).exec(template)?.[1] ?? '';
  return [...value.matchAll(/\{b64:(\d+)\}/g)].reduce((sum, [, size]) => sum + Number(size), 0);
};

/** The key a template was written with; null for one that this signer does not make. */
export const keyOf = (template: string): KeyKind | null =>
  hashOf(template) === undefined ? null : (KINDS[chunks(template, 'b')] ?? null);

export const hashOf = (template: string) => HASHES[chunks(template, 'bh')];

/** The fields that a template signs, lower case, as often as it names them. */
export const fieldsOf = (template: string): string[] =>
  (/[;\s]h[ \t]*=([^;]*)/.exec(template)?.[1] ?? '').replace(/\s+/g, '').toLowerCase().split(':');

function putChunks(text: string, tag: string, value: string): string {
  let at = 0;
  return text.replace(
    new RegExp(`((?:^|;|\\s)${tag}[ \\t]*=)([^;]*)`),
    (_, start: string, body: string) =>
      start +
      body.replace(/\{b64:(\d+)\}/g, (__, size: string) => {
        const piece = value.slice(at, at + Number(size));
        at += Number(size);
        return piece;
      }),
  );
}

/** Signs with a template: its tags, order, folds and list of fields. */
export function signAs(
  draft: Draft,
  template: string,
  domain: string,
  at: number,
  { owner = '', selector = '' } = {},
): Draft {
  const kind = keyOf(template)!;
  const algorithm = hashOf(template)!;
  const filled = template
    .replace(/\r?\n/g, '\r\n')
    .replaceAll('{domain}', domain)
    .replaceAll('{subdomain}', `mail.${domain}`)
    .replaceAll('{domain2}', 'lists.example')
    .replaceAll('{selector}', selector || `k${kind}`)
    .replaceAll('{identity}', `@${domain}`)
    .replaceAll('{local}', 'bounce')
    .replaceAll('{time}', String(Math.floor(at / 1000)))
    .replaceAll('{expire}', String(Math.floor(at / 1000) + 604_800))
    .replaceAll('{value}', 'made-up')
    .replaceAll('{z}', 'From:a@b');
  const [header = 'simple', body = 'simple'] = (/[;\s]c[ \t]*=([^;]*)/.exec(filled)?.[1] ?? '')
    .trim()
    .split('/') as ('simple' | 'relaxed')[];
  const hash = createHash(algorithm).update(Buffer.from(canonicalBody(draft.body, body), 'latin1'));
  const hashed = putChunks(filled, 'bh', hash.digest('base64'));
  const bare = hashed.replace(/((?:^|;|\s)b[ \t]*=)[^;]*/, '$1');
  const text = [...selectFields(draft.fields, fieldsOf(filled)), `DKIM-Signature:${bare}`]
    .map((field) => canonicalHeader(field, header))
    .join('\r\n');
  const value = putChunks(hashed, 'b', signText(text, kind, owner, algorithm));
  return { ...draft, fields: [`DKIM-Signature:${value}`, ...draft.fields] };
}
