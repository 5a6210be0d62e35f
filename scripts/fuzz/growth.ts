// Target growth: any place of a message beside any repeated character, eight times as long as the least.
import fc from 'fast-check';
import { filling, growth, judgeWhole, MOST_GROWTH } from '../../test/hostile/growth.ts';
import { CROWDS, grow, PLACES, UNITS } from '../../test/hostile/hostile-input.ts';
import { defineTarget, insist } from './target.ts';

interface Input {
  of: number;
  units: string[];
  shape: 'row' | 'within' | 'nest';
  length: number;
  crowd: boolean;
}

const LONGEST = 96_000;

export const growthTarget = defineTarget<Input>({
  name: 'growth',
  holds: `no doubling of an input takes more than ${MOST_GROWTH} times the work`,
  inputs: fc.record({
    of: fc.nat(PLACES.length - 1),
    units: fc.array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 3 }),
    shape: fc.constantFrom('row', 'within', 'nest'),
    length: fc.constantFrom(8_000, 32_000, LONGEST),
    /** many fields instead of a long one */
    crowd: fc.nat(9).map((one) => one === 0),
  }),
  covers: ['message', 'evidence', 'verdict'],
  async check({ of, units, shape, length, crowd }) {
    const [name, many] = CROWDS[of % CROWDS.length]!;
    const place = PLACES[of]!;
    const found = crowd
      ? await growth((count) => judgeWhole(many(count)), length / 24)
      : await growth(
          filling(place, (size) => grow(units.join(''), size, shape)),
          length,
        );
    insist(
      found < MOST_GROWTH,
      `${crowd ? name : place.name} grows by ${found.toFixed(1)}`,
      units,
      shape,
    );
  },
});
