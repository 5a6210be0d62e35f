// What is said: words for every situation in both languages, the domain in every label, and nothing promised.
import { describe, expect, test } from 'vitest';
import type { Judgement, RuleId, Sentence, Story } from '../../../lib/model.ts';
import { judge, judgeUnreadable } from '../../../lib/verdict/judge.ts';
import { tell } from '../../../lib/verdict/story/tell.ts';
import { LANGUAGES, say } from '../../../lib/words.ts';
import { WORDS as words } from '../../../scripts/all-words.ts';
import {
  boundary,
  brokenDkim,
  context,
  dkim,
  dmarc,
  type EvidenceWords,
  evidence,
  FAIL,
  PASS,
} from '../evidence.ts';
import { CASES } from '../origin/table-cases.ts';

const IDEOGRAPHIC = /[\u3040-\u30ff\u4e00-\u9fff]/;
const SECTIONS = /^(seal|origin|story|reason|advice|route|guideline|word|why)\./;
const keys = (Object.keys(words.en) as (keyof typeof words.en)[]).filter((key) =>
  SECTIONS.test(key),
);

const everySentence = (story: Story): Sentence[] => [
  story.seal.label,
  story.seal.sentence,
  ...story.questions.who,
  ...story.questions.changed,
  ...story.questions.name,
  ...story.advice,
  ...(story.closing ? [story.closing] : []),
  ...story.findings.map(({ sentence }) => sentence),
  ...(story.details
    ? [
        story.details.record,
        ...story.details.policy,
        ...story.details.forwarding,
        ...(story.details.bimi ? [story.details.bimi] : []),
        ...story.details.guidelines.map(({ sentence }) => sentence),
        ...story.details.route.flatMap(({ wait }) => (wait ? [wait] : [])),
      ]
    : []),
];

const judgeWords = (input: EvidenceWords, more = {}) => judge(evidence(input), context(more), null);
const SHOWN = { rendered: { name: 'Shop', address: 'news@shop.example' } };
const judgements: [string, Judgement][] = [
  ...CASES.map((one): [string, Judgement] => [
    `row ${one.row}: ${one.shows}`,
    judgeWords(one.evidence, one.context),
  ]),
  ...([null, 'tooLarge', 'headerTooLarge', 'truncated', 'shape'] as const).map(
    (refusal): [string, Judgement] => [
      `unreadable: ${refusal}`,
      judgeUnreadable(null, context(refusal === 'shape' ? {} : SHOWN), refusal),
    ],
  ),
  [
    "a brand's name",
    judgeWords({
      message: { name: 'Amazon' },
      stated: { results: PASS },
      evaluated: { dkim: [dkim()] },
    }),
  ],
  [
    "a brand's name, unproven",
    judgeWords({ message: { name: 'Amazon' }, stated: { results: ['spf=none shop.example'] } }),
  ],
  [
    "a brand's name, unreadable",
    judgeUnreadable(
      null,
      context({ rendered: { name: 'Amazon', address: 'a@shop.example' } }),
      null,
    ),
  ],
];

describe('every sentence has words in every language', () => {
  test.each(judgements)('%s', (_, judgement) => {
    for (const sentence of [
      ...everySentence(tell(judgement)),
      ...judgement.origin.why.map((one) => one.sentence),
    ]) {
      for (const language of LANGUAGES) {
        const text = say(language, sentence);
        expect(text, `${sentence.key} has a gap: ${text}`).not.toMatch(/\{\w+\}|undefined/);
      }
    }
  });
});

describe('the seal', () => {
  test.each(judgements)('%s: the label holds the domain and is short', (_, judgement) => {
    const { label } = tell(judgement).seal;
    const domain = judgement.origin.params.domain;
    if (domain !== undefined && judgement.origin.origin !== 'own') {
      for (const language of LANGUAGES) expect(say(language, label)).toContain(domain);
    }
  });
  test('no label is longer than a glance', () => {
    for (const key of keys.filter((one) => one.startsWith('seal.'))) {
      for (const language of LANGUAGES) {
        const own = words[language][key].replace(/\{\w+\}/g, ' ').trim();
        const length = IDEOGRAPHIC.test(own) ? [...own].length / 3 : own.split(/\s+/).length;
        expect(length, `${language} ${key}`).toBeLessThanOrEqual(7);
      }
    }
  });
  test('a danger finding takes the seal: really from the attacker', () => {
    const { seal, advice } = tell(judgements.find(([name]) => name === "a brand's name")![1]);
    expect(say('en', seal.label)).toBe('Really from shop.example');
    expect(say('ja', seal.label)).toBe('実際は shop.example から送信');
    expect(say('en', seal.sentence)).toMatch(/Amazon.*shop\.example/);
    expect(advice.map(({ key }) => key)).toEqual(['rule.nameBrand.advice', 'advice.reportToo']);
  });
});

describe('the words', () => {
  const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  test.each(keys)('%s', (key) => {
    for (const language of LANGUAGES)
      expect(placeholders(words[language][key]), language).toEqual(placeholders(words.en[key]));
    // Latin letters stay half-width, and the full-width space is no way to lay out text.
    expect(words.ja[key]).not.toMatch(/[Ａ-Ｚａ-ｚ０-９\u3000]/);
  });
  test('no situation and no reason borrows the words of another', () => {
    for (const language of LANGUAGES)
      for (const section of ['origin.', 'reason.', 'why.']) {
        const texts = keys
          .filter((key) => key.startsWith(section))
          .map((key) => words[language][key]);
        expect(new Set(texts).size).toBe(texts.length);
      }
  });
});

describe('was it changed on the way?', () => {
  const changed = (input: EvidenceWords, more = {}) =>
    tell(judgeWords(input, more)).questions.changed.map(({ key }) => key);
  test.each([
    'bodyChanged',
    'headersChanged',
    'keyMissing',
    'keyRevoked',
    'expired',
    'dnsFailed',
  ] as const)('%s is said as such', (reason) => {
    const [first] = changed({
      stated: { results: PASS },
      evaluated: { dkim: [brokenDkim(reason)] },
    });
    expect(first).toBe(`reason.${reason}`);
  });
  test('held for the sake of privacy, or not asked at all', () => {
    const evaluated = { dkim: [brokenDkim('held')] };
    const names = { held: ['s1._domainkey.shop.example'] };
    expect(changed({ stated: { results: PASS }, evaluated, ...names })).toEqual(['reason.held']);
    expect(changed({ stated: { results: PASS }, evaluated })).toEqual(['reason.notAsked']);
  });
  test("Google's own seal speaks where the signature cannot", () => {
    expect(
      changed({
        stated: { results: PASS, proof: 'sealed' },
        evaluated: { dkim: [brokenDkim('keyMissing')] },
      }),
    ).toEqual(['story.changed.sealed']);
  });
  test('approximate bytes are never called changed', () => {
    expect(
      changed(
        { stated: { results: PASS }, evaluated: { dkim: [brokenDkim('bodyChanged')] } },
        { fidelity: 'approximate' },
      ),
    ).toEqual(['story.changed.approximate']);
  });
  test('a signature whose time has passed since', () => {
    expect(
      changed({ stated: { results: PASS }, evaluated: { dkim: [dkim({ expiresAt: 1 })] } }),
    ).toEqual(['story.changed.signed', 'story.changed.expiredSince']);
  });
});

test('at most two warnings are shown at once, the gravest first', () => {
  const judgement = judgeWords({ stated: { results: FAIL, policy: 'reject' } });
  const finding = (rule: RuleId, severity: 'info' | 'caution' | 'danger') => ({
    rule,
    severity,
    params: {},
  });
  const findings = [
    finding('replyTo', 'info'),
    finding('nameSelf', 'caution'),
    finding('nameBidi', 'danger'),
    finding('spfWide', 'caution'),
  ];
  const told = tell({ ...judgement, report: { ...judgement.report, findings } });
  expect(told.findings.map(({ rule, shown }) => [rule, shown])).toEqual([
    ['nameBidi', true],
    ['nameSelf', true],
    ['spfWide', false],
    ['replyTo', false],
  ]);
});

test('the policy is said in the words of the hosting panel', () => {
  const policy = (words: Parameters<typeof dmarc>[0]) =>
    tell(judgeWords({ stated: { results: PASS }, evaluated: { dmarc: dmarc(words) } }))
      .details!.policy.map((one) => say('ja', one))
      .join('');
  expect(policy({ policy: 'reject' })).toContain('受信させない');
  expect(policy({ policy: 'quarantine' })).toContain('迷惑メールに保存');
  expect(policy({ policy: 'none' })).toContain('報告のみ');
  const record = 'v=DMARC1; p=reject; t=y';
  expect(policy({ policy: 'quarantine', testing: true, record })).toContain('t=y');
  expect(policy({ policy: 'reject', domain: 'mail.shop.example' })).toContain(
    '上位の shop.example',
  );
  expect(policy({ policy: null, record: null })).toContain('公開していません');
});

describe('the finding that made the tone names the seal', () => {
  const label = (
    rule: RuleId,
    severity: 'caution' | 'danger',
    input: EvidenceWords = { stated: { results: PASS }, evaluated: { dkim: [dkim()] } },
    params: Record<string, string> = {},
  ) => {
    const judgement = judgeWords(input);
    const findings = [{ rule, severity, params }];
    return tell({ ...judgement, report: { ...judgement.report, findings } }).seal.label.key;
  };
  const unproven = { stated: { results: ['spf=none shop.example'] } };
  test.each([
    ['nameContact', 'caution', 'seal.reallyFrom'],
    ['domainTypo', 'danger', 'seal.reallyFrom'],
    ['replyTo', 'caution', 'seal.replyElsewhere'],
    ['headerDuplicate', 'danger', 'seal.suspicious'],
    ['dkimBodyLength', 'caution', 'seal.lookCloser'],
  ] as const)('%s at %s', (rule, severity, key) => {
    expect(label(rule, severity)).toBe(key);
  });
  test('without proof nothing is "really from" anywhere', () => {
    expect(label('nameBrand', 'danger', unproven)).toBe('seal.nameDoubt');
  });
  test('a name that fits its domain is not called false where the proof alone is missing', () => {
    const params = { unproved: 'yes' };
    expect(label('nameBrand', 'caution', unproven, params)).toBe('seal.notConfirmed');
  });
  test('a forged mail stays forged, whatever else is found', () => {
    const forged = { stated: { results: FAIL, policy: 'reject' } };
    expect(label('nameBrand', 'danger', forged)).toBe('seal.forged');
  });
  test('where no address is shown there is no domain to name', () => {
    const judgement = judgeUnreadable(
      null,
      context({ rendered: { name: 'Amazon', address: '' } }),
      null,
    );
    expect(tell(judgement).seal.label.key).toMatch(/^seal\.nobody\./);
  });
});

test('notes that lie on top are said after the row', () => {
  const keys = (input: EvidenceWords, more = {}) =>
    tell(judgeWords(input, more)).questions.who.map(({ key }) => key);
  expect(keys({ stated: { results: PASS, gateway: true }, evaluated: { dkim: [dkim()] } })).toEqual(
    ['origin.signed', 'story.note.gateway'],
  );
  const sealed: EvidenceWords = {
    stated: { results: PASS, proof: 'sealed' },
    evaluated: { dkim: [dkim()] },
  };
  expect(keys(sealed, { source: 'file' })).toEqual(['origin.signed', 'story.note.file']);
  expect(keys({ ...sealed, message: { to: [] } }, { source: 'file' })).toEqual([
    'origin.signed',
    'story.note.fileWithoutTo',
  ]);
});

test('a judgement without notes has one sentence on who sent it', () => {
  const judgement = judgeWords({ stated: { results: PASS }, evaluated: { dkim: [dkim()] } });
  const { notes: _notes, ...origin } = judgement.origin;
  expect(tell({ ...judgement, origin }).questions.who.map(({ key }) => key)).toEqual([
    'origin.signed',
  ]);
});

test('what the row says is not said again as a finding', () => {
  const contradicted = brokenDkim('headersChanged');
  const judgement = judgeWords({
    stated: { results: PASS, proof: 'sealed' },
    evaluated: { dkim: [contradicted] },
  });
  expect(judgement.report.findings.map(({ rule }) => rule)).toContain('recordContradicted');
  expect(tell(judgement).findings.map(({ rule }) => rule)).not.toContain('recordContradicted');
  const failed = tell(judgeWords({ stated: { results: FAIL, policy: 'reject' } }));
  expect(failed.findings.find(({ rule }) => rule === 'dmarcFail')).toMatchObject({ shown: false });
});

describe('a domain as people read it', () => {
  const signedBy = (domain: string, language = 'en', name = 'Shop') =>
    tell(
      judgeWords({
        message: { name, from: `a@${domain}` },
        stated: { results: [`dkim=pass header.i=@${domain}; dmarc=pass header.from=${domain}`] },
        evaluated: { dkim: [dkim({ sdid: domain })] },
      }),
      language,
    );
  test.each([
    ['mail.shop.co.jp', 'mail.shop.co.jp', 'shop.co.jp'],
    ['xn--wgv71a119e.jp', '日本語.jp', '日本語.jp'],
    // Cyrillic that reads as Latin letters stays as it is registered.
    ['xn--80ak6aa92e.com', 'xn--80ak6aa92e.com', 'xn--80ak6aa92e.com'],
  ])('%s', (domain, shown, organization) => {
    const story = signedBy(domain);
    expect(say('en', story.seal.label)).toContain(shown);
    expect(story.organization).toBe(organization);
  });
  test.each([
    ['bücher.example', 'de', 'xn--bcher-kva.example'],
    ['bücher.example', 'de-AT', 'xn--bcher-kva.example'],
    ['smörgås.example', 'sv', 'xn--smrgs-pra0j.example'],
    ['pâtisserie.example', 'fr', 'xn--ptisserie-b2a.example'],
    ['instalação.example', 'pt-BR', 'xn--instalao-xza3b.example'],
  ])('%s in letters of %s; to others as it is registered', (shown, language, domain) => {
    const label = (of: string) => say('en', signedBy(domain, of).seal.label);
    expect(label(language)).toBe(`Sent by ${shown}`);
    expect(signedBy(domain, language).organization).toBe(shown);
    for (const other of ['en', 'ja', 'ko', 'zh-CN', 'it', 'x', ''])
      expect(label(other)).toBe(`Sent by ${domain}`);
  });
  test.each([
    ['paypäl.com', 'xn--paypl-jra.com'],
    ['amazön.com', 'xn--amazn-mua.com'],
    ['büchеr.example, with a Cyrillic letter', 'xn--bchr-0ra660c.example'],
    ['straße in Greek letters', 'xn--vxajbnd.example'],
  ])('%s stays as it is registered for every reader', (_, domain) => {
    for (const language of ['de', 'fr', 'es', 'sv', 'ja'])
      expect(say('en', signedBy(domain, language).seal.label)).toContain(domain);
  });
  test('of the domains of an organisation in many countries the reader’s own comes first', () => {
    const told = (name: string, language: string) => {
      const judgement = judgeWords({
        message: { name },
        stated: { results: ['spf=none shop.example'] },
      });
      return say('en', tell(judgement, language).findings[0]!.sentence);
    };
    expect(told('PayPal', 'en')).toMatch(/ from paypal\.com and others\.$/);
    expect(told('PayPal', 'en-GB')).toMatch(/ from paypal\.co\.uk and others\.$/);
    expect(told('PayPal', 'de')).toMatch(/ from paypal\.de and others\.$/);
    expect(told('PayPal', 'de-AT')).toMatch(/ from paypal\.at and others\.$/);
    // Nobody of a single country has a shop abroad: what is known best stands first.
    expect(told('三井住友カード', 'ja')).toMatch(/ from smbc-card\.com and others\.$/);
  });
  test('an organisation of the reader’s own country goes without its country, any other with it', () => {
    const judgement = judgeWords({ stated: { results: PASS }, evaluated: { dkim: [dkim()] } });
    const owner = { organisation: '三井住友カード (JP)', domain: 'shop.example', evidence: 'D' };
    const owned = { ...judgement, report: { ...judgement.report, owner } };
    const told = (language: string) => {
      const { seal, questions } = tell(owned, language);
      return [seal.label.params.owner, questions.name[0]!.params.organisation];
    };
    for (const language of ['ja', 'en-JP'])
      expect(told(language), language).toEqual(['三井住友カード', '三井住友カード']);
    for (const language of ['en', 'ko', 'de-AT', 'no language'])
      expect(told(language), language).toEqual(['三井住友カード (JP)', '三井住友カード (JP)']);
  });
  test('a rental host has its own name in Japanese; a sender of that name keeps what it wrote', () => {
    const judgement = judgeWords({
      message: { name: 'Sakura' },
      stated: { results: FAIL, policy: 'none', boundary: boundary('www123.sakura.ne.jp') },
    });
    const told = (language: 'en' | 'ja') => {
      const { who, name } = tell(judgement, language).questions;
      const note = who.find(({ key }) => key === 'story.note.rentalHost');
      return [note && say(language, note), say(language, name[0]!)];
    };
    const [inJapanese, name] = told('ja');
    expect(inJapanese).toContain('さくらインターネットのサーバー（www123.sakura.ne.jp）');
    expect(name).toContain('「Sakura」');
    expect(told('en')[0]).toContain('a server of Sakura (www123.sakura.ne.jp)');
  });
  test('free mail shows the whole address, and that anybody can open one', () => {
    const story = signedBy('yahoo.co.jp');
    expect(say('ja', story.seal.label)).toBe('a@yahoo.co.jp から送信');
    expect(story.questions.who.map(({ key }) => key)).toContain('story.who.freeMail');
  });
});

test('of what a list added its words are told, without the line that it draws above them', () => {
  const text = '_____________\r\nWalks mailing list\r\n-- \r\nwalks@lists.example\r\n';
  const undone = {
    header: true,
    body: true,
    tag: '[Walks]',
    footer: { octets: text.length, text, mark: 'walks' },
    keyBits: 2048,
    testing: false,
  };
  const { origin } = judgeWords({
    message: { listId: 'walks.lists.example' },
    stated: { results: ['dkim=pass lists.example', 'dmarc=fail shop.example'], policy: 'none' },
    evaluated: { dkim: [brokenDkim('bodyChanged', { undone })] },
  });
  expect(origin.notes?.find(({ key }) => key === 'story.note.listAdded')?.params.added).toBe(
    '[Walks] / Walks mailing list / walks@lists.example',
  );
});

test('a mail that fits without what its list added is not called a copied signature', () => {
  const added = judgements.filter(([, { origin }]) => origin.situation === 'listAdded');
  expect(added).not.toHaveLength(0);
  for (const [, judgement] of added) {
    const { questions, outcomes } = tell(judgement);
    expect(questions.changed.map(({ key }) => key)).toEqual(['story.changed.byList']);
    expect(outcomes.changed).toBe('bad');
  }
});

describe('whose mail it is', () => {
  const told = (signer: string, from = 'shop.example') =>
    tell(
      judgeWords({
        message: { from: `a@${from}` },
        stated: { results: [`dkim=pass header.i=@${signer}`, 'dmarc=none'] },
        evaluated: { dkim: [dkim({ sdid: signer, aligned: false })] },
      }),
    );
  test.each(['hillside.onmicrosoft.com', 'hillside.mail.onmicrosoft.com'])(
    'a tenant of Microsoft 365 is named: %s',
    (signer) => {
      expect(told(signer).questions.who[0]).toMatchObject({
        key: 'origin.otherTenant',
        params: { tenant: 'hillside' },
      });
    },
  );
  test.each(['mailer.example', 'onmicrosoft.com', 'a.onmicrosoft.com.mailer.example'])(
    'another service is none: %s',
    (signer) => {
      expect(told(signer).questions.who[0]?.key).toBe('origin.otherDomain');
    },
  );
  test('a domain with a known owner answers whether the name fits', () => {
    const judgement = judgeWords({ stated: { results: PASS }, evaluated: { dkim: [dkim()] } });
    const owner = { organisation: 'Shop', domain: 'shop.example', evidence: 'D' };
    const owned = { ...judgement, report: { ...judgement.report, owner } };
    expect(tell(owned).questions.name[0]).toMatchObject({
      key: 'story.found.ownerKnown',
      params: { organisation: 'Shop', domain: 'shop.example' },
    });
    expect(tell(judgement).questions.name.map(({ key }) => key)).not.toContain(
      'story.found.ownerKnown',
    );
  });
  test.each([
    ['reader', 'story.found.ownerByReader'],
    ['policy', 'story.found.ownerByPolicy'],
  ])('whose word it is that a domain is theirs is said: the %s', (evidence, key) => {
    const judgement = judgeWords({ stated: { results: PASS }, evaluated: { dkim: [dkim()] } });
    const owner = { organisation: 'Shop', domain: 'shop.example', evidence };
    const owned = { ...judgement, report: { ...judgement.report, owner } };
    expect(tell(owned).questions.name[0]?.key).toBe(key);
  });
});
