// How two spellings of a word differ by one stroke of a key.

export type Edit = 'inserted' | 'dropped' | 'replaced' | 'swapped';

/** The one stroke that makes `written` of `word`; null for equal ones and for those further apart. */
export function editBetween(word: string, written: string): Edit | null {
  if (word === written || Math.abs(word.length - written.length) > 1) return null;
  let start = 0;
  while (start < word.length && word[start] === written[start]) start++;
  let end = 0;
  while (
    end < Math.min(word.length, written.length) - start &&
    word[word.length - 1 - end] === written[written.length - 1 - end]
  )
    end++;
  const was = word.slice(start, word.length - end);
  const is = written.slice(start, written.length - end);
  if (was.length <= 1 && is.length <= 1) {
    if (was.length === is.length) return 'replaced';
    return was === '' ? 'inserted' : 'dropped';
  }
  const isSwap = was.length === 2 && is.length === 2 && was[0] === is[1] && was[1] === is[0];
  return isSwap ? 'swapped' : null;
}
