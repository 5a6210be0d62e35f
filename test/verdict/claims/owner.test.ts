// The positive answer grows old: a table that nobody looked at for eighteen months answers for nobody.
import { expect, test } from 'vitest';
import { DAY } from '../../../lib/text/days.ts';
import { buildCase, TEST_NOW } from '../../helpers/cases/build.ts';
import { loadCase } from '../../helpers/cases/case.ts';
import { judgeCase } from '../../helpers/cases/judge.ts';

const named = loadCase('owner-named');
const ownerAfter = async (days: number) =>
  (await judgeCase(buildCase(named, TEST_NOW + days * DAY))).report.owner;

test('the owner is named while the table is young, and not when it is old', async () => {
  expect(await ownerAfter(0)).not.toBeNull();
  expect(await ownerAfter(300)).not.toBeNull();
  expect(await ownerAfter(600)).toBeNull();
});
