// Receives a message as mx.google.com does: the fields it writes, in its order, with its phrases and its seal.
import type { GmailStep } from './case.ts';
import { type Draft, sealArc } from './sign.ts';

export const GOOGLE_SELECTOR = 'arc-20240605';
export const READER = 'alice@gmail.com';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const two = (n: number) => String(n).padStart(2, '0');

/** RFC 5322 date-time in Google's zone. */
export function googleDate(at: number): string {
  const d = new Date(at - 8 * 3_600_000);
  return `${DAYS[d.getUTCDay()]}, ${two(d.getUTCDate())} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} -0800 (PST)`;
}

/** Google quotes what RFC 8601 makes it quote; a local part that is quoted already stays as it is. */
const quoteWhereNeeded = (value: string) =>
  /^(?:[\w.@+-]*|".*)$/.test(value) ? value : `"${value}"`;

function spfPhrase(step: GmailStep, mailFrom: string, ip: string): string {
  const who = mailFrom || step.helo || 'unknown';
  const comment: Record<string, string> = {
    pass: `domain of ${who} designates ${ip} as permitted sender`,
    softfail: `domain of transitioning ${who} does not designate ${ip} as permitted sender`,
    fail: `domain of ${who} does not designate ${ip} as permitted sender`,
    neutral: `${ip} is neither permitted nor denied by best guess record for domain of ${who}`,
    none: `${who} does not designate permitted sender hosts`,
    temperror: `error in processing during lookup of ${who}: DNS error`,
    permerror: `permanent error in processing during lookup of ${who}`,
  };
  return `(google.com: ${comment[step.spf ?? 'none']})`;
}

const foldResults = (results: string) => results.trim().replace(/\r?\n */g, '\r\n       ');

/** Google's result list from the short words of a case. */
function resultList(step: GmailStep, authorDomain: string, mailFrom: string, ip: string): string {
  if (step.results !== undefined) return foldResults(step.results);
  const parts: string[] = [];
  for (const line of step.dkim ?? []) {
    const [result, d, s, ...comment] = line.split(' ');
    const note = comment.length ? ` (${comment.join(' ')})` : '';
    parts.push(
      `dkim=${result}${note} header.i=@${d} header.s=${s} header.b="Q2/${d?.length ?? 0}+abc"`,
    );
  }
  if (step.arc) parts.push(`arc=${step.arc}`);
  if (step.spf) {
    const identity = mailFrom
      ? `smtp.mailfrom=${quoteWhereNeeded(mailFrom)}`
      : `smtp.helo=${step.helo}`;
    parts.push(`spf=${step.spf} ${spfPhrase(step, mailFrom, ip)} ${identity}`);
  }
  if (step.dmarc) {
    const [result, policy = 'none', dis = 'none'] = step.dmarc.toUpperCase().split(' ');
    parts.push(
      `dmarc=${result?.toLowerCase()} (p=${policy.toUpperCase()} sp=${policy.toUpperCase()} dis=${dis.toUpperCase()}) header.from=${step.headerFrom ?? authorDomain}`,
    );
  }
  return parts.join(';\r\n       ');
}

/** Puts Gmail's fields on top. `at` in milliseconds. */
export function receiveAtGmail(
  draft: Draft,
  step: GmailStep,
  authorDomain: string,
  at: number,
): Draft {
  const {
    helo = `mail.${authorDomain}`,
    reverse = helo,
    ip = '192.0.2.10',
    clientIp = ip,
    mailFrom = `bounce@${authorDomain}`,
    host = 'mx.google.com',
    form = step.inside ? 'noSource' : 'plain',
    tls = true,
    owner = 'google',
    selector = GOOGLE_SELECTOR,
  } = step;
  const recipient = step.for === undefined ? READER : step.for;
  const results = resultList(step, authorDomain, mailFrom, clientIp);
  const date = googleDate(at);
  const signed = ['to', 'subject', 'message-id', 'date', 'from', 'mime-version', 'dkim-signature'];
  const present = new Set(draft.fields.map((f) => f.slice(0, f.indexOf(':')).toLowerCase().trim()));
  const sealed =
    step.seal === false
      ? draft
      : sealArc(draft, {
          d: 'google.com',
          s: selector,
          owner,
          h: step.signed ?? signed.filter((name) => present.has(name)),
          cv: step.cv ?? (draft.fields.some((f) => /^arc-seal:/i.test(f)) ? 'pass' : 'none'),
          results: `${host};\r\n       ${foldResults(step.sealedResults ?? results)}`,
          t: Math.floor(at / 1000),
          trailer: 'dara=google.com',
          wholeChain: true,
        });
  const sealFields = sealed.fields.slice(0, sealed.fields.length - draft.fields.length);
  const source = `X-Google-Smtp-Source: AGHT+IHy5P0oQ${'k'.repeat(30)}`;
  const xReceived = `X-Received: by 2002:a17:90b:4c46:b0:22c:9217:68b6 with SMTP id np6-20020a17090b4c4600b0022c921768b6mr4707091pjb.14.${at};\r\n        ${date}`;
  const above: Record<NonNullable<GmailStep['form']>, string[]> = {
    plain: [source, xReceived],
    noSource: [xReceived],
    twoReceived: [xReceived, source, xReceived],
    forwardedEncrypted: [`X-Forwarded-Encrypted: i=1; ${'A'.repeat(40)}`, source, xReceived],
  };
  const rdns = reverse === null ? `[${ip}]` : `${reverse}. [${ip}]`;
  const cipher = '(version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256)';
  const security = !tls
    ? ''
    : `\r\n        ${step.inside ? '(Google Transport Security)' : cipher}`;
  const protocol = step.inside ? 'SMTPS' : tls ? 'ESMTPS' : 'ESMTP';
  const fields = [
    ...(step.top === false
      ? []
      : [
          `Delivered-To: ${READER}`,
          `Received: by 2002:a05:7300:538f:b0:7c:ab41:dfcf with SMTP id g15csp950363dye;\r\n        ${date}`,
        ]),
    ...above[form],
    ...sealFields,
    `Return-Path: <${mailFrom}>`,
    `Received: from ${helo} (${rdns})\r\n        by ${host} with ${protocol} id 23-20020a17090a0b9700b00229b568de13si3324935pjr.10${recipient ? `\r\n        for <${recipient}>` : ''}${security};\r\n        ${date}`,
    ...(step.spf
      ? [`Received-SPF: ${step.spf} ${spfPhrase(step, mailFrom, clientIp)} client-ip=${clientIp};`]
      : []),
    ...(step.keepResults === false
      ? []
      : [`Authentication-Results: ${host};\r\n       ${results}`]),
  ];
  return { fields: [...fields, ...draft.fields], body: draft.body };
}

/** What Gmail writes between its two receptions when it forwards by itself, from the top. */
export function forwardAutomatically(draft: Draft, from: string, at: number): Draft {
  const date = googleDate(at);
  const fields = [
    `X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n        d=1e100.net; s=20230601; t=${Math.floor(at / 1000)};\r\n        h=to:subject:message-id:date:from; bh=AAAA; b=AAAA`,
    `X-Gm-Message-State: AOJu0Y\r\n\t${'m'.repeat(40)}`,
    `X-Received: by 2002:a17:90b:1e07:b0:22c:9217:68b6 with SMTP id np6mr47.14.${at};\r\n        ${date}`,
    `X-Forwarded-To: ${READER}`,
    `X-Forwarded-For: ${from} ${READER}`,
    `Delivered-To: ${from}`,
    `Received: by 2002:a05:7300:538f:b0:7c:ab41:aaaa with SMTP id g15csp940363dye;\r\n        ${date}`,
  ];
  return { ...draft, fields: [...fields, ...draft.fields] };
}

/** What Gmail's own composer leaves above the message. */
export function composeInGmail(draft: Draft, at: number): Draft {
  const date = googleDate(at);
  const fields = [
    `X-Gm-Message-State: AOJu0Y\r\n\t${'c'.repeat(40)}`,
    `X-Google-Smtp-Source: AGHT+IHy5P0oQ${'k'.repeat(30)}`,
    `X-Received: by 2002:a17:90b:3e89:b0:22c:9217:68b6 with SMTP id np6mr48.14.${at};\r\n        ${date}`,
    `Received: by 2002:a17:90b:1:b0:22c:9217:1 with HTTP; ${date}`,
  ];
  return { ...draft, fields: [...fields, ...draft.fields] };
}
