// npm run dev: the demo mailbox with an extension that is built anew whenever a file changes.
import { createServer } from 'wxt';
import { prepare } from './programs.ts';

if (!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) && process.platform === 'linux') {
  console.error('npm run dev needs a display. Without one, npm start prints what the seals say.');
  process.exit(1);
}
if (!prepare()) process.exit(1);
// The browser is ours: WXT's own would meet neither the local Gmail nor its DNS.
const server = await createServer({
  browser: 'chrome',
  manifestVersion: 3,
  webExt: { disabled: true },
});
await server.start();
process.env.INKAN_BUILD_CHROMIUM = '.output/chrome-mv3-dev';
await import('./demo.ts');
