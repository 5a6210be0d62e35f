// The local Gmail's service worker: it passes every request on, so that fetches of the page go through it.
// An erased import: a module to the type checker, a classic script to the browser.
import type {} from './wire.ts';

/** The worker's own side of a fetch; the page's library does not know it. */
interface FetchEvent extends Event {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface LifeEvent extends Event {
  waitUntil(done: Promise<void>): void;
}
const worker = globalThis as unknown as {
  addEventListener(type: string, listener: (event: never) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

worker.addEventListener('install', () => {
  worker.skipWaiting();
});
worker.addEventListener('activate', (event: LifeEvent) => {
  event.waitUntil(worker.clients.claim());
});
worker.addEventListener('fetch', (event: FetchEvent) => {
  event.respondWith(fetch(event.request));
});
