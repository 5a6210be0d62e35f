// The note to Gmail's own mark: which fact differs, in both languages, and nothing moved by it.
import { describe, expect, test } from 'vitest';
import { LOCAL_CONTEXT } from '../../../lib/model/context.ts';
import type {
  Context,
  Finding,
  FindingId,
  Origin,
  OriginVerdict,
  Severity,
} from '../../../lib/model.ts';
import { ORIGINS } from '../../../lib/model.ts';
import { judgeUnreadable } from '../../../lib/verdict/judge.ts';
import { noteGmailMark } from '../../../lib/verdict/origin/gmail-mark.ts';
import { hasWord, LANGUAGES, say } from '../../../lib/words.ts';

const verdict = (origin: Origin, params: Record<string, string> = { domain: 'shop.example' }) =>
  ({
    origin,
    params,
    rowId: 'forged',
    row: 9,
    situation: 'forged',
    tone: 'neutral',
    reason: null,
    findings: [],
    why: [],
  }) satisfies OriginVerdict;
const finding = (rule: FindingId, severity: Severity = 'caution'): Finding => ({
  rule,
  severity,
  params: {},
});
const key = (mark: Context['gmailMark'], origin: OriginVerdict, findings: Finding[] = []) =>
  noteGmailMark(mark === undefined ? {} : { gmailMark: mark }, origin, findings)[0]?.key.replace(
    'story.note.',
    '',
  ) ?? null;

test.each([
  ['unauthenticated', 'contradicted', [], 'gmailQuestion.failed'],
  ['unauthenticated', 'unproven', [], 'gmailQuestion.unproven'],
  ['unauthenticated', 'relayed', [], 'gmailQuestion.unproven'],
  ['unauthenticated', 'signed', [], 'gmailQuestion.proved'],
  ['unauthenticated', 'unknown', [], 'gmailQuestion.unknown'],
  ['unauthenticated', 'ambiguous', [], 'gmailQuestion.ambiguous'],
  // The question mark speaks of the origin, not of the name.
  ['unauthenticated', 'unproven', ['nameBrand'], 'gmailQuestion.unproven'],
  ['notice', 'contradicted', [], 'gmailNotice.failed'],
  ['notice', 'unproven', [], 'gmailNotice.unproven'],
  ['notice', 'listed', [], 'gmailNotice.proved'],
  ['notice', 'unknown', [], 'gmailNotice.unknown'],
  ['notice', 'signed', ['nameBrand'], 'gmailNotice.name'],
  ['notice', 'signed', ['domainTypo', 'replyTo'], 'gmailNotice.name'],
  ['notice', 'recorded', ['replyTo'], 'gmailNotice.reply'],
  ['notice', 'recorded', ['dkimWeakKey', 'domainGone'], 'gmailNotice.proved'],
  ['notice', 'ambiguous', ['nameBrand'], 'gmailNotice.ambiguous'],
  ['notice', 'own', [], null],
  [null, 'contradicted', [], null],
  [undefined, 'contradicted', [], null],
] as const)('%s on %s with %j: %s', (mark, origin, rules, expected) => {
  const findings = rules.map((rule) => finding(rule));
  expect(key(mark, verdict(origin), findings)).toBe(expected);
});

test('infos do not count, and without a domain none is named', () => {
  expect(key('notice', verdict('signed'), [finding('nameBrand', 'info')])).toBe(
    'gmailNotice.proved',
  );
  expect(key('unauthenticated', verdict('unproven', {}))).toBe('gmailQuestion.unknown');
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(['unauthenticated', 'notice'] as const)(
    'every sentence to “%s” is there and complete',
    (mark) => {
      for (const origin of ORIGINS) {
        for (const rules of [[], ['nameBrand'], ['replyTo']] as const) {
          const findings = rules.map((rule) => finding(rule));
          for (const note of noteGmailMark({ gmailMark: mark }, verdict(origin), findings)) {
            expect(hasWord(note.key)).toBe(true);
            expect(say(language, note)).not.toMatch(/[{}]/);
          }
        }
      }
    },
  );
});

test('a mail whose source could not be read has the note too, and its tone stays', () => {
  const context: Context = {
    ...LOCAL_CONTEXT,
    rendered: { name: 'Shop', address: 'a@shop.example' },
    now: 0,
  };
  const marked = judgeUnreadable(null, { ...context, gmailMark: 'notice' }, null);
  const unmarked = judgeUnreadable(null, context, null);
  expect(marked.origin.notes?.map((note) => note.key)).toEqual(['story.note.gmailNotice.unknown']);
  expect(unmarked.origin.notes).toEqual([]);
  expect(marked.report).toEqual(unmarked.report);
});
