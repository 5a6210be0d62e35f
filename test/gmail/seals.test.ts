// @vitest-environment happy-dom
// The seals of a tab as the popup lists them.
import { expect, test } from 'vitest';
import type { Seen } from '../../entrypoints/gmail.content/inspect.ts';
import { createSeals } from '../../entrypoints/gmail.content/seals.ts';
import type { SealView } from '../../lib/gmail/reconcile.ts';

test('are listed as they stand on screen, also after an older message was expanded', () => {
  const seals = createSeals('en', {
    checkNow() {},
    retry() {},
    teach: null,
    original: () => Promise.reject(new Error('none')),
    ownAddresses: () => [],
  });
  const host = () => document.body.appendChild(document.createElement('inkan-seal'));
  const view = (id: string): SealView<Seen> => ({
    message: {
      id,
      legacyId: id,
      permId: null,
      element: document.body,
      sender: document.body,
      author: { name: 'Aoi', address: 'aoi@shop.example' },
      folder: 'inbox',
      mark: null,
      banner: null,
      isDraft: false,
      found: () => ({
        box: [],
        place: [],
        header: [],
        sender: [],
        address: [],
        id: [],
        idsDisagree: false,
      }),
    },
    result: null,
    surroundings: { theme: 'light', compact: false },
  });
  const listed = () => seals.list().map(({ id }) => id);
  const [newest, older] = [host(), host()];
  seals.draw(newest, view('newest'));
  expect(listed()).toEqual(['newest']);
  // Every look draws all of them, from the top.
  seals.draw(older, view('older'));
  seals.draw(newest, view('newest'));
  expect(listed()).toEqual(['older', 'newest']);
  seals.discard(older);
  expect(listed()).toEqual(['newest']);
});
