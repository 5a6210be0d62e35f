// Whose addresses the analyser leaves out of its files: those of every mailbox, however memory keeps it.
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));
const { loadOwnData } = await import('../../entrypoints/analyser/own.ts');
const { openMemory } = await import('../../lib/memory/memory.ts');

test('a delegated mailbox is kept apart by its path; its address is left out all the same', async () => {
  const memory = openMemory();
  const change = () => ({ ownAddresses: ['alice@home.example'] });
  await memory.changeProfile('alice@example.com', change, 1);
  await memory.changeProfile('carol@example.com/d/office', change, 1);
  await memory.close();
  expect((await loadOwnData()).ownAddresses).toEqual([
    'alice@example.com',
    'carol@example.com',
    'alice@home.example',
  ]);
});
