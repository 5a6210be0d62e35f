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
  /** inner reception of an automatic forward: its Authentication-Results is removed */
  keepResults?: boolean;
  /** hours from the message's own date, 0.01 unless said */
  after?: number;
}

/** One thing that happens to the message on its way, in order of time. */
export type Step =
  | { sign: SignOptions & { publish?: 'yes' | 'no' | 'revoked' | 'other'; flags?: string } }
  | { seal: Omit<SealOptions, 'cv'> & { cv?: SealOptions['cv'] } }
  | { received: string }
  | { field: string }
  | { fieldBelow: string }
  | { replace: [string, string] }
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
    lf?: boolean;
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
  context?: Partial<Omit<Context, 'now' | 'receivedAt'>>;
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
  };
}

/** One case by name. */
export function loadCase(name: string): Case {
  return { name, ...parse(readFileSync(new URL(`${name}.yml`, FOLDER), 'utf8')) };
}

/** All cases, by name. */
export function loadCases(): Case[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => loadCase(file.slice(0, -4)));
}
