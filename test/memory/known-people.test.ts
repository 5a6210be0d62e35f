// The list of known correspondents and its index: changed by one at a time, and never other than read anew.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Memory, openMemory } from '../../lib/memory/memory.ts';
import type { Correspondent, Lesson } from '../../lib/model.ts';
import { KNOWN_DAYS } from '../../lib/text/days.ts';
import { circleOf } from '../../lib/verdict/claims/circle.ts';
import { personKey } from '../../lib/verdict/claims/person-key.ts';
import { CONTEXT } from '../verdict/rules/evidence.ts';

const ACCOUNT = 'alice@gmail.com';
const NOW = Date.UTC(2026, 10, 20, 12);
/** Two bear one name, two look alike, one address sorts behind the letters, one name is nobody's. */
const PEOPLE = [
  { name: 'Keiko Tanaka', address: 'keiko@office.example' },
  { name: 'Tanaka, Keiko', address: 'k.tanaka@other.example' },
  { name: '斎藤 学', address: 'manabu.saito@office.example' },
  { name: '齋藤学', address: 'manabu@office.example' },
  { name: 'Robert Miller', address: 'bob@post.example' },
  { name: 'Роbеrt Miller', address: 'robert@post.example' },
  { name: 'Kenichi Sato', address: '~sato@post.example' },
  { name: 'Jo', address: 'jo@far.example' },
  { name: '', address: 'desk@far.example' },
];

let databases = 0;
let messages = 0;

function lessonOf(who: number, name: number, day: number, wroteTo: number[]): Lesson {
  const { address } = PEOPLE[who]!;
  const said = PEOPLE[name]!.name;
  const domain = address.slice(address.indexOf('@') + 1);
  return {
    traces: { messageId: `m${messages++}`, address, domain, day },
    verdict: { tone: 'calm', origin: 'signed', sentence: { key: 'story.signed', params: {} } },
    correspondent: { name: said, key: personKey(said) },
    sender: null,
    forwarder: null,
    list: null,
    added: [],
    wroteTo: wroteTo.map((one) => PEOPLE[one]!.address),
  };
}

const who = fc.integer({ min: 0, max: PEOPLE.length - 1 });
const said = (one: number) =>
  ({ rule: 'nameContact', address: PEOPLE[one]!.address, name: PEOPLE[one]!.name }) as const;
const learn = fc.record({
  kind: fc.constant('learn' as const),
  who,
  /** most write under their own name */
  other: fc.option(who, { freq: 4 }),
  day: fc.integer({ min: 20_000, max: 20_003 }),
  wroteTo: fc.array(who, { maxLength: 2 }),
});
const step = fc.oneof(
  { arbitrary: learn, weight: 12 },
  fc.record({ kind: fc.constantFrom('teach', 'undo', 'forget'), who }),
  fc.record({ kind: fc.constantFrom('export', 'import', 'tidy', 'leave') }),
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Does one thing in a memory. An export is kept for a later import. */
async function take(one: Step, memory: Memory, kept: { archive: unknown }): Promise<void> {
  if (one.kind === 'learn') {
    const { who, other, day, wroteTo } = one as Extract<Step, { day: number }>;
    await memory.remember(ACCOUNT, lessonOf(who, other ?? who, day, wroteTo), NOW + messages);
  } else if ('who' in one) {
    const { kind, who } = one;
    const { address } = PEOPLE[who]!;
    const domain = address.slice(address.indexOf('@') + 1);
    if (kind === 'forget') await memory.forgetDomain(ACCOUNT, domain);
    else if (kind === 'undo') await memory.teach(ACCOUNT, { kind, ...said(who) }, NOW);
    else await memory.teach(ACCOUNT, { kind: 'sender', ...said(who), domain, messageId: 'm' }, NOW);
  } else if (one.kind === 'export') kept.archive = await memory.exportAll(NOW);
  else if (one.kind === 'import') {
    if (kept.archive !== null) await memory.importAll(kept.archive, () => true);
  } else if (one.kind === 'tidy') await memory.tidy(ACCOUNT, 1, NOW + messages + 86_399_000);
  else await memory.forgetAccount(ACCOUNT);
}

const listOf = async (memory: Memory) => (await memory.recall(ACCOUNT, null)).correspondents;
/** Rules only ask whether there were days enough. */
const asRead = (list: readonly Correspondent[]) =>
  list.map(({ days, ...one }) => ({ ...one, days: Math.min(days, KNOWN_DAYS) }));
const circle = (correspondents: Correspondent[]) => circleOf({ ...CONTEXT, correspondents });

test('after whatever was learned, taught, forgotten and imported, list and index are as read anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      // Some is done by another page, some while nobody asks.
      fc.array(fc.record({ one: step, elsewhere: fc.boolean(), asked: fc.boolean() }), {
        minLength: 1,
        maxLength: 25,
      }),
      async (steps) => {
        const name = `known-people-${databases++}`;
        const [memory, page] = [openMemory({ name }), openMemory({ name })];
        const kept = { archive: null };
        for (const { one, elsewhere, asked } of steps) {
          await take(one, elsewhere ? page : memory, kept);
          if (!asked) continue;
          const list = await listOf(memory);
          const anew = openMemory({ name });
          expect(asRead(list)).toEqual(asRead(await listOf(anew)));
          await anew.close();
          expect(circle(list)).toEqual(circle(structuredClone(list)));
        }
        await Promise.all([memory.close(), page.close()]);
      },
    ),
    { numRuns: 60 },
  );
});

test('whoever stays is the same entry when somebody joins, is renamed or answered', async () => {
  const memory = openMemory({ name: `known-people-${databases++}` });
  const meet = (who: number, day: number, wroteTo: number[] = []) =>
    memory.remember(ACCOUNT, lessonOf(who, who, day, wroteTo), NOW);
  for (const one of [0, 4]) for (const day of [20_000, 20_001]) await meet(one, day);
  const before = await listOf(memory);
  expect(before.map(({ name }) => name)).toEqual(['Robert Miller', 'Keiko Tanaka']);
  for (const day of [20_000, 20_001]) await meet(6, day);
  const joined = await listOf(memory);
  expect(joined.map(({ name }) => name)).toEqual(['Robert Miller', 'Keiko Tanaka', 'Kenichi Sato']);
  expect(joined.slice(0, 2).every((one, i) => one === before[i])).toBe(true);
  await meet(6, 20_002, [0]);
  const answered = await listOf(memory);
  expect(answered[1]).toMatchObject({ name: 'Keiko Tanaka', replied: true });
  expect([answered[0] === joined[0], answered[2] === joined[2]]).toEqual([true, true]);
  await meet(6, 20_003);
  expect(await listOf(memory)).toBe(answered);
});
