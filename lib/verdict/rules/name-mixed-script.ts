// A word of look-alike letters: two alphabets inside one word, or a whole word of another alphabet that reads as a known name.
import { codePoints } from '../../text/normalise.ts';
import { mixedWord } from '../../text/scripts.ts';
import { namesakeBySkeleton } from '../claims/circle.ts';
import { claimsOf } from '../claims/weigh.ts';
import type { ClaimRule } from './rule.ts';

export const nameMixedScript: ClaimRule = {
  id: 'nameMixedScript',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  test(view) {
    const namesake = namesakeBySkeleton(view.person, view.circle);
    const mixed = mixedWord(view.name);
    if (mixed === null && namesake === null) return [];
    const word = mixed?.word ?? view.name;
    const foreign =
      mixed?.foreign ??
      [...view.name].filter((letter) => !namesake!.includes(letter.toLowerCase()));
    const known = namesake !== null || claimsOf(view).some(({ form }) => form === 'disguised');
    return [
      {
        rule: 'nameMixedScript',
        severity: known ? 'danger' : 'caution',
        disguised: known,
        params: { word, characters: codePoints(foreign) },
      },
    ];
  },
};
