// Evidence for rule tests: a header block as Gmail or a file delivers it, with whatever the case wants to be measured.

import { state } from '../../../lib/evidence/stated.ts';
import { parse } from '../../../lib/message/parse.ts';
import { LOCAL_CONTEXT } from '../../../lib/model/context.ts';
import type {
  BodyFacts,
  Context,
  DkimEvaluation,
  Evaluated,
  Evidence,
  Finding,
  OriginVerdict,
} from '../../../lib/model.ts';
import { decideOrigin } from '../../../lib/verdict/origin/decide.ts';
import { runRules } from '../../../lib/verdict/rules/run.ts';

export const NOW = Date.UTC(2026, 10, 20, 12);

export const CONTEXT: Context = { ...LOCAL_CONTEXT, now: NOW };

const FACTS: BodyFacts = {
  size: 100,
  bareLf: false,
  bareCr: false,
  nul: false,
  byteOrderMark: false,
  leadingBlankLines: 0,
  unsignedTails: [],
  calendar: null,
};

/** Text as the octets of its UTF-8 form, one character each: how header blocks travel. */
export function octets(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Header lines (LF or CRLF) as a block. */
export function block(header: string): string {
  const lines = header.replace(/\r?\n/g, '\r\n');
  return lines.endsWith('\r\n') ? lines : `${lines}\r\n`;
}

/** An evaluation in which nothing was found. */
export function evaluated(overrides: Partial<Evaluated> = {}): Evaluated {
  return {
    judgedAt: NOW,
    clock: 'received',
    spf: null,
    dkim: [],
    dmarc: {
      result: 'none',
      policy: null,
      domain: null,
      policyDomain: null,
      organizationalDomain: null,
      record: null,
      published: [],
      testing: false,
      adkim: 'relaxed',
      aspf: 'relaxed',
      alignedDkim: false,
      alignedSpf: false,
      reason: null,
    },
    arc: { result: 'none', reason: null, instances: [] },
    domain: { gone: false, subdomainGone: false },
    engineAuthors: [],
    ...overrides,
  };
}

/** A signature that passes and covers what most do. */
export function signature(sdid: string, overrides: Partial<DkimEvaluation> = {}): DkimEvaluation {
  return {
    result: 'pass',
    reason: null,
    sdid,
    auid: null,
    selector: 's1',
    algorithm: 'rsa-sha256',
    canonicalization: 'relaxed/relaxed',
    aligned: true,
    keyBits: 2048,
    testing: false,
    signedFields: ['from', 'to', 'subject', 'date', 'message-id', 'content-type', 'reply-to'],
    unsignedOctets: 0,
    bodyLengthLimit: null,
    signedAt: null,
    expiresAt: null,
    keyRecord: 'v=DKIM1; p=',
    dnssec: false,
    comment: null,
    ...overrides,
  };
}

export interface Parts {
  facts?: Partial<BodyFacts>;
  evaluated?: Evaluated | null;
  context?: Partial<Context>;
}

/** Evidence of a header block (octets). */
export function evidenceOf(header: string, parts: Parts = {}): Evidence {
  const context = { ...CONTEXT, ...parts.context };
  const message = parse(block(header));
  return {
    digest: { size: header.length, refused: null, facts: { ...FACTS, ...parts.facts } },
    message,
    stated: state(message, context.source, context.me.addresses),
    evaluated: parts.evaluated ?? null,
    queries: [],
    held: [],
  };
}

/**
 * What Gmail puts on top of what it receives. `results` without the authserv-id; `smtp.mailfrom` in it has to be
 * `mailFrom`. `reverse` '' stands for a client without a name.
 */
export function anchored(
  results: string,
  hop: { helo?: string; mailFrom?: string; reverse?: string } = {},
): string {
  const { helo = 'mail.example.net', mailFrom = 'bounce@example.net' } = hop;
  const reverse = hop.reverse ?? helo;
  const date = 'Fri, 20 Nov 2026 03:00:00 -0800 (PST)';
  return [
    'Delivered-To: reader@gmail.com',
    'Received: by 2002:a05:7300:538f:b0:7c:ab41:dfcf with SMTP id g15csp950363dye;',
    `        ${date}`,
    `Return-Path: <${mailFrom}>`,
    `Received: from ${helo} (${reverse === '' ? '' : `${reverse}. `}[192.0.2.1])`,
    '        by mx.google.com with ESMTPS id 23-20020a17090a0b9700b00229b568de13si3324935pjr.10',
    '        for <reader@gmail.com>',
    '        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);',
    `        ${date}`,
    `Received-SPF: none (google.com: ${mailFrom} does not designate permitted sender hosts) client-ip=192.0.2.1;`,
    `Authentication-Results: mx.google.com; ${results}`,
    '',
  ].join('\n');
}

export interface Outcome {
  origin: OriginVerdict;
  findings: Finding[];
}

/** Origin and findings of a header block. */
export function outcome(header: string, parts: Parts = {}): Outcome {
  const context = { ...CONTEXT, ...parts.context };
  const evidence = evidenceOf(header, parts);
  const origin = decideOrigin(evidence, context);
  return { origin, findings: runRules(evidence, context, origin).findings };
}

/** The gravest severity among findings. */
export function worst(findings: readonly Finding[]): 'danger' | 'caution' | 'info' | 'none' {
  for (const severity of ['danger', 'caution', 'info'] as const) {
    if (findings.some((finding) => finding.severity === severity)) return severity;
  }
  return 'none';
}
