// The packed tables of suffixes: what comes out is what went in. That they are tldts's own, the build asserts.
import { describe, expect, test } from 'vitest';
import { packSuffixes, type SuffixTables, unpackSuffixes } from '../../lib/text/suffixes.ts';

/** Tables of nodes, each with edges in the order of tldts's hashes. */
function tables(nodes: { flag: number; edges: [string, number][] }[]): SuffixTables {
  const hash = (label: string) =>
    [...label].reduceRight((sum, letter) => (33 * sum) ^ letter.charCodeAt(0), 5381) >>> 0;
  const all = nodes.map(({ edges }) => [...edges].sort((a, b) => hash(a[0]) - hash(b[0])));
  const edges = all.flat();
  const starts = [0];
  for (const own of all) starts.push(starts.at(-1)! + own.length);
  return {
    flags: Uint8Array.from(nodes, ({ flag }) => flag),
    starts: Uint16Array.from(starts),
    lengths: Uint8Array.from(edges, ([label]) => label.length),
    targets: Uint16Array.from(edges, ([, target]) => target),
    labels: edges.map(([label]) => label).join(''),
  };
}

describe('packed suffixes', () => {
  test.each<[string, [string, number][]]>([
    ['nothing', []],
    [
      'the wildcard and an exception beside labels',
      [
        ['*', 1],
        ['city', 2],
        ['c', 0],
        ['co', 0],
      ],
    ],
    [
      'labels of digits and hyphens',
      [
        ['0e', 0],
        ['123', 0],
        ['12-3', 0],
        ['-', 0],
        ['123', 4],
      ],
    ],
    [
      'a name and its A-label',
      [
        ['みんな', 0],
        ['xn--q9jyb4c', 0],
      ],
    ],
    [
      'a name whose A-label leads elsewhere',
      [
        ['みんな', 0],
        ['xn--q9jyb4c', 1],
      ],
    ],
    [
      'a name without its A-label',
      [
        ['みんな', 0],
        ['みんなの', 0],
      ],
    ],
    ['an A-label alone', [['xn--q9jyb4c', 0]]],
    [
      'more shared letters than the alphabet has',
      [
        ['a'.repeat(40), 0],
        [`${'a'.repeat(40)}b`, 0],
      ],
    ],
  ])('%s', (_, edges) => {
    const own = tables([
      { flag: 0, edges },
      { flag: 2, edges: [['com', 0]] },
      { flag: 1, edges },
    ]);
    expect(unpackSuffixes(packSuffixes(own))).toEqual(own);
  });
});
