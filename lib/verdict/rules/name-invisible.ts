// Characters that show nothing are hidden in the name.
import { codePoints } from '../../text/normalise.ts';
import { hiddenCharacters } from '../../text/scripts.ts';
import type { ClaimRule } from './rule.ts';

export const nameInvisible: ClaimRule = {
  id: 'nameInvisible',
  layer: 'name',
  about: 'name',
  needs: 'claim',
  suppressedBy: ['known', 'list'],
  test(view) {
    const hidden = hiddenCharacters(view.name);
    if (hidden.inside.length + hidden.outside.length === 0) return [];
    const known =
      view.readings.length > 0 ||
      view.circle.byName.has(view.person) ||
      view.circle.protectedNames.has(view.person);
    const inside = hidden.inside.length > 0;
    return [
      {
        rule: 'nameInvisible',
        // Newsletters sometimes carry a stray one at the end of the name.
        severity: inside ? (known ? 'danger' : 'caution') : 'info',
        disguised: inside && known,
        params: {
          address: view.address,
          characters: codePoints([...hidden.inside, ...hidden.outside]),
        },
      },
    ];
  },
};
