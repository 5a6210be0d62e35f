// Makes the two generated modules every door stands on: the bundled engine and the typed word table.
import { bundleEngine } from './engine/bundle.ts';
import { writeWords } from './words.ts';

await bundleEngine();
writeWords();
