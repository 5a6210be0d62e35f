// mailauth 7.1.0 → .generated/mailauth.mjs: one bundle for the extension, the tests and the command line.
// Node's modules become the small adapters beside this file; every change to mailauth's source asserts that it applied.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

const VERSION = '7.1.0';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const ROOT = path('../../');
const OUTPUT = path('../../.generated/mailauth.mjs');
const adapter = (name: string) => path(`adapters/${name}.ts`);

/** Stay imports, so that the extension has one copy of each; in Node `buffer` is Node's own. */
const SHARED = ['tldts', 'buffer', 'punycode/punycode.es6.js'];

const ALIASES: Record<string, string> = {
  buffer: adapter('buffer'),
  crypto: adapter('crypto'),
  dns: adapter('unused'),
  https: adapter('unused'),
  net: adapter('net'),
  os: adapter('unused'),
  punycode: adapter('punycode'),
  stream: adapter('unused'),
  url: adapter('url'),
  joi: adapter('joi'),
  tldts: adapter('tldts'),
  '../package': adapter('package'),
  '../dkim/dkim-signer': adapter('unused'),
  './body': adapter('unused'),
  libmime: adapter('libmime'),
};

/** Exactly one occurrence of `from` in `file` becomes `to`. */
interface Patch {
  file: string;
  from: string;
  to: string;
}

const PATCHES: Patch[] = [
  // WebCrypto answers with a promise.
  { file: 'dkim/dkim-verifier.js', from: 'crypto.verify(', to: 'await crypto.verifyAsync(' },
  { file: 'arc/index.js', from: 'crypto.verify(', to: 'await crypto.verifyAsync(' },
  // One seal can then be verified without the others.
  {
    file: 'arc/index.js',
    from: 'module.exports = { getARChain,',
    to: 'module.exports = { verifyAS, getARChain,',
  },
  // The matched term is computed and then dropped.
  {
    file: 'spf/index.js',
    from: '    response.status = status;\n',
    to: '    response.status = status;\n    response.mechanism = result;\n',
  },
  // What is too long for a name of DNS has no A-labels, and bringing it to NFC costs the square of its length.
  {
    file: 'tools.js',
    from: 'if (!NON_ASCII.test(domain)) {',
    to: 'if (!NON_ASCII.test(domain) || domain.length > 253) {',
  },
  // These two use Node's global Buffer.
  {
    file: 'spf/index.js',
    from: "const os = require('node:os');",
    to: "const os = require('node:os');\nconst { Buffer } = require('node:buffer');",
  },
  {
    file: 'spf/macro.js',
    from: "const os = require('node:os');",
    to: "const os = require('node:os');\nconst { Buffer } = require('node:buffer');",
  },
];

/** How often something the digest relies on occurs: a new mailauth that differs must not be bundled unread. */
const EXPECTED: { file: string; text: string; count: number }[] = [
  { file: 'dkim/dkim-verifier.js', text: 'dkimBody(', count: 2 },
  { file: 'dkim/dkim-verifier.js', text: 'this.bodyHashes.set(', count: 2 },
  { file: 'dkim/dkim-verifier.js', text: 'addBodyHash(', count: 3 },
];

/** The npm packages of which code stands in these chunks, by name: whose licences go with it. */
export function packagesIn(bundle: Rolldown.OutputBundle): string[] {
  const ids = Object.values(bundle).flatMap((output) =>
    output.type === 'chunk'
      ? Object.entries(output.modules).flatMap(([id, { code }]) => (code ? [id] : []))
      : [],
  );
  const names = ids.flatMap((id) => {
    // The bundler's own helpers have no file.
    if (id.startsWith('\0rolldown/')) return ['rolldown'];
    return /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? [];
  });
  return [...new Set(names)].sort();
}

const occurrences = (code: string, text: string) => code.split(text).length - 1;

function check(holds: boolean, message: string): void {
  if (!holds) throw new Error(`mailauth ${VERSION} is not as expected: ${message}`);
}

/** The bundler plugin: aliases, and the patches with their assertions. */
function mailauthForBrowsers(): Plugin {
  const applied = new Set<Patch>();
  return {
    name: 'mailauth-for-browsers',
    enforce: 'pre',
    resolveId(id, importer) {
      if (SHARED.includes(id) && importer?.startsWith(path('adapters/')))
        return { id, external: true };
      const name = id.replace(/^node:/, '').replace(/\.js$/, '');
      // `./body` and the like mean something else outside mailauth
      if (name.startsWith('.') && !/node_modules\/mailauth\//.test(importer ?? '')) return null;
      if (name === './body' && !importer?.endsWith('dkim-verifier.js')) return null;
      return ALIASES[name] ?? null;
    },
    transform(code, id) {
      const file = id.split('/node_modules/mailauth/lib/')[1];
      if (file === undefined) return null;
      for (const { file: where, text, count } of EXPECTED)
        if (where === file) check(occurrences(code, text) === count, `${text} in ${file}`);
      let patched = code;
      for (const patch of PATCHES.filter((one) => one.file === file)) {
        check(occurrences(code, patch.from) === 1, `${patch.from} in ${file}`);
        patched = patched.replace(patch.from, () => patch.to);
        applied.add(patch);
      }
      check(!patched.includes('crypto.verify('), `an unpatched crypto.verify in ${file}`);
      return { code: patched, map: null };
    },
    buildEnd(error) {
      if (error) return;
      for (const patch of PATCHES) check(applied.has(patch), `${patch.file} was not bundled`);
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const outside = chunk.imports.filter((name) => !SHARED.includes(name));
        check(outside.length === 0, `the bundle imports ${outside.join(', ')}`);
        check(!/\brequire\("/.test(chunk.code), 'a require() was left in the bundle');
      }
      const source = JSON.stringify(packagesIn(bundle));
      this.emitFile({ type: 'asset', fileName: 'mailauth-packages.json', source });
    },
  };
}

function inputs(): string[] {
  const folder = path('.');
  const own = readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`);
  return [
    ...own,
    path('../../package-lock.json'),
    path('../../node_modules/mailauth/package.json'),
  ];
}

/** True when nothing the bundle is made of changed since it was made. */
function isFresh(): boolean {
  if (!existsSync(OUTPUT)) return false;
  const made = statSync(OUTPUT).mtimeMs;
  return inputs().every((file) => statSync(file).mtimeMs <= made);
}

/**
 * Bundles mailauth into `.generated/mailauth.mjs` (ESM; of the packages only the shared ones stay imports). Does nothing
 * when the bundle is newer than its inputs. Throws when mailauth is another version or its source does not fit.
 */
export async function bundleEngine(): Promise<void> {
  if (isFresh()) return;
  const { version } = JSON.parse(
    readFileSync(path('../../node_modules/mailauth/package.json'), 'utf8'),
  );
  check(version === VERSION, `version ${version} is installed`);
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [mailauthForBrowsers()],
    build: {
      outDir: path('../../.generated'),
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      target: 'es2022',
      lib: { entry: path('entry.mjs'), formats: ['es'], fileName: () => 'mailauth.mjs' },
    },
  });
}
