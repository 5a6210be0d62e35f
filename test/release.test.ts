// What a clone must have before anything is built: one version, a whole lock file, links that lead somewhere, no prose in code.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PROVIDERS } from '../lib/dns/providers.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const tracked = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  {
    cwd: ROOT,
    encoding: 'utf8',
  },
)
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)));
const texts = tracked.filter((path) => !/\.(png|eml|mbox)$/.test(path));

interface Package {
  version: string;
  optionalDependencies?: Record<string, string>;
}
const lock = JSON.parse(read('package-lock.json')) as {
  version: string;
  packages: Record<string, Package>;
};

test('package, lock file and changelog name one version', () => {
  const { version } = JSON.parse(read('package.json')) as Package;
  expect(lock.version).toBe(version);
  expect(lock.packages['']?.version).toBe(version);
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^# Changelog\\n+## ${version}\\b`));
});

test('the lock file holds every package of every platform, without which a clean install stops', () => {
  const wanted = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  const missing = wanted.filter((name) => !lock.packages[`node_modules/${name}`]);
  expect(wanted.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test('no file names a machine: neither a home folder nor a host of a registry', () => {
  const found = texts.filter((path) =>
    /(?<![\w.])\/(?:root|home|Users|work)\/[\w.-]|registry\.npmjs|"resolved":/.test(
      path === 'test/release.test.ts' ? '' : read(path),
    ),
  );
  expect(found).toEqual([]);
});

// ───────────────────────── documents ─────────────────────────

const documents = tracked.filter((path) => path.endsWith('.md'));

test('every relative link of every document leads to a file, every anchor to a heading', () => {
  const broken: string[] = [];
  const links = /\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g;
  for (const path of documents.filter((one) => one !== 'docs/licences.md')) {
    for (const [, markdown, markup] of read(path).matchAll(links)) {
      const link = markdown ?? markup ?? '';
      if (/^[a-z]+:/.test(link)) continue;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), decodeURI(file));
      const there = existsSync(join(ROOT, target));
      const named = !anchor || (there && anchors(target).includes(decodeURI(anchor)));
      if (!there || !named) broken.push(`${path}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
});

/** Headings as the usual viewers turn them into anchors. */
function anchors(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('pictures of documents are small', () => {
  const large = tracked.filter(
    (path) => path.endsWith('.png') && statSync(join(ROOT, path)).size > 200_000,
  );
  expect(tracked.some((path) => path.startsWith('docs/pictures/'))).toBe(true);
  expect(large).toEqual([]);
});

test('guides and store texts say as much in every language as in English', () => {
  const english = documents.filter((path) => path.endsWith('.en.md'));
  const outline = (path: string) =>
    [...read(path).matchAll(/^(#+|\d+\.|-|\|)/gm)].map(([, mark = '']) => mark[0]).join('');
  expect(english.length).toBeGreaterThanOrEqual(3);
  for (const path of english) {
    const stem = path.slice(0, -'en.md'.length);
    const others = documents.filter((each) => each.startsWith(stem) && each !== path);
    expect(others, path).toContain(`${stem}ja.md`);
    for (const other of others) expect(outline(other), other).toBe(outline(path));
  }
});

test('PRIVACY names every resolver that may be asked', () => {
  const privacy = read('PRIVACY.md');
  const unnamed = PROVIDERS.filter(({ name, url }) => {
    return !privacy.includes(name) || !privacy.includes(new URL(url).hostname);
  });
  expect(unnamed).toEqual([]);
});

// ───────────────────────── prose ─────────────────────────

test('pages and components carry no prose of their own', () => {
  const shown = texts.filter((path) => /^(entrypoints|components)\/.*\.tsx?$/.test(path));
  const prose = shown.flatMap((path) => {
    const code = read(path).replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
    const japanese = code.match(/[\p{Script=Hiragana}\p{Script=Katakana}]+/gu) ?? [];
    // Text between two tags, and attributes that are read out.
    const between = code.match(/(?<=\w>|"\s?>)[^<>{}()=;&|]*\p{L}{2}[^<>{}()=;&|]*(?=<\/)/gu) ?? [];
    // A key of the word table or an example domain has a dot in it, prose of an attribute has none.
    const spoken =
      code.match(/\b(?:aria-label|title|placeholder|alt)="[^".]*\p{L}{2}[^".]*"/gu) ?? [];
    return [...japanese, ...between, ...spoken].map((text) => `${path}: ${text.trim()}`);
  });
  expect(shown.length).toBeGreaterThan(20);
  expect(prose).toEqual([]);
});

test('no template of a new rule stands where a rule should', () => {
  const places = texts.filter((path) => /^(?:lib|locales|test\/verdict)\//.test(path));
  expect(places.filter((path) => read(path).includes('TEMPLATE: '))).toEqual([]);
});
