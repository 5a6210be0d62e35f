// npm run watch: the fast tests that a change concerns, again and again; words are made anew when a language changes.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { prepare, toolOf } from './programs.ts';
import { writeWords } from './words.ts';

if (!prepare()) process.exit(1);
let waiting: NodeJS.Timeout | undefined;
watch('locales', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    try {
      writeWords();
    } catch (error) {
      console.error(String(error));
    }
  }, 100);
});
const args = [toolOf('vitest'), '--project', 'fast', '--changed', ...process.argv.slice(2)];
spawn(process.execPath, args, { stdio: 'inherit' }).once('exit', (code) => process.exit(code ?? 0));
