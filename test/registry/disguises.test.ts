import { expect, test } from 'vitest';
import { findNames } from '../../lib/registry/index.ts';
import { readSource } from '../../scripts/generate/registry/source.ts';
import { DISGUISES } from '../verdict/rules/disguises.ts';

test('every strict name in every disguise: at least 99 of 100 are found', () => {
  const names = readSource().flatMap(({ id, names }) =>
    Object.entries(names)
      .filter(([, why]) => why === '')
      .map(([name]) => ({ id, name: name.replace(/ \[[A-Z]{2}\]$/, '') })),
  );
  // A seventh of the names, another one each day.
  const part = names.filter((_, i) => i % 7 === Math.floor(Date.now() / 86_400_000) % 7);
  for (const [disguise, dress] of Object.entries(DISGUISES)) {
    let tried = 0;
    const lost: string[] = [];
    for (const { id, name } of part) {
      const text = dress(name);
      if (text === null) continue;
      tried++;
      if (!findNames(text).some((hit) => hit.organisations.some((one) => one.id === id)))
        lost.push(text);
    }
    // One letter for another in names of two or three letters could be another name: `1NG`.
    const allowed = disguise === 'digits' ? 0.04 : 0.01;
    expect(lost.length, `${disguise}: ${lost.slice(0, 9).join(', ')}`).toBeLessThanOrEqual(
      Math.max(2, tried * allowed),
    );
  }
});
