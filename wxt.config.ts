import { defineConfig } from 'wxt';
import { manifest } from './lib/extension/manifest.ts';
import { writeManifestMessages } from './scripts/words.ts';

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifest: ({ browser }) => manifest(browser),
  hooks: {
    // The names in the manifest come from the same locale files as all other prose.
    'build:publicAssets': (_wxt, files) => files.push(...writeManifestMessages()),
  },
  vite: () => ({
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { modulePreload: false },
  }),
});
