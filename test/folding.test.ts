// What RFC 5322 leaves to whoever writes a header changes no verdict: where a field is folded, in which order the
// fields of the sender stand, which fields nobody knows stand between them.
import { describe, expect, test } from 'vitest';
import type { Judgement } from '../lib/model.ts';
import { random } from './conformance/random.ts';
import { type BuiltCase, buildCase, TEST_NOW } from './helpers/cases/build.ts';
import { type Case, loadCases } from './helpers/cases/case.ts';
import { judgeCase } from './helpers/cases/judge.ts';

type Pick = ReturnType<typeof random>;

/** Where octets or folds themselves are what the case is about, or a signature covers folds (c=simple). */
const isPlain = ({ path = [], mail }: Case) =>
  mail.header === undefined &&
  mail.octets === undefined &&
  !mail.lf &&
  !path.some(
    (step) =>
      'latin1' in step ||
      'flood' in step ||
      'autoForward' in step ||
      ('sign' in step && step.sign.c?.startsWith('simple')) ||
      ('seal' in step && step.seal.c?.startsWith('simple')) ||
      ('replace' in step && /\n From:/.test(step.replace[1])),
  );

/**
 * A field of the sender's that starts with a blank was the first of its header: its line end is all that parts it from
 * the results above. Unfolded, it would stand in what Google wrote.
 */
const hasBlankFirst = ({ path = [] }: Case) =>
  path.some((step) => {
    const [first = ''] =
      'fields' in step
        ? step.fields
        : 'pad' in step
          ? [step.pad.field]
          : 'field' in step
            ? [step.field]
            : [];
    return /^[ \t]/.test(first);
  });

const isSealed = ({ path = [], context, in: folder }: Case) =>
  folder !== 'sent' &&
  folder !== 'draft' &&
  context?.source !== 'file' &&
  path.at(-1) !== undefined &&
  'gmail' in path.at(-1)! &&
  (path.at(-1) as { gmail: { seal?: boolean; owner?: string; sealedResults?: string } }).gmail
    .seal !== false;

const fieldsOf = (header: string) => header.split(/\r\n(?![ \t])/);

/** The header without its last line end, and everything from that line end on: all of it, where there is no body. */
function split({ raw }: BuiltCase): [header: string, rest: string] {
  const text = Buffer.from(raw).toString('latin1');
  const end = text.search(/\r\n(?:\r\n|$)/);
  return [text.slice(0, end), text.slice(end)];
}

const headerOf = (built: BuiltCase) => fieldsOf(split(built)[0]);

function rewrite(built: BuiltCase, change: (fields: string[]) => string[]): BuiltCase {
  const changed = change(headerOf(built)).join('\r\n') + split(built)[1];
  return { ...built, raw: new Uint8Array(Buffer.from(changed, 'latin1')) };
}

const unfold = (field: string) => field.replace(/\r\n(?=[ \t])/g, '');

/** Folds at blanks that stand between visible characters; Gmail's own lines end where it ends them, in `;`. */
const wrap = (field: string, pick: Pick) =>
  unfold(field).replace(/(?<=[^ \t]) (?=[^ \t])/g, () => (pick([true, false]) ? '\r\n ' : ' '));

/** Changes the order of the sender's own fields, each name's own order kept; trace fields keep their places. */
function shuffle(fields: string[], pick: Pick): string[] {
  const name = (field: string) => field.slice(0, field.indexOf(':')).toLowerCase();
  const isFree = (field: string) =>
    /^(?:from|to|cc|subject|date|message-id|mime-version|content-type|reply-to|list-id)$/.test(
      name(field),
    );
  const free = fields.filter(isFree);
  if (new Set(free.map(name)).size < free.length) return fields;
  for (let i = free.length - 1; i > 0; i--) {
    const j = pick([...Array(i + 1).keys()]);
    [free[i], free[j]] = [free[j]!, free[i]!];
  }
  return fields.map((field) => (isFree(field) ? free.shift()! : field));
}

const UNKNOWN = ['X-Any-Thing: 1', 'X-Google-New-Thing: abc', 'X-Google-Spam-Verdict: 0'];

/** The position behind the last field that Gmail writes above the hop from outside, that hop counted. */
const endOfAbove = (fields: string[]) =>
  fields.findIndex((field) => /^Received: from [\s\S]* by (?:gmr-)?mx\.google\.com/i.test(field)) +
  1;

const said = ({ report, origin }: Judgement) => ({
  origin: report.origin,
  tone: report.tone,
  row: origin.row,
  proof: report.stated?.proof,
  findings: report.findings.map(({ rule, severity }) => `${rule} ${severity}`).sort(),
});

const CASES = loadCases().filter((one) => isPlain(one) && !one.source);
const SEED = 3;

describe('no verdict hangs on', () => {
  const folds = CASES.filter((one) => !hasBlankFirst(one));
  const changes: [string, Case[], (fields: string[], pick: Pick) => string[]][] = [
    ['unfolding', folds, (fields) => fields.map(unfold)],
    ['folding anew', folds, (fields, pick) => fields.map((field) => wrap(field, pick))],
    ['the order of fields', CASES, shuffle],
  ];
  test.each(changes)('%s', async (_, cases, change) => {
    const pick = random(SEED);
    const wrong: unknown[] = [];
    for (const one of cases) {
      const built = buildCase(one, TEST_NOW);
      const before = said(await judgeCase(built));
      const after = said(await judgeCase(rewrite(built, (fields) => change(fields, pick))));
      if (JSON.stringify(after) !== JSON.stringify(before)) wrong.push([one.name, before, after]);
    }
    expect(wrong).toEqual([]);
  });

  test('fields nobody knows, in any place where Google has sealed the record', async () => {
    const pick = random(SEED);
    const wrong: unknown[] = [];
    let places = 0;
    for (const one of CASES.filter(isSealed)) {
      const built = buildCase(one, TEST_NOW);
      const before = said(await judgeCase(built));
      const isProved = before.proof === 'sealed';
      const fields = headerOf(built);
      const last = isProved ? fields.length : endOfAbove(fields) - 1;
      for (let at = 0; at <= last; at++) {
        const field = isProved ? pick(UNKNOWN) : 'X-Google-New-Thing: abc';
        const after = said(await judgeCase(rewrite(built, () => fields.toSpliced(at, 0, field))));
        places++;
        if (JSON.stringify(after) !== JSON.stringify(before))
          wrong.push([one.name, at, field, fields[at - 1]?.slice(0, 30), before, after]);
      }
    }
    expect(wrong).toEqual([]);
    expect(places).toBeGreaterThan(1000);
  });
});
