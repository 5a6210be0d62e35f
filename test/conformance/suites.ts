// The suites of others: read from outside the project, left out (and said so) where they are absent.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder =
  process.env.INKAN_SUITES ?? fileURLToPath(new URL('../../../shared/suites', import.meta.url));

/** Path of a suite's file or folder, or null; then one line says how many cases were not run. */
export function suite(path: string, cases: number): string | null {
  const full = `${folder}/${path}`;
  if (existsSync(full)) return full;
  console.warn(`suite ${path} is absent: ${cases} cases left out`);
  return null;
}

export const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8'));
