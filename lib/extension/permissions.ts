// Which hosts the browser lets us reach, and asking for one more: only from a click, and only for that host.
import { browser } from 'wxt/browser';
import { BROWSER_MS, within } from './limits.ts';

/**
 * The match pattern of an https URL's host. Without the port, because Firefox knows none in patterns; a pattern without
 * one covers every port. Null for anything but https.
 */
export function hostPattern(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' ? `https://${hostname}/*` : null;
}

/** What the manifest says we need: Gmail, the host of its originals, the resolvers of the table. */
function requiredOrigins(): string[] {
  return (browser.runtime.getManifest() as { host_permissions?: string[] }).host_permissions ?? [];
}

export function hasGmailAccess(): Promise<boolean> {
  return browser.permissions.contains({ origins: requiredOrigins() });
}

/** To be called in the click itself, before anything is awaited: browsers forget who clicked. */
export function askGmailAccess(): Promise<boolean> {
  return browser.permissions.request({ origins: requiredOrigins() });
}

/** True as well where no permission is needed: for anything but an https URL. */
export async function hasHostAccess(url: string): Promise<boolean> {
  const pattern = hostPattern(url);
  return pattern === null || browser.permissions.contains({ origins: [pattern] });
}

/**
 * Those of some servers that the browser lets us ask; a browser that does not say in time lets us ask none. Without the
 * permission Firefox would send the question all the same, with the installation's own id as its origin.
 */
export async function withHostAccess<Server extends { url: string }>(
  servers: readonly Server[],
): Promise<Server[]> {
  const granted = await Promise.all(
    servers.map(({ url }) =>
      within(
        hasHostAccess(url).catch(() => false),
        BROWSER_MS,
        () => false,
      ),
    ),
  );
  return servers.filter((_, i) => granted[i]);
}

/** Asks for several hosts at once. To be called in the click itself, as `askHostAccess`. */
export function askHostsAccess(urls: readonly string[]): Promise<boolean> {
  const origins = urls.flatMap((url) => hostPattern(url) ?? []);
  return browser.permissions.request({ origins });
}

/** To be called in the click itself, before anything is awaited: browsers forget who clicked. */
export async function askHostAccess(url: string): Promise<boolean> {
  const pattern = hostPattern(url);
  return pattern === null || browser.permissions.request({ origins: [pattern] });
}

/** Gives a host back that is no longer asked. What the manifest requires stays. */
export async function dropHostAccess(url: string): Promise<void> {
  const pattern = hostPattern(url);
  if (pattern === null || requiredOrigins().includes(pattern)) return;
  await browser.permissions.remove({ origins: [pattern] });
}

/** Calls back whenever the browser grants or takes a permission. Returns the undo. */
export function onAccessChanged(changed: () => void): () => void {
  const events = [browser.permissions.onAdded, browser.permissions.onRemoved];
  for (const event of events) event.addListener(changed);
  return () => {
    for (const event of events) event.removeListener(changed);
  };
}
