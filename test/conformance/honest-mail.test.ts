// Honest mail as real signers and lists write it is never accused; forgeries over the same carriers never excused.
import { expect, test } from 'vitest';
import { TEST_NOW } from '../helpers/cases/build.ts';
import { judgeCase } from '../helpers/cases/judge.ts';
import { POINTS, writeForgery } from './forged-mail.ts';
import { build, carrierOf, writeHonest } from './honest-mail.ts';
import { random } from './random.ts';
import { fieldsOf, keyOf, type Style } from './signers.ts';
import { readJson, suite } from './suites.ts';

const HONEST = 5000;
const FORGED = 500;
const path = suite('signers/signers.json', HONEST + FORGED);

const styles = path === null ? [] : readJson<{ styles: Style[] }>(path).styles;
const isSingle = (names: string[]) => new Set(names).size === names.length;
/** The forms that this signer can fill. */
const CARRIERS = styles
  .filter(({ field }) => /^dkim-signature$/i.test(field))
  .flatMap(({ templates }) => templates.map(({ template }) => template))
  .filter((template) => keyOf(template) !== null)
  // Who signs From alone leaves the rest to anybody, and is told so.
  .filter((template) => fieldsOf(template).length > 1)
  // Signed once more than it is there, a Received line of the way breaks the signature.
  .filter((template) => isSingle(fieldsOf(template).filter((name) => name === 'received')))
  .map(carrierOf);
const LIST_CARRIERS = CARRIERS.filter(({ provesHeader }) => provesHeader);

const SEED = Number(process.env.SEED ?? 11);
const isQuiet = (tone: string) => tone === 'calm' || tone === 'neutral';

test.skipIf(path === null)(`${HONEST} honest messages, seed ${SEED}`, async () => {
  const pick = random(SEED);
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  for (let n = 0; n < HONEST; n++) {
    const written = writeHonest(pick, CARRIERS, n);
    const { report, origin } = await judgeCase(build(written, TEST_NOW));
    const { kind, sure, template } = written;
    const row = kind.startsWith('retold') ? 'header' : 'text';
    const isUnknownList =
      origin.row === 7 &&
      report.tone === 'caution' &&
      !sure &&
      origin.situation === (row === 'text' ? 'listAdded' : 'listHeaderUnsure');
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (isQuiet(report.tone) || isUnknownList) continue;
    const rules = report.findings.map(({ rule, severity }) => `${rule} ${severity}`).join(', ');
    wrong.push(`${n} ${kind} row ${origin.row} ${report.tone} (${rules}) ${template}`);
  }
  expect(wrong).toEqual([]);
  expect([...seen.keys()].sort()).toMatchInlineSnapshot(`
    [
      "both",
      "direct",
      "footed",
      "forwarded",
      "learned",
      "list",
      "munged",
      "retold",
      "retold, taught",
      "tagged",
      "taught",
    ]
  `);
});

test.skipIf(path === null)(`${FORGED} forgeries, seed ${SEED}`, async () => {
  const pick = random(SEED);
  const wrong: string[] = [];
  for (let n = 0; n < FORGED; n++) {
    const written = writeForgery(pick, LIST_CARRIERS, n, POINTS[n % POINTS.length]!);
    const { report, origin } = await judgeCase(build(written, TEST_NOW));
    const { kind, enforcing, excused, template } = written;
    const isWarned = enforcing ? report.tone === 'danger' : !isQuiet(report.tone);
    if (excused === null ? isWarned : origin.row === excused) continue;
    wrong.push(`${n} ${kind} row ${origin.row} ${report.tone} ${enforcing} ${template}`);
  }
  expect(wrong).toEqual([]);
});

test.skipIf(path === null)(
  'with no other point wrong, sender, subject and date are proved',
  async () => {
    const pick = random(SEED);
    const wrong: string[] = [];
    for (let n = 0; n < 200; n++) {
      const written = writeForgery(pick, LIST_CARRIERS, n, null);
      const { report, origin } = await judgeCase(build(written, TEST_NOW));
      if (origin.situation === 'listHeaderUnsure' && report.tone === 'caution') continue;
      wrong.push(`${n} row ${origin.row} ${report.tone} ${written.template}`);
    }
    expect(wrong).toEqual([]);
  },
);
