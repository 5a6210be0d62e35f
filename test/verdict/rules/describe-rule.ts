// One shape for the test of a rule: cases in which it speaks and cases in which it is silent, with its sentence in
// both languages.
import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../lib/model.ts';
import { hasWord, LANGUAGES, say } from '../../../lib/words.ts';
import { anchored, octets, outcome, type Parts } from './evidence.ts';
import { READER } from './senders.ts';

export interface RuleCase extends Parts {
  /** what it shows, as the name of the test */
  shows: string;
  /** From value or the whole header (when it contains a line end); Unicode, sent as UTF-8 */
  from: string;
  /** further header lines */
  more?: string;
  /** results as Gmail recorded them, without authserv-id; the bytes then come from Gmail */
  record?: string;
  /** how Gmail received it, where that matters */
  hop?: Parameters<typeof anchored>[1];
}

export interface Firing extends RuleCase {
  severity: Severity;
  /** parameters that have to be there with these values */
  params?: Record<string, string>;
}

function findingsOf(id: string, { from, more = '', record, hop, context, ...parts }: RuleCase) {
  const lines = from.includes('\n')
    ? from
    : `From: ${from}\nTo: hanako@yamada-kogyo.example\nSubject: Hello\n`;
  const header = octets(lines.endsWith('\n') ? lines + more : `${lines}\n${more}`);
  const { findings } = outcome(
    record === undefined ? header : octets(anchored(record, hop)) + header,
    {
      ...parts,
      context: {
        ...READER,
        ...(record === undefined ? {} : { source: 'gmail' as const }),
        ...context,
      },
    },
  );
  return findings.filter(({ rule }) => rule === id);
}

/** Tests a rule. Both lists need at least one case: a rule that cannot be silent is no rule. */
export function describeRule(
  id: string,
  cases: { fires: [Firing, ...Firing[]]; silent: [RuleCase, ...RuleCase[]] },
): void {
  describe(id, () => {
    for (const one of cases.fires) {
      test(`speaks: ${one.shows}`, () => {
        const [finding] = findingsOf(id, one);
        expect(finding?.severity).toBe(one.severity);
        expect(finding?.params).toMatchObject(one.params ?? {});
        for (const language of LANGUAGES) {
          for (const part of ['sentence', 'advice']) {
            const key = `rule.${id}.${part}`;
            expect(hasWord(key), key).toBe(true);
            const text = say(language, { key, params: finding?.params ?? {} });
            expect(text).not.toMatch(/\{\w+\}/);
          }
        }
      });
    }
    for (const one of cases.silent) {
      test(`is silent: ${one.shows}`, () => {
        expect(findingsOf(id, one)).toEqual([]);
      });
    }
  });
}
