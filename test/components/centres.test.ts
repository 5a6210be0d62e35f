// Whom a reader can report phishing to: by the browser's languages, in a language that is read there.
import { describe, expect, test } from 'vitest';
import { centreFor, placesOf } from '../../components/report/centres.ts';
import type { Centre } from '../../lib/text/report-centres.ts';
import { LANGUAGES, type Language, languageFor, say } from '../../lib/words.ts';

const JAPAN = ['info@antiphishing.jp', 'meiwaku@dekyo.or.jp'];
const EVERYBODY = ['reportphishing@apwg.org'];
const addresses = ({ places }: Centre) => places.map(({ address }) => address);

test.each([
  [['ja'], JAPAN],
  [['ja-JP', 'en-US'], JAPAN],
  [['en-US', 'en', 'ja'], JAPAN],
  [['de-DE', 'de', 'en-US', 'en'], ['phishing@verbraucherzentrale.nrw']],
  [['de'], ['phishing@verbraucherzentrale.nrw']],
  [['de-AT', 'de'], ['https://www.watchlist-internet.at']],
  [['de-CH', 'de'], ['reports@antiphishing.ch']],
  [['fr-CH', 'fr'], ['reports@antiphishing.ch']],
  [['fr-FR', 'fr', 'en'], ['https://www.signal-spam.fr']],
  [['fr-BE'], ['suspect@safeonweb.be']],
  [['fr-CA', 'fr'], ['spam@fightspam.gc.ca']],
  [['es-ES', 'es'], ['incidencias@incibe-cert.es']],
  [['it'], ['https://www.commissariatodips.it']],
  [['ko-KR', 'ko'], ['https://spam.kisa.or.kr']],
  [['pt-BR', 'pt'], ['cert@cert.br']],
  [['zh-CN', 'zh'], ['https://www.12321.cn']],
  [['zh-TW', 'zh'], ['https://165.npa.gov.tw']],
  [['en-GB', 'en'], ['report@phishing.gov.uk']],
  // a country of its own, where no place is known: not that of another one with the same language
  [['es-MX', 'es', 'en-US'], EVERYBODY],
  [['es-419', 'es'], EVERYBODY],
  [['pt-PT', 'pt', 'en'], EVERYBODY],
  [['zh-HK', 'zh', 'en'], EVERYBODY],
  [['en-US', 'en'], EVERYBODY],
  [['en'], EVERYBODY],
  [['en-US', 'es'], EVERYBODY],
  [['nl-NL', 'nl', 'en'], EVERYBODY],
  // tags that are none
  [['', 'x', '*'], EVERYBODY],
])('a browser that speaks %j', (tags, expected) => {
  expect(addresses(centreFor(languageFor(tags[0] ?? ''), tags))).toEqual(expected);
});

test('nobody is sent to a place that does not read what is written', () => {
  expect(addresses(centreFor('ko', ['ja-JP', 'ko']))).toEqual(['https://spam.kisa.or.kr']);
  expect(addresses(centreFor('fr', ['fr-MA', 'ja']))).toEqual(EVERYBODY);
});

test('without a word of the browser the language decides', () => {
  expect(addresses(centreFor('ja'))).toEqual(JAPAN);
  expect(addresses(centreFor('en'))).toEqual(EVERYBODY);
});

describe.each(LANGUAGES)('in %s', (language: Language) => {
  test.each(['ja-JP', 'fr-FR', 'en-US', language])('a reader of %s is told where', (tag) => {
    const centre = centreFor(language, [tag]);
    const params = { places: placesOf(language, centre, true) };
    const told = say(language, { key: `report.about.centre.${centre.by}`, params });
    for (const address of addresses(centre)) expect(told).toContain(address);
    expect(told).not.toMatch(/[{}]/);
  });
});

test('a place has its own name for those who read it, a readable one for others', () => {
  const japan = centreFor('en', ['en-JP']);
  expect(placesOf('en', japan, false)).toBe(
    'Council of Anti-Phishing Japan or Anti-Spam Consultation Center',
  );
  expect(placesOf('ja', japan, true)).toBe(
    'フィッシング対策協議会（info@antiphishing.jp）または迷惑メール相談センター（meiwaku@dekyo.or.jp）',
  );
});

test('an address is one that a reader can use', () => {
  const regions = [
    'AT',
    'BE',
    'BR',
    'CA',
    'CH',
    'CN',
    'DE',
    'ES',
    'FR',
    'GB',
    'IT',
    'JP',
    'KR',
    'TW',
  ];
  const centres = regions.map((region) => centreFor('en', [`en-${region}`]));
  for (const { by, places, reads } of centres) {
    expect(reads).toContain('en');
    for (const { address } of places)
      expect(address).toMatch(
        by === 'mail' ? /^[\w.-]+@[\w-]+(\.[\w-]+)+$/ : /^https:\/\/[\w.-]+$/,
      );
  }
  expect(new Set(centres).size).toBe(regions.length);
});
