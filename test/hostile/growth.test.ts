// Work is linear: whatever a sender makes long or many, twice as much of it takes about twice as long.
import { describe, expect, test } from 'vitest';
import { readClientAddress } from '../../lib/evidence/anchor.ts';
import { filling, growth, judgeWhole, MOST_GROWTH } from './growth.ts';
import { CROWDS, DIFFERENT, fieldsRead, grow, PLACES, type Place, UNITS } from './hostile-input.ts';

/** Characters of the largest input here; `npm run fuzz -- --target growth` goes on to larger ones. */
const LARGEST = 16_000;
const PER_PLACE = 1;
/** INKAN_FUZZ_SEED draws other characters. */
const SEED = Number(process.env.INKAN_FUZZ_SEED ?? 20_261_120);

const placeCalled = (name: string): Place => PLACES.find((place) => place.name === name)!;

/** What once took seconds: always tried. */
const KNOWN: [place: string, unit: string, shape: 'row' | 'within' | 'nest'][] = [
  ...['(', '[', '【', '（', '\u3000', '\t', '@', 'a@', '\u{e0041}', '漢', 'PayPal '].map(
    (unit): [string, string, 'within'] => ['name, encoded', unit, 'within'],
  ),
  ['name, in quotes', '\u3000', 'row'],
  ['name, encoded', ' ', 'nest'],
  ['comment of From', '@', 'within'],
  ...[
    'address in the name',
    'domain',
    'bare address',
    'domain of Reply-To',
    'd= of a signature',
    'd= of a seal',
    'results',
    'MAIL FROM',
    'id of a list',
  ].map((place): [string, string, 'row'] => [place, DIFFERENT, 'row']),
  // marks in the other order than NFC has them
  ...[
    'domain',
    'd= of a signature',
    'i= of a signature',
    'd= of a seal',
    'domain of Reply-To',
    'id of a list',
    'MAIL FROM',
  ].map((place): [string, string, 'row'] => [place, '\u0300\u0327', 'row']),
  ['return-path', '<', 'row'],
  ['return-path', '<<>', 'row'],
  ["a calendar's name", '(', 'row'],
  ["a calendar's name", '【', 'row'],
  ["a calendar's address", DIFFERENT, 'row'],
  ['boundary beside a body of dashes', 'b', 'row'],
];

describe('growth', { timeout: 120_000 }, () => {
  test('is measured: what is quadratic is found', async () => {
    const quadratic = (size: number) => {
      let sum = 0;
      for (let i = 0; i < size * 3; i++) for (let j = 0; j < size; j++) sum += i ^ j;
      if (sum === 1) throw new Error('never');
    };
    expect(await growth(quadratic, 8_000)).toBeGreaterThan(MOST_GROWTH);
  });

  test('every field that is read is grown', () => {
    const read = fieldsRead();
    for (const name of ['from', 'return-path', 'list-id', 'dkim-signature', 'arc-seal', 'received'])
      expect(read).toContain(name);
    expect(PLACES.map(({ name }) => name)).toEqual(expect.arrayContaining(read));
  });

  test.each(KNOWN)('%s: %j, %s', async (place, unit, shape) => {
    const work = filling(placeCalled(place), (length) => grow(unit, length, shape));
    expect(await growth(work, LARGEST)).toBeLessThan(MOST_GROWTH);
  });

  test('a recorded SPF result: strings that are none, in comments', async () => {
    const work = (size: number) => {
      readClientAddress('(")"'.repeat(size));
    };
    expect(await growth(work, LARGEST)).toBeLessThan(MOST_GROWTH);
  });

  test.each(PLACES.map((place, i) => [place.name, place, i] as const))(
    '%s',
    async (_name, place, i) => {
      for (let k = 0; k < PER_PLACE; k++) {
        const draw = SEED + 7 * i + 31 * k;
        const unit = UNITS[draw % UNITS.length]!;
        const shape = (['row', 'within', 'nest'] as const)[draw % 3]!;
        const found = await growth(
          filling(place, (length) => grow(unit, length, shape)),
          LARGEST,
        );
        expect(found, `${JSON.stringify(unit)} ${shape}, seed ${SEED}`).toBeLessThan(MOST_GROWTH);
      }
    },
  );

  test.each(CROWDS)('many: %s', async (_name, fields) => {
    expect(await growth((count) => judgeWhole(fields(count)), 1_600)).toBeLessThan(MOST_GROWTH);
  });
});
