// What follows from the table of settings for administrators: the schema for Chromium, and the tables of
// docs/policy.md, which `node scripts/policy.ts` writes anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Kind,
  POLICY_NAMES,
  type RowName,
  SETTING_NAMES,
  TABLE,
} from '../lib/extension/settings-table.ts';
import { PROVIDERS } from '../lib/text/resolvers.ts';
import { type Language, say, type WordKey } from '../lib/words.ts';
import './all-words.ts';

const texts = { type: 'array', items: { type: 'string' } };
const BRANDS = {
  type: 'array',
  items: {
    type: 'object',
    properties: { id: { type: 'string' }, names: texts, domains: texts },
    required: ['names', 'domains'],
  },
};

function typeOf(kind: Kind | null): object {
  if (kind === 'brands') return BRANDS;
  if (kind === 'resolver') return { type: 'string' };
  return typeof kind === 'string' ? texts : { type: 'string', enum: kind };
}

const about = (language: Language, name: RowName | 'lock') =>
  say(language, { key: `policy.sets.${name}`, params: {} });

/** The schema of `storage.managed` (JSON Schema, as far as Chromium knows it). */
export function policySchema(): object {
  const values = POLICY_NAMES.map((name) => [
    name,
    { description: about('en', name), ...typeOf(TABLE[name].kind) },
  ]);
  const lock = {
    description: about('en', 'lock'),
    type: 'array',
    items: { type: 'string', enum: SETTING_NAMES },
  };
  return { type: 'object', properties: { ...Object.fromEntries(values), lock } };
}

/** One row for each value of a policy, as Markdown. */
export function policyTable(language: Language): string {
  const word = (key: WordKey, params = {}) => say(language, { key, params });
  const code = (values: readonly string[]) =>
    new Intl.ListFormat(language, { type: 'unit' }).format(values.map((value) => `\`${value}\``));
  const kindOf = (kind: Kind | null): string => {
    if (kind === 'resolver')
      return word('policy.kind.resolver', {
        ids: code(['auto', ...PROVIDERS.map(({ id }) => id)]),
      });
    return typeof kind === 'string' ? word(`policy.kind.${kind}`) : code(kind ?? []);
  };
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    row([word('policy.column.name'), word('policy.column.value'), word('policy.column.about')]),
    '|---|---|---|',
    ...POLICY_NAMES.map((name) =>
      row([`\`${name}\``, kindOf(TABLE[name].kind), about(language, name)]),
    ),
    row(['`lock`', word('policy.kind.settings'), about(language, 'lock')]),
    '',
    word('policy.lockable', { names: code(SETTING_NAMES) }),
  ].join('\n');
}

const PAGE = join(import.meta.dirname, '../docs/policy.md');
const LANGUAGES_OF_PAGE = ['en', 'ja'] as const;

/** The page with its tables as they have to be. */
export function policyPage(text = readFileSync(PAGE, 'utf8')): string {
  return LANGUAGES_OF_PAGE.reduce((page, language) => {
    const [start, end] = [`<!-- table ${language} -->\n`, '\n<!-- end -->'];
    const from = page.indexOf(start) + start.length;
    return `${page.slice(0, from)}${policyTable(language)}${page.slice(page.indexOf(end, from))}`;
  }, text);
}

if (import.meta.main) writeFileSync(PAGE, policyPage());
