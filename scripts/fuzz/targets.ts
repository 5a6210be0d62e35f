// All targets, in the order they run.
import { digestTarget } from './digest.ts';
import { growthTarget } from './growth.ts';
import { journeyTarget } from './journey.ts';
import { namesTarget } from './names.ts';
import { parseTarget } from './parse.ts';
import { resultsTarget } from './results.ts';
import type { Target } from './target.ts';
import { wireTarget } from './wire.ts';

export const TARGETS: readonly Target[] = [
  digestTarget,
  parseTarget,
  resultsTarget,
  namesTarget,
  wireTarget,
  journeyTarget,
  growthTarget,
];
