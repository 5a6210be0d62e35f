import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNames, readWords } from '../../lib/registry/index.ts';
import type { NameForm } from '../../lib/registry/model.ts';

/** `PayPal:exact` for each name found. */
const read = (text: string): string[] => findNames(text).map(({ name, form }) => `${name}:${form}`);

/** Text, form and id of what it names. */
const NAMED: [text: string, form: NameForm, id: string][] = [
  ['PayPal', 'exact', 'paypal'],
  ['PAYPAL Support', 'folded', 'paypal'],
  ['ＰａｙＰａｌ', 'folded', 'paypal'],
  ['PayPal|Support', 'exact', 'paypal'],
  ['paypalsupport', 'folded', 'paypal'],
  ['三井住友カード株式会社', 'exact', 'smbccard'],
  ['ﾗｸﾃﾝ銀行 楽天銀行', 'exact', 'rakutenbank'],
  ['國稅廳', 'folded', 'nta'],
  ['囻税庁', 'folded', 'nta'],
  ['日本国税厅', 'folded', 'nta'],
  ['樂天市場', 'folded', 'rakuten'],
  ['Ämäzön', 'folded', 'amazon'],
  ['ᴘᴀʏᴘᴀʟ', 'disguised', 'paypal'],
  ['ɢᴏᴏɢʟᴇ', 'disguised', 'google'],
  ['🇦🇲🇦🇿🇴🇳', 'disguised', 'amazon'],
  ['🅰🅼🅰🆉🅾🅽', 'disguised', 'amazon'],
  ['Am∆zon', 'disguised', 'amazon'],
  ['∆m∆zon', 'disguised', 'amazon'],
  ['Amaʒon', 'disguised', 'amazon'],
  ['Amaz()n', 'disguised', 'amazon'],
  ['@mazon', 'disguised', 'amazon'],
  ['PayPa|', 'disguised', 'paypal'],
  ['Micᴙosoft', 'disguised', 'microsoft'],
  ['M̶icrosoft Safe', 'disguised', 'microsoft'],
  ['Aܿmܿaܿzܿoܿn', 'disguised', 'amazon'],
  ['Rnicrosoft', 'disguised', 'microsoft'],
  ['P a y P a l', 'disguised', 'paypal'],
  ['J C B', 'disguised', 'jcb'],
  ['D H L Paket', 'disguised', 'dhl'],
  ['楽 天', 'disguised', 'rakuten'],
  ['三・井・住・友・カ・ー・ド', 'disguised', 'smbccard'],
  ['三丼佳友力一ト', 'disguised', 'smbccard'],
  ['二井住友カード', 'disguised', 'smbccard'],
  ['三井住发カード', 'disguised', 'smbccard'],
  ['三井住友カー卜', 'disguised', 'smbccard'],
  ['楽天市揚', 'disguised', 'rakuten'],
  ['ヤマト連輸', 'disguised', 'yamato'],
  ['東京力ス', 'disguised', 'tokyogas'],
  ['メノレカリ', 'disguised', 'mercari'],
  ['Amazoon', 'misspelt', 'amazon'],
  ['Netfliix', 'misspelt', 'netflix'],
  ['らく天', 'exact', 'rakuten'],
  ['コクゼイチョウ', 'folded', 'nta'],
  ['みつい住友かーど', 'folded', 'smbccard'],
  ['0utlook', 'disguised', 'microsoft'],
  ['Micorsoft Support', 'misspelt', 'microsoft'],
  ['Bank of Amreica', 'misspelt', 'bofa'],
  ['Payapl', 'misspelt', 'paypal'],
  ['CaixaBannk', 'misspelt', 'caixabank'],
  ['신한은헹', 'disguised', 'shinhan'],
  ['내이버 고객센터', 'disguised', 'naver'],
  ['招商银荇', 'disguised', 'cmb'],
  ['ヤマト運愉', 'disguised', 'yamato'],
];

test.each(NAMED)('%s is read %s', (text, form, id) => {
  const hits = findNames(text);
  expect(
    hits.map((hit) => [hit.form, hit.organisations.some((one) => one.id === id)]),
  ).toContainEqual([form, true]);
});

/** What nobody is named by, each beside one of the readings above. */
const NOBODY = [
  'オンラインサポート',
  'Mark Dvla',
  'Auld Reekie',
  'J C B Smith',
  'D H Lawrence',
  'Ms Smith',
  'contact@amazon.co.jp',
  'info@paypal.com',
  'amazon.shop-offers.com',
  'Macrosoft',
  'Twister',
  'Finance News',
  'Anna Lisa',
  'Accounting',
  'SquaredUp',
  '三木 一郎',
  'Mike',
  'Heikki Krogerus',
  'CorisBank International',
  "'Michael S. Tsirkin' via kasan-dev",
  'Amelie DELAUNAY',
  '김혜은',
];

test.each(NOBODY)('%s names nobody', (text) => {
  expect(read(text)).toEqual([]);
});

test('two banks with one skeleton are two', () => {
  const ids = (text: string) =>
    findNames(text).flatMap((hit) => hit.organisations.map(({ id }) => id));
  expect(ids('中国銀行')).toEqual(['chugin']);
  expect(ids('中国银行')).toEqual(['boc']);
});

test('a sign is part of a short name', () => {
  expect(read('H&M')).toEqual(['H&M:exact']);
  expect(read('HM Smith')).toEqual([]);
});

test('a domain counts only as a whole name', () => {
  expect(read('Amazon.co.jpからのお知らせ')).toEqual(['Amazon.co.jp:exact']);
  expect(read('Booking.com Support')).toEqual(['Booking.com:exact']);
});

test('an added name has the same edges as a listed one, and shares what is listed', () => {
  const extra = [{ id: 'own', names: ['Nike'], domains: ['nike.example'] }];
  expect(findNames('Mike', extra)).toEqual([]);
  const [hit] = findNames('Nike', extra);
  expect(hit!.organisations.map(({ id }) => id).sort()).toEqual(['nike', 'own']);
  expect(hit!.strength).toBe('strict');
});

test('offsets are those of the text as given', () => {
  for (const [before, name] of [
    ['【重要】', 'ＰａｙＰａｌ'],
    ['🦊 \u200b', 'P\u200ba\u200by\u200bP\u200ba\u200bl'],
    ['から ', 'ｱﾏｿﾞﾝ'],
  ] as const) {
    const [hit] = findNames(`${before}${name} xyz`);
    expect([hit!.start, hit!.end]).toEqual([before.length, before.length + name.length]);
  }
});

describe('words', () => {
  const kinds = (text: string) =>
    readWords(text, findNames(text)).map(
      (word) => `${text.slice(word.start, word.end)}:${word.kind}`,
    );

  test('each has its kind and its place', () => {
    expect(kinds('PayPal account suspended, Inc. AB-1029')).toEqual([
      'account:desk',
      'suspended:pressure',
      ',:sign',
      'Inc:legal',
      '.:sign',
      'AB:digits',
      '-:sign',
      '1029:digits',
    ]);
    expect(kinds('【重要】楽天カード株式会社')).toEqual([
      '【:sign',
      '重要:pressure',
      '】:sign',
      '株式会社:legal',
    ]);
    expect(kinds('Hanako Sato')).toEqual(['Hanako:given', 'Sato:family']);
    expect(kinds('佐藤美咲')).toEqual(['佐藤:family', '美咲:given']);
  });

  test('cover every letter outside the hits', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'PayPal',
            'お知らせ',
            '佐藤',
            ' ',
            'Team',
            '42',
            '-',
            'ＪＣＢ',
            'é',
            '\u200b',
          ),
          { maxLength: 8 },
        ),
        (parts) => {
          const text = parts.join('');
          const covered = [...findNames(text), ...readWords(text, findNames(text))];
          for (const match of text.matchAll(/[\p{L}\p{N}]/gu))
            expect(
              covered.some(({ start, end }) => start <= match.index && match.index < end),
            ).toBe(true);
        },
      ),
    );
  });
});
