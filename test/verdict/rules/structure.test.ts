// The structure layer: each rule where it speaks and where it does not; and the raw cases one by one.
import { describe, expect, test } from 'vitest';
import { describeRule } from './describe-rule.ts';
import { evaluated, outcome, signature, worst } from './evidence.ts';
import { contextFor } from './senders.ts';
import { STRUCTURES } from './structures.ts';

describe('raw From fields', () => {
  for (const { rule, header, mild } of STRUCTURES) {
    test(`${rule}: ${header.split('\n')[0]}`, () => {
      const { findings } = outcome(header, { context: contextFor(false) });
      expect(findings.map((finding) => finding.rule)).toContain(rule);
      expect(worst(findings)).toMatch(mild ? /danger|caution/ : /danger/);
    });
  }
});

const plain = 'Shop <news@shop.example>';
const passes = (domain: string) =>
  `dkim=pass header.i=@${domain} header.s=s1; spf=pass smtp.mailfrom=b@${domain}; dmarc=pass (p=NONE) header.from=${domain}`;
const through = (domain: string) => ({ helo: `mail.${domain}`, mailFrom: `b@${domain}` });
const fails = (policy: string) =>
  `spf=fail smtp.mailfrom=b@attacker.example; dmarc=fail (p=${policy} dis=NONE) header.from=yamada-kogyo.example`;
const fromAttacker = through('attacker.example');
const REST = 'To: hanako@yamada-kogyo.example\nSubject: Hello\n';

describeRule('fromMultiple', {
  fires: [
    {
      shows: 'two fields',
      from: `From: a@x.example\nFrom: b@y.example\n${REST}`,
      severity: 'danger',
      params: { count: '2' },
    },
  ],
  silent: [{ shows: 'one field', from: plain }],
});
describeRule('fromSpace', {
  fires: [
    { shows: 'a blank before the colon', from: `From : a@x.example\n${REST}`, severity: 'danger' },
  ],
  silent: [{ shows: 'a folded value', from: `From: Shop\n <a@x.example>\n${REST}` }],
});
describeRule('fromMissing', {
  fires: [{ shows: 'a Sender alone', from: `Sender: a@x.example\n${REST}`, severity: 'danger' }],
  silent: [{ shows: 'an address', from: plain }],
});
describeRule('fromList', {
  fires: [
    {
      shows: 'authors of two organisations',
      from: 'a@x.example, b@y.example',
      severity: 'danger',
      params: { addresses: 'a@x.example, b@y.example' },
    },
    { shows: 'authors of one', from: 'a@x.example, b@x.example', severity: 'caution' },
  ],
  silent: [{ shows: 'a comma in a quoted name', from: '"Doe, Jane" <a@x.example>' }],
});
describeRule('fromEncoded', {
  fires: [
    { shows: 'an encoded address', from: '=?utf-8?B?YWRtaW4=?=@x.example', severity: 'danger' },
  ],
  silent: [{ shows: 'an encoded name', from: '=?utf-8?B?YWRtaW4=?= <a@x.example>' }],
});
describeRule('fromSyntax', {
  fires: [{ shows: 'a source route', from: '<@x.example:a@y.example>', severity: 'danger' }],
  silent: [{ shows: 'a bracket in the name', from: '[list] Alice <a@x.example>' }],
});
describeRule('fromComment', {
  fires: [
    {
      shows: 'an address of somebody else',
      from: 'a@x.example (ceo@bank-portal.com)',
      severity: 'danger',
      params: { comment: 'ceo@bank-portal.com', address: 'a@x.example' },
    },
    { shows: 'a comment in a comment', from: 'a@x.example (Alice (home))', severity: 'info' },
  ],
  silent: [{ shows: 'the name as a comment', from: 'a@x.example (Alice)' }],
});
describeRule('bytesForbidden', {
  fires: [
    { shows: 'NUL in From', from: '<a@x.example\0.y.example>', severity: 'danger' },
    { shows: 'NUL in another field', from: plain, more: 'X-Odd: \0\n', severity: 'caution' },
    {
      shows: 'parentheses in MAIL FROM',
      from: `Return-Path: <a@x.example(.y.example>\nFrom: a@x.example\n${REST}`,
      severity: 'danger',
    },
    { shows: 'NUL in the body', from: plain, facts: { nul: true }, severity: 'info' },
  ],
  silent: [{ shows: 'UTF-8', from: '山田 <a@x.example>' }],
});

const signed = (name: string, fields: string[]) =>
  evaluated({ dkim: [signature('shop.example', { signedFields: fields })], engineAuthors: [name] });
describeRule('headerDuplicate', {
  fires: [
    {
      shows: 'a Subject on top that the signature does not cover',
      from: plain,
      more: 'Subject: Another\n',
      evaluated: signed('news@shop.example', ['from', 'subject']),
      severity: 'danger',
      params: { fields: 'subject ×2', covered: 'subject 1/2' },
    },
    {
      shows: 'two subjects without any signature',
      from: plain,
      more: 'Subject: Another\n',
      severity: 'caution',
    },
    {
      shows: 'two subjects, both signed',
      from: plain,
      more: 'Subject: Another\n',
      evaluated: signed('news@shop.example', ['from', 'subject', 'subject']),
      severity: 'info',
    },
    {
      shows: 'two subjects, both signed by a stranger only',
      from: plain,
      more: 'Subject: Another\n',
      evaluated: evaluated({
        dkim: [
          signature('stranger.example', {
            signedFields: ['from', 'subject', 'subject'],
            aligned: false,
          }),
        ],
        engineAuthors: ['news@shop.example'],
      }),
      severity: 'caution',
      params: { fields: 'subject ×2', covered: 'subject 0/2' },
    },
  ],
  silent: [{ shows: 'fields that may repeat', from: plain, more: 'X-Tag: a\nX-Tag: b\n' }],
});
describeRule('parserDisagreement', {
  fires: [
    {
      shows: 'Gmail shows somebody else',
      from: plain,
      context: { rendered: { name: 'Shop', address: 'ceo@bank.example' } },
      severity: 'danger',
      params: { one: 'news@shop.example', other: 'ceo@bank.example' },
    },
    {
      shows: 'the engine reads somebody else',
      from: plain,
      evaluated: signed('x@evil.example', ['from']),
      severity: 'danger',
    },
  ],
  silent: [
    {
      shows: 'other case, A-labels and quotes',
      from: '"news"@日本語.jp',
      evaluated: signed('news@xn--wgv71a119e.jp', ['from']),
      context: { rendered: { name: '', address: 'NEWS@日本語.jp' } },
    },
    { shows: 'nothing else was read', from: plain, context: { rendered: null } },
  ],
});

const forged = 'Authentication-Results: mx.google.com; dmarc=pass header.from=shop.example\n';
describeRule('resultsForged', {
  fires: [
    {
      shows: 'a copy that says pass where Gmail found nothing',
      from: `${forged}From: ${plain}\n${REST}`,
      record: 'spf=none smtp.mailfrom=b@attacker.example',
      hop: fromAttacker,
      severity: 'danger',
    },
  ],
  silent: [
    {
      shows: 'a copy that says what the real record says',
      from: `${forged}From: ${plain}\n${REST}`,
      record: passes('shop.example'),
      hop: through('shop.example'),
    },
    {
      shows: 'results of somebody else’s own server',
      from: `Authentication-Results: mail.shop.example; spf=pass\nFrom: ${plain}\n${REST}`,
      record: passes('shop.example'),
      hop: through('shop.example'),
    },
  ],
});

describeRule('replyTo', {
  fires: [
    {
      shows: 'answers go elsewhere',
      from: plain,
      more: 'Reply-To: a@other.example\n',
      severity: 'info',
    },
    {
      shows: 'a business, free mail and money',
      from: `From: ${plain}\nSubject: Invoice\nReply-To: a@gmail.com\n`,
      severity: 'caution',
      params: { reply: 'a@gmail.com', address: 'news@shop.example' },
    },
    {
      shows: 'a look-alike of the sender',
      from: 'a@great-machines.example',
      more: 'Reply-To: a@graet-machines.example\n',
      severity: 'danger',
    },
  ],
  silent: [
    { shows: 'the same organisation', from: plain, more: 'Reply-To: a@mail.shop.example\n' },
    { shows: 'the reader', from: plain, more: 'Reply-To: hanako@yamada-kogyo.example\n' },
  ],
});
describeRule('senderVia', {
  fires: [
    {
      shows: 'a Sender elsewhere',
      from: plain,
      more: 'Sender: b@mailer.example\n',
      severity: 'info',
      params: { via: 'mailer.example' },
    },
  ],
  silent: [
    {
      shows: 'a proved author',
      from: plain,
      more: 'Sender: b@mailer.example\n',
      record: passes('shop.example'),
      hop: through('shop.example'),
    },
    { shows: 'no Sender', from: plain },
  ],
});

const OWN = 'Hanako <hanako@yamada-kogyo.example>';
describeRule('fromSelf', {
  fires: [
    {
      shows: 'forged against the policy',
      from: OWN,
      record: fails('REJECT'),
      hop: fromAttacker,
      severity: 'danger',
    },
    {
      shows: 'not confirmed, policy none',
      from: OWN,
      record: fails('NONE'),
      hop: fromAttacker,
      severity: 'caution',
    },
  ],
  silent: [
    {
      shows: 'proved',
      from: OWN,
      record: passes('yamada-kogyo.example'),
      hop: through('yamada-kogyo.example'),
    },
    { shows: 'a loose file', from: OWN },
  ],
});
const COLLEAGUE = 'Sato <kenichi.sato@yamada-kogyo.example>';
describeRule('fromOwnDomain', {
  fires: [
    {
      shows: 'a colleague’s address without proof',
      from: COLLEAGUE,
      record: 'spf=none smtp.mailfrom=b@attacker.example',
      hop: fromAttacker,
      severity: 'caution',
    },
    {
      shows: 'forged against the policy',
      from: COLLEAGUE,
      record: fails('QUARANTINE'),
      hop: fromAttacker,
      severity: 'danger',
    },
  ],
  silent: [
    {
      shows: 'proved',
      from: COLLEAGUE,
      record: passes('yamada-kogyo.example'),
      hop: through('yamada-kogyo.example'),
    },
    {
      shows: 'another domain',
      from: plain,
      record: 'spf=none smtp.mailfrom=b@attacker.example',
      hop: fromAttacker,
    },
  ],
});
describeRule('notAddressed', {
  fires: [
    {
      shows: 'mail to somebody else',
      from: `From: ${plain}\nTo: other@elsewhere.example\n`,
      severity: 'info',
      params: { to: 'other@elsewhere.example' },
    },
    {
      shows: 'a brand’s genuine mail to a stranger, sent on by another server',
      from: 'From: Google <no-reply@accounts.google.com>\nTo: me@attacker-mail.example\n',
      record:
        'dkim=pass header.i=@accounts.google.com header.s=s1; spf=pass smtp.mailfrom=b@forward.example; dmarc=pass (p=REJECT) header.from=accounts.google.com',
      hop: through('forward.example'),
      severity: 'caution',
    },
    {
      shows: 'the same to a mailbox at the server’s own domain, as every forward comes',
      from: 'From: Google <no-reply@accounts.google.com>\nTo: taro@rental.example\n',
      record:
        'dkim=pass header.i=@accounts.google.com header.s=s1; spf=pass smtp.mailfrom=b@rental.example; dmarc=pass (p=REJECT) header.from=accounts.google.com',
      hop: through('rental.example'),
      severity: 'info',
    },
    {
      shows: 'the same with the null sender to a mailbox of others',
      from: 'From: Google <no-reply@accounts.google.com>\nTo: taro@elsewhere.example\n',
      record:
        'dkim=pass header.i=@accounts.google.com header.s=s1; spf=none smtp.helo=rental.example; dmarc=pass (p=REJECT) header.from=accounts.google.com',
      hop: { ...through('rental.example'), mailFrom: '' },
      severity: 'caution',
    },
    {
      shows: 'the same through the mailbox that the reader said forwards to this one',
      from: 'From: Google <no-reply@accounts.google.com>\nTo: taro@rental.example\n',
      record:
        'dkim=pass header.i=@accounts.google.com header.s=s1; spf=pass smtp.mailfrom=b@rental.example; dmarc=pass (p=REJECT) header.from=accounts.google.com',
      hop: through('rental.example'),
      severity: 'info',
      context: { trustedForwarders: ['rental.example taro@rental.example'] },
    },
    {
      shows: 'the same through another server to that mailbox',
      from: 'From: Google <no-reply@accounts.google.com>\nTo: taro@rental.example\n',
      record:
        'dkim=pass header.i=@accounts.google.com header.s=s1; spf=pass smtp.mailfrom=b@rental.example; dmarc=pass (p=REJECT) header.from=accounts.google.com',
      hop: through('rental.example'),
      severity: 'info',
      context: { trustedForwarders: ['other.example taro@rental.example'] },
    },
  ],
  silent: [
    { shows: 'the reader', from: plain },
    {
      shows: 'the reader with a tag',
      from: `From: ${plain}\nTo: hana.ko+shop@gmail.com\n`,
      context: { me: { addresses: ['hanako@gmail.com'], name: '' } },
    },
    {
      shows: 'a reader of unknown address',
      from: `From: ${plain}\nTo: x@y.example\n`,
      context: { me: { addresses: [], name: '' }, ownDomains: [] },
    },
  ],
});

test('structure findings are lowered for nobody, and taught only where the sender is clear', () => {
  const header = 'From: a@partner-parts.example, b@evil.example\nSubject: Hello\n';
  const { findings } = outcome(header, {
    context: {
      ...contextFor(false),
      taught: [{ rule: 'fromList', address: 'a@partner-parts.example', name: '', domain: null }],
    },
  });
  expect(findings.find(({ rule }) => rule === 'fromList')?.severity).toBe('danger');
});

test('a failure that a loose file tells of is not believed', () => {
  const results = 'Authentication-Results: mx.google.com; dmarc=fail header.from=shop.example';
  const { origin, findings } = outcome(`${results}\nFrom: ${plain}\n${REST}`);
  expect(origin.origin).toBe('unknown');
  expect(findings.map(({ rule }) => rule)).not.toContain('dmarcFail');
});
