// A reader who opens mail day after day: each message is judged with what memory knows, and memory learns from it.
import 'fake-indexeddb/auto';
import { openMemory } from '../../lib/memory/memory.ts';
import { openSenders } from '../../lib/memory/senders.ts';
import type { Context, Evidence, Judgement } from '../../lib/model.ts';
import { judge } from '../../lib/verdict/judge.ts';
import { lessonOf, tracesOf, withMemory } from '../../lib/verdict/lesson.ts';
import { tell } from '../../lib/verdict/story/tell.ts';
import {
  arcSet,
  boundary,
  context,
  DAY,
  dkim,
  dmarc,
  type EvidenceWords,
  evidence,
  NOW,
  READER,
} from '../verdict/evidence.ts';

export const ACCOUNT = READER;

let databases = 0;

export interface Mail extends EvidenceWords {
  /** days before NOW on which it came */
  ago?: number;
  id?: string;
  account?: string;
  context?: Partial<Context>;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** Authenticated mail: signed by the author's own domain, now and when it came. */
export function signedMail(name: string, from: string, words: Mail = {}): Mail {
  const domain = domainOf(from);
  return {
    ...words,
    message: { name, from, ...words.message },
    stated: {
      results: [`dkim=pass ${domain}`, `spf=pass ${domain}`, `dmarc=pass ${domain}`],
      boundary: boundary(`mta.${domain}`),
      mailFrom: `bounce@${domain}`,
      ...words.stated,
    },
    evaluated: { dkim: [dkim({ sdid: domain })], dmarc: dmarc({ domain }), ...words.evaluated },
  };
}

/** Mail that only a permitted server vouches for. */
export function listedMail(name: string, from: string, words: Mail = {}): Mail {
  const domain = domainOf(from);
  return signedMail(name, from, {
    ...words,
    stated: { results: [`spf=pass ${domain}`, `dmarc=pass ${domain}`], ...words.stated },
    evaluated: { dkim: [], dmarc: dmarc({ domain, alignedDkim: false }), ...words.evaluated },
  });
}

/** Mail that nothing ties to its author. */
export function unprovenMail(name: string, from: string, words: Mail = {}): Mail {
  const domain = domainOf(from);
  return signedMail(name, from, {
    ...words,
    stated: { results: ['spf=none other.example'], ...words.stated },
    evaluated: {
      dkim: [],
      dmarc: dmarc({ domain, result: 'none', policy: null, record: null, policyDomain: null }),
      ...words.evaluated,
    },
  });
}

/** Mail whose domain asks receivers to refuse it. */
export function failedMail(name: string, from: string, words: Mail = {}): Mail {
  const domain = domainOf(from);
  return signedMail(name, from, {
    ...words,
    stated: {
      results: [`spf=fail ${domain}`, `dmarc=fail ${domain}`],
      policy: 'reject',
      ...words.stated,
    },
    evaluated: {
      dkim: [],
      dmarc: dmarc({ domain, result: 'fail', policy: 'reject', alignedDkim: false }),
      ...words.evaluated,
    },
  });
}

export function startMailbox() {
  const name = `test-${databases++}`;
  const memory = openMemory({ name, now: () => NOW });
  let messages = 0;

  /** Opens a message: what is recalled, judged and learned, in this order, as in the background. */
  async function open(mail: Mail): Promise<Judgement> {
    const { ago = 0, id = `m${messages++}`, account = ACCOUNT, context: words, ...rest } = mail;
    const at = NOW - ago * DAY;
    const stated = { ...rest.stated, receivedAt: at };
    const found: Evidence = evidence({ ...rest, stated });
    const traces = tracesOf(found, id, NOW);
    const informed = withMemory(context(words), await memory.recall(account, traces));
    const judgement = judge(found, informed, null);
    const told = { judgement, story: tell(judgement) };
    await memory.remember(account, lessonOf(told, informed, id), at);
    return judgement;
  }

  return {
    name,
    memory,
    /** its senders, as the page lists them */
    senders: openSenders({ name }),
    open,
    /** The same mail on several days; the judgement of the last. */
    async openOn(days: number[], mail: Mail): Promise<Judgement> {
      let last: Judgement | undefined;
      for (const ago of days) last = await open({ ...mail, ago });
      return last as Judgement;
    },
  };
}

export const rulesOf = ({ report }: Judgement) => report.findings.map(({ rule }) => rule);
export const severityOf = ({ report }: Judgement, rule: string) =>
  report.findings.find((finding) => finding.rule === rule)?.severity;

export { arcSet, boundary, DAY, dkim, dmarc, NOW, READER };
