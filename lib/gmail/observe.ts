// When to look again: one observer for the whole page, few looks, none because of what we drew ourselves.

/** Milliseconds between two looks, however much Gmail changes. */
const PAUSE = 100;
/** A look without cause, while a thread is on screen: for changes that no observed attribute shows. */
const SAFETY_TICK = 2_000;
/** What changes when Gmail opens, collapses, hides or re-uses something. Our own hosts change none of these. */
const ATTRIBUTES = [
  'class',
  'style',
  'data-message-id',
  'data-legacy-message-id',
  'role',
  'email',
  'name',
];

function isOurs(node: Node): boolean {
  return (
    node.nodeName.startsWith('INKAN-') ||
    (node.parentElement?.closest('inkan-seal, inkan-mark, inkan-card') ?? null) !== null
  );
}

/** Changes of our own elements, and elements of ours that appear. One that vanishes is news: Gmail removed it. */
function isOwnMutation(record: MutationRecord): boolean {
  if (isOurs(record.target)) return true;
  if (record.type !== 'childList' || record.removedNodes.length > 0) return false;
  return [...record.addedNodes].every((node) => node.nodeName.startsWith('INKAN-'));
}

/**
 * Calls `look` now, and again soon after anything on the page changed. `look` is synchronous and returns whether a
 * thread is on screen; what it changes itself causes no further look. A hidden tab is left alone until it is shown.
 * Ends with the signal. Returns a function that asks for a look.
 */
export function watch(document: Document, look: () => boolean, signal: AbortSignal): () => void {
  const view = document.defaultView;
  if (!view || signal.aborted) return () => undefined;
  let due: ReturnType<typeof setTimeout> | null = null;
  let tick: ReturnType<typeof setTimeout> | null = null;
  let last = Number.NEGATIVE_INFINITY;

  const observer = new MutationObserver((records) => {
    if (due === null && !records.every(isOwnMutation)) ask();
  });

  function run(): void {
    due = null;
    if (signal.aborted) return;
    last = performance.now();
    if (tick !== null) clearTimeout(tick);
    tick = null;
    if (document.hidden) return;
    let threadShown = false;
    try {
      threadShown = look();
    } finally {
      // Records of our own changes only: everything before was delivered before this task began.
      observer.takeRecords();
      if (threadShown) tick = setTimeout(run, SAFETY_TICK);
    }
  }

  function ask(): void {
    if (due !== null || signal.aborted) return;
    due = setTimeout(run, Math.max(0, last + PAUSE - performance.now()));
  }

  observer.observe(document.body ?? document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  view.addEventListener('hashchange', ask, { signal });
  view.addEventListener('popstate', ask, { signal });
  view.addEventListener('online', ask, { signal });
  document.addEventListener('visibilitychange', ask, { signal });
  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      if (due !== null) clearTimeout(due);
      if (tick !== null) clearTimeout(tick);
    },
    { once: true },
  );
  ask();
  return ask;
}
