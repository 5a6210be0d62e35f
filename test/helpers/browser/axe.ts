// What axe-core finds wrong with a page for people who cannot see it, or not well.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[];
  passes: unknown[];
}

/** Every violation as `rule: element why`. Throws when axe looked at nothing. */
export async function findViolations(page: Page): Promise<string[]> {
  // The page's policy refuses inline scripts; the debugger is above it.
  await page.evaluate(SOURCE);
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(root: Document): Promise<AxeResults> } };
    const { violations, passes } = await axe.run(document);
    return { violations, passes: passes.length };
  });
  if (results.passes === 0) throw new Error('axe found nothing to look at.');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
  );
}
