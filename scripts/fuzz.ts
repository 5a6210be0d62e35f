// npm run fuzz: random and damaged input for everything that reads what strangers wrote.
import { parseArgs } from 'node:util';
import { startCoverage } from './fuzz/coverage.ts';

const USAGE = `npm run fuzz -- [options]

  --minutes N     minutes for each target (default 1)
  --target NAME   one or several of: digest parse results names wire journey growth
  --seed S        start here; the same seed gives the same inputs (default: the time)
  --path P        with --target and --seed: repeats one failure
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
    path: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];

const coverage = await startCoverage();
const { runTarget } = await import('./fuzz/run.ts');
const { TARGETS } = await import('./fuzz/targets.ts');

const isKnown = values.target.every((name) => TARGETS.some((target) => target.name === name));
if (values.help || !isKnown || !(minutes > 0) || !Number.isInteger(seed)) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

const chosen = TARGETS.filter(
  ({ name }) => values.target.length === 0 || values.target.includes(name),
);
let failed = 0;
for (const target of chosen) {
  console.log(`\n${target.name}: ${target.holds}`);
  const { path } = values;
  const run = await runTarget(target, {
    seed,
    milliseconds: minutes * 60_000,
    ...(path ? { path } : {}),
  });
  const perSecond = Math.round((1000 * run.executions) / run.milliseconds);
  const covered = (100 * (await coverage.of(target.covers))).toFixed(1);
  console.log(
    `  ${run.executions} executions in ${Math.round(run.milliseconds / 1000)} s (${perSecond} a second), seed ${seed}, ${covered} % of ${target.covers.length} files or folders ran`,
  );
  if (!run.failure) continue;
  failed++;
  const { seed: at, path: where, input, error } = run.failure;
  console.log(
    `  FAILED. Repeat: npm run fuzz -- --target ${target.name} --seed ${at} --path ${where}`,
  );
  console.log(`  input: ${input.slice(0, 2_000)}\n  ${error.slice(0, 3_000)}`);
}
coverage.stop();
console.log(failed === 0 ? '\nnothing found' : `\n${failed} of ${chosen.length} targets failed`);
process.exit(failed === 0 ? 0 : 1);
