// Encoded words in the charsets that Japanese and other mail uses.
import { describe, expect, test } from 'vitest';
import { decodeOctets, decodeText, hasEncodedWord } from '../../lib/message/encoded-words.ts';

describe('decodeText', () => {
  test.each([
    ['=?UTF-8?Q?Kleine-K=C3=B6nig?=', 'Kleine-König'],
    ['=?utf-8?b?5pel5pys6Kqe?=', '日本語'],
    ['=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=', '日本語'],
    ['=?Shift_JIS?B?k/qWe4zq?=', '日本語'],
    ['=?EUC-JP?B?xvzL3Ljs?=', '日本語'],
    ['=?cp932?B?k/qWe4zq?=', '日本語'],
    ['=?windows-31j?B?k/qWe4zq?=', '日本語'],
    ['=?iso-8859-1?Q?Andr=E9?=', 'André'],
    ['=?utf-8*ja?B?5pel5pys6Kqe?=', '日本語'],
    ['=?UTF-8?Q?a_b?=', 'a b'],
    // RFC 2047 section 6.2: blanks between neighbours are no text, other blanks are.
    ['=?utf-8?Q?a?= =?utf-8?Q?b?=', 'ab'],
    ['=?utf-8?Q?a?= =?iso-8859-1?Q?=E9?=', 'aé'],
    ['=?utf-8?Q?a?= x =?utf-8?Q?b?=', 'a x b'],
    ['x =?utf-8?Q?a?=', 'x a'],
    ['=?utf-8?Q?a?==?utf-8?Q?b?=', 'ab'],
    // Blanks and quotes inside, as some programs write them.
    ['=?UTF-8?Q? "Kie=C5=82" ?=', ' "Kieł" '],
  ])('%s', (text, decoded) => expect(decodeText(text)).toBe(decoded));

  test('a character cut in two by neighbours is joined', () => {
    expect(decodeText('=?utf-8?B?5pel5g==?= =?utf-8?B?nKw=?=')).toBe('日本');
    expect(decodeText('=?Shift_JIS?B?k/qW?= =?shift_jis?B?e4zq?=')).toBe('日本語');
  });

  test.each([
    ['a charset nobody knows, over UTF-8', '=?x-unknown?B?5pel?=', '日'],
    ['the same over ASCII', '=?cp850?Q?Amaz?= =?cp850?Q?on?=', 'Amazon'],
    ['base64 with a foreign octet', '=?utf-8?B?5p!el?=', '日'],
    ['base64 for URLs', '=?utf-8?B?5LiJ5LqV5L2P5Y-L?=', '三井住友'],
    ['UTF-7', '=?utf-7?Q?+ZeVnLIqe-?=', '日本語'],
    ['UTF-16 without a mark', '=?utf-16?B?ZeVnLA==?=', '日本'],
    ['HZ', '=?hz-gb-2312?Q?~{VPND~}?=', '中文'],
    ['ISO-2022-KR', '=?iso-2022-kr?B?GyQpQw48LT9vDw==?=', '서울'],
  ])('%s is read as mail programs read it', (_, written, text) => {
    expect(decodeText(written)).toBe(text);
  });

  test('what nobody can decode stays as written', () => {
    expect(decodeText('=?x-unknown?B?/w==?=')).toBe('=?x-unknown?B?/w==?=');
    expect(decodeText('=?utf-8?X?a?=')).toBe('=?utf-8?X?a?=');
  });

  test('a word inside a word is decoded once only', () => {
    const inner = '=?utf-8?Q?bank?=';
    expect(decodeText(`=?utf-8?B?${btoa(inner)}?=`)).toBe(inner);
    expect(hasEncodedWord(inner)).toBe(true);
    expect(hasEncodedWord('bank')).toBe(false);
  });

  test('hidden characters are kept', () => {
    expect(decodeText('=?utf-8?Q?Pay=E2=80=8Bpal=00?=')).toBe('Pay\u200bpal\0');
    expect(decodeText('=?utf-8?B?77u/YQ==?=')).toBe('\ufeffa');
  });
});

describe('decodeOctets', () => {
  test('UTF-8 without encoding', () => expect(decodeOctets('\xe6\x97\xa5')).toBe('日'));
  test('ISO-2022-JP without encoding', () => {
    expect(decodeOctets('\x1b$BF|K\\8l\x1b(B!')).toBe('日本語!');
  });
  test('octets that are neither stay one character each', () => {
    expect(decodeOctets('Andr\xe9')).toBe('Andr\xe9');
  });
});
