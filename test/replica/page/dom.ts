// Elements without markup strings: Gmail enforces Trusted Types, and so does its replica.
import { createDrift } from './drift.ts';
import { RENAMED_ATTRIBUTES, RENAMED_CLASSES } from './options.ts';
import type { Boot } from './wire.ts';

declare global {
  var BOOT: Boot;
}

export const boot: Boot = globalThis.BOOT;
const { renamed } = boot.options;
const newClasses = renamed === 'classes' || renamed === 'both';
const newAttributes = renamed === 'attributes' || renamed === 'both';

const drift = createDrift(boot.options.drift);

/** A child as this build of the page puts it into its parent. */
export const wrapped = drift.wrap;

/** Class names as this build of the page spells them. */
export function spell(classes: string): string {
  return classes
    .split(' ')
    .map((name) => drift.className(newClasses ? (RENAMED_CLASSES[name] ?? name) : name))
    .join(' ');
}

/** An attribute's name as this build of the page spells it. */
export function attribute(name: string): string {
  return drift.attributeName(newAttributes ? (RENAMED_ATTRIBUTES[name] ?? name) : name);
}

export type Attributes = Record<string, string | null>;

/** Creates an element; null leaves an attribute out. */
export function h(
  name: string,
  attributes: Attributes = {},
  ...children: (Node | string | null)[]
): HTMLElement {
  const { tag, role } = drift.tag(name);
  const element = document.createElement(tag);
  if (role) element.setAttribute('role', role);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) continue;
    if (name === 'class') {
      drift.remember(element, value);
      element.className = spell(value);
    } else setAttribute(element, name, value);
  }
  element.append(...children.filter((child) => child !== null).map(drift.wrap));
  return element;
}

/** Writes an attribute as this build of the page does. */
export function setAttribute(element: Element, name: string, value: string): void {
  const written = name === 'role' ? drift.role(value) : value;
  if (written !== null) element.setAttribute(attribute(name), written);
}

let serial = 0x60;
/** Gmail's generated element ids: `:6w`, `:6x` … */
export function nextId(): string {
  serial += 1;
  return `:${serial.toString(36)}`;
}

const ICONS: Record<string, string> = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
  pencil: 'M4 20l1-4L16 5l3 3L8 19z',
  inbox: 'M4 5h16v14H4zM4 14h5l1 2h4l1-2h5',
  starred: 'M12 4l2.4 5 5.6.7-4 3.8 1 5.5-5-2.8-5 2.8 1-5.5-4-3.8 5.6-.7z',
  sent: 'M4 5l17 7-17 7 2-7zM6 12h8',
  drafts: 'M6 3h9l4 4v14H6zM14 3v5h5',
  spam: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16v.5',
  all: 'M3 8h18v11H3zM5 5h14M12 11v5M9.5 13.5 12 16l2.5-2.5',
  back: 'M20 12H5M11 6l-6 6 6 6',
  newer: 'M15 6l-6 6 6 6',
  older: 'M9 6l6 6-6 6',
  reply: 'M10 7l-6 5 6 5v-3c5 0 8 1 10 4 0-6-4-8-10-8z',
  forward: 'M14 7l6 5-6 5v-3c-5 0-8 1-10 4 0-6 4-8 10-8z',
  more: 'M12 6v.5M12 12v.5M12 18v.5',
  caret: 'M8 10l4 4 4-4',
  warning: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.5',
  file: 'M6 3h9l4 4v14H6z',
};

/** One of the page's line icons. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'ico');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name] ?? '');
  svg.append(path);
  return svg;
}

/** A round picture with the first letter of a name. */
export function avatar(name: string, address: string): HTMLElement {
  const letter = [...(name.replace(/[^\p{L}\p{N}]/gu, '') || address)][0] ?? '?';
  let hue = 7;
  for (const character of address) hue = (hue * 31 + (character.codePointAt(0) ?? 0)) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 42% 46%)"/><text x="20" y="27" font-size="20" font-family="Noto Sans,Noto Sans CJK JP,sans-serif" fill="white" text-anchor="middle">${letter.replace(/[<&]/g, '?')}</text></svg>`;
  const image = h('img', {
    class: 'ajn',
    jid: address,
    'data-hovercard-id': address,
    'data-name': name,
    alt: '',
  }) as HTMLImageElement;
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return image;
}

/** A date as lists (short) and messages (long) show it. */
export function showDate(time: number, style: 'short' | 'long'): string {
  const { locale } = boot.words;
  const format: Intl.DateTimeFormatOptions =
    style === 'short'
      ? { month: 'short', day: 'numeric' }
      : { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' }).format(time);
}
