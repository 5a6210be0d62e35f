// The house rules of the catalogue itself: every rule known, worded, tested, and tuned only as the tables say.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULE_IDS } from '../../../lib/model.ts';
import { RULES } from '../../../lib/verdict/rules/index.ts';
import { LANGUAGES, type WordKey } from '../../../lib/words.ts';
import { WORDS } from '../../../scripts/all-words.ts';

/** Ids are stable: they stand in reports and in what readers taught. Only additions are welcome. */
const STABLE = `
  nameAddress nameDomain nameBrand nameBrandFreemail nameContact nameColleague nameSelf nameMixedScript nameInvisible
  nameBidi nameControl nameEncoded namePadded nameRole
  domainHomograph addressInvisible domainIdn domainTypo domainCombo domainSuffix domainSubdomain domainTenant
  domainGone domainNoReverse
  fromMultiple fromSpace fromMissing fromList fromEncoded fromSyntax fromComment bytesForbidden headerDuplicate
  parserDisagreement resultsForged replyTo senderVia fromSelf fromOwnDomain notAddressed
  dmarcFail dkimBodyLength dkimUnsignedFields dkimWeakKey dkimThirdParty spfWide spfOnly nullSender subdomainGone
  arcUntrusted forwarded userContent calendarOrganizer usuallySigned firstContact
`
  .trim()
  .split(/\s+/);

const ids: string[] = RULES.map(({ id }) => id);
const folder = new URL('./', import.meta.url);
const tests = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

test('every stable id is there, each id once', () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(STABLE.filter((id) => !ids.includes(id))).toEqual([]);
});

test('the names of the model are those of the rules', () => {
  expect([...ids].sort()).toEqual([...RULE_IDS].sort());
});

test('one rule, one file of its name', () => {
  const files = new Set(readdirSync(new URL('../../../lib/verdict/rules/', import.meta.url)));
  const kebab = (id: string) => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  expect(ids.filter((id) => !files.has(`${kebab(id)}.ts`))).toEqual([]);
});

for (const id of ids) {
  test(`${id} has words in every language with the same placeholders, and a test`, () => {
    for (const part of ['sentence', 'advice']) {
      const key = `rule.${id}.${part}` as WordKey;
      const texts = LANGUAGES.map((language) => WORDS[language][key]);
      expect(
        texts.every((text) => typeof text === 'string' && text.length > 0),
        key,
      ).toBe(true);
      const [en, ...others] = texts.map((text) => new Set(text.match(/\{\w+\}/g)));
      for (const other of others) expect(other).toEqual(en);
    }
    expect(tests).toContain(`describeRule('${id}'`);
  });
}

test('structure is never lowered, and who the author is no matter of opinion', () => {
  for (const rule of RULES) {
    if (rule.layer === 'structure') expect(rule.suppressedBy, rule.id).toBeUndefined();
    if (rule.leavesAuthorOpen) expect(rule.teachable, rule.id).toBeUndefined();
  }
});

test('a combination names a rule that can be cautioned beside this one', () => {
  for (const { id, worseWith = [] } of RULES)
    for (const { rule } of worseWith) expect([...ids].filter((one) => one !== id)).toContain(rule);
});
