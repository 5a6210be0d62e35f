// Normal forms of names, look-alike letters, mentions and domains.

import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spell } from '../../../lib/registry/spelling.ts';
import { codePoints, fold, plain, visible } from '../../../lib/text/normalise.ts';
import { hiddenCharacters, isScriptDisguise, mixedWord } from '../../../lib/text/scripts.ts';
import table from '../../../lib/text/skeleton.json' with { type: 'json' };
import { skeleton } from '../../../lib/text/skeleton.ts';
import { findMentions } from '../../../lib/verdict/claims/mentions.ts';
import { isFullName, personKey } from '../../../lib/verdict/claims/person-key.ts';
import {
  hasPressure,
  hasRelation,
  mailSystemWords,
  withoutRoles,
} from '../../../lib/verdict/claims/vocabulary.ts';
import { runNameRules } from '../../../lib/verdict/rules/run.ts';
import { compact, parseConfusables } from '../../../scripts/generate/skeleton.ts';
import { CONTEXT } from '../rules/evidence.ts';

describe('normal forms', () => {
  test.each([
    ['ＡＭＡＺＯＮ', 'amazon'],
    ['ｱﾏｿﾞﾝ', 'アマゾン'],
    ['あまぞん', 'アマゾン'],
    ['カ－ド カ―ド カ-ド', 'カード カード カード'],
    ['Pay\u200bPal', 'paypal'],
    ['  Two \u3000 Words ', 'two words'],
    ['㈱サンプル', '(株)サンプル'],
  ])('%s folds to %s', (written, folded) => expect(fold(written)).toBe(folded));

  test('a hyphen between Latin letters stays', () => expect(plain('e-Tax')).toBe('e-Tax'));
  test('controls become blanks', () => expect(visible('a\u0085b')).toBe('a b'));
  test('code points are named once', () =>
    expect(codePoints('аа\u{1f600}')).toBe('U+0430 U+1F600'));
});

describe('skeleton', () => {
  test.each([
    ['раураl', 'paypal'],
    ['аррӏе', 'apple'],
    ['arnazon', 'amazon'],
    ['vvells', 'wells'],
    ['g00g1e', 'google'],
    ['三井住友力ード', '三井住友カード'],
    ['ペイぺイ', 'ペイペイ'],
    ['ᴀᴍᴀᴢᴏɴ', 'amazon'],
  ])('%s looks like %s', (one, other) => expect(skeleton(fold(one))).toBe(skeleton(fold(other))));

  test.each([
    ['amazon', 'amazin'],
    ['三井住友', '三菱住友'],
  ])('%s does not look like %s', (one, other) => expect(skeleton(one)).not.toBe(skeleton(other)));

  const source = `${process.env.INKAN_SUITES ?? '../shared/suites'}/unicode/confusables.txt`;
  test.runIf(existsSync(source))('the committed table is what the generator writes', () => {
    expect(table).toMatchObject(compact(parseConfusables(readFileSync(source, 'utf8'))));
  });
  test('the table carries its licence and stays small', () => {
    expect(table.notice).toMatch(/Unicode/);
    expect(JSON.stringify(table).length).toBeLessThan(40_000);
  });
});

describe('spelling', () => {
  test('Latin beside Japanese is a word of its own', () => {
    const { letters, edge } = spell('重要KDDI様');
    expect(letters.join('')).toBe('重要kddi様');
    expect([edge[2], edge[3], edge[6]]).toEqual([true, false, true]);
  });
  test('capitals begin words', () => expect(spell('PayPalSupport').edge[6]).toBe(true));
  test('never throws and keeps its lengths', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const { letters, edge, apart, skeleton: form, letterOf } = spell(name);
        expect(edge).toHaveLength(letters.length + 1);
        expect(apart).toHaveLength(letters.length + 1);
        expect(letterOf).toHaveLength(form.length);
      }),
    );
  });
});

test('any name at all is judged without an exception', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ maxLength: 40 }),
      (name, address) => {
        for (const { params } of runNameRules({ name, address }, CONTEXT))
          for (const value of Object.values(params)) expect(typeof value).toBe('string');
      },
    ),
  );
});

describe('people', () => {
  test.each([
    ['Yamada, Taro', 'Taro Yamada'],
    ['山田 太郎', '山田太郎様'],
    ['"Alice" Johnson (work)', 'alice johnson'],
    ['齋藤 学', '斎藤学'],
    ['山☆田☆太☆郎', '山田太郎'],
    ['佐藤 健－', '佐藤健一'],
    ['山田 (太郎)', '山田太郎'],
    ...['()', '[]', '（）', '［］', '【】', '「」', '『』', '〔〕'].map(
      ([open, close]): [string, string] => [`山田太郎 ${open}営業第二${close}`, '山田太郎'],
    ),
    ['Dr. José García', 'Garcia, Jose'],
    ['R o b e r t Johnson', 'Robert Johnson'],
  ])('%s is %s', (one, other) => expect(personKey(one)).toBe(personKey(other)));
  test('one word or two characters name too many', () => {
    expect(['alice', '山田'].map(isFullName)).toEqual([false, false]);
    expect(['alice johnson', '山田太'].map(isFullName)).toEqual([true, true]);
  });
});

describe('words around a name', () => {
  test('roles are taken out of Japanese without spaces', () => {
    expect(withoutRoles(fold('お客様サポートセンター'))).toBe('');
    expect(withoutRoles(fold('ゴルフ部'))).not.toBe('');
  });
  test('relations are told', () => {
    const about = (name: string) => hasRelation(fold(name), 'shop.example');
    expect(about('shop.example 製品ユーザー会')).toBe(true);
    expect(about('Fans of shop.example, Osaka')).toBe(true);
    for (const other of ['shop.example Secure', 'shop.example by Support', 'shop.example 経由'])
      expect(about(other), other).toBe(false);
    for (const office of ['shop.example Partner Support', 'shop.example 公式ブログ'])
      expect(about(office), office).toBe(false);
  });

  test('pressure', () => {
    expect(hasPressure('【重要】ご確認')).toBe(true);
    expect(hasPressure('Your account is suspended')).toBe(true);
    expect(hasPressure('Lunch on Friday')).toBe(false);
  });
  test('a mail system', () => {
    expect(mailSystemWords('it help-desk')).toBe('it help-desk');
    expect(mailSystemWords('smith support')).toBeNull();
  });
});

describe('scripts', () => {
  test('mixed words', () => {
    expect(mixedWord('Tシャツ React')).toBeNull();
    expect(mixedWord('PаyPal')?.foreign).toEqual(['а']);
  });
  test('hidden characters by their place', () => {
    expect(hiddenCharacters('a\u200bb\u200b')).toEqual({ inside: ['\u200b'], outside: ['\u200b'] });
    expect(hiddenCharacters('👩‍💻')).toEqual({ inside: [], outside: [] });
  });
  test('domains', () => {
    expect(isScriptDisguise('日本語.jp')).toBe(false);
    expect(isScriptDisguise('сахар.рф')).toBe(false);
    expect(isScriptDisguise('сахар.com')).toBe(true);
  });
});

describe('mentions', () => {
  test.each([
    ['security@paypal.com', ['address paypal.com']],
    ['info＠apple．com', ['address apple.com']],
    ['www.eki-net.com サポート', ['domain www.eki-net.com']],
    ['report.pdf and notes.txt', []],
    ['Dr. Smith v1.2', []],
    ['日本語.jp', ['domain xn--wgv71a119e.jp']],
    ['smbc-card.comからのお知らせ', ['domain smbc-card.com']],
    ['info@shop.example- private', ['address shop.example']],
    ['info@shop.exampleの窓口', ['address shop.example']],
  ])('%s', (name, expected) =>
    expect(findMentions(name).map(({ kind, domain }) => `${kind} ${domain}`)).toEqual(expected),
  );
});
