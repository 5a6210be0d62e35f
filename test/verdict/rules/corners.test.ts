// Corners of the rules and of the normal forms behind them that no whole message of the lists reaches.
import { describe, expect, test } from 'vitest';
import { findNames } from '../../../lib/registry/index.ts';
import { spell } from '../../../lib/registry/spelling.ts';
import { hiddenCharacters, isScriptDisguise } from '../../../lib/text/scripts.ts';
import { letterSkeleton, skeleton } from '../../../lib/text/skeleton.ts';
import { circleOf } from '../../../lib/verdict/claims/circle.ts';
import { findImitationOf, findLookAlike } from '../../../lib/verdict/claims/look-alike.ts';
import { findMentions } from '../../../lib/verdict/claims/mentions.ts';
import { withoutRoles } from '../../../lib/verdict/claims/vocabulary.ts';
import { runNameRules } from '../../../lib/verdict/rules/run.ts';
import { describeRule } from './describe-rule.ts';
import { CONTEXT, evaluated, signature } from './evidence.ts';
import { READER, readSenders } from './senders.ts';

const passed = (domain: string) =>
  `dkim=pass header.i=@${domain} header.s=s1; dmarc=pass (p=NONE) header.from=${domain}`;

describe('normal forms', () => {
  const brandsIn = (name: string) => findNames(name).map(({ name: found }) => found);

  test('a letter that looks like two does not end a brand in its middle', () => {
    expect(brandsIn('eBay')).toEqual(['eBay']);
    expect(brandsIn('Ubem')).toEqual([]);
  });
  test('a short brand with a blank torn through is another word', () => {
    expect(brandsIn('E. Bay')).toEqual([]);
  });
  test('digits of another alphabet are digits', () => {
    expect(spell('Haus ٣').letters.join('')).toBe('haus٣');
  });
  test('hidden characters where they belong', () => {
    const inside = (name: string) => hiddenCharacters(name).inside;
    expect(inside('葛\u{e0100}城さん')).toEqual([]);
    expect(inside('Pay\u{e0100}Pal')).toEqual(['\u{e0100}']);
    expect(inside('a🏴\u{e0067}\u{e0062}\u{e007f}z')).toEqual([]);
    expect(inside('Pay\u{e0067}Pal')).toEqual(['\u{e0067}']);
    expect(inside('ᠮᠣᠩ\u180bᠭᠣᠯ')).toEqual([]);
    expect(inside('Pay\u180bPal')).toEqual(['\u180b']);
  });
  test('labels in Latin letters beside one that is none', () => {
    expect(isScriptDisguise('www.аррӏе.com')).toBe(true);
    expect(isScriptDisguise('www.apple.com')).toBe(false);
  });
  test('more letters than are remembered have a skeleton all the same', () => {
    for (let point = 0x4e00; point < 0x4e00 + 5100; point++)
      expect(letterSkeleton(String.fromCodePoint(point))).not.toBe('');
    expect(letterSkeleton('\u{20000}')).toBe('\u{20000}');
    expect(letterSkeleton('Ꮇ')).toBe('rn');
  });
  test('a public suffix alone is nobody’s domain', () => {
    expect(findMentions('a@co.jp')).toEqual([]);
  });
});

describe('what a domain imitates', () => {
  const context = {
    ...CONTEXT,
    ...READER,
    ownDomains: ['intranet'],
    correspondents: [{ name: 'Host Master', address: 'root@localhost', days: 3 }],
  };
  const reader = circleOf(context);
  test('names without a registered domain are compared with nothing', () => {
    expect(findImitationOf('localhost', 'localhast.example', reader)).toBeNull();
    expect(findLookAlike('intramet.example', reader)).toBeNull();
  });
  test('another host of an organisation that a listed brand is part of', () => {
    expect(findLookAlike('parking.service.gov.uk', reader)).toBeNull();
  });
  test('a role in front of a brand', () => {
    expect(findLookAlike('servicepaypal.com', reader)).toMatchObject({ how: 'combo' });
    expect(findLookAlike('gardenpaypal.com', reader)).toBeNull();
  });
});

describeRule('addressInvisible', {
  fires: [
    {
      shows: 'a format character that few tables know',
      from: 'x@shop\u0600.example',
      severity: 'danger',
      params: { characters: 'U+0600' },
    },
  ],
  silent: [{ shows: 'an ordinary address', from: 'x@shop.example' }],
});

describeRule('domainHomograph', {
  fires: [
    {
      shows: 'rn for m',
      from: 'x@rnetamask.io',
      severity: 'danger',
    },
    {
      shows: 'every letter stands in the real name too',
      from: 'x@arnericanexpress.com',
      severity: 'danger',
    },
  ],
  silent: [{ shows: 'the real name', from: 'x@americanexpress.com' }],
});

describeRule('nameBrand', {
  fires: [
    {
      shows: 'a brand in mail that another brand proves to have sent',
      from: '楽天カード <x@amazon.co.jp>',
      record: passed('amazon.co.jp'),
      severity: 'info',
    },
    { shows: 'a weak name alone', from: 'Uber <x@fruit-shop.example>', severity: 'caution' },
    {
      shows: 'a weak name as the office that speaks to customers',
      from: 'Uber サポート <x@fruit-shop.example>',
      severity: 'caution',
    },
    {
      shows: 'a listed name beside other words, when the subject threatens',
      from: 'From: Adobe Acrobat <x@fruit-shop.example>\nTo: h@example.com\nSubject: Your password expires\n',
      severity: 'caution',
    },
    {
      shows: 'the brand beside its trade mark sign',
      from: 'PlayStation™ Support <x@fruit-shop.example>',
      severity: 'danger',
    },
  ],
  silent: [
    {
      shows: 'a given name beside words of a role',
      from: 'Ana, Customer Support <x@fruit-shop.example>',
    },
    {
      shows: 'a weak name inside another word of katakana',
      from: 'オンライン書店 <x@fruit-shop.example>',
    },
    { shows: 'a brand of one letter', from: 'X <x@fruit-shop.example>' },
    {
      shows: 'a program’s name from a server of the reader’s own',
      from: 'GitHub <x@yamada-kogyo.example>',
      record: passed('yamada-kogyo.example'),
    },
  ],
});

describeRule('bytesForbidden', {
  fires: [
    {
      shows: 'a carriage return inside a field',
      from: 'x@shop.example',
      more: 'X-Note: one\rtwo\n',
      severity: 'caution',
    },
  ],
  silent: [{ shows: 'an ordinary header', from: 'x@shop.example' }],
});

describeRule('calendarOrganizer', {
  fires: [
    {
      shows: 'an organizer without a name',
      from: 'x@shop.example',
      facts: {
        calendar: {
          method: 'REQUEST',
          organizer: 'mailto:boss@other.example',
          organizerName: null,
        },
      },
      severity: 'info',
      params: { organizer: 'boss@other.example', name: 'boss@other.example' },
    },
  ],
  silent: [{ shows: 'no calendar', from: 'x@shop.example' }],
});

describeRule('nameContact', {
  fires: [
    {
      shows: 'a correspondent’s name from a stranger',
      from: 'Alice Johnson <alice@other-parts.example>',
      severity: 'caution',
    },
  ],
  silent: [
    {
      shows: 'the reader has answered this address',
      from: 'Alice Johnson <alice@other-parts.example>',
      context: {
        correspondents: [
          { name: 'Alice Johnson', address: 'alice.johnson@partner-parts.example', days: 9 },
          { name: 'Alice Johnson', address: 'alice@other-parts.example', days: 1, replied: true },
        ],
      },
    },
  ],
});

describeRule('nameAddress', {
  fires: [
    {
      shows: 'a correspondent’s address in mail of a ticket system',
      from: '"alice.johnson@partner-parts.example" <support@acme.zendesk.com>',
      record: passed('acme.zendesk.com'),
      severity: 'caution',
    },
    {
      shows: 'the same in a file of which nothing is known',
      from: '"alice.johnson@partner-parts.example" <support@acme.zendesk.com>',
      severity: 'caution',
    },
  ],
  silent: [
    {
      shows: 'a neighbour on the same host of pages',
      from: '"x@one-shop.github.io" <x@other-shop.github.io>',
    },
  ],
});

describeRule('nameDomain', {
  fires: [
    {
      shows: 'a brand’s domain beside a word that tells of a relation',
      from: '"amazon.co.jp Fan Club" <x@reading-circle.example>',
      severity: 'info',
    },
  ],
  silent: [
    {
      shows: 'a neighbour on the same host of pages',
      from: '"one-shop.github.io" <x@other-shop.github.io>',
    },
  ],
});

describeRule('nameMixedScript', {
  fires: [
    {
      shows: 'a whole name in letters that pass for a correspondent’s',
      from: 'Соре Расе <x@stranger.example>',
      context: {
        correspondents: [{ name: 'Cope Pace', address: 'pace@cope-works.example', days: 4 }],
      },
      severity: 'danger',
    },
  ],
  silent: [{ shows: 'the name itself', from: 'Bob Cope <x@stranger.example>' }],
});

describeRule('nameRole', {
  fires: [
    {
      shows: 'the reader’s organisation beside a word that tells of a relation',
      from: 'Yamada-Kogyo Alumni Club <x@stranger.example>',
      severity: 'info',
    },
  ],
  silent: [
    {
      shows: 'the reader’s own domain has no label to look for',
      from: 'Intranet Times <x@stranger.example>',
      context: { ownDomains: ['co.jp'] },
    },
  ],
});

describeRule('nameSelf', {
  fires: [
    {
      shows: 'the reader’s own name',
      from: 'Hanako Suzuki <h@stranger.example>',
      severity: 'caution',
    },
  ],
  silent: [
    { shows: 'from the own organisation', from: 'Hanako Suzuki <h.s@yamada-kogyo.example>' },
    {
      shows: 'from an address the reader has written to',
      from: 'Hanako Suzuki <h@second-home.example>',
      context: {
        correspondents: [{ name: '', address: 'h@second-home.example', days: 0, replied: true }],
      },
    },
  ],
});

const brandHop = { helo: 'out.mass-relay.example', mailFrom: 'bounce@mass-relay.example' };
const brandRecord = `dkim=pass header.i=@paypal.com header.s=s1; spf=pass smtp.mailfrom=bounce@mass-relay.example; dmarc=pass (p=REJECT) header.from=paypal.com`;
const to = (address: string) => `From: service@paypal.com\nTo: ${address}\nSubject: Receipt\n`;

describeRule('notAddressed', {
  fires: [
    {
      shows: 'a brand’s mail to a stranger over a server without a name',
      from: to('me@attacker.example'),
      record: brandRecord,
      hop: { ...brandHop, reverse: '' },
      severity: 'caution',
    },
    {
      shows: 'a brand’s mail to a name without a suffix',
      from: to('me@localhost'),
      record: brandRecord,
      hop: brandHop,
      severity: 'caution',
    },
    {
      shows: 'a brand’s mail to somebody the reader knows',
      from: to('alice.johnson@partner-parts.example'),
      record: brandRecord,
      hop: brandHop,
      severity: 'info',
    },
  ],
  silent: [
    {
      shows: 'to the reader',
      from: to('hanako@yamada-kogyo.example'),
      record: brandRecord,
      hop: brandHop,
    },
  ],
});

describeRule('domainCombo', {
  fires: [
    {
      shows: 'a domain with one brand’s label under the name of another, which explains neither',
      from: 'Chase Bank garden <x@paypal-garden.example>',
      severity: 'caution',
    },
  ],
  silent: [{ shows: 'a domain of nobody', from: 'x@quiet-garden.example' }],
});

describeRule('parserDisagreement', {
  fires: [
    {
      shows: 'another parser reads no domain',
      from: 'x@shop.example',
      evaluated: evaluated({ engineAuthors: ['x@'] }),
      severity: 'danger',
    },
  ],
  silent: [{ shows: 'all read the same', from: 'x@shop.example', evaluated: evaluated() }],
});

describeRule('fromSyntax', {
  fires: [
    {
      shows: 'a field of two hundred characters and more, shortened for showing',
      from: `<@${'a'.repeat(60)}.example,@${'b'.repeat(60)}.example,@${'c'.repeat(60)}.example,@${'d'.repeat(60)}.example:x@shop.example>`,
      severity: 'danger',
    },
  ],
  silent: [{ shows: 'an ordinary address', from: 'x@shop.example' }],
});

describeRule('dkimThirdParty', {
  fires: [
    {
      shows: 'a record that names no signer beside a stranger’s signature',
      from: 'x@shop.example',
      record: 'dkim=pass header.b=abcd1234; dkim=pass header.i=@esp.example header.s=s1',
      evaluated: evaluated({
        dkim: [
          signature('esp.example', { aligned: false, result: 'neutral', reason: 'keyMissing' }),
        ],
      }),
      severity: 'info',
    },
  ],
  silent: [{ shows: 'unsigned', from: 'x@shop.example', evaluated: evaluated() }],
});

describe('names alone, as on a row of the thread list', () => {
  const worst = ({ name, address }: { name: string; address: string }) =>
    runNameRules({ name, address }, { ...CONTEXT, ...READER })[0]?.severity ?? 'info';

  test('honest senders raise no danger', () => {
    const accused = readSenders('./traps.txt').filter((sender) => worst(sender) === 'danger');
    expect(accused.map(({ line, name }) => `${line} ${name}`)).toEqual([]);
  });
  test('most attacks show before the mail is opened', () => {
    const attacks = readSenders('./attacks.txt');
    const told = attacks.filter((sender) => worst(sender) !== 'info');
    expect(told.length / attacks.length).toBeGreaterThan(0.9);
  });
});

describeRule('nameBrand', {
  fires: [
    {
      shows: 'a short brand spaced out letter by letter',
      from: '"e B a y" <x@fruit-shop.example>',
      severity: 'danger',
    },
    {
      shows: 'three letters of another alphabet that look like a brand',
      from: 'UРЅ <x@a.example>',
      severity: 'danger',
    },
    {
      shows: 'two brands, the graver one counts',
      from: 'PayPal amazon club <x@fruit-shop.example>',
      severity: 'caution',
    },
    {
      shows: 'a given name that is a bank too, alone and in a hurry',
      from: 'From: みずほ <x@fruit-shop.example>\nTo: hanako@yamada-kogyo.example\nSubject: 至急ご確認ください\n',
      severity: 'caution',
    },
  ],
  silent: [
    { shows: 'an acronym written as a word', from: 'Jal <x@fruit-shop.example>' },
    { shows: 'a program that readers run themselves', from: 'GitLab <x@fruit-shop.example>' },
  ],
});

describeRule('bytesForbidden', {
  fires: [
    {
      shows: 'two odd things, of which one is grave and said as such',
      from: 'x@shop.example',
      more: 'X-Note: one\rtwo\nX-More: three\rfour\n',
      severity: 'caution',
    },
    {
      shows: 'a return path without brackets that holds what parts results',
      from: 'x@shop.example',
      more: 'Return-Path: x;dmarc=pass@shop.example\n',
      severity: 'danger',
    },
  ],
  silent: [
    {
      shows: 'an ordinary return path',
      from: 'x@shop.example',
      more: 'Return-Path: <x@a.example>\n',
    },
  ],
});

describeRule('nameContact', {
  fires: [
    {
      shows: 'a correspondent’s name on free mail, about money',
      from: 'From: Alice Johnson <alice.j.1988@outlook.com>\nTo: hanako@yamada-kogyo.example\nSubject: Bank transfer today\n',
      severity: 'danger',
    },
  ],
  silent: [{ shows: 'a stranger', from: 'Nobody Known <x@outlook.com>' }],
});

describeRule('nameDomain', {
  fires: [
    {
      shows: 'a brand’s domain beside other words',
      from: '"amazon.co.jp 9431" <x@reading-circle.example>',
      severity: 'danger',
    },
    {
      shows: 'a brand’s domain beside words that mean something else',
      from: '"amazon.co.jp gardening letters" <x@reading-circle.example>',
      severity: 'caution',
    },
  ],
  silent: [
    {
      shows: 'another domain of the same brand',
      from: '"Amazon.co.jp" <x@amazon.com>',
      record: passed('amazon.com'),
    },
  ],
});

describe('letters', () => {
  test('vv is a w, and long marks between kana are no word', () => {
    expect(skeleton('vvells')).toBe(skeleton('wells'));
    expect(spell('vvells').skeleton).toBe(spell('wells').skeleton);
    expect(withoutRoles('サポートー')).toBe('');
  });
  test('a number beside a correspondent’s label is a number', () => {
    const reader = circleOf({
      ...CONTEXT,
      correspondents: [{ name: 'Team', address: 'a@teamss.example', days: 3 }],
    });
    expect(findLookAlike('team55.example', reader)).toBeNull();
  });
});

const written = (shows: string, name: string) => ({
  shows,
  from: `${name} <x@fruit-shop.example>`,
  severity: 'caution' as const,
});

describeRule('nameContact', {
  fires: [
    written('given name first', '美咲 田中'),
    written('in one word', 'AliceJohnson'),
    written('with a title and a picture', 'Ms Alice Johnson 📎'),
    written('with an initial between', 'Alice M. Johnson'),
    written('beside the name of the company', '田中商店 田中美咲'),
    written('in front of other words', 'Alice Johnson – Sent from my phone'),
    written('in brackets behind another script', 'アリス・ジョンソン（Alice Johnson）'),
    written('as the known address spells it', 'TANAKA Misaki'),
    {
      shows: 'a service that tells of a shared file, and the subject of money',
      from: 'From: "Alice Johnson (Google Docs)" <comments-noreply@docs.google.com>\nTo: h@example.com\nSubject: New bank account for your payment\n',
      record: passed('google.com'),
      severity: 'caution',
    },
  ],
  silent: [
    {
      shows: 'a service that tells what she wrote there',
      from: '"Alice Johnson (Google Docs)" <comments-noreply@docs.google.com>',
      record: passed('google.com'),
    },
    { shows: 'a namesake by one word', from: 'Alice Johnston <x@fruit-shop.example>' },
    { shows: 'a family name beside a title', from: '田中様 <x@fruit-shop.example>' },
    { shows: 'an initial for the given name', from: 'A. Johnson <x@fruit-shop.example>' },
  ],
});

describeRule('nameColleague', {
  fires: [
    {
      shows: 'a protected name with the rank behind it',
      from: '山田　太郎　代表取締役社長 <x@fruit-shop.example>',
      severity: 'danger',
    },
    {
      shows: 'a protected name in Latin letters, turned round, with a title',
      from: 'Mr. Yamada Taro <x@fruit-shop.example>',
      severity: 'danger',
    },
  ],
  silent: [{ shows: 'a rank alone', from: '代表取締役社長 <x@fruit-shop.example>' }],
});
