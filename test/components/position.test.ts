// Where the card stands, whatever the window and wherever its seal.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeCard } from '../../components/card/position.ts';

const box = (left: number, top: number) => ({ left, top, right: left + 120, bottom: top + 24 });
const desk = { width: 1280, height: 800 };

test('below its seal, at the edge where a line starts', () => {
  expect(placeCard(box(300, 150), desk, false)).toMatchObject({
    left: 300,
    top: 180,
    bottom: null,
  });
  expect(placeCard(box(900, 150), desk, true).left).toBe(900 + 120 - 448);
});

test('above it near the lower end', () => {
  expect(placeCard(box(300, 700), desk, false)).toMatchObject({ top: null, bottom: 106 });
});

test('it is always inside the window and never without room to read', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -500, max: 3000 }),
      fc.integer({ min: -500, max: 3000 }),
      fc.integer({ min: 320, max: 2560 }),
      fc.integer({ min: 256, max: 1600 }),
      fc.boolean(),
      (left, top, width, height, rtl) => {
        const place = placeCard(box(left, top), { width, height }, rtl);
        const room = Math.min(230, height - 16);
        expect(place.left).toBeGreaterThanOrEqual(8);
        expect(place.left + place.width).toBeLessThanOrEqual(width - 8);
        expect(place.maxHeight).toBeGreaterThanOrEqual(room);
        expect((place.top ?? place.bottom)! + place.maxHeight).toBeLessThanOrEqual(height);
        expect(place.top === null).not.toBe(place.bottom === null);
      },
    ),
  );
});
