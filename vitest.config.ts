import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const shared = {
  resolve: {
    alias: {
      '#mailauth': fileURLToPath(new URL('.generated/mailauth.mjs', import.meta.url)),
      '#words': fileURLToPath(new URL('.generated/words.ts', import.meta.url)),
    },
  },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
};

// Three projects: what runs in memory, what runs the suites of others, and what starts browsers.
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/conformance/**', 'test/e2e/**'],
          testTimeout: 20_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Two real browsers on a busy machine miss a moment now and then; what fails twice is broken.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      include: ['lib/**/*.ts'],
      exclude: ['**/*.d.ts'],
      reporter: ['text-summary', 'text'],
      reportOnFailure: true,
    },
  },
});
