// Names before words that are written without a blank: particles, roles, suffixes.
import { describe, expect, test } from 'vitest';
import { findNames } from '../../lib/registry/index.ts';
import { strictNames } from './strict-names.ts';

const BEHIND = [
  'からのお知らせ',
  'のお知らせ',
  'のサポート',
  'のご案内',
  'をご利用のお客様へ',
  'より',
  'アカウントチーム',
  'カスタマーサポートセンター',
  'セキュリティセンター',
];
const KANA_END = strictNames().filter(({ name }) => /[\u3041-\u30ff]$/.test(name));

describe('a name that ends in kana', () => {
  test.each(BEHIND)('is found before %s', (words) => {
    const lost = KANA_END.filter(
      ({ name }) => !findNames(name + words).some((hit) => hit.start < 2 && hit.end >= name.length),
    );
    expect(KANA_END.length).toBeGreaterThan(300);
    expect(lost.map(({ name }) => name).slice(0, 20)).toEqual([]);
  });

  test('is not found inside a longer word of katakana', () => {
    const found = KANA_END.filter(({ name }) => /^[\u30a1-\u30fc]+$/.test(name)).filter(
      ({ name }) =>
        [`ヌ${name}`, `${name}ヌモ`, `ヌ${name}サポート`].some((text) =>
          findNames(text).some(({ name: found }) => found === name),
        ),
    );
    expect(found.map(({ name }) => name)).toEqual([]);
  });
});

describe('a Latin name before a suffix that is a word', () => {
  const names = strictNames().filter(({ name }) => /^[A-Za-z]{5,}$/.test(name));
  test.each([
    'Support',
    'Services',
    'Team',
    'Online',
    'Email',
    'Center',
    'Live',
    'Help',
    'Info',
    'App',
    'Zone',
    'Cloud',
  ])('.%s', (suffix) => {
    const lost = names.filter(
      ({ name }) => !findNames(`${name}.${suffix}`).some((hit) => hit.start === 0),
    );
    expect(names.length).toBeGreaterThan(500);
    expect(lost.map(({ name }) => name)).toEqual([]);
  });
});

describe('an alphabet that passes for Latin', () => {
  const names = strictNames().filter(({ name }) => /^[A-Za-z]{6,}$/.test(name));
  test.each([
    ['stroked', 'ȺɃȻĐɆFǤĦƗɈꝀŁMNØⱣꝖɌSŦɄVWXɎƵ'],
    ['Canadian syllabics', 'ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭Yᘔ'],
    ['Coptic', 'ⲀⲂⲤDⲈFGⲎⲒJⲔⳐⲘⲚⲞⲢQRSⲦUVWⲬⲨⲌ'],
    ['Cherokee', 'ᎪᏴᏟᎠᎬFᏀᎻᏆᎫᏦᏞᎷNᎾᏢQᎡᏚᎢUᏙᏔXᎩᏃ'],
  ])('%s', (_, alphabet) => {
    const letters = [...alphabet];
    expect(letters).toHaveLength(26);
    const lost = names.filter(({ name }) => {
      const written = [...name.toUpperCase()].map((one) => letters[one.charCodeAt(0) - 65]);
      return findNames(written.join('')).length === 0;
    });
    expect(names.length).toBeGreaterThan(500);
    expect(lost.length / names.length).toBeLessThan(0.02);
  });
});
