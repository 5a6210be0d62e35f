// Gates on impersonations: nearly all are warned, and those of name and structure at danger.
import { describe, expect, test } from 'vitest';
import { runNameRules } from '../../lib/verdict/rules/run.ts';
import { strictNames } from '../registry/strict-names.ts';
import { DISGUISES } from '../verdict/rules/disguises.ts';
import { CONTEXT, outcome, worst } from '../verdict/rules/evidence.ts';
import { contextFor, headerOf, readSenders } from '../verdict/rules/senders.ts';
import { STRUCTURES } from '../verdict/rules/structures.ts';

interface Tried {
  id: string;
  grade: string;
  mild: boolean;
  /** name and structure, where danger is asked for; domains alone may be a caution */
  strict: boolean;
}

const isWarned = ({ grade }: Tried) => grade === 'danger' || grade === 'caution';

function trySenders(record: boolean): Tried[] {
  return readSenders('./attacks.txt').map((sender) => ({
    id: `line ${sender.line} ${sender.name} <${sender.address}>`,
    grade: worst(outcome(headerOf(sender, record), { context: contextFor(record) }).findings),
    mild: sender.mild,
    strict: !sender.section.startsWith('domain'),
  }));
}

const tryStructures = (): Tried[] =>
  STRUCTURES.map(({ header, mild = false }) => ({
    id: header.split('\n')[0] ?? '',
    grade: worst(outcome(header, { context: contextFor(false) }).findings),
    mild,
    strict: true,
  }));

describe('attacks', () => {
  for (const record of [false, true]) {
    test(record ? 'that pass for the attacker’s own domain' : 'without a record', () => {
      const tried = [...trySenders(record), ...tryStructures()];
      expect(tried.length).toBeGreaterThanOrEqual(400);
      const warned = tried.filter(isWarned);
      const missed = tried.filter((one) => !isWarned(one)).map(({ id }) => id);
      expect(warned.length / tried.length, missed.join('\n')).toBeGreaterThanOrEqual(0.99);

      // A brand whose domains nobody confirmed raises caution by design; those lines are marked.
      const strict = tried.filter((one) => one.strict && !one.mild);
      const short = strict.filter(({ grade }) => grade !== 'danger').map(({ id }) => id);
      expect(1 - short.length / strict.length, short.join('\n')).toBeGreaterThanOrEqual(0.95);
      console.info(
        `${tried.length} attacks: ${warned.length} warned; ${strict.length - short.length} of ${strict.length} strict ones at danger`,
      );
    });
  }
});

describe('every strict brand name in every disguise', () => {
  const tally = (confirmed: boolean) => {
    const results: { id: string; grade: string }[] = [];
    for (const { name, organisation } of strictNames()) {
      if (organisation.confirmed !== confirmed || organisation.stakes !== 'high') continue;
      for (const [id, disguise] of Object.entries(DISGUISES)) {
        const written = disguise(name);
        if (written === null) continue;
        const findings = runNameRules({ name: written, address: 'info@qzkvw.example' }, CONTEXT);
        results.push({ id: `${id} ${organisation.id} ${written}`, grade: worst(findings) });
      }
    }
    return results;
  };

  test('is danger where the brand’s domains are confirmed', () => {
    expect(Object.keys(DISGUISES).length).toBeGreaterThanOrEqual(17);
    const results = tally(true);
    const short = results.filter(({ grade }) => grade !== 'danger').map(({ id }) => id);
    expect(1 - short.length / results.length, short.join('\n')).toBeGreaterThanOrEqual(0.99);
    console.info(`${results.length} confirmed: ${results.length - short.length} at danger`);
  });

  test('is warned of where they are not', () => {
    const results = tally(false);
    const silent = results
      .filter(({ grade }) => grade !== 'danger' && grade !== 'caution')
      .map(({ id }) => id);
    expect(1 - silent.length / results.length, silent.join('\n')).toBeGreaterThanOrEqual(0.99);
    const danger = results.filter(({ grade }) => grade === 'danger').length;
    console.info(
      `${results.length} not confirmed: all but ${silent.length} warned, ${danger} at danger`,
    );
  });
});
