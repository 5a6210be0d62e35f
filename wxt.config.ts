import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { PROVIDERS } from './lib/dns/providers.ts';
import { packedSuffixes } from './scripts/suffixes.ts';
import { wordAssets } from './scripts/words.ts';

/** Octets. A page that needs such a module fetches it by itself. */
const LARGE_MODULE = 20_000;

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    // `scripting`: Gmail tabs that were open before an installation or an update get the script without a reload.
    permissions: ['storage', 'scripting'],
    // Gmail's own page, the host its "download original" redirects to, and the resolvers of the table.
    host_permissions: [
      'https://mail.google.com/*',
      'https://mail-attachment.googleusercontent.com/*',
      ...PROVIDERS.map((provider) => `${new URL(provider.url).origin}/*`),
    ],
    // The resolver of the reader's own choice: its host alone is asked for, when it is chosen.
    optional_host_permissions: ['https://*/*'],
    ...(browser === 'chrome'
      ? { minimum_chrome_version: '120', storage: { managed_schema: 'managed-schema.json' } }
      : {
          browser_specific_settings: {
            gecko: {
              id: 'inkan@inkan.example',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }),
  }),
  hooks: {
    // What pages share is one file: a browser fetches each file of an extension by itself, and a page waits for all.
    'vite:build:extendConfig': (entrypoints, { build }) => {
      const output = build?.rolldownOptions?.output ?? build?.rollupOptions?.output;
      if (!output || Array.isArray(output)) return;
      if (!entrypoints.every(({ inputPath }) => inputPath.endsWith('.html'))) return;
      const shared = { name: 'shared', minShareCount: 2, maxModuleSize: LARGE_MODULE };
      output.codeSplitting = { groups: [shared] };
    },
    // The words and the names in the manifest come from the same locale files.
    'build:publicAssets': async (_wxt, files) => {
      files.push(...wordAssets());
      // Says its words from what is generated, which need not be there before a build.
      const { policySchema } = await import('./scripts/policy.ts');
      const schema = JSON.stringify(policySchema(), null, 1);
      files.push({ contents: schema, relativeDest: 'managed-schema.json' });
      // What the extension carries of others goes with its licences.
      files.push({ absoluteSrc: resolve('docs/licences.md'), relativeDest: 'licences.md' });
    },
  },
  vite: () => ({
    plugins: [packedSuffixes()],
    // Its ordinary build has the suffix table in two modules, and a bundler then takes both.
    resolve: { alias: { tldts: resolve('node_modules/tldts/dist/index.esm.min.js') } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { modulePreload: { polyfill: false } },
  }),
});
