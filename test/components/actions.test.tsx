// @vitest-environment happy-dom
// Buttons that ask once more. Browsers tell of a closed dialog a moment after it is closed.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfirmButton } from '../../components/page/actions.tsx';
import { openPage } from '../../components/page/index.tsx';
import { WORDS } from '../../scripts/all-words.ts';
import { eventually } from '../helpers/patience.ts';

let confirmed = 0;

beforeEach(async () => {
  confirmed = 0;
  const root = document.createElement('div');
  root.id = 'page';
  document.body.replaceChildren(root);
  await openPage({
    title: 'options.title',
    view: <ConfirmButton label="Forget" question="Sure?" onConfirm={() => (confirmed += 1)} />,
    wording: Promise.resolve({ language: 'en', texts: WORDS.en }),
  });
  await eventually(() => expect(document.querySelector('dialog')).not.toBeNull());
});
afterEach(() => document.body.replaceChildren());

const dialog = () => document.querySelector('dialog')!;
const ask = () => document.querySelector<HTMLButtonElement>('.button.grave')!.click();
/** What a browser does at once; the event follows with `tell`. */
const close = (value = '') => {
  dialog().removeAttribute('open');
  dialog().returnValue = value;
};
const tell = () => dialog().dispatchEvent(new Event('close'));
const isOpen = (state: boolean) => eventually(() => expect(dialog().open).toBe(state));

test('asked again before the closing was told, it stays open and says the same', async () => {
  ask();
  await isOpen(true);
  close();
  ask();
  await isOpen(true);
  tell();
  expect(dialog().open).toBe(true);
  expect(dialog().textContent).toContain('Sure?');
  close('yes');
  tell();
  expect(confirmed).toBe(1);
});

test('asked again after it, too', async () => {
  ask();
  await isOpen(true);
  close();
  tell();
  ask();
  await isOpen(true);
  expect(confirmed).toBe(0);
});
