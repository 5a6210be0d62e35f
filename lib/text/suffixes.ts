// The public suffixes of the library that knows them, as text. Its own tables hold the labels of each node in the order
// of their hashes, which no compression sees through; in the order of letters they take a quarter less of the download.
import { encode } from 'punycode/punycode.es6.js';

/** The tables of tldts, as it reads them: node n has the edges from `starts[n]` to `starts[n + 1]`. */
export interface SuffixTables {
  flags: Uint8Array;
  starts: Uint16Array;
  /** length of each edge's label */
  lengths: Uint8Array;
  /** node that each edge leads to */
  targets: Uint16Array;
  /** all labels, one behind the other */
  labels: string;
}

interface Edge {
  label: string;
  target: number;
  hash: number;
}

const NODE = '\n';
const GROUP = '|';
/** Stands behind a label that has no twin in ASCII. */
const ALONE = '!';
/** `A` and what follows it in the alphabet: so many letters of the label before; behind them the rest. */
const FIRST = 'A'.charCodeAt(0);
const MOST_SHARED = 25;

/** The hash by which tldts looks a label up (djb2, from the end). */
function hashOf(label: string): number {
  let hash = 5381;
  for (let i = label.length - 1; i >= 0; i--) hash = (33 * hash) ^ label.charCodeAt(i);
  return hash >>> 0;
}

const isAscii = (label: string): boolean => /^[\x20-\x7e]*$/.test(label);
const twinOf = (label: string): string => `xn--${encode(label)}`;

/** Labels of one target, each by what it shares with the one before; an A-label that has its twin among them is left out. */
function encodeGroup(labels: readonly string[]): string {
  const all = new Set(labels);
  const twins = new Set<string>();
  const alone = new Set<string>();
  for (const label of labels) {
    if (isAscii(label)) continue;
    const twin = twinOf(label);
    if (all.has(twin)) twins.add(twin);
    else alone.add(label);
  }
  let last = '';
  return labels
    .filter((label) => !twins.has(label))
    .sort()
    .map((label) => {
      let shared = 0;
      while (shared < MOST_SHARED && shared < label.length && label[shared] === last[shared])
        shared++;
      last = label;
      const rest = label.slice(shared) + (alone.has(label) ? ALONE : '');
      return String.fromCharCode(FIRST + shared) + rest;
    })
    .join('');
}

function decodeGroup(group: string, into: Edge[]): void {
  const [head = ''] = /^[^A-Z]*/.exec(group)!;
  const target = Number.parseInt(head, 36);
  const add = (label: string) => into.push({ label, target, hash: hashOf(label) });
  let last = '';
  for (const [part] of group.slice(head.length).matchAll(/[A-Z][^A-Z]*/g)) {
    const isAlone = part.endsWith(ALONE);
    last = last.slice(0, part.charCodeAt(0) - FIRST) + part.slice(1, isAlone ? -1 : undefined);
    add(last);
    if (!isAlone && !isAscii(last)) add(twinOf(last));
  }
}

export function packSuffixes({ flags, starts, lengths, targets, labels }: SuffixTables): string {
  let at = 0;
  const edges = [...lengths].map((length, i) => {
    const label = labels.slice(at, at + length);
    at += length;
    return { label, target: targets[i]! };
  });
  return [...flags]
    .map((flag, node) => {
      const byTarget = new Map<number, string[]>();
      for (const { label, target } of edges.slice(starts[node], starts[node + 1]))
        byTarget.set(target, [...(byTarget.get(target) ?? []), label]);
      const groups = [...byTarget].map(([target, own]) => target.toString(36) + encodeGroup(own));
      return [flag, ...groups].join(GROUP);
    })
    .join(NODE);
}

/** The tables again, octet for octet: the build fails where they are not. */
export function unpackSuffixes(packed: string): SuffixTables {
  const nodes = packed.split(NODE).map((line) => {
    const [flag, ...groups] = line.split(GROUP);
    const edges: Edge[] = [];
    for (const group of groups) decodeGroup(group, edges);
    return { flag: Number(flag), edges: edges.sort((one, other) => one.hash - other.hash) };
  });
  const edges = nodes.flatMap((node) => node.edges);
  const starts = [0];
  for (const node of nodes) starts.push(starts.at(-1)! + node.edges.length);
  return {
    flags: Uint8Array.from(nodes, ({ flag }) => flag),
    starts: Uint16Array.from(starts),
    lengths: Uint8Array.from(edges, ({ label }) => label.length),
    targets: Uint16Array.from(edges, ({ target }) => target),
    labels: edges.map(({ label }) => label).join(''),
  };
}
