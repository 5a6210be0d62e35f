// How Gmail may change its markup: each change rewrites elements while they are made, so that it holds for redraws too.

/** One change of Gmail's page. `names` are class names or attributes as they are now. */
export type Change =
  | { kind: 'classes'; names: string[] | 'all'; seed: number }
  | { kind: 'attributes'; names: string[]; seed: number }
  /** wrappers around every element whose first class is one of these */
  | { kind: 'levels'; names: string[]; count: number }
  /** `grid`: with the roles of a grid; `plain`: without any */
  | { kind: 'tables'; to: 'grid' | 'plain' }
  | { kind: 'tags'; from: string; to: string; role: string | null }
  | { kind: 'roles'; from: string; to: string | null };

const TABLE = ['table', 'tbody', 'tr', 'td'];
const GRID: Record<string, string> = {
  table: 'grid',
  tbody: 'rowgroup',
  tr: 'row',
  td: 'gridcell',
};

/** A name nobody has seen, the same for the same name and seed. */
function hash(name: string, seed: number): string {
  let value = seed >>> 0;
  for (const character of name)
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x5bd1e995) >>> 0;
  return `z${value.toString(36)}`;
}

export function createDrift(changes: readonly Change[]) {
  /** class names of an element as Gmail writes them today */
  const today = new WeakMap<Node, string>();

  function className(name: string): string {
    let spelled = name;
    for (const change of changes) {
      if (change.kind !== 'classes') continue;
      if (change.names === 'all' || change.names.includes(name)) spelled = hash(name, change.seed);
    }
    return spelled;
  }

  function attributeName(name: string): string {
    for (const change of changes)
      if (change.kind === 'attributes' && change.names.includes(name))
        return `data-${hash(name, change.seed)}`;
    return name;
  }

  function tag(name: string): { tag: string; role: string | null } {
    for (const change of changes) {
      if (change.kind === 'tables' && TABLE.includes(name))
        return { tag: 'div', role: change.to === 'grid' ? (GRID[name] ?? null) : null };
      if (change.kind === 'tags' && change.from === name)
        return { tag: change.to, role: change.role };
    }
    return { tag: name, role: null };
  }

  function role(name: string): string | null {
    for (const change of changes)
      if (change.kind === 'roles' && change.from === name) return change.to;
    return name;
  }

  /** A child as it is put into its parent: itself, or in as many wrappers as there are new levels. */
  function wrap<Child extends Node | string>(child: Child): Child | HTMLElement {
    if (typeof child === 'string') return child;
    const first = today.get(child)?.split(' ')[0] ?? '';
    let outer: Node = child;
    for (const change of changes) {
      if (change.kind !== 'levels' || !change.names.includes(first)) continue;
      for (let level = 0; level < change.count; level += 1) {
        const wrapper = document.createElement('div');
        wrapper.append(outer);
        outer = wrapper;
      }
    }
    return outer as Child | HTMLElement;
  }

  return {
    className,
    attributeName,
    tag,
    role,
    wrap,
    remember: (element: Node, classes: string): void => void today.set(element, classes),
  };
}
