// The ways in which known people are written: turned round, in one word, with titles, beside other words.
import { fold } from '../../text/normalise.ts';
import { isCjk } from './spelling.ts';
import { tokens, withoutRoles, withoutTitle } from './vocabulary.ts';

/** Where a name ends and something else begins. */
const SEAMS = /[()[\]（）【】「」『』<>"“”,、，;:/|–—]|\s[-・]\s|\bvia\b|経由/u;
const SHORTEST_IN_ONE_WORD = 8;

const inOrder = (words: readonly string[]): string => [...words].sort().join(' ');

interface Person {
  name: string;
  address: string;
}

/** `kenichi.sato` beside a Japanese name tells how it reads in Latin letters. */
function romanised({ name, address }: Person): string | null {
  if (!isCjk([...name][0] ?? '')) return null;
  const [one, other] = /^([a-z]{2,})[._-]([a-z]{2,})@/.exec(address.toLowerCase())?.slice(1) ?? [];
  if (!one || !other || withoutRoles(one) === '' || withoutRoles(other) === '') return null;
  return inOrder([one, other]);
}

/** Other keys under which a full name may be met, besides `personKey`. */
export function aliasesOf(person: Person): string[] {
  const words = tokens(fold(person.name));
  if (words.length !== 2) return [romanised(person)].filter((key) => key !== null);
  const [one, other] = words as [string, string];
  if (isCjk(one)) return [other + one, romanised(person)].filter((key) => key !== null);
  return (one + other).length < SHORTEST_IN_ONE_WORD ? [] : [one + other, other + one];
}

/** Keys of the people that parts of a name may speak of: two words side by side, or one, without titles and initials. */
export function keysWithin(name: string): string[] {
  const keys: string[] = [];
  for (const part of fold(name).split(SEAMS)) {
    // an address in a name is looked at by a rule of its own
    if (part.includes('@')) continue;
    const words = tokens(part)
      .map(withoutTitle)
      .filter((word) => isCjk(word) || word.length > 1);
    words.forEach((word, i) => {
      const next = words[i + 1];
      keys.push(word);
      if (next === undefined) return;
      if (isCjk(word)) keys.push(word + next);
      else keys.push(inOrder([word, next]));
    });
  }
  return keys;
}
