// What a list added leads elsewhere, in whatever spelling; a list's own words do not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leadsElsewhere } from '../../../lib/verdict/reading/leads-elsewhere.ts';

const octets = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const leads = (text: string) =>
  leadsElsewhere(octets(text), 'minutes-h.example', 'walks.strolls-h.example');

/** Another width, another hyphen, a character nobody sees. */
const wide = (text: string) =>
  text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const SPELLINGS = [
  (text: string) => text,
  wide,
  (text: string) => text.replaceAll('-', '\u2212'),
  (text: string) => text.replaceAll('-', '\u2010'),
  (text: string) => text.replaceAll('-', '・'),
  (text: string) => [...text].join('\u200b'),
  (text: string) => `${text}をご覧ください`,
  (text: string) => `詳細は${text}へ`,
];

test.each([
  '03-1234-5678',
  '1-800-555-0199',
  '(800) 555-0199',
  '800.555.0199',
  '0120-123-456',
  '+81 3 1234 5678',
  '8 800 555 35 35',
  'evil.com',
  'www.evil.example',
  'https://evil.example/pay',
  'https://strolls-h.example@evil.com/',
  'owner@evil.example',
  '192.0.2.7/pay',
  'line://ti/p',
  'bitcoin:1abc',
  '//evil.example/x',
])('%s leads elsewhere, however it is spelt', (text) => {
  for (const spell of SPELLINGS) expect(leads(spell(text)), spell(text)).toBe(true);
});

test.each(['evil。com', '支払い.みんな', 'wa.me/15551234567', 'http://evil', 'evil.com\u200b'])(
  '%s leads elsewhere',
  (text) => {
    expect(leads(text)).toBe(true);
  },
);

describe('a list’s own words', () => {
  test.each([
    '退会はhttps://strolls-h.exampleへ',
    '退会は https://walks.strolls-h.example/ へ',
    '退会はwalks-leave@strolls-h.exampleまで',
    '一覧はwww.strolls-h.exampleにあります',
    'https://walks.strolls-h.example、または',
    'https://walks.strolls-h.example/archive/2026/00012345678.html',
    'Posted 05/01/2026',
    'Archive 01.02.2026',
    '2026-01-05 09:00',
    'Walks mailing list\r\nwalks@strolls-h.example\r\nPage 12 of 40',
    'ご案内しました。次回は十二月です。',
  ])('%s', (text) => {
    expect(leads(text)).toBe(false);
  });

  test('in ISO-2022-JP', () => {
    const jis = '\x1b$BB`2q$O\x1b(B walks-leave@strolls-h.example';
    expect(leadsElsewhere(jis, 'minutes-h.example', 'walks.strolls-h.example')).toBe(false);
    expect(leadsElsewhere(`${jis} evil.com`, 'a.example', 'walks.strolls-h.example')).toBe(true);
  });

  test('no words beside a link excuse it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(leads(`${a} https://evil.example ${b}`)).toBe(true);
      }),
    );
  });
});
