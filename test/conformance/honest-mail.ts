// Writes mail as real signers, sealers and lists write it. Seeded: a message comes back.
import { createHash } from 'node:crypto';
import { type BuiltCase, buildCase } from '../helpers/cases/build.ts';
import type { Case, GmailStep, Step } from '../helpers/cases/case.ts';
import { composer } from '../helpers/cases/compose.ts';
import { type Draft, keyRecord } from '../helpers/cases/sign.ts';
import { publish, walk } from '../helpers/cases/walk.ts';
import { fieldsOf, hashOf, keyOf, signAs } from './signers.ts';

export type Pick = <T>(choices: readonly T[]) => T;

export const LIST = 'strolls.example';
/** What it writes at the end, as lists do. */
export const FOOTERS = [
  `${'_'.repeat(47)}\nDEV mailing list -- dev@${LIST}\nTo unsubscribe send an email to dev-leave@${LIST}\n`,
  `${'_'.repeat(47)}\nDEV mailing list\nDEV@${LIST}\nhttps://${LIST}/mailman/listinfo/dev\n`,
  `-- \nYou received this message because you are subscribed to the list.\nTo view this discussion visit https://${LIST}/d/msgid/1.\n`,
];

const NAMES = ['Ann Writer', 'Bo Lind', 'Kenji Mori', 'Ines Costa', 'Office', ''];
export const SUBJECTS = [
  'Minutes',
  'Re: a patch for the docs',
  'Larger card',
  'Question about the account',
  'wire format',
];
export const BODIES = [
  'The meeting was short.\nNext time at noon.\n',
  'Hello,\n\nthe patch is below.\n\n> quoted\n\nAnn\n',
  'One line.\n',
  'Text with  two blanks and a tab\tinside.\n\n\n',
  'Hello,\n\nbelow you find it.\n\n-- \nAnn\n',
];

/** What a template can be used for. Who signs fields that a list writes, or the way so far, signs the whole of it. */
export interface Carrier {
  template: string;
  /** SHA-1: mail of a time when it was usual */
  isOld: boolean;
  /** signs nothing that a list adds */
  passesLists: boolean;
  /** signs what proves that the author addressed the list just now */
  provesHeader: boolean;
}

export function carrierOf(template: string): Carrier {
  const names = fieldsOf(template);
  const isWhole = names.some((name) => /^(?:list-.*|sender|precedence|received)$/.test(name));
  const isOld = hashOf(template) === 'sha1';
  const wanted = ['from', 'date', 'subject', 'message-id', 'to'];
  const passesLists = !isOld && !isWhole;
  return {
    template,
    isOld,
    passesLists,
    provesHeader: passesLists && wanted.every((name) => names.includes(name)),
  };
}

export interface Written {
  input: Case;
  template: string;
  kind: string;
  enforcing: boolean;
  /** the mail passes DMARC, or the list is taught, learned or set by policy */
  sure: boolean;
  /** who signs with the template: the author at once, or the list when it is done */
  signer: 'author' | 'list';
  /** what a forger does to the signature */
  signature?: { owner?: string; selector?: string; key?: 'silent' | 'testing'; none?: true };
  change?: (draft: Draft) => Draft;
}

/** Domains with what they publish; an author below an organisation has its policy from there. */
export function published(author: string, policy: string): NonNullable<Case['domains']> {
  const organisation = author.split('.').slice(-2).join('.');
  return {
    [author]: { spf: 'v=spf1 ip4:192.0.2.10 -all' },
    [organisation]: { spf: 'v=spf1 ip4:192.0.2.10 -all', dmarc: `v=DMARC1; p=${policy}` },
    [LIST]: { spf: 'v=spf1 ip4:192.0.2.71 -all' },
  };
}

/** A list signs what it passes on, with a key of its own. */
export const LIST_SIGNS: Step = {
  sign: { d: LIST, s: 'l1', h: ['from', 'subject', 'content-type', 'list-id'] },
};
export const LIST_ID = `dev.${LIST}`;
const LIST_HOP = { helo: `mx.${LIST}`, ip: '192.0.2.71', mailFrom: `dev-bounces@${LIST}` };
/** The set that a list or forwarder seals; some fold before a name that is From. */
const seal = (d: string, author: string, pick: Pick): Step => ({
  seal: {
    d,
    s: 'arc',
    h: ['to', 'subject', pick(['from', '\r\n From', '\r\n\tfrom']), 'date'],
    results: `mx.${d}; dkim=pass header.d=${author}; dmarc=pass header.from=${author}`,
  },
});

const mark = (footer: string) =>
  createHash('sha256').update(footer.replaceAll('\n', '\r\n')).digest('base64');

const PASSING = ['direct', 'forwarded', 'list', 'munged'];
const CHANGING = ['tagged', 'footed', 'both', 'taught', 'learned', 'retold', 'retold, taught'];

/** What each kind of carrier can carry without a break. */
function kindsOf({ isOld, passesLists, provesHeader }: Carrier): string[] {
  if (!passesLists) return isOld ? ['direct', 'forwarded'] : ['direct', 'munged'];
  return provesHeader
    ? [...PASSING, ...CHANGING]
    : [...PASSING, ...CHANGING.filter((kind) => !kind.startsWith('retold'))];
}

/** Honest mail: sent, passed on, or through a list that changes nothing, writes itself into From, adds or changes. */
export function writeHonest(pick: Pick, carriers: readonly Carrier[], n: number): Written {
  const carrier = pick(carriers);
  const author = pick(['minutes.example', 'a.minutes.example', 'office-works.example']);
  const organisation = author.split('.').slice(-2).join('.');
  const kind = pick(kindsOf(carrier));
  const enforcing = pick([false, true, true]) && kind !== 'retold, taught';
  // Nothing of such mail is proved but its header, and only who enforces is helped by that.
  const strict = enforcing || kind === 'retold';
  const policy = strict ? pick(['quarantine', 'reject']) : 'none';
  const name = pick(NAMES);
  const footer = pick(FOOTERS);
  const isDirect = kind === 'direct' || kind === 'forwarded';
  const isMunged = kind === 'munged';
  const steps: Step[] = [];
  if (['tagged', 'both'].includes(kind)) steps.push({ replace: ['Subject: ', 'Subject: [dev] '] });
  if (kind.startsWith('retold')) steps.push({ append: 'This text was converted by the list.\n' });
  if (['footed', 'both', 'taught', 'learned', 'munged'].includes(kind))
    steps.push({ append: footer });
  if (!isDirect) steps.push({ field: `List-Id: Dev <${LIST_ID}>` });
  // Who changes a text says how it is read, where its author did not.
  if (!isDirect && !isMunged && (kind.startsWith('retold') || pick([true, false])))
    steps.push(LIST_SIGNS);
  if (kind !== 'direct' && !isMunged && pick([true, false]))
    steps.push(seal(isDirect ? 'hop.example' : LIST, organisation, pick));
  const passes = PASSING.includes(kind);
  const shown = isMunged ? LIST : organisation;
  const hop: GmailStep = isDirect
    ? kind === 'forwarded'
      ? { helo: 'mx.hop.example', ip: '198.51.100.9', mailFrom: `ann@${author}`, spf: 'softfail' }
      : { helo: `mx.${organisation}`, ip: '192.0.2.10', mailFrom: `ann@${author}`, spf: 'pass' }
    : { ...LIST_HOP, spf: 'pass' };
  steps.push({
    gmail: {
      ...hop,
      dkim: [`${passes ? 'pass' : 'fail'} ${shown} k`],
      dmarc: `${passes ? 'pass' : 'fail'} ${policy}`,
      headerFrom: shown,
      form: pick(['plain', 'noSource', 'twoReceived', 'forwardedEncrypted']),
    },
  });
  const knows = kind === 'taught' || kind === 'retold, taught';
  const learned = [LIST_ID, `${LIST_ID} ${mark(footer)}`];
  const input: Case = {
    name: `honest-${n}`,
    shows: kind,
    mail: {
      from: isMunged
        ? { name: `${name || 'ann'} via Dev`, address: `dev@${LIST}` }
        : { name, address: `ann@${author}` },
      to: isDirect ? 'alice@gmail.com' : `dev@${LIST}`,
      subject: pick(SUBJECTS),
      body: pick(BODIES),
      age: carrier.isOld ? 83_220 : pick([3, 30, 200]),
      ...(isMunged ? { fields: [`Reply-To: ann@${author}`] } : {}),
    },
    path: steps,
    domains: published(author, policy),
    context: {
      ...(knows ? { knownLists: [LIST] } : {}),
      ...(kind === 'learned' ? { learnedLists: learned } : {}),
    },
    expect: { origin: 'signed', tone: 'calm' },
  };
  return {
    input,
    template: carrier.template,
    kind,
    enforcing: strict,
    sure: passes || knows || (kind === 'learned' && !strict),
    signer: isMunged ? 'list' : 'author',
  };
}

const same = (draft: Draft) => draft;

/** The octets, zone and context of a written mail. */
export function build(written: Written, now: number): BuiltCase {
  const { input, template, signer, signature = {}, change = same } = written;
  const built = buildCase({ ...input, path: [] }, now);
  const { zone, sentAt, rendered } = built;
  const compose = composer(input, sentAt);
  const authorDomain = rendered.address.split('@').at(-1)!;
  const signs = authorDomain.split('.').slice(-2).join('.');
  const key = keyOf(template)!;
  const { owner = '', selector = `k${key}`, key: state, none = false } = signature;
  const sign = (draft: Draft): Draft => {
    if (none) return draft;
    const flags = state === 'testing' ? 't=y; ' : '';
    if (state !== 'silent')
      publish(zone, `${selector}._domainkey.${signs}`, keyRecord(key, owner, flags));
    return signAs(draft, template, signs, sentAt, { selector });
  };
  let draft = compose();
  if (fieldsOf(template).includes('received'))
    draft = walk(
      draft,
      { received: 'from desk.example by out.example with ESMTP id 1' },
      {
        zone,
        authorDomain,
        at: sentAt,
        compose,
      },
    );
  if (signer === 'author') draft = change(sign(draft));
  for (const step of input.path ?? []) {
    if (signer === 'list' && 'gmail' in step) draft = sign(draft);
    draft = walk(draft, step, { zone, authorDomain, at: sentAt, compose });
  }
  const text = `${draft.fields.join('\r\n')}\r\n\r\n${draft.body}`;
  return { ...built, raw: new Uint8Array(Buffer.from(text, 'latin1')) };
}
