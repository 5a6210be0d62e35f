// Direction controls make a name or address read differently from what it is. Unicode UAX #9.
import { anyOf, DIRECTION_MARKS, TURNS } from '../../text/characters.ts';
import { codePoints } from '../../text/normalise.ts';
import type { ClaimRule } from './rule.ts';

const OVERRIDES = /[\u202d\u202e]/u;
const TURNED = anyOf(TURNS);
const CONTROLS = anyOf(TURNS, 'g');
const MARKS = anyOf(DIRECTION_MARKS, 'g');
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

export const nameBidi: ClaimRule = {
  id: 'nameBidi',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  test({ name, address }) {
    const text = `${name} ${address}`;
    const controls = text.match(CONTROLS) ?? [];
    const marks = text.match(MARKS) ?? [];
    if (controls.length + marks.length === 0) return [];
    // Embeddings and isolates have their use around a name that is written from the right.
    const needed = RIGHT_TO_LEFT.test(name) && !OVERRIDES.test(name) && !TURNED.test(address);
    const severity = controls.length > 0 && !needed ? 'danger' : 'info';
    const characters = codePoints([...controls, ...marks]);
    return [
      { rule: 'nameBidi', severity, disguised: severity === 'danger', params: { characters } },
    ];
  },
};
