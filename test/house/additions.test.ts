// A rule, a resolver and a setting: each is added to a copy of the tree where README says, holds before lint, types and
// tests, and leaves nothing behind when it is taken out again.
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { languages } from '../../scripts/words.ts';
import { Copy } from './copy.ts';

const copy = new Copy();
afterAll(copy.remove);

/** Every line that names it goes, and the files of its own. */
function takeOut(name: RegExp): void {
  for (const path of copy.changed()) {
    const kept = copy
      .read(path)
      .split('\n')
      .filter((line) => !name.test(line));
    copy.write(path, kept.join('\n'));
  }
}

describe('a rule', () => {
  const filesOf = (kebab: string) => [
    `lib/verdict/rules/${kebab}.ts`,
    `test/verdict/rules/${kebab}.test.ts`,
  ];
  const [RULE = '', TEST = ''] = filesOf('name-shout');
  const WORDS = languages().map((language) => `locales/${language}.yml`);
  const LISTS = ['lib/model/rules.ts', 'lib/verdict/rules/index.ts'];

  function takeOutRule(id: string, kebab: string): void {
    for (const path of filesOf(kebab)) rmSync(copy.at(path));
    const words = new RegExp(`^ {2}${id}:\\n(?: {4}.*\\n)+`, 'm');
    for (const path of WORDS) copy.write(path, copy.read(path).replace(words, ''));
    for (const path of LISTS)
      copy.write(path, copy.read(path).replace(new RegExp(`^.*\\b${id}\\b.*\\n`, 'gm'), ''));
  }

  test('of any layer comes as a template that is right but for its prose', () => {
    copy.node('scripts/new-rule.ts', 'nameShout', 'name');
    expect(copy.changed()).toEqual([RULE, TEST, ...WORDS, ...LISTS].sort());
    copy.node('scripts/new-rule.ts', 'domainShout', 'domain');
    copy.node('scripts/new-rule.ts', 'fromShout', 'structure');
    copy.node('scripts/new-rule.ts', 'dkimShout', 'authentication');
    copy.lint();
    copy.types();
    for (const one of ['domain', 'from', 'dkim']) takeOutRule(`${one}Shout`, `${one}-shout`);
    copy.node('scripts/prepare.ts');
    const told = () => copy.test(TEST, 'test/release.test.ts', '-t', 'nameShout|template');
    expect(told).toThrow(/is silent[\s\S]*name-shout\.ts/);
  });

  test('filled in, it holds', () => {
    for (const path of [RULE, TEST, ...WORDS])
      copy.write(path, copy.read(path).replaceAll('TEMPLATE: ', ''));
    const fires = "!view.address.startsWith('a@evil.')";
    copy.write(RULE, copy.read(RULE).replace("view.address === ''", fires));
    copy.node('scripts/prepare.ts');
    copy.lint();
    copy.types();
    const told = copy.test(
      ...[TEST, 'test/verdict/rules/catalogue.test.ts', 'test/words.test.ts'],
      ...['test/house/walls.test.ts', 'test/release.test.ts'],
    );
    expect(told).toContain('nameShout > speaks: ');
    expect(told).toContain('nameShout > is silent: ');
    expect(told).toContain('nameShout has words in every language');
  });

  test('taken out, the tree is as before', () => {
    takeOutRule('nameShout', 'name-shout');
    copy.node('scripts/prepare.ts');
    expect(copy.changed()).toEqual([]);
  });
});

describe('a resolver', () => {
  const ROW =
    "  { id: 'example', name: 'Example DNS', url: 'https://dns.example.net/dns-query' },\n";
  const TESTS = [
    'test/dns/resolver.test.ts',
    'test/extension/policy.test.ts',
    'test/extension/settings.test.ts',
    'test/release.test.ts',
  ];

  test('is one row, and the documents that have to name it say so', () => {
    copy.insert('lib/text/resolvers.ts', '];\n', ROW);
    copy.lint();
    copy.types();
    expect(() => copy.test(...TESTS)).toThrow(
      /PRIVACY[\s\S]*Example DNS|Example DNS[\s\S]*PRIVACY/,
    );
  });

  test('named, it holds', () => {
    const named = copy
      .read('PRIVACY.md')
      .replaceAll(/^\| Quad9 \|.*\n/gm, (row) => `${row}| Example DNS | dns.example.net |\n`);
    copy.write('PRIVACY.md', named);
    copy.node('scripts/policy.ts');
    copy.test(...TESTS);
    expect(copy.changed()).toEqual(['PRIVACY.md', 'docs/policy.md', 'lib/text/resolvers.ts']);
  });

  test('has the right to be asked', () => {
    const asked = copy.evaluate(
      "import config from './wxt.config.ts'; console.log(JSON.stringify(config.manifest({ browser: 'chrome' })))",
    );
    expect(asked).toContain('https://dns.example.net/*');
  });

  test('taken out, the tree is as before', () => {
    takeOut(/Example DNS/);
    copy.node('scripts/policy.ts');
    expect(copy.changed()).toEqual([]);
  });
});

describe('a setting', () => {
  const TESTS = [
    'test/extension/policy.test.ts',
    'test/extension/settings.test.ts',
    'test/words.test.ts',
  ];

  test('is one row and its words', () => {
    copy.insert(
      'lib/extension/settings-table.ts',
      '  ownAddresses: ',
      "  pressNames: listRow('adds', 'names'),\n",
    );
    for (const language of languages()) {
      const path = `locales/${language}.yml`;
      copy.insert(path, '    protectedNames: ', '    pressNames: Press names\n');
      copy.insert(path, '    protectedNamesHelp: ', '    pressNamesHelp: Press names, each\n');
      copy.write(
        path,
        copy.read(path).replace(/^ {2}sets:\n/m, (line) => `${line}    pressNames: Press names\n`),
      );
    }
    copy.node('scripts/prepare.ts');
    copy.node('scripts/policy.ts');
    copy.lint();
    copy.types();
    copy.test(...TESTS);
    expect(copy.changed()).toEqual(
      [
        'docs/policy.md',
        'lib/extension/settings-table.ts',
        ...languages().map((language) => `locales/${language}.yml`),
      ].sort(),
    );
  });

  test('is read, governed and written like any other', () => {
    const told = copy.evaluate(`
      import { DEFAULT_SETTINGS } from './lib/extension/settings-table.ts';
      import { readStored } from './lib/extension/settings-file.ts';
      import { policySchema } from './scripts/policy.ts';
      const stored = readStored({ reader: { pressNames: ['Alice Example'] } });
      console.log(JSON.stringify([
        DEFAULT_SETTINGS.reader.pressNames,
        stored.reader.pressNames,
        policySchema().properties.pressNames.type,
      ]));`);
    expect(JSON.parse(told)).toEqual([[], ['Alice Example'], 'array']);
  });

  test('taken out, the tree is as before', () => {
    takeOut(/pressNames/);
    copy.node('scripts/prepare.ts');
    copy.node('scripts/policy.ts');
    expect(copy.changed()).toEqual([]);
  });
});

describe('the linter', () => {
  const ROOMS: Record<string, readonly string[]> = {
    model: [],
    text: ['model'],
    message: ['model', 'text'],
    evidence: ['model', 'text', 'message'],
    registry: ['model', 'text'],
    verdict: ['model', 'text', 'registry'],
    dns: ['model', 'text'],
    gmail: ['model', 'text'],
    memory: ['model', 'text'],
    extension: ['model', 'text'],
  };
  const rooms = Object.keys(ROOMS);

  test('is red where a room imports what it may not know, and only there', () => {
    const others = (room: string) => rooms.filter((other) => other !== room);
    for (const room of rooms) {
      const lines = others(room).map((other) => `import '../${other}/probe.ts';\n`);
      copy.write(`lib/${room}/probe.ts`, lines.join(''));
    }
    let told = '';
    try {
      copy.lint();
    } catch (cause) {
      told = String(cause);
    }
    const red = [...told.matchAll(/lib\/(\w+)\/probe\.ts:(\d+):\d+ lint\/style\/noRestricted/g)]
      .map(([, room = '', line]) => `${room} → ${others(room)[Number(line) - 1]}`)
      .sort();
    for (const room of rooms) rmSync(copy.at(`lib/${room}/probe.ts`));
    const forbidden = rooms.flatMap((room) =>
      others(room).flatMap((other) => (ROOMS[room]?.includes(other) ? [] : [`${room} → ${other}`])),
    );
    expect(red).toEqual(forbidden.sort());
    expect(copy.changed()).toEqual([]);
  });
});
