// What the stores get, looked at in the finished builds: permissions, code, licences, sizes, Mozilla's own check.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../lib/dns/providers.ts';
import { listLicences } from '../../scripts/licences.ts';
import { wordAssets } from '../../scripts/words.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

describe.each(['chrome', 'firefox'])('the build for %s', (browser) => {
  const folder = join(ROOT, `.output/${browser}-mv3`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const manifest = JSON.parse(read('manifest.json'));

  test('asks for storage, Gmail and the resolvers of the table, and for nothing else', () => {
    expect(manifest.permissions).toEqual(['storage', 'scripting']);
    expect(manifest.host_permissions).toEqual([
      'https://mail.google.com/*',
      'https://mail-attachment.googleusercontent.com/*',
      ...PROVIDERS.map(({ url }) => `https://${new URL(url).hostname}/*`),
    ]);
    // One host at a time, when the reader or the organisation chooses a resolver of their own.
    expect(manifest.optional_host_permissions).toEqual(['https://*/*']);
    expect(manifest.optional_permissions).toBeUndefined();
    expect(manifest.content_scripts).toEqual([
      expect.objectContaining({ matches: ['https://mail.google.com/*'], all_frames: false }),
    ]);
  });

  test('offers pages nothing to load or to talk to, and keeps the strict policy for its own', () => {
    for (const key of [
      'web_accessible_resources',
      'externally_connectable',
      'content_security_policy',
      'update_url',
      'key',
    ])
      expect(manifest, key).not.toHaveProperty(key);
  });

  test('has the version of the package, every page, every icon, the licences', () => {
    expect(manifest.version).toBe(version);
    const pages = ['popup', 'options', 'analyser', 'senders', 'welcome'];
    expect(files).toEqual(
      expect.arrayContaining([
        ...pages.map((page) => `${page}.html`),
        ...Object.values<string>(manifest.icons),
        'licences.md',
        ...wordAssets().map(({ relativeDest }) => relativeDest),
      ]),
    );
  });

  test('runs its own code only', () => {
    const code = files.filter((name) => name.endsWith('.js'));
    const remote =
      /\beval\(|new Function\(|\bFunction\(\s*["'`]|importScripts\(|\bimport\(\s*["'`](?:https?:)?\/\//;
    expect(code.length).toBeGreaterThan(3);
    expect(code.filter((name) => remote.test(read(name)))).toEqual([]);
    const pages = files.filter((name) => name.endsWith('.html'));
    const foreign = /(?:src|href)="(?!\/)[^"]*"|<script(?![^>]*\bsrc=)|\son\w+=/;
    expect(pages.filter((name) => foreign.test(read(name)))).toEqual([]);
    const styles = files.filter((name) => name.endsWith('.css'));
    expect(styles.filter((name) => /url\(\s*["']?https?:|@import/.test(read(name)))).toEqual([]);
  });

  test('names no machine', () => {
    const named = files.filter((name) => !name.endsWith('.png') && read(name).includes(ROOT));
    expect(named).toEqual([]);
  });

  test('has at most 950 kB, zipped', () => {
    const sizes = files.map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }));
    const zipped = sizes.reduce((sum, { length }) => sum + length + 100, 0);
    expect(zipped / 1000).toBeLessThan(950);
  });
});

test('Mozilla’s check finds no error', () => {
  const run = spawnSync(
    join(ROOT, 'node_modules/.bin/web-ext'),
    ['lint', '--source-dir', join(ROOT, '.output/firefox-mv3'), '--output', 'json'],
    { encoding: 'utf8' },
  );
  const { errors, summary } = JSON.parse(run.stdout);
  expect(errors).toEqual([]);
  expect(summary.errors).toBe(0);
});

test('docs/licences.md lists what is bundled today: npm run licences', async () => {
  expect(await listLicences()).toBe(readFileSync(join(ROOT, 'docs/licences.md'), 'utf8'));
});

test('the sources are the commit: nothing that a build needs is left out of git', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  for (const path of [
    'package-lock.json',
    'wxt.config.ts',
    'docs/licences.md',
    'lib/text/skeleton.json',
  ])
    expect(tracked).toContain(path);
});
