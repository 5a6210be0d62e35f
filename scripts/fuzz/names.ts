// Target names: any name beside any address, and known names in every disguise at once.
import fc from 'fast-check';
import { LOCAL_CONTEXT } from '../../lib/model/context.ts';
import type { Context, Finding } from '../../lib/model.ts';
import { RULES } from '../../lib/verdict/rules/index.ts';
import { runNameRules } from '../../lib/verdict/rules/run.ts';
import { hasWord, LANGUAGES, say } from '../../lib/words.ts';
import '../all-words.ts';
import { strictNames } from '../../test/registry/strict-names.ts';
import { DISGUISES } from '../../test/verdict/rules/disguises.ts';
import { READER } from '../../test/verdict/rules/senders.ts';
import { defineTarget, insist } from './target.ts';

const CONTEXT: Context = { ...LOCAL_CONTEXT, now: Date.UTC(2026, 10, 20), ...READER };
const IDS = new Set<string>(RULES.map(({ id }) => id));

const BRAND_NAMES = strictNames()
  .filter(({ organisation }) => organisation.confirmed && organisation.stakes === 'high')
  .map(({ name }) => name);
const HIDDEN = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u061c',
  '\u180e',
  '\u3164',
  '\u115f',
];
const MARKS = [
  '\u202e',
  '\u202d',
  '\u2066',
  '\u2069',
  '\u0301',
  '\ufe0f',
  '\u0000',
  '\u001b',
  '\ud800',
  '\udfff',
];

const character = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...HIDDEN, ...MARKS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }) },
);
const phrase = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: character },
    { weight: 2, arbitrary: fc.constantFrom(...BRAND_NAMES) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ' ',
        '　',
        '@',
        '.',
        ' via ',
        '株式会社',
        'サポート',
        'support@bank.example',
        'Alice Johnson',
        '田中 美咲',
        'CEO',
      ),
    },
  ),
  { maxLength: 12 },
);
const address = fc.oneof(
  fc.constantFrom(
    'info@qzkvw.example',
    'alice@gmail.com',
    'a@xn--80ak6aa92e.com',
    'x@evil-bank.example',
    '',
    '@',
    'a@',
    'a@b@c.example',
  ),
  fc.tuple(fc.string({ maxLength: 8 }), fc.domain()).map(([local, domain]) => `${local}@${domain}`),
);

interface Disguised {
  name: string;
  disguise: string;
  hidden: { at: number; sign: string }[];
}

type Input =
  | { kind: 'any'; name: string; address: string }
  | { kind: 'disguised'; disguised: Disguised };

const disguised: fc.Arbitrary<Disguised> = fc.record({
  name: fc.constantFrom(...BRAND_NAMES),
  disguise: fc.constantFrom(...Object.keys(DISGUISES)),
  hidden: fc.array(fc.record({ at: fc.nat(60), sign: fc.constantFrom(...HIDDEN) }), {
    maxLength: 4,
  }),
});

/** `1NG` may be anybody's: digits disguise names from four letters on. */
const canWear = (name: string, disguise: string) => disguise !== 'digits' || [...name].length > 3;

function write({ name, disguise, hidden }: Disguised): string | null {
  if (!canWear(name, disguise)) return null;
  const worn = DISGUISES[disguise]?.(name) ?? null;
  if (worn === null) return null;
  const letters = [...worn];
  for (const { at, sign } of hidden) letters.splice(at % (letters.length + 1), 0, sign);
  return letters.join('');
}

function checkFindings(findings: readonly Finding[], written: unknown): void {
  for (const { rule, severity, params } of findings) {
    insist(IDS.has(rule), 'an unknown rule', rule);
    insist(['info', 'caution', 'danger'].includes(severity), 'an unknown severity', severity);
    insist(
      Object.values(params).every((value) => typeof value === 'string'),
      'odd params',
      params,
    );
    const key = `rule.${rule}.sentence`;
    insist(hasWord(key), 'no words', rule);
    for (const language of LANGUAGES) {
      const sentence = say(language, { key, params });
      insist(
        !/\{[a-zA-Z]+\}/.test(sentence) || /\{/.test(JSON.stringify(params)),
        'a gap in a sentence',
        sentence,
        written,
      );
    }
  }
}

export const namesTarget = defineTarget<Input>({
  name: 'names',
  holds:
    'never throws, says only what has words, says the same twice, and sees a brand through every disguise with invisible characters on top',
  inputs: fc.oneof(
    fc.record({
      kind: fc.constant('any' as const),
      name: phrase.map((parts) => parts.join('')),
      address,
    }),
    disguised.map((one): Input => ({ kind: 'disguised', disguised: one })),
  ),
  covers: [
    'text',
    'verdict/claims',
    'verdict/rules/name-address.ts',
    'verdict/rules/name-brand.ts',
    'verdict/rules/name-domain.ts',
    'verdict/rules/name-invisible.ts',
    'verdict/rules/domain-homograph.ts',
  ],
  check(input) {
    if (input.kind === 'any') {
      const sender = { name: input.name, address: input.address };
      const findings = runNameRules(sender, CONTEXT);
      checkFindings(findings, sender);
      // The same people in another list: nothing is kept for it yet.
      const again = runNameRules(sender, {
        ...CONTEXT,
        correspondents: [...CONTEXT.correspondents],
      });
      insist(JSON.stringify(again) === JSON.stringify(findings), 'not the same twice', sender);
      return;
    }
    const name = write(input.disguised);
    if (name === null) return;
    const findings = runNameRules({ name, address: 'info@qzkvw.example' }, CONTEXT);
    checkFindings(findings, name);
    insist(
      findings.some(({ severity }) => severity !== 'info'),
      'a brand got by',
      input.disguised,
      name,
    );
  },
});
