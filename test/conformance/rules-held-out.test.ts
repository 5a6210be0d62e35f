// Gates on lists that were written without sight of the rules: how far these carry beyond their own tests.
import { describe, expect, test } from 'vitest';
import { outcome, worst } from '../verdict/rules/evidence.ts';
import { contextFor, headerOf, readSenders } from '../verdict/rules/senders.ts';

const LEAST_WARNED = 0.95;
const MOST_CAUTIONS = 0.005;

function tryAll(list: string, record: boolean) {
  return readSenders(`./held-out/${list}.txt`).map((sender) => ({
    id: `line ${sender.line} ${sender.name} <${sender.address}>`,
    grade: worst(outcome(headerOf(sender, record), { context: contextFor(record) }).findings),
  }));
}

/** Lists in ten languages that the rules have not learned from: what is measured on them, with room for a word or two. */
describe('in ten languages, unlearned', () => {
  const rate = (list: string, warned: readonly string[], section = '') => {
    const tried = readSenders(`./held-out/${list}.txt`).filter((one) =>
      one.section.startsWith(section),
    );
    const grades = tried.map((sender) =>
      worst(outcome(headerOf(sender, true), { context: contextFor(true) }).findings),
    );
    const hits = grades.filter((grade) => warned.includes(grade)).length;
    console.info(`${list} ${section}: ${hits} of ${tried.length} ${warned.join(' or ')}`);
    return hits / tried.length;
  };
  test.each([
    ['attacks-third', 0.95],
    ['attacks-fourth', 0.91],
  ] as const)('%s: listed organisations are warned of', (list, least) => {
    expect(rate(list, ['danger', 'caution'], 'listed')).toBeGreaterThan(least);
  });
  test.each([
    ['attacks-third', 0.55],
    ['attacks-fourth', 0.5],
  ] as const)('%s: organisations that nobody lists, and any', (list, least) => {
    expect(rate(list, ['danger', 'caution'], 'any')).toBeGreaterThan(least);
    expect(rate(list, ['danger', 'caution'])).toBeGreaterThan(0.85);
  });
  test.each([
    ['honest-third', 0.065],
    ['honest-fourth', 0.02],
  ] as const)('%s: no danger', (list, most) => {
    expect(rate(list, ['danger'])).toBe(0);
    expect(rate(list, ['caution'])).toBeLessThan(most);
  });
});

describe.each([false, true])('with a record: %s', (record) => {
  test.each(['attacks-first', 'attacks-second'])('%s: nearly all are warned of', (list) => {
    const tried = tryAll(list, record);
    const missed = tried.filter(({ grade }) => grade !== 'danger' && grade !== 'caution');
    const danger = tried.filter(({ grade }) => grade === 'danger').length;
    expect(tried.length).toBeGreaterThan(250);
    expect(1 - missed.length / tried.length, missed.map(({ id }) => id).join('\n')).toBeGreaterThan(
      LEAST_WARNED,
    );
    console.info(
      `${list}: ${tried.length - missed.length} of ${tried.length}, ${danger} at danger`,
    );
  });

  test('honest: no danger, hardly a caution', () => {
    const tried = tryAll('honest', record);
    const of = (grade: string) => tried.filter((one) => one.grade === grade).map(({ id }) => id);
    expect(tried.length).toBeGreaterThan(600);
    expect(of('danger')).toEqual([]);
    expect(of('caution').length / tried.length, of('caution').join('\n')).toBeLessThanOrEqual(
      MOST_CAUTIONS,
    );
  });
});
