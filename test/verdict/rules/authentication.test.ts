// The authentication layer: each rule where it speaks and where it does not.
import type { Evaluated } from '../../../lib/model.ts';
import { describeRule, type RuleCase } from './describe-rule.ts';
import { evaluated, NOW, signature } from './evidence.ts';

const from = 'Shop <news@shop.example>';
const hop = { helo: 'mail.shop.example', mailFrom: 'b@shop.example' };
const pass =
  'dkim=pass header.i=@shop.example header.s=s1; spf=pass smtp.mailfrom=b@shop.example; dmarc=pass (p=NONE) header.from=shop.example';
const listed =
  'spf=pass smtp.mailfrom=b@shop.example; dmarc=pass (p=NONE) header.from=shop.example';
const nothing = 'spf=none smtp.mailfrom=b@shop.example';
const fail = (policy: string) =>
  `spf=fail smtp.mailfrom=b@shop.example; dmarc=fail (p=${policy} dis=NONE) header.from=shop.example`;

const base = { from, hop, record: pass };
const engine = (parts: Partial<Evaluated>) =>
  evaluated({ engineAuthors: ['news@shop.example'], ...parts });
const withSignature = (
  overrides: Parameters<typeof signature>[1] = {},
): RuleCase & { evaluated: Evaluated } => ({
  ...base,
  shows: '',
  evaluated: engine({ dkim: [signature('shop.example', overrides)] }),
});

/** The same, handed over by a server that is not the author's. */
const sentAgain = (overrides: Parameters<typeof signature>[1]) => ({
  ...withSignature(overrides),
  hop: { helo: 'mail.other.example', mailFrom: 'b@other.example' },
  record: pass.replace('mailfrom=b@shop.example', 'mailfrom=b@other.example'),
});
const subject = (text: string) =>
  `From: ${from}\nTo: hanako@yamada-kogyo.example\nSubject: ${text}\n`;

describeRule('dmarcFail', {
  fires: [
    {
      ...base,
      shows: 'against an enforcing policy',
      record: fail('REJECT'),
      severity: 'danger',
      params: { domain: 'shop.example', policy: 'reject' },
    },
    { ...base, shows: 'with policy none', record: fail('NONE'), severity: 'caution' },
  ],
  silent: [
    { ...base, shows: 'a pass' },
    { from, shows: 'nothing is known' },
  ],
});

const tail = (html: boolean) => [{ limit: 40, octets: 12, html, boundary: false }];
describeRule('dkimBodyLength', {
  fires: [
    {
      ...withSignature({ unsignedOctets: 12, bodyLengthLimit: 40 }),
      shows: 'markup behind the signed octets',
      facts: { unsignedTails: tail(true) },
      severity: 'danger',
      params: { octets: '12' },
    },
    {
      ...withSignature({ unsignedOctets: 12, bodyLengthLimit: 40 }),
      shows: 'a footer of a list',
      facts: { unsignedTails: tail(false) },
      severity: 'caution',
    },
    {
      ...base,
      shows: 'beside a signature that covers everything',
      facts: { unsignedTails: tail(true) },
      evaluated: engine({
        dkim: [
          signature('shop.example', { unsignedOctets: 12, bodyLengthLimit: 40 }),
          signature('shop.example'),
        ],
      }),
      severity: 'info',
    },
  ],
  silent: [{ ...withSignature({ bodyLengthLimit: 100 }), shows: 'l= of the whole body' }],
});

describeRule('dkimUnsignedFields', {
  fires: [
    {
      ...withSignature({ signedFields: ['from', 'to', 'date'] }),
      shows: 'the subject, as whole companies leave it',
      severity: 'info',
      params: { fields: 'subject' },
    },
    {
      ...sentAgain({ signedFields: ['from', 'to', 'date'] }),
      shows: 'a subject that presses, over what may be sent again',
      from: subject('Your account is suspended'),
      severity: 'caution',
    },
    {
      ...sentAgain({ signedFields: ['from', 'to', 'date'] }),
      shows: 'a subject that asks for money',
      from: subject('Pay the attached bill today'),
      severity: 'caution',
    },
    {
      ...sentAgain({ signedFields: ['from', 'to', 'date'] }),
      shows: 'a subject that speaks for somebody else',
      from: subject('[PayPal] Your statement'),
      severity: 'caution',
    },
    {
      ...sentAgain({ signedFields: ['from', 'to', 'date'] }),
      shows: 'a bill, as companies write it',
      from: subject('Your bill for November'),
      severity: 'info',
    },
    {
      ...withSignature({ signedFields: ['from', 'to', 'date'] }),
      shows: 'a subject that presses, from the author’s own server',
      from: subject('Your account is suspended'),
      severity: 'info',
    },
    {
      ...sentAgain({ signedFields: ['from', 'date'] }),
      shows: 'the subject, in mail to somebody else',
      from: `From: ${from}\nTo: x@elsewhere.example\nSubject: Hello\n`,
      severity: 'caution',
    },
    {
      ...withSignature({ signedFields: ['from', 'subject'] }),
      shows: 'the recipient',
      severity: 'info',
      params: { fields: 'to' },
    },
  ],
  silent: [
    { ...withSignature(), shows: 'everything that is shown is signed' },
    { ...base, shows: 'no signature at all', evaluated: engine({}) },
  ],
});

describeRule('dkimWeakKey', {
  fires: [
    {
      ...withSignature({ keyBits: 512, result: 'policy', reason: 'keyWeak' }),
      record: nothing,
      shows: '512 bits prove nothing',
      severity: 'caution',
      params: { weakness: 'RSA 512 bit' },
    },
    {
      ...withSignature({ keyBits: 512, result: 'policy', reason: 'keyWeak' }),
      shows: 'and do not lower what Gmail recorded',
      severity: 'info',
    },
    {
      ...withSignature({ testing: true }),
      record: nothing,
      shows: 'a key under test',
      severity: 'info',
      params: { weakness: 't=y' },
    },
  ],
  silent: [
    { ...withSignature({ keyBits: 1024 }), shows: '1024 bits' },
    { ...withSignature({ algorithm: 'ed25519-sha256', keyBits: 256 }), shows: 'Ed25519' },
  ],
});

describeRule('dkimThirdParty', {
  fires: [
    {
      ...base,
      record: nothing,
      shows: 'a mail service signs',
      evaluated: engine({ dkim: [signature('mailer.example', { aligned: false })] }),
      severity: 'info',
      params: { signer: 'mailer.example' },
    },
  ],
  silent: [
    {
      ...base,
      shows: 'beside the author’s own',
      evaluated: engine({
        dkim: [signature('mailer.example', { aligned: false }), signature('shop.example')],
      }),
    },
  ],
});

const spf = (record: string) =>
  engine({
    spf: {
      result: 'pass',
      domain: 'shop.example',
      identity: 'mailfrom',
      clientAddress: '192.0.2.1',
      aligned: true,
      mechanism: null,
      record,
      terms: 1,
      published: [record],
      usable: [],
      comment: null,
      reason: null,
    },
  });
describeRule('spfWide', {
  fires: [
    {
      ...base,
      record: listed,
      shows: '+all',
      evaluated: spf('v=spf1 +all'),
      severity: 'caution',
      params: { mechanism: '+all' },
    },
    {
      ...base,
      record: listed,
      shows: 'a sixteenth of the internet',
      evaluated: spf('v=spf1 ip4:192.0.0.0/4 -all'),
      severity: 'caution',
    },
    {
      ...base,
      record: listed,
      shows: '?all',
      evaluated: spf('v=spf1 ip4:192.0.2.0/24 ?all'),
      severity: 'info',
    },
  ],
  silent: [
    {
      ...base,
      record: listed,
      shows: 'an ordinary record',
      evaluated: spf('v=spf1 ip4:192.0.2.0/24 include:_spf.example.net -all'),
    },
    { ...base, shows: 'a signed mail does not rest on it', evaluated: spf('v=spf1 +all') },
  ],
});
describeRule('spfOnly', {
  fires: [
    {
      ...base,
      record: listed,
      shows: 'nothing but the server',
      severity: 'info',
      params: { server: 'mail.shop.example' },
    },
  ],
  silent: [{ ...base, shows: 'a signature too' }],
});

describeRule('nullSender', {
  fires: [
    {
      from,
      shows: 'an automatic notice',
      record: 'spf=pass smtp.helo=mail.shop.example',
      hop: { helo: 'mail.shop.example', mailFrom: '' },
      severity: 'info',
      params: { helo: 'mail.shop.example' },
    },
    {
      from: 'PayPal <x@evil.example>',
      shows: 'under a brand’s name',
      record: 'spf=pass smtp.helo=mail.evil.example',
      hop: { helo: 'mail.evil.example', mailFrom: '' },
      severity: 'caution',
    },
  ],
  silent: [
    { ...base, shows: 'an ordinary sender' },
    { from, shows: 'a loose file' },
  ],
});

const gone = engine({ domain: { gone: false, subdomainGone: true } });
describeRule('subdomainGone', {
  fires: [
    {
      from: 'x@notice.shop.example',
      hop,
      record: nothing,
      shows: 'a made-up department',
      evaluated: gone,
      severity: 'caution',
      params: { domain: 'notice.shop.example', parent: 'shop.example' },
    },
    {
      ...base,
      from: 'x@notice.shop.example',
      shows: 'no more than a remark where Gmail recorded a pass',
      evaluated: { ...gone, engineAuthors: [] },
      severity: 'info',
    },
  ],
  silent: [
    {
      from: 'x@notice.shop.example',
      hop,
      record: nothing,
      shows: 'old mail',
      evaluated: gone,
      context: { now: NOW + 40 * 86_400_000 },
    },
    { ...base, shows: 'a domain that exists', evaluated: engine({}) },
  ],
});

const arc = (sealer: string) =>
  engine({
    arc: {
      result: 'pass',
      reason: null,
      instances: [
        {
          instance: 1,
          sealer,
          selector: 's',
          chainValidationStatus: 'none',
          seal: 'pass',
          signature: 'pass',
          signatureReason: null,
          signedFields: ['from'],
          sealedAt: null,
          results: null,
        },
      ],
    },
  });
describeRule('arcUntrusted', {
  fires: [
    {
      ...base,
      record: nothing,
      shows: 'a forwarder nobody listed',
      evaluated: arc('forward.example'),
      severity: 'info',
      params: { sealer: 'forward.example' },
    },
  ],
  silent: [
    {
      ...base,
      record: nothing,
      shows: 'a listed one',
      evaluated: arc('forward.example'),
      context: { trustedSealers: ['forward.example'] },
    },
    { ...base, shows: 'a proved author', evaluated: arc('forward.example') },
  ],
});

const rewritten = 'SRS0=abcd=XY=shop.example=news@forward.example';
describeRule('forwarded', {
  fires: [
    {
      from,
      shows: 'a rewritten envelope sender',
      record: `spf=pass smtp.mailfrom="${rewritten}"`,
      hop: { helo: 'mail.forward.example', mailFrom: rewritten },
      severity: 'info',
      params: { via: 'forward.example' },
    },
  ],
  silent: [{ ...base, shows: 'an ordinary one' }],
});

const docs = (subject: string, more = '') => ({
  from: `From: Carol (via Google Docs) <drive-shares-noreply@google.com>\nSubject: ${subject}\nTo: hanako@yamada-kogyo.example\n${more}`,
  record:
    'dkim=pass header.i=@google.com header.s=s1; spf=pass smtp.mailfrom=b@google.com; dmarc=pass (p=REJECT) header.from=google.com',
  hop: { helo: 'mail.google.example', mailFrom: 'b@google.com' },
});
describeRule('userContent', {
  fires: [
    {
      ...docs('Document shared with you'),
      shows: 'a shared document',
      severity: 'info',
      params: { service: 'Google Drive' },
    },
    {
      ...docs('Invoice: call +1 (555) 010-0199 now'),
      shows: 'with a telephone number as bait',
      severity: 'caution',
    },
    {
      ...docs('Invoice', 'Reply-To: a@gmail.com\n'),
      shows: 'with money and an answer elsewhere',
      severity: 'caution',
    },
  ],
  silent: [
    { ...docs('Hello'), shows: 'another address there', from: 'Alice <alice@google.com>' },
    { shows: 'nothing proved', from: 'Carol <drive-shares-noreply@google.com>' },
  ],
});

const calendar = (organizer: string, organizerName: string) => ({
  calendar: { method: 'REQUEST', organizer, organizerName },
});
describeRule('calendarOrganizer', {
  fires: [
    {
      ...base,
      shows: 'a stranger invites in a correspondent’s name',
      facts: calendar('mailto:x@evil.example', 'Alice Johnson'),
      severity: 'caution',
      params: { organizer: 'x@evil.example', name: 'Alice Johnson' },
    },
    {
      ...base,
      shows: 'in a brand’s name',
      facts: calendar('mailto:x@evil.example', 'PayPal Support'),
      severity: 'caution',
    },
    {
      ...base,
      shows: 'somebody else than the author',
      facts: calendar('mailto:x@other.example', 'Carol'),
      severity: 'info',
    },
  ],
  silent: [
    { ...base, shows: 'the author', facts: calendar('mailto:news@shop.example', 'Shop') },
    { ...base, shows: 'no invitation' },
  ],
});

const history = { addressHistory: { signedDays: 6, unsigned: 0 } };
describeRule('usuallySigned', {
  fires: [
    {
      ...base,
      record: listed,
      shows: 'always signed before, not today',
      context: history,
      severity: 'caution',
      params: { days: '6' },
    },
  ],
  silent: [
    { ...base, shows: 'signed today too', context: history },
    {
      ...base,
      record: listed,
      shows: 'not always before',
      context: { addressHistory: { signedDays: 6, unsigned: 2 } },
    },
    { from, shows: 'a loose file', context: history },
  ],
});

describeRule('firstContact', {
  fires: [
    {
      ...base,
      shows: 'a new address',
      context: { seenBefore: false },
      severity: 'info',
      params: { address: 'news@shop.example' },
    },
  ],
  silent: [
    { ...base, shows: 'a known one', context: { seenBefore: true } },
    { ...base, shows: 'memory is off', context: { seenBefore: null } },
  ],
});
