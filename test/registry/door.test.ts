import { expect, test } from 'vitest';
import { hash } from '../../lib/registry/filter.ts';
import {
  answersFor,
  findNames,
  highStakesOwnerOf,
  imitatedDomains,
  isClosedSuffix,
  isOrdinaryWord,
  ownerOf,
  serviceOf,
} from '../../lib/registry/index.ts';

const NOW = Date.parse('2026-12-01');
const LATER = Date.parse('2029-01-01');

const named = (name: string) => findNames(name)[0]!.organisations[0]!;

test('a confirmed domain answers, with what lies below it', () => {
  expect(answersFor('paypal.com', named('PayPal'), NOW)).toBe('confirmed');
  expect(answersFor('mail.paypal.com', named('PayPal'), NOW)).toBe('confirmed');
  expect(answersFor('paypal.com.shop.example', named('PayPal'), NOW)).toBeNull();
  expect(answersFor('notpaypal.com', named('PayPal'), NOW)).toBeNull();
});

test('what only a directory or general knowledge says answers less, and not for ever', () => {
  const chugin = named('中国銀行');
  expect(answersFor('chugin.co.jp', chugin, NOW)).toBe('listed');
  expect(answersFor('chugin.co.jp', chugin, LATER)).toBeNull();
  // A bank's own website by one directory: too little to answer, too much to accuse.
  expect(answersFor('seur.com', named('SEUR'), NOW)).toBe('single');
});

test('mail of ordinary users and of tenants answers no name', () => {
  expect(answersFor('docomo.ne.jp', named('NTTドコモ'), NOW)).toBeNull();
  expect(answersFor('shop.onmicrosoft.com', named('Microsoft'), NOW)).toBeNull();
  expect(answersFor('googlegroups.com', named('Google'), NOW)).toBeNull();
  expect(answersFor('shop.atlassian.net', named('Atlassian'), NOW)).toBeNull();
});

test('a domain of the family answers for every member', () => {
  for (const one of new Set(imitatedDomains().map(({ organisation }) => organisation())))
    for (const { domain, evidence } of one.domains)
      if (/[DSPV]/.test(evidence)) {
        const answer = answersFor(domain, one, NOW);
        expect(answer === 'confirmed' || answer === null, `${one.id} ${domain}`).toBe(true);
      }
  const line = named('LINEペイ');
  expect(line.family).toBe('line');
  expect(answersFor('yahoo-net.jp', line, NOW)).toBe(
    answersFor('yahoo-net.jp', named('Yahoo! JAPAN'), NOW),
  );
});

test('an added organisation is taken at its word', () => {
  const extra = [{ id: 'own', names: ['Kumo Works'], domains: ['kumo.example'] }];
  const [hit] = findNames('Kumo Works', extra);
  expect(hit!.organisations[0]).toMatchObject({ id: 'own', source: 'reader', stakes: 'high' });
  expect(answersFor('mail.kumo.example', hit!.organisations[0]!, LATER)).toBe('confirmed');
});

test('only a confirmed and fresh domain has an owner', () => {
  expect(ownerOf('mail.paypal.com', NOW)?.organisation.id).toBe('paypal');
  expect(ownerOf('vpass.ne.jp', NOW)).toMatchObject({
    organisation: { id: 'smbccard', names: { ja: '三井住友カード', en: 'Sumitomo Mitsui Card' } },
    domain: { domain: 'vpass.ne.jp', evidence: 'S' },
  });
  expect(ownerOf('chugin.co.jp', NOW)).toBeNull();
  expect(ownerOf('paypal.com', LATER)).toBeNull();
  expect(ownerOf('shop.example', NOW)).toBeNull();
});

test('people work at Intel and Siemens: their domains are no target', () => {
  for (const domain of ['intel.com', 'siemens.com', 'redhat.com', 'oracle.com'])
    expect(highStakesOwnerOf(domain), domain).toBeNull();
  expect(highStakesOwnerOf('amazon.co.jp')?.id).toBe('amazon');
  expect(highStakesOwnerOf('mail.amazon.co.jp')?.id).toBe('amazon');
});

test('services are known by domain, and some by address only', () => {
  expect(serviceOf('docusign.net')).toEqual({ kinds: ['signature'], usersWrite: true });
  expect(serviceOf('example.zendesk.com')?.kinds).toContain('ticket');
  expect(serviceOf('duck.com')?.kinds).toContain('alias');
  expect(serviceOf('google.com')).toBeNull();
  expect(serviceOf('google.com', 'drive-shares-noreply')?.kinds).toEqual(['document']);
  expect(serviceOf('zendesk.com.shop.example')).toBeNull();
});

test('a closed suffix names its country, for itself and names below it', () => {
  expect(isClosedSuffix('receita.fazenda.gov.br')).toEqual({ country: 'br' });
  expect(isClosedSuffix('nta.go.jp')).toEqual({ country: 'jp' });
  expect(isClosedSuffix('gov.br')).toEqual({ country: 'br' });
  expect(isClosedSuffix('gov.br.shop.example')).toBeNull();
});

test('the filter knows its words and is wrong about one made-up word in 64', () => {
  for (const word of [
    'hanako',
    'smith',
    'garcia',
    'schneider',
    'people',
    'entreprise',
    '佐藤',
    '김',
  ])
    expect(isOrdinaryWord(word), word).toBe(true);
  const tried = 20_000;
  let wrong = 0;
  for (let i = 0; i < tried; i++) {
    let word = '';
    for (let k = 0; k < 12; k++) word += String.fromCharCode(97 + (hash(`${i}.${k}`, 7) % 26));
    if (isOrdinaryWord(word)) wrong++;
  }
  expect(wrong / tried).toBeLessThan(0.02);
  expect(wrong).toBeGreaterThan(0);
});

test('an organisation is called by its native name only where it is at home among such letters', () => {
  expect(named('PayPal').names.native).toBeUndefined();
  expect(named('Microsoft').names.native).toBeUndefined();
  expect(named('SK Telecom').names.native).toMatch(/\p{Script=Hangul}/u);
});
