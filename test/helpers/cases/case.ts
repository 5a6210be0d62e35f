// What a case file may say (test/fixtures/cases/<what-it-shows>.yml), and how it is read.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Context, Origin, Reason, Tone } from '../../../lib/model.ts';
import type { SourceBehaviour } from '../../replica/source.ts';
import type { Zone } from '../dns/zone.ts';
import type { SealOptions, SignOptions } from './sign.ts';

const FOLDER = new URL('../../fixtures/cases/', import.meta.url);

/** How mx.google.com received it. Results are Google's phrases, made from short words unless given raw. */
export interface GmailStep {
  helo?: string;
  /** reverse name; null for none, as Gmail writes it: `from helo ([ip])` */
  reverse?: string | null;
  ip?: string;
  /** client-ip where an inbound gateway stands before the boundary */
  clientIp?: string;
  /** MAIL FROM; '' for the null sender */
  mailFrom?: string;
  for?: string | null;
  tls?: boolean;
  /** `pass shop.example s1`, one a signature */
  dkim?: string[];
  spf?: string;
  /** `pass reject`, `fail quarantine`, with `dis=` word third */
  dmarc?: string;
  /** raw, for example `pass (i=1 spf=pass)` */
  arc?: string;
  /** replaces the whole result list */
  results?: string;
  /** header.from of the dmarc result, the author domain unless said */
  headerFrom?: string;
  /** false: no ARC set of Google */
  seal?: boolean;
  cv?: 'none' | 'pass' | 'fail';
  host?: 'mx.google.com' | 'gmr-mx.google.com';
  form?: 'plain' | 'noSource' | 'twoReceived' | 'forwardedEncrypted';
  /** false: Authentication-Results left out, as in the inner reception of an automatic forward */
  keepResults?: boolean;
  /** false: without Delivered-To and Google's inner hop on top, as in an inner reception */
  top?: boolean;
  /** handed over inside Google: `with SMTPS` and `(Google Transport Security)` */
  inside?: boolean;
  /** who holds the sealing key: anybody but `google` forges the set; their key is not published */
  owner?: string;
  /** selector of the sealing key */
  selector?: string;
  /** h= of Google's message signature, in place of what Google signs */
  signed?: string[];
  /** replaces the result list in the sealed copy only */
  sealedResults?: string;
  /** hours from the message's own date, 0.01 unless said */
  after?: number;
}

/** DKIM-Signature. `lasts`: hours until x=; `publish: other` publishes somebody else's key under the selector. */
export interface SignStep extends SignOptions {
  publish?: 'yes' | 'no' | 'revoked' | 'other';
  flags?: string;
  lasts?: number;
}

/** One thing that happens to the message on its way, in order of time. Texts with several lines are folded fields. */
export type Step =
  | { sign: SignStep }
  | { seal: Omit<SealOptions, 'cv'> & { cv?: SealOptions['cv']; publish?: 'yes' | 'no' } }
  | { received: string }
  /** one field on top */
  | { field: string }
  /** several on top, in reading order */
  | { fields: string[] }
  /** the same field many times on top */
  | { flood: { field: string; times: number } }
  /** one field on top that ends in the same text many times */
  | { pad: { field: string; with: string; times: number } }
  | { fieldBelow: string }
  /** the topmost field of this name is taken away */
  | { drop: string }
  /** the first occurrence, in header or body */
  | { replace: [string, string] }
  /** the same, the second text as octets, one a character, and not as UTF-8 */
  | { latin1: [string, string] }
  /** From, To, Subject and body become those of another mail; what stands above is kept */
  | { rewrite: Partial<Case['mail']> }
  | { append: string }
  /** Gmail's automatic forwarding from this mailbox: what it writes between its two receptions */
  | { autoForward: string }
  /** written in Gmail's own composer */
  | { composed: 'gmail' }
  | { gmail: GmailStep };

export interface Case {
  name: string;
  shows: string;
  /** raw fields from the top; non-ASCII text is encoded (RFC 2047) unless `raw` is set */
  mail: {
    from?: { name?: string; address: string } | string;
    to?: string;
    subject?: string;
    /** hours before `now`, 24 unless said */
    age?: number;
    fields?: string[];
    /** replaces the whole header */
    header?: string;
    body?: string;
    html?: string;
    /** neither body nor the empty line before it (RFC 5322 section 3.5) */
    headerOnly?: boolean;
    lf?: boolean;
    /** replaces everything: what arrives is these octets */
    octets?: string;
  };
  path?: Step[];
  /** domain → short records */
  domains?: Record<string, { spf?: string; dmarc?: string; a?: string[]; mx?: string[] }>;
  zone?: Zone;
  /** what Gmail shows, where it is not what the mail says */
  rendered?: { name: string; address: string };
  in?: Context['folder'];
  /** the source cannot be fetched: a behaviour of the local Gmail */
  source?: SourceBehaviour;
  context?: Partial<Omit<Context, 'now'>>;
  /** a place in the demo mailbox */
  demo?: number;
  expect: {
    origin: Origin;
    tone: Tone;
    row?: number;
    reason?: Reason | null;
    proof?: string;
    situation?: string;
    /** rules that must be found; every danger and caution must be listed */
    findings?: string[];
    /** rules that must not be found, as info either */
    without?: string[];
    /** keys below `story.note.` or `story.claim.` that must be said on top of the row */
    notes?: string[];
    /** keys that must not be said there */
    withoutNotes?: string[];
    /** the rows of the table of claims that decided, one a claim */
    claims?: number[];
    /** whose domain it is said to be; null: nothing of the kind is said */
    owner?: string | null;
    /** what is said of a logo: a key below `word.bimi.` */
    bimi?: string;
    /** what mends it, by id, the most useful first */
    remedies?: string[];
    /** other rows, and why each was not chosen: a key below `why.`, `earlier` where it fits as well */
    why?: Record<number, string>;
  };
}

/** File names below the folder, with their sub-folder, by case name. */
function listFiles(): Map<string, string> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yml'))
    .map((file): [string, string] => [file.replace(/^.*\//, '').slice(0, -4), file]);
  const byName = new Map(files);
  if (byName.size < files.length) throw new Error('two cases have one name');
  return byName;
}

function readCase(name: string, file: string): Case {
  return { name, ...parse(readFileSync(new URL(file, FOLDER), 'utf8')) };
}

/** One case by name. */
export function loadCase(name: string): Case {
  const file = listFiles().get(name);
  if (file === undefined) throw new Error(`no case ${name}`);
  return readCase(name, file);
}

/** All cases, by name. */
export function loadCases(): Case[] {
  return [...listFiles()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, file]) => readCase(name, file));
}

/** The demo mailbox in its order, and the names its reader protects: those that one of its messages borrows. */
export function loadDemo(): { cases: Case[]; protectedNames: string[] } {
  const cases = loadCases()
    .filter((one) => one.demo)
    .sort((a, b) => (a.demo ?? 0) - (b.demo ?? 0));
  const borrowed = cases.filter((one) => one.expect.findings?.includes('nameColleague'));
  return {
    cases,
    protectedNames: borrowed.flatMap((one) => [...(one.context?.protectedNames ?? [])]),
  };
}
