// Honest mail as real signers and lists write it is never accused; forgeries over the same carriers never excused.
import { expect, test } from 'vitest';
import { TEST_NOW } from '../helpers/cases/build.ts';
import { judgeCase } from '../helpers/cases/judge.ts';
import { build, keyOf, POINTS, type Style, writeForgery, writeHonest } from './honest-mail.ts';
import { random } from './random.ts';
import { readJson, suite } from './suites.ts';

const HONEST = 5000;
const FORGED = 500;
const path = suite('signers/signers.json', HONEST + FORGED);

const styles = path === null ? [] : readJson<{ styles: Style[] }>(path).styles;
/** Templates that this signer can fill, and whose lists of fields name nothing that a list adds. */
const TEMPLATES = styles
  .filter(({ field, algorithm }) => /^dkim-signature$/i.test(field) && !algorithm.endsWith('sha1'))
  .flatMap(({ templates }) => templates)
  .filter((one) => keyOf(one) !== null)
  .map(({ template }) => template)
  // Who signs From alone leaves the rest to anybody, and is told so.
  .filter((template) => /[;\s]h[ \t]*=[^;]*:/.test(template))
  .filter(
    (template) =>
      !/\{(?:len|date|host|addr|n|id)\}|list-|sender|precedence|received/i.test(template),
  );

const SEED = Number(process.env.SEED ?? 11);

test.skipIf(path === null)(`${HONEST} honest messages, seed ${SEED}`, async () => {
  const pick = random(SEED);
  const wrong: string[] = [];
  for (let n = 0; n < HONEST; n++) {
    const written = writeHonest(pick, TEMPLATES, n);
    const { report, origin } = await judgeCase(build(written, TEST_NOW));
    const isRow7 = origin.row === 7 && report.tone === 'caution' && !written.sure;
    if (['calm', 'neutral'].includes(report.tone) || isRow7) continue;
    wrong.push(`${n} ${written.kind} ${origin.row} ${report.tone} ${written.template}`);
  }
  expect(wrong).toEqual([]);
});

test.skipIf(path === null)(`${FORGED} forgeries, seed ${SEED}`, async () => {
  const pick = random(SEED);
  const wrong: string[] = [];
  const tried = new Set<string>();
  for (let n = 0; n < FORGED; n++) {
    const written = writeForgery(pick, TEMPLATES, n);
    tried.add(written.point);
    const { report, origin } = await judgeCase(build(written, TEST_NOW));
    const isRight = written.enforcing
      ? report.tone === 'danger'
      : ['caution', 'danger'].includes(report.tone);
    if (!isRight)
      wrong.push(`${n} ${written.point} ${origin.row} ${report.tone} ${written.template}`);
  }
  expect(wrong).toEqual([]);
  expect(tried.size).toBe(POINTS.length);
});
