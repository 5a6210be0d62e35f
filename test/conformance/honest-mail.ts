// Writes mail as real signers and lists write it, and forgeries over the same carriers. Seeded: a case comes back.
import { createHash } from 'node:crypto';
import { type BuiltCase, buildCase } from '../helpers/cases/build.ts';
import type { Case, Step } from '../helpers/cases/case.ts';
import { composer } from '../helpers/cases/compose.ts';
import {
  canonicalBody,
  canonicalHeader,
  type Draft,
  type KeyKind,
  keyRecord,
  selectFields,
  signText,
} from '../helpers/cases/sign.ts';
import { publish, walk } from '../helpers/cases/walk.ts';

/** One way to write a DKIM-Signature, as the suite describes it. */
export interface Style {
  id: string;
  field: string;
  algorithm: string;
  canonicalization: string;
  templates: { template: string }[];
}

export type Pick = <T>(choices: readonly T[]) => T;

const KINDS: Record<number, KeyKind> = { 88: 'ed25519', 172: 'rsa1024', 344: 'rsa2048' };
const chunks = (template: string, tag: string) => {
  const value = new RegExp(`(?:^|;|\\s)${tag}[ \\t]*=([^;]*)`).exec(template)?.[1] ?? '';
  return [...value.matchAll(/\{b64:(\d+)\}/g)].reduce((sum, [, size]) => sum + Number(size), 0);
};

/** The key a template was written with; null for one that this signer does not make. */
export const keyOf = ({ template }: { template: string }): KeyKind | null =>
  chunks(template, 'bh') === 44 ? (KINDS[chunks(template, 'b')] ?? null) : null;

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
  owner = '',
): Draft {
  const kind = keyOf({ template })!;
  const filled = template
    .replace(/\r?\n/g, '\r\n')
    .replaceAll('{domain}', domain)
    .replaceAll('{subdomain}', `mail.${domain}`)
    .replaceAll('{domain2}', 'lists.example')
    .replaceAll('{selector}', `k${kind}`)
    .replaceAll('{identity}', `@${domain}`)
    .replaceAll('{local}', 'bounce')
    .replaceAll('{time}', String(Math.floor(at / 1000)))
    .replaceAll('{expire}', String(Math.floor(at / 1000) + 604_800))
    .replaceAll('{value}', 'made-up')
    .replaceAll('{z}', 'From:a@b');
  const [header = 'simple', body = 'simple'] = (/[;\s]c[ \t]*=([^;]*)/.exec(filled)?.[1] ?? '')
    .trim()
    .split('/') as ('simple' | 'relaxed')[];
  const h = (/[;\s]h[ \t]*=([^;]*)/.exec(filled)?.[1] ?? '').replace(/\s+/g, '').split(':');
  const hash = createHash('sha256').update(Buffer.from(canonicalBody(draft.body, body), 'latin1'));
  const hashed = putChunks(filled, 'bh', hash.digest('base64'));
  const bare = hashed.replace(/((?:^|;|\s)b[ \t]*=)[^;]*/, '$1');
  const text = [...selectFields(draft.fields, h), `DKIM-Signature:${bare}`]
    .map((field) => canonicalHeader(field, header))
    .join('\r\n');
  const value = putChunks(hashed, 'b', signText(text, kind, owner, 'sha256'));
  return { ...draft, fields: [`DKIM-Signature:${value}`, ...draft.fields] };
}

const FOOTERS = [
  `${'_'.repeat(47)}\nDEV mailing list -- dev@LIST\nTo unsubscribe send an email to dev-leave@LIST\n`,
  `${'_'.repeat(47)}\nDEV mailing list\nDEV@LIST\nhttps://LIST/mailman/listinfo/dev\n`,
  '-- \nYou received this message because you are subscribed to the list.\nTo view this discussion visit https://LIST/d/msgid/1.\n',
];

const NAMES = ['Ann Writer', 'Bo Lind', 'Kenji Mori', 'Ines Costa', 'Office'];
const SUBJECTS = [
  'Minutes',
  'Re: a patch for the docs',
  'Larger card',
  'Question about the account',
  'wire format',
];
const BODIES = [
  'The meeting was short.\nNext time at noon.\n',
  'Hello,\n\nthe patch is below.\n\n> quoted\n\nAnn\n',
  'One line.\n',
  'Text with  two blanks and a tab\tinside.\n\n\n',
];

const header = (one: Case, policy: string, author: string, list: string): Case => ({
  ...one,
  domains: {
    [author]: { spf: 'v=spf1 ip4:192.0.2.10 -all', dmarc: `v=DMARC1; p=${policy}` },
    ...(author.split('.').length > 2
      ? { [author.split('.').slice(-2).join('.')]: { dmarc: `v=DMARC1; p=${policy}` } }
      : {}),
    [list]: { spf: 'v=spf1 ip4:192.0.2.71 -all' },
  },
});

export interface Written {
  input: Case;
  template: string;
  kind: string;
  enforcing: boolean;
  /** the mail passes DMARC, or the list is taught */
  sure: boolean;
}

/** Honest mail: sent, passed on, or through a list that changes nothing, adds a tag, a footer or both. */
export function writeHonest(pick: Pick, templates: readonly string[], n: number): Written {
  const template = pick(templates);
  const author = pick(['minutes.example', 'a.minutes.example', 'office-works.example']);
  const organisation = author.split('.').slice(-2).join('.');
  const list = 'strolls.example';
  const policy = pick(['none', 'quarantine', 'reject']);
  const kind = pick(['direct', 'forwarded', 'list', 'tagged', 'footed', 'both', 'taught'] as const);
  const viaList = !['direct', 'forwarded'].includes(kind);
  const steps: Step[] = [];
  if (['tagged', 'both'].includes(kind)) steps.push({ replace: ['Subject: ', 'Subject: [dev] '] });
  if (['footed', 'both', 'taught'].includes(kind))
    steps.push({ append: pick(FOOTERS).replaceAll('LIST', list) });
  if (viaList) steps.push({ field: `List-Id: Dev <dev.${list}>` });
  const passes = ['direct', 'forwarded', 'list'].includes(kind);
  const hop = viaList
    ? { helo: `mx.${list}`, ip: '192.0.2.71', mailFrom: `dev-bounces@${list}`, spf: 'pass' }
    : kind === 'forwarded'
      ? { helo: 'mx.hop.example', ip: '198.51.100.9', mailFrom: `ann@${author}`, spf: 'softfail' }
      : { helo: `mx.${organisation}`, ip: '192.0.2.10', mailFrom: `ann@${author}`, spf: 'pass' };
  steps.push({
    gmail: {
      ...hop,
      dkim: [`${passes ? 'pass' : 'fail'} ${organisation} k`],
      dmarc: `${passes ? 'pass' : 'fail'} ${policy}`,
      headerFrom: organisation,
    },
  });
  const input = header(
    {
      name: `honest-${n}`,
      shows: kind,
      mail: {
        from: { name: pick(NAMES), address: `ann@${author}` },
        to: viaList ? `dev@${list}` : 'alice@gmail.com',
        subject: pick(SUBJECTS),
        body: pick(BODIES),
        age: pick([3, 30, 200]),
      },
      path: steps,
      context: kind === 'taught' ? { knownLists: [list] } : {},
      expect: { origin: 'signed', tone: 'calm' },
    },
    policy,
    author,
    list,
  );
  return { input, template, kind, enforcing: policy !== 'none', sure: passes || kind === 'taught' };
}

/** What a forger changes in mail that an author sent to a list, one point at a time. */
export const POINTS = [
  'unsigned',
  'made-up signature',
  'new subject',
  'new sender name',
  'second to',
  'old date',
  'never addressed to the list',
  'reply-to',
  'key silent',
  'key of somebody else',
  'link in the footer',
  'list proves nothing',
] as const;

/** A forgery that wears a list: its author never wrote this text, or never to this list, or not now. */
export function writeForgery(
  pick: Pick,
  templates: readonly string[],
  n: number,
): Written & { point: (typeof POINTS)[number] } {
  const point = pick(POINTS);
  const written = writeHonest((choices) => pick(choices), templates, n);
  const policy = pick(['none', 'quarantine', 'reject']);
  const list = 'strolls.example';
  const author = 'minutes.example';
  const isFooter = point === 'link in the footer';
  const steps: Step[] = isFooter
    ? [{ append: `${'_'.repeat(47)}\nPay here: https://pay-${n}.example/now\n` }]
    : [{ append: 'Pay the new account today.\n' }];
  if (point === 'new subject') steps.push({ replace: ['Subject: ', 'Subject: Urgent: '] });
  if (point === 'new sender name') steps.push({ replace: ['From: ', 'From: The Director '] });
  if (point === 'second to') steps.push({ field: 'To: alice@gmail.com' });
  if (point === 'reply-to') steps.push({ field: 'Reply-To: ann@elsewhere.example' });
  steps.push({ field: `List-Id: Dev <dev.${list}>` });
  const proves = point !== 'list proves nothing';
  steps.push({
    gmail: {
      helo: proves ? `mx.${list}` : 'mx.mailer.example',
      ip: '192.0.2.71',
      mailFrom: proves ? `dev-bounces@${list}` : 'a@mailer.example',
      spf: proves ? 'pass' : 'none',
      dkim: [`fail ${author} k`],
      dmarc: `fail ${policy}`,
    },
  });
  const input = header(
    {
      ...written.input,
      name: `forged-${n}`,
      shows: point,
      mail: {
        from: { name: 'Ann Writer', address: `ann@${author}` },
        to: point === 'never addressed to the list' ? 'carol@elsewhere.example' : `dev@${list}`,
        subject: pick(SUBJECTS),
        body: pick(BODIES),
        age: 3,
      },
      path: steps,
      context: pick([{}, { knownLists: [list] }]),
    },
    policy,
    author,
    list,
  );
  return { ...written, input, kind: point, point, enforcing: policy !== 'none', sure: false };
}

const DAY = 24 * 3_600_000;

/** The octets, zone and context of a written mail. */
export function build({ input, template, kind }: Written, now: number): BuiltCase {
  const built = buildCase({ ...input, path: [] }, now);
  const { zone, sentAt, rendered } = built;
  const compose = composer(input, sentAt);
  const organisation = rendered.address.split('@').at(-1)!.split('.').slice(-2).join('.');
  const key = keyOf({ template })!;
  const record = (owner = '') =>
    publish(zone, `k${key}._domainkey.${organisation}`, keyRecord(key, owner));
  let draft = compose();
  const at = kind === 'old date' ? sentAt - 9 * DAY : sentAt;
  if (kind === 'old date')
    draft.fields = draft.fields.map((field) =>
      field.startsWith('Date:')
        ? `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`
        : field,
    );
  if (kind !== 'unsigned') draft = signAs(draft, template, organisation, at);
  if (kind === 'made-up signature')
    draft.fields[0] = draft.fields[0]!.replace(
      /((?:^|;|\s)b[ \t]*=)([^;]*)/,
      (_, tag: string, value: string) => tag + value.replace(/[A-Za-z0-9+/]/g, 'A'),
    );
  if (kind === 'key of somebody else') record('somebody else');
  else if (kind !== 'key silent') record();
  const authorDomain = rendered.address.split('@').at(-1)!;
  for (const step of input.path ?? [])
    draft = walk(draft, step, { zone, authorDomain, at: sentAt, compose });
  const text = `${draft.fields.join('\r\n')}\r\n\r\n${draft.body}`;
  return { ...built, raw: new Uint8Array(Buffer.from(text, 'latin1')) };
}
