// npm start: builds the extension and opens the demo mailbox with it. It needs a browser and nothing else.
import { howToInstall } from '../test/helpers/browser/find.ts';
import { prepare, provide, runNode, toolOf } from './programs.ts';

const [missing] = provide(['Chrome, Chromium or Edge']);
if (missing) {
  console.error(`${missing} was not found. ${howToInstall('chromium')}`);
  process.exit(1);
}
const built =
  prepare() && runNode(toolOf('wxt'), 'build', '-b', 'chrome', '--mv3', '--level', 'warn');
if (!built) process.exit(1);
await import('./demo.ts');
