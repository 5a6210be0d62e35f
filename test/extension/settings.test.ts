// Settings in storage and in files: nothing damaged counts, nothing wrong is half taken over.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));
const { changeSettings, DEFAULT_SETTINGS, onSettingsChanged, readOwnSettings, readSettings } =
  await import('../../lib/extension/settings.ts');
const { readSettingsFile, readStored, writeSettingsFile } = await import(
  '../../lib/extension/settings-file.ts'
);

const changed: typeof DEFAULT_SETTINGS = {
  ...DEFAULT_SETTINGS,
  lookups: 'ask',
  resolver: 'https://dns.example.com/dns-query',
  show: 'problems',
  personalSeal: { color: '#2b5c9e', glyph: '春' },
  memory: { keep: false, days: null },
  reader: {
    ...DEFAULT_SETTINGS.reader,
    ownAddresses: ['alice@example.com'],
    ownName: 'Alice Example',
    protectedNames: ['Bob Example'],
    ownDomains: ['example.com'],
    trustedSealers: ['forwarder.example'],
    trustedForwarders: ['rental.example'],
    knownLists: ['lists.example'],
    extraBrands: [{ id: 'bank.example', names: ['Example Bank'], domains: ['bank.example'] }],
  },
};

beforeEach(() => fakeBrowser.reset());

describe('storage', () => {
  test('is empty at first, and everything has its default', async () => {
    expect(await readOwnSettings()).toEqual(DEFAULT_SETTINGS);
    expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, locked: [] });
  });

  test('keeps what was changed', async () => {
    await changeSettings(() => changed);
    expect(await readOwnSettings()).toEqual(changed);
  });

  test('changes made at the same time do not undo each other', async () => {
    await Promise.all([
      changeSettings((own) => ({ ...own, show: 'problems' })),
      changeSettings((own) => ({ ...own, lookups: 'off' })),
      changeSettings((own) => ({ ...own, resolver: 'quad9' })),
    ]);
    expect(await readOwnSettings()).toMatchObject({
      show: 'problems',
      lookups: 'off',
      resolver: 'quad9',
    });
  });

  test('a change is told, until nobody wants to hear', async () => {
    const heard = vi.fn();
    const stop = onSettingsChanged(heard);
    await changeSettings((own) => ({ ...own, lookups: 'off' }));
    expect(heard).toHaveBeenCalledTimes(1);
    await fakeBrowser.storage.local.set({ other: 1 });
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    await changeSettings((own) => ({ ...own, lookups: 'ask' }));
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test.each([
    null,
    'text',
    7,
    [],
    { lookups: 'sometimes', resolver: 'http://dns.example.com/', show: 3 },
    { personalSeal: { color: 'red', glyph: '印' }, memory: { keep: 'yes', days: 1 } },
    { memory: { keep: true, days: 0 }, reader: { ownDomains: 'example.com', extraBrands: [1] } },
    { memory: { keep: true, days: 1.5 }, reader: [] },
  ])('%j is as good as nothing', (stored) => {
    expect(readStored(stored)).toEqual(DEFAULT_SETTINGS);
  });

  test('what is not damaged stays', () => {
    expect(readStored({ ...changed, lookups: 'sometimes' })).toEqual({
      ...changed,
      lookups: DEFAULT_SETTINGS.lookups,
    });
  });
});

describe('a file', () => {
  test('brings everything back', () => {
    expect(readSettingsFile(writeSettingsFile(changed), DEFAULT_SETTINGS)).toEqual(changed);
  });

  test('leaves alone what it does not name', () => {
    const text = JSON.stringify({
      kind: 'inkan-settings',
      version: 1,
      reader: { ownDomains: ['example.net'] },
    });
    expect(readSettingsFile(text, changed)).toEqual({
      ...changed,
      reader: { ...changed.reader, ownDomains: ['example.net'] },
    });
  });

  const file = (over: object) => JSON.stringify({ kind: 'inkan-settings', version: 1, ...over });
  test.each([
    ['{', { problem: 'json' }],
    ['', { problem: 'json' }],
    ['null', { problem: 'kind' }],
    ['[]', { problem: 'kind' }],
    ['{"version":1}', { problem: 'kind' }],
    [JSON.stringify({ inkan: 'memory', version: 1 }), { problem: 'kind' }],
    [file({ version: 2 }), { problem: 'newer' }],
    [file({ version: 0 }), { problem: 'kind' }],
    [file({ version: -1 }), { problem: 'kind' }],
    [file({ version: 0.5 }), { problem: 'kind' }],
    [file({ version: '1' }), { problem: 'kind' }],
    [file({ lookups: 'sometimes' }), { problem: 'field', field: 'lookups' }],
    [file({ resolver: 'http://dns.example.com/' }), { problem: 'field', field: 'resolver' }],
    [file({ resolver: 'javascript:alert(1)' }), { problem: 'field', field: 'resolver' }],
    [file({ reader: { ownDomains: ['nonsense'] } }), { problem: 'field', field: 'ownDomains' }],
    [file({ reader: { ownAddresses: ['x'] } }), { problem: 'field', field: 'ownAddresses' }],
  ])('%s is refused whole', (text, refusal) => {
    expect(readSettingsFile(text, changed)).toEqual(refusal);
  });

  test('cannot reach what is not a setting', () => {
    const text = '{"kind":"inkan-settings","version":1,"__proto__":{"a":1},"locked":["show"]}';
    expect(readSettingsFile(text, DEFAULT_SETTINGS)).toEqual({
      problem: 'field',
      field: '__proto__',
    });
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  test('with any name misspelt or in the wrong place is refused, and says which', () => {
    const whole = JSON.parse(writeSettingsFile(changed));
    const places: [at: 'top' | 'reader', name: string][] = [
      ...Object.keys(whole)
        .filter((name) => !['kind', 'version', 'reader'].includes(name))
        .map((name) => ['top', name] as ['top', string]),
      ...Object.keys(whole.reader).map((name) => ['reader', name] as ['reader', string]),
    ];
    expect(places.length).toBeGreaterThan(10);
    for (const [at, name] of places) {
      const misspelt = structuredClone(whole);
      const moved = structuredClone(whole);
      const of = at === 'top' ? misspelt : misspelt.reader;
      of[`${name}s`] = of[name];
      delete of[name];
      expect(readSettingsFile(JSON.stringify(misspelt), DEFAULT_SETTINGS)).toEqual({
        problem: 'field',
        field: `${name}s`,
      });
      const [from, to] = at === 'top' ? [moved, moved.reader] : [moved.reader, moved];
      to[name] = from[name];
      delete from[name];
      expect(readSettingsFile(JSON.stringify(moved), DEFAULT_SETTINGS)).toEqual({
        problem: 'field',
        field: name,
      });
    }
  });

  test.each([[[]], [null], ['ownDomains']])('whose reader is %j is refused', (reader) => {
    expect(readSettingsFile(file({ reader }), changed)).toEqual({
      problem: 'field',
      field: 'reader',
    });
  });

  test('of an earlier version, which knew fewer settings, is loaded', () => {
    const { memory: _, ...fewer } = JSON.parse(writeSettingsFile(changed));
    expect(readSettingsFile(JSON.stringify(fewer), DEFAULT_SETTINGS)).toEqual({
      ...changed,
      memory: DEFAULT_SETTINGS.memory,
    });
  });
});
