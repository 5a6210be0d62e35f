// Changes of Gmail's page as they may come, drawn from a seed: what kind, and of which of its names.
import type { Change } from './page/drift.ts';
import type { PageOptions } from './page/options.ts';

export interface Drift {
  seed: number;
  /** in words, for tables and for whoever looks into a fault */
  about: string[];
  kinds: string[];
  page: Partial<PageOptions>;
}

type Random = () => number;

/** Mulberry32: small, and the same on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What Gmail's page is made of today. */
const CLASSES =
  'adn ads adf gs gE iv gt cf gJ acZ xD gF gK ix c2 iw gFxsud qu gD go g2 hb g3 gH bAk acX bAm aju aCi ajn ii a3s aiL h7 ie kv Bk G3 G2 nH a98 iY hP ha aHU hx KKSLrd qQVYZb utdU2e lQs8Hd wl4W9b aHl T-I aaq aap zd bi4 rapwed'.split(
    ' ',
  );
const ATTRIBUTES =
  'data-message-id data-legacy-message-id email name data-hovercard-id jid data-name jslog role aria-expanded aria-hidden data-thread-perm-id data-legacy-thread-id translate tabindex'.split(
    ' ',
  );
/** First classes of the elements on the way from a list item to the sender and to the body. */
const LEVELS = 'Bk G3 adn gs gE cf acZ gF c2 iw qu gD go ii a3s aju'.split(' ');
const TAGS: [string, string][] = [
  ['h3', 'div'],
  ['h3', 'h4'],
  ['h2', 'div'],
  ['span', 'div'],
  ['img', 'div'],
  ['div', 'section'],
];
const ROLES: [string, string | null][] = [
  ['listitem', 'article'],
  ['listitem', null],
  ['list', 'feed'],
  ['gridcell', 'cell'],
  ['gridcell', null],
];

/** Everything that names one thing, classes and attributes together. */
const LANDMARKS: [string, string[], string[]][] = [
  ['the message', ['adn', 'ads'], ['data-message-id', 'data-legacy-message-id']],
  ['the place in the list', ['h7', 'ie', 'kv'], ['role', 'aria-expanded']],
  ['the sender', ['gD', 'qu'], ['email', 'name', 'data-hovercard-id']],
  ['the address', ['go'], ['email', 'data-hovercard-id', 'jid']],
  ['the ids', [], ['data-message-id', 'data-legacy-message-id', 'jslog']],
  ['the body', ['ii', 'a3s', 'gt'], ['jslog']],
  ['the line', ['iw', 'qu', 'gFxsud'], ['role', 'translate']],
];

const KINDS: Record<
  string,
  (random: Random) => { page?: Partial<PageOptions>; changes?: Change[]; about: string }
> = {
  'all classes hashed': (random) => {
    const seed = below(random, 1e9);
    return { changes: [{ kind: 'classes', names: 'all', seed }], about: '' };
  },
  'classes renamed': (random) => {
    const names = some(random, CLASSES, 1 + below(random, 12));
    return {
      changes: [{ kind: 'classes', names, seed: below(random, 1e9) }],
      about: names.join(' '),
    };
  },
  'attributes dropped': (random) => {
    const names = some(random, ATTRIBUTES, 1 + below(random, 6));
    return {
      changes: [{ kind: 'attributes', names, seed: below(random, 1e9) }],
      about: names.join(' '),
    };
  },
  'a landmark gone': (random) => {
    const [about, classes, attributes] = pick(random, LANDMARKS);
    const seed = below(random, 1e9);
    return {
      changes: [
        { kind: 'classes', names: classes, seed },
        { kind: 'attributes', names: attributes, seed },
      ],
      about,
    };
  },
  'texts translated': (random) => {
    const language = pick(random, ['ja', 'ar'] as const);
    return { page: { language }, about: language };
  },
  'nodes re-used': () => ({ page: { reuseNodes: true }, about: '' }),
  'levels added': (random) => {
    const names = some(random, LEVELS, 1 + below(random, 3));
    const count = 1 + below(random, 5);
    return {
      changes: [{ kind: 'levels', names, count }],
      about: `${count} around ${names.join(' ')}`,
    };
  },
  'tables to grids': (random) => {
    const to = pick(random, ['grid', 'plain'] as const);
    return { changes: [{ kind: 'tables', to }], about: to };
  },
  'other elements': (random) => {
    const [from, to] = pick(random, TAGS);
    const role = from === 'h3' && random() < 0.5 ? 'heading' : null;
    return { changes: [{ kind: 'tags', from, to, role }], about: `${from} to ${to}` };
  },
  'other roles': (random) => {
    const [from, to] = pick(random, ROLES);
    return { changes: [{ kind: 'roles', from, to }], about: `${from} to ${to ?? 'none'}` };
  },
  'ids elsewhere': (random) => {
    const idsOn = pick(random, ['item', 'both', 'log'] as const);
    const paddedLog = random() < 0.5;
    return {
      page: { idsOn, paddedLog },
      about: `${idsOn}${paddedLog ? ', log padded with dots' : ''}`,
    };
  },
  'nodes handled otherwise': (random) => {
    const expand = pick(random, ['flip', 'twice'] as const);
    return { page: { expand, rerenderEvery: 300 }, about: `${expand}, drawn again` };
  },
  'ids late': (random) => {
    const lateIds = 50 + below(random, 2_000);
    return { page: { lateIds }, about: `${lateIds} ms` };
  },
  'another shape': (random) => {
    const shape = pick(random, ['2023', '2026'] as const);
    const extra = {
      alerts: random() < 0.5,
      externalMark: random() < 0.5,
      replyBox: random() < 0.5,
    };
    const named = Object.entries(extra).flatMap(([name, isOn]) => (isOn ? [name] : []));
    return { page: { shape, ...extra }, about: [shape, ...named].join(', ') };
  },
};

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const pick = <Value>(random: Random, from: readonly Value[]): Value =>
  from[below(random, from.length)] as Value;

function some<Value>(random: Random, from: readonly Value[], count: number): Value[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(below(random, left.length), 1),
  ).flat();
}

/** The change of this seed: `count` kinds of it, one after the other. */
export function drawDrift(seed: number, count: number): Drift {
  const random = seeded(seed);
  const kinds = some(random, Object.keys(KINDS), count);
  const drawn = kinds.map((kind) => KINDS[kind]?.(random) ?? { about: '' });
  return {
    seed,
    kinds,
    about: kinds.map((kind, index) => [kind, drawn[index]?.about].filter(Boolean).join(': ')),
    page: {
      ...Object.assign({}, ...drawn.map(({ page }) => page)),
      drift: drawn.flatMap(({ changes }) => changes ?? []),
    },
  };
}
