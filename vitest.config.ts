import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { patientPool } from './test/helpers/patient-pool.ts';

const shared = {
  resolve: {
    alias: {
      '#mailauth': fileURLToPath(new URL('.generated/mailauth.mjs', import.meta.url)),
      '#words': fileURLToPath(new URL('.generated/words.ts', import.meta.url)),
    },
  },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
};

// Whatever a test lets be said, it can read.
const setupFiles = ['scripts/all-words.ts'];

/** What starts processes, floods a parser or searches at random. */
const SLOW = [
  'test/dns/bind.test.ts',
  'test/explain-domain.test.ts',
  'test/explain-mbox.test.ts',
  'test/explain.test.ts',
  'test/folding.test.ts',
  'test/fuzz/**',
  'test/gmail/drift.test.ts',
  'test/hostile/**',
  'test/house/**',
  'test/memory/keep.test.ts',
  'test/message/hostile.test.ts',
  'test/registry/disguises.test.ts',
  'test/registry/entries.test.ts',
];

/** The tests among what a pattern means. */
const filesOf = (pattern: string) => pattern.replace(/\*\*$/, '**/*.test.{ts,tsx}');

/** Ends a test that hangs. No test is judged by it: a busy machine may take its time. */
const HANGS = 600_000;
const patience = { testTimeout: HANGS, hookTimeout: HANGS, pool: patientPool };

// Four projects: what is quick, what takes longer, what runs the suites of others, and what starts browsers.
export default defineConfig({
  test: {
    // All cores: by default one is left free, which of two is half.
    maxWorkers: '100%',
    projects: [
      {
        ...shared,
        test: {
          name: 'fast',
          setupFiles,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...SLOW, 'test/conformance/**', 'test/e2e/**'],
          ...patience,
        },
      },
      {
        ...shared,
        test: {
          name: 'slow',
          setupFiles,
          include: SLOW.map(filesOf),
          ...patience,
        },
      },
      {
        ...shared,
        test: {
          name: 'conformance',
          setupFiles,
          include: ['test/conformance/**/*.test.ts'],
          ...patience,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          setupFiles,
          include: ['test/e2e/**/*.test.ts'],
          ...patience,
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
