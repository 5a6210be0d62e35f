// Lists what others wrote and the extension carries, with their licences: node scripts/licences.ts → docs/licences.md
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'wxt';
import { packagesIn } from './engine/bundle.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LICENCES = join(ROOT, 'docs/licences.md');

interface Entry {
  name: string;
  where: string;
  licence: string;
  text: string;
}

/** The lists that the registry was made of: `## name`, `where:`, `licence:` and the notice. */
function readNotices(): Entry[] {
  const path = new URL('./generate/registry/notices.md', import.meta.url);
  const sections = readFileSync(path, 'utf8').split(/^## /m).slice(1);
  return sections.map((section) => {
    const [name, where, licence, ...text] = section.split('\n');
    const after = (line: string | undefined) => line!.slice(line!.indexOf(': ') + 2);
    return {
      name: name!,
      where: after(where),
      licence: after(licence),
      text: text.join('\n').trim(),
    };
  });
}

/** Data that is no package of its own. */
const DATA: Entry[] = [
  {
    name: 'Public Suffix List',
    where: 'inside tldts',
    licence: 'MPL-2.0',
    text: 'Source: https://publicsuffix.org/list/public_suffix_list.dat. The Mozilla Public License 2.0 stands below under webextension-polyfill.',
  },
  {
    name: 'Unicode confusables.txt 14.0.0',
    where: '`lib/text/skeleton.json` is derived from it',
    licence: 'Unicode-3.0',
    text: readFileSync(new URL('./generate/unicode-licence.txt', import.meta.url), 'utf8').trim(),
  },
  ...readNotices(),
];

/** The packages of which code stands in the extension. Both builds are made of the same modules. */
async function bundledPackages(): Promise<string[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'inkan-licences-'));
  const engine: string[] = JSON.parse(
    readFileSync(join(ROOT, '.generated/mailauth-packages.json'), 'utf8'),
  );
  const found = new Set(engine);
  try {
    await build({
      root: ROOT,
      browser: 'chrome',
      manifestVersion: 3,
      outDir,
      debug: false,
      logger: silent,
      hooks: {
        'vite:build:extendConfig': (_entrypoints, config) => {
          config.plugins = [
            ...(config.plugins ?? []),
            {
              name: 'inkan-packages',
              generateBundle(_options, bundle) {
                for (const name of packagesIn(bundle)) found.add(name);
              },
            },
          ];
        },
      },
    });
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
  return [...found].sort();
}

const nothing = () => {};
const silent = {
  debug: nothing,
  log: nothing,
  info: nothing,
  warn: nothing,
  error: console.error,
  fatal: console.error,
  success: nothing,
  level: 0,
};

function readPackage(name: string): Entry {
  const folder = join(ROOT, 'node_modules', name);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license?: string;
    author?: string | { name: string };
  };
  const { version, license: licence, author } = about;
  if (!licence) throw new Error(`${name} names no licence`);
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)([.-]|$)/i.test(one));
  const who = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  const text = file
    ? readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
    : `The package carries no text of its own: ${licence}, copyright ${who}.`;
  return { name, where: version, licence, text };
}

/** What docs/licences.md has to say for the tree as it stands. Builds the extension once. */
export async function listLicences(): Promise<string> {
  const packages = (await bundledPackages()).map(readPackage);
  const entries: Entry[] = [...packages, ...DATA];
  const rows = entries.map(({ name, where, licence }) => `| ${name} | ${where} | ${licence} |`);
  const texts = entries.map(({ name, text }) => `## ${name}\n\n~~~text\n${text}\n~~~`);
  return `# What the extension carries of others

Written by \`node scripts/licences.ts\`, which looks into the finished build. Inkan itself is under the MIT licence.

| name | version | licence |
|---|---|---|
${rows.join('\n')}

${texts.join('\n\n')}
`;
}

if (import.meta.main) {
  writeFileSync(LICENCES, await listLicences());
  process.exit(0);
}
