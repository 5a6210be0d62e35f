// The organisation's policy: what it sets counts, what it locks stays, what is wrong in it is named.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Recollection } from '../../lib/model.ts';

vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));
const { applyPolicy, isLocked, parsePolicy, readPolicy, withinPolicy } = await import(
  '../../lib/extension/policy.ts'
);
const { changeSettings, DEFAULT_SETTINGS, onSettingsChanged, readSettings } = await import(
  '../../lib/extension/settings.ts'
);
const { POLICY_NAMES, SETTING_NAMES, TABLE } = await import(
  '../../lib/extension/settings-table.ts'
);
const { policyPage, policySchema } = await import('../../scripts/policy.ts');

const own = {
  ...DEFAULT_SETTINGS,
  lookups: 'always' as const,
  show: 'everything' as const,
  resolver: 'quad9',
  reader: {
    ...DEFAULT_SETTINGS.reader,
    ownDomains: ['mine.example', 'both.example'],
    protectedNames: ['Carol Example'],
    ownName: 'Alice Example',
    extraBrands: [{ id: 'shop.example', names: ['Shop'], domains: ['shop.example'] }],
  },
};

beforeEach(() => fakeBrowser.reset());

describe('on top of the reader’s own settings', () => {
  test('nothing changes nothing', () => {
    expect(applyPolicy(own, {})).toEqual({ ...own, locked: [] });
  });

  test('a value replaces the reader’s and is locked', () => {
    const policy = { lookups: 'off', resolver: 'iij', show: 'line' } as const;
    const settings = applyPolicy(own, policy);
    expect(settings).toMatchObject(policy);
    expect(settings.locked).toEqual(['lookups', 'resolver', 'show']);
  });

  test('a list is joined with the reader’s, each entry once, and stays open', () => {
    const policy = { ownDomains: ['corp.example', 'both.example'] };
    expect(applyPolicy(own, policy).reader.ownDomains).toEqual([
      'corp.example',
      'both.example',
      'mine.example',
    ]);
    expect(isLocked(policy, 'ownDomains')).toBe(false);
  });

  test('a locked list is the organisation’s alone', () => {
    const { reader } = applyPolicy(own, {
      ownDomains: ['corp.example'],
      lock: ['ownDomains', 'extraBrands', 'ownName'],
    });
    expect(reader.ownDomains).toEqual(['corp.example']);
    expect(reader.extraBrands).toEqual([]);
    expect(reader.ownName).toBe('');
    expect(reader.protectedNames).toEqual(['Carol Example']);
  });

  test('a locked setting without a value has its default', () => {
    expect(applyPolicy(own, { lock: ['lookups', 'resolver'] })).toMatchObject({
      lookups: 'careful',
      resolver: 'auto',
      show: 'everything',
    });
  });

  test('brands come first, and are told from the reader’s', () => {
    const extraBrands = [{ id: 'bank.example', names: ['Bank'], domains: ['bank.example'] }];
    const brands = applyPolicy(own, { extraBrands }).reader.extraBrands;
    expect(brands.map(({ id, source }) => [id, source])).toEqual([
      ['bank.example', 'policy'],
      ['shop.example', undefined],
    ]);
  });
});

test('what readers may not teach is not heard of memory either', () => {
  const told: Recollection = {
    correspondents: [{ name: 'Bob', address: 'bob@example.com', days: 3 }],
    taught: [{ rule: 'nameBrand', address: 'a@example.com', name: 'A', domain: 'example.com' }],
    trustedForwarders: ['rental.example'],
    knownLists: ['lists.example'],
    learnedForwarders: ['learned.example'],
    learnedLists: ['heard.example'],
    ownAddresses: ['alice@example.net'],
    ownName: 'Alice',
    addressHistory: null,
    seenBefore: true,
  };
  expect(withinPolicy(told, { locked: [] })).toEqual(told);
  expect(
    withinPolicy(told, {
      locked: ['taught', 'trustedForwarders', 'knownLists', 'ownAddresses', 'ownName'],
    }),
  ).toEqual({
    ...told,
    taught: [],
    trustedForwarders: [],
    knownLists: [],
    ownAddresses: [],
    ownName: '',
  });
});

describe('what administrators write', () => {
  test('is read like the reader’s own entries', () => {
    expect(
      parsePolicy({
        ownDomains: ['Example.COM'],
        extraBrands: [{ names: ['Example Bank'], domains: ['bank.example'] }],
        resolver: 'https://dns.example.com/dns-query',
        lock: ['lookups'],
      }),
    ).toEqual({
      policy: {
        ownDomains: ['example.com'],
        extraBrands: [{ id: 'bank.example', names: ['Example Bank'], domains: ['bank.example'] }],
        resolver: 'https://dns.example.com/dns-query',
        lock: ['lookups'],
      },
      unusable: [],
    });
  });

  test.each([
    'https://user:pw@dns.example.com/dns-query',
    'https://user@dns.example.com/dns-query',
    'https://@dns.example.com/dns-query',
    'https://dns.example.com/dns-query#x',
    'http://localhost/dns-query',
    'https://',
    'cloudfare',
    'Auto',
    '',
  ])('the resolver %j is none', (resolver) => {
    expect(parsePolicy({ resolver })).toEqual({ policy: {}, unusable: ['resolver'] });
  });

  test('what cannot be used is named, the rest counts', () => {
    expect(
      parsePolicy({
        lookups: 'sometimes',
        resolver: 'http://dns.example.com/',
        ownDomains: ['example.com', 'not a domain'],
        lock: ['everything'],
        show: 'problems',
        somethingElse: 1,
      }),
    ).toEqual({
      policy: { show: 'problems' },
      unusable: ['ownDomains', 'lookups', 'resolver', 'somethingElse', 'lock'],
    });
    for (const value of [null, undefined, 'text', []])
      expect(parsePolicy(value)).toEqual({ policy: {}, unusable: [] });
  });

  test('the schema for Chromium names the same settings', () => {
    interface Schema {
      properties: Record<string, { enum?: string[]; items?: { enum?: string[] } }>;
    }
    const { properties } = policySchema() as Schema;
    expect(Object.keys(properties).sort()).toEqual([...POLICY_NAMES, 'lock'].sort());
    expect(properties.lock?.items?.enum?.toSorted()).toEqual(SETTING_NAMES.toSorted());
    const { lookups, show } = properties;
    for (const value of lookups?.enum ?? []) expect(TABLE.lookups.read(value)).toBe(value);
    for (const value of show?.enum ?? []) expect(TABLE.show.read(value)).toBe(value);
    expect(lookups?.enum).toHaveLength(4);
    expect(show?.enum).toHaveLength(3);
  });
});

describe('the page for administrators', () => {
  const text = readFileSync('docs/policy.md', 'utf8');
  const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']): unknown =>
    JSON.parse(json),
  );

  /** The policy inside an example, whatever file it stands in. */
  const policyIn = (value: unknown): unknown => {
    const wrappers = ['3rdparty', 'extensions', 'Extensions', 'policies', 'data', 'EXTENSION-ID'];
    for (const [key, inner] of Object.entries(value as object))
      if (wrappers.includes(key) || key.includes('@')) return policyIn(inner);
    return value;
  };

  test('shows examples that count', () => {
    expect(examples).toHaveLength(4);
    for (const example of examples) {
      const { policy, unusable } = parsePolicy(policyIn(example));
      expect(unusable).toEqual([]);
      expect(policy).toMatchObject({ ownDomains: ['example.com'], lookups: 'careful' });
    }
  });

  test('has the tables that follow from the settings', () => {
    expect(policyPage(text)).toBe(text);
  });

  test('names every value and everything that can be locked, in both languages', () => {
    const halves = text.split('\n# 日本語\n');
    expect(halves).toHaveLength(2);
    for (const half of halves) {
      const rows = [...half.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
      expect(rows.toSorted()).toEqual([...POLICY_NAMES, 'lock'].toSorted());
      for (const name of SETTING_NAMES) expect(half).toContain(`\`${name}\``);
    }
  });
});

describe('in the browser', () => {
  test('no policy is an empty one, also where the browser rejects', async () => {
    expect(await readPolicy()).toEqual({ policy: {}, unusable: [] });
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValueOnce(new Error('not found'));
    expect(await readPolicy()).toEqual({ policy: {}, unusable: [] });
  });

  test('a policy that comes later is told, and counts from then on', async () => {
    const heard = vi.fn();
    onSettingsChanged(heard);
    await changeSettings(() => own);
    expect((await readSettings()).lookups).toBe('always');
    heard.mockClear();
    await fakeBrowser.storage.managed.set({ lookups: 'off' });
    expect(heard).toHaveBeenCalledTimes(1);
    expect(await readSettings()).toMatchObject({ lookups: 'off', locked: ['lookups'] });
  });
});
