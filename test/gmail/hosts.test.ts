// @vitest-environment happy-dom
// Elements of ours in Gmail's page: one in its place, whatever Gmail or a mail puts there.
import { beforeEach, expect, test } from 'vitest';
import { placeHost, removeOtherHosts } from '../../lib/gmail/hosts.ts';

const NAME = 'inkan-seal';
beforeEach(() => {
  document.body.innerHTML = `<p><b></b><${NAME} id="foreign"></${NAME}><i></i></p>`;
});

const parent = () => document.querySelector('p')!;
const found = () => parent().querySelectorAll<HTMLElement>(NAME);
const names = () => [...parent().children].map(({ localName }) => localName);

test.each([
  ['behind a sibling', () => document.querySelector('b'), ['b', NAME, 'i']],
  ['at the end', () => null, ['b', 'i', NAME]],
])('%s, in place of one that is not ours', (_where, after, order) => {
  const own = new Set<Element>();
  const place = () =>
    placeHost(NAME, { parent: parent(), after: after() }, found(), own.has.bind(own));
  const host = place();
  own.add(host);
  expect(host.id).toBe('');
  expect(names()).toEqual(order);
  expect(place()).toBe(host);
});

test('a copy of ours goes, and so does all that is not kept', () => {
  const [host] = found();
  host!.after(host!.cloneNode());
  placeHost(NAME, { parent: parent(), after: null }, found(), () => true);
  expect([...found()]).toEqual([host]);
  removeOtherHosts(document, NAME, new Set());
  expect([...found()]).toEqual([]);
});
