// Could this name tell one reader from another? How much its labels can carry, in bits. What all names of a message
// carry together is the tally's to count: whoever may ask for several can spread a token over them.

import { organizationalDomain } from '../text/organization.ts';
import {
  digitBits,
  isSuspectRegistration,
  labelBits,
  MAX_LABEL_BITS,
  numbersIn,
  sum,
} from './label-bits.ts';

/** a token spread over several labels */
const MAX_NAME_BITS = 40;

/**
 * True for a label that a standard prescribes in this place, where nobody chose it: `_dmarc` ahead (RFC 9989 section
 * 4.7), one `_domainkey` behind the selector (RFC 6376 section 3.6.2.1), `in-addr` behind the client's address (`%{v}`,
 * RFC 7208 section 7.2). Anywhere else it is a label like any other.
 */
function isPrescribed(labels: readonly string[], i: number): boolean {
  const label = labels[i];
  if (label === '_dmarc') return i === 0;
  if (label === '_domainkey')
    return i > 0 && labels[0] !== '_dmarc' && labels.filter((one) => one === label).length === 1;
  return label === 'in-addr' && labels[i - 1] === ADDRESS;
}

/** Stands for the client's address in a name that is weighed; no name that is asked can hold it. */
const ADDRESS = '%ip';

/**
 * Names under these belong to large mail services and mailbox providers: whoever sends through them neither
 * chooses such a name for one reader nor sees who asks for it. Some of their own selectors look random.
 */
const SHARED = new Set(
  `google.com gmail.com googlemail.com googlegroups.com outlook.com hotmail.com onmicrosoft.com microsoft.com
  office365.com icloud.com apple.com me.com yahoo.com yahoo.co.jp yahoodns.net aol.com amazonses.com
  amazon.com amazon.co.jp amazonaws.com sendgrid.net mailgun.org mailgun.net mcsv.net rsgsv.net mcdlv.net
  mandrillapp.com mailchimpapp.net mtasv.net postmarkapp.com sparkpostmail.com mailjet.com sendinblue.com
  brevo.com exacttarget.com salesforce.com pardot.com hubspotemail.net klaviyomail.com
  zendesk.com freshdesk.com intercom.io pphosted.com mimecast.com messagelabs.com barracudanetworks.com
  messagingengine.com fastmail.com protonmail.ch proton.me zoho.com zohomail.com mailo.com gmx.net web.de
  yandex.ru yandex.net mail.ru qq.com 163.com gappssmtp.com iphmx.com linkedin.com facebookmail.com github.com bcsv.net
  vali.email ondmarc.com sakura.ne.jp xserver.jp lolipop.jp conoha.ne.jp kagoya.net iij.ad.jp securemx.jp
  docomo.ne.jp ezweb.ne.jp softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp`.split(/\s+/),
);

/** A label that somebody chose, and what it can carry. */
export interface WeighedLabel {
  /** the name from this label on */
  ending: string;
  label: string;
  bits: number;
}

/** What a name can carry. */
interface Weight {
  /** enough by itself to number all readers */
  unique: boolean;
  /** from the left; none below a shared service */
  labels: WeighedLabel[];
}

/**
 * Weighs a lower-case name. `address` is the client's IPv4 address, whose four numbers may stand in the name in either
 * order (SPF `%{i}`).
 */
export function weigh(name: string, address: string | null = null): Weight {
  const labels = withoutAddress(name, address).split('.');
  for (let i = 0; i < labels.length - 1; i++) {
    if (SHARED.has(labels.slice(i).join('.'))) return { unique: false, labels: [] };
  }
  const registered = registeredIndex(labels);
  const own = labels.slice(0, registered + 1);
  const bits = weighLabels(labels, registered);
  const digits = own.slice(0, registered).flatMap(numbersIn);
  const unique =
    bits.some((value) => value > MAX_LABEL_BITS) ||
    sum(digits.map(digitBits)) > MAX_LABEL_BITS ||
    sum(bits) > MAX_NAME_BITS;
  return {
    unique,
    labels: own.map((label, i) => ({
      // the address may be written in several ways, and the whole name is a name of its own in each
      ending: i === 0 ? name : labels.slice(i).join('.'),
      label,
      bits: bits[i] ?? 0,
    })),
  };
}

/** So many short labels of a name are names of hosts and selectors; more of them are a token, letter by letter. */
const MOST_SHORT = 3;

/** Bits of each label up to the registered one. Words count as a row over the whole name, from the right. */
function weighLabels(labels: readonly string[], registered: number): number[] {
  const bits: number[] = [];
  let terms = 0;
  let short = 0;
  for (let i = registered; i >= 0; i--) {
    const label = labels[i] ?? '';
    const isFree = isPrescribed(labels, i) || (i === registered && !isSuspectRegistration(label));
    const weighed = isFree ? null : labelBits(label, terms, short < MOST_SHORT);
    bits.unshift(weighed?.bits ?? 0);
    terms += weighed?.terms ?? 0;
    if (weighed?.terms === 0) short += 1;
  }
  return bits;
}

/** The part of a lower-case name that somebody registered, as the public suffix list has it. */
export function registeredName(name: string): string {
  const labels = name.split('.');
  return labels.slice(registeredIndex(labels)).join('.');
}

/** The labels of a lower-case name below the one that somebody registered, from the left. */
export function ownLabels(name: string): string[] {
  const labels = name.split('.');
  return labels.slice(0, registeredIndex(labels));
}

/** Position of the label somebody registered; of a public suffix itself its first. */
function registeredIndex(labels: string[]): number {
  const registered = organizationalDomain(labels.join('.'));
  return registered === null ? 0 : labels.length - registered.split('.').length;
}

function withoutAddress(name: string, address: string | null): string {
  if (!address || !/^\d+(\.\d+){3}$/.test(address)) return name;
  let rest = name;
  for (const written of [address, address.split('.').reverse().join('.')]) {
    for (const form of [written, written.replaceAll('.', '-')]) {
      const at = rest.search(new RegExp(`(?<!\\d)${form.replaceAll('.', '\\.')}(?!\\d)`));
      if (at >= 0) rest = `${rest.slice(0, at)}${ADDRESS}${rest.slice(at + form.length)}`;
    }
  }
  return rest;
}
