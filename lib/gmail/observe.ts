// When to look again: one observer for the whole page, few looks, none because of what we drew ourselves.

/** Milliseconds between two looks, however much Gmail changes. */
const PAUSE = 100;
/** The same for changes of Gmail alone, when looking has taken more than its share of the page's time. */
const LONGEST_PAUSE = 2_000;
const SHARE = 0.008;
/** Milliseconds of looking saved up while nothing happens: after a click nothing waits, on a slow processor too. */
const BURST = 60;
/** So long after a click or a change of the address every frame may be looked at, while saved milliseconds last. */
const HURRY = 1_000;
/** A look without cause, while a thread is on screen: for changes that no observed attribute shows. */
const SAFETY_TICK = 2_000;
const IDS = ['data-message-id', 'data-legacy-message-id'];
/** What changes when Gmail opens, collapses, hides or re-uses something. */
const ATTRIBUTES = [...IDS, 'class', 'style', 'role', 'aria-expanded', 'email', 'name'];
/** Two looks for a seal that Gmail took out are at least this far apart, so that no tug of war freezes the page. */
const FRAME = 16;

function isOurs(node: Node): boolean {
  return (
    node.nodeName.startsWith('INKAN-') ||
    (node.parentElement?.closest('inkan-seal, inkan-mark, inkan-card') ?? null) !== null
  );
}

/** What we draw outside of a look: the card and, once the background answered, marks. Seals are placed by looks only. */
const DRAWN_LATER = new Set(['INKAN-CARD', 'INKAN-MARK']);

/** Changes inside our own elements, and those that appear. One that vanishes is news: Gmail removed it. */
function isOwnMutation(record: MutationRecord): boolean {
  if (isOurs(record.target)) return true;
  if (record.type !== 'childList' || record.removedNodes.length > 0) return false;
  return [...record.addedNodes].every((node) => DRAWN_LATER.has(node.nodeName));
}

/** A node was given to another message: until the next look it may carry the seal of the one before. */
function givesNewId(record: MutationRecord): boolean {
  return record.type === 'attributes' && IDS.includes(record.attributeName ?? '');
}

/** Rows of a table or of a grid, or what carries the id of a thread where it is neither. */
const ROWS = 'tr, [role="row"], [data-thread-id], [data-legacy-thread-id]';

/** Something in or around rows: perhaps the thread list. */
function touchesRows({ target, type, addedNodes }: MutationRecord): boolean {
  const isNear = (node: Node) => node instanceof Element && node.closest(ROWS) !== null;
  const holds = (node: Node) => node instanceof Element && node.querySelector(ROWS) !== null;
  if (isNear(target)) return true;
  return type === 'childList'
    ? [...addedNodes].some((node) => isNear(node) || holds(node))
    : holds(target);
}

/**
 * Calls `look` now, and again soon after anything on the page changed; before the next frame where a message got
 * another id or a seal was taken out. `look` is synchronous; it is told whether the thread list may have changed, and
 * returns whether a thread is on screen. What it changes itself causes no further look. A hidden tab is left alone until
 * it is shown. Ends with the signal. Returns a function that asks for a look.
 */
export function watch(
  document: Document,
  look: (isListTouched: boolean) => boolean,
  signal: AbortSignal,
): () => void {
  const view = document.defaultView;
  if (!view || signal.aborted) return () => undefined;
  let due: ReturnType<typeof setTimeout> | null = null;
  let tick: ReturnType<typeof setTimeout> | null = null;
  let last = Number.NEGATIVE_INFINITY;
  let isListTouched = true;
  let credit = BURST;
  let dueAt = Number.POSITIVE_INFINITY;
  let hurriedUntil = Number.NEGATIVE_INFINITY;

  let placed: Element[] = [];
  let isResting = false;

  const observer = new MutationObserver((records) => {
    // Whether a seal is gone is quicker asked of the seals than of every record.
    const isSealGone = placed.some((seal) => !seal.isConnected);
    const isPastFrame = performance.now() - last > FRAME;
    if (
      (isSealGone && isPastFrame) ||
      records.some((record) => givesNewId(record) && !isOwnMutation(record))
    ) {
      isListTouched ||= records.some(touchesRows);
      run();
      return;
    }
    const isNews = (record: MutationRecord) => !isOwnMutation(record);
    if (!isResting && records.some(isNews)) {
      // The second change before a look is the beginning of a storm.
      isListTouched ||=
        due !== null || records.some((record) => touchesRows(record) && isNews(record));
      if (performance.now() < hurriedUntil && credit > 0) schedule(FRAME);
      else schedule(Math.max(PAUSE, Math.min(LONGEST_PAUSE, -credit / SHARE)));
    }
    // A seal that is gone too early is put back at the next change, whatever that is.
    if (isSealGone) listen();
    else if (due !== null && isListTouched) rest();
  });

  /** Every change is told. */
  function listen(): void {
    observer.disconnect();
    if (signal.aborted) return;
    observer.observe(document.body ?? document.documentElement, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });
    isResting = false;
  }

  /**
   * Everything will be looked at anyway, so that a storm tells nothing new, and being called for it is dear: only what
   * cannot wait is told, another id, and children that come and go around a seal. Only after all records were read.
   */
  function rest(): void {
    observer.disconnect();
    observer.observe(document, { subtree: true, attributes: true, attributeFilter: IDS });
    const around = new Set<Element>();
    for (const seal of placed)
      for (let at = seal.parentElement; at && !around.has(at); at = at.parentElement)
        around.add(at);
    for (const element of around) observer.observe(element, { childList: true });
    isResting = true;
  }

  function run(): void {
    if (due !== null) clearTimeout(due);
    if (tick !== null) clearTimeout(tick);
    due = null;
    dueAt = Number.POSITIVE_INFINITY;
    tick = null;
    if (signal.aborted) return;
    const started = performance.now();
    credit = Math.min(BURST, credit + SHARE * (started - last));
    last = started;
    if (document.hidden) return;
    let isThreadShown = false;
    try {
      isThreadShown = look(isListTouched);
      isListTouched = false;
      placed = [...document.querySelectorAll('inkan-seal')];
    } finally {
      // What is forgotten here are our own changes only: all others were delivered before this began.
      listen();
      credit -= performance.now() - started;
      if (isThreadShown) tick = setTimeout(run, SAFETY_TICK);
    }
  }

  /** For reasons that no record tells. They are few, and somebody waits for them. */
  function ask(): void {
    isListTouched = true;
    schedule(credit > 0 ? FRAME : PAUSE);
  }

  /** The reader went somewhere or opened something: what Gmail draws now is what everybody waits for. */
  function follow(): void {
    credit = BURST;
    hurriedUntil = performance.now() + HURRY;
    ask();
  }

  function schedule(pause: number): void {
    const now = performance.now();
    const at = Math.max(now, last + pause);
    if (signal.aborted || at >= dueAt) return;
    if (due !== null) clearTimeout(due);
    dueAt = at;
    due = setTimeout(run, at - now);
  }

  listen();
  view.addEventListener('hashchange', follow, { signal });
  view.addEventListener('popstate', follow, { signal });
  document.addEventListener('click', follow, { signal, capture: true, passive: true });
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
  follow();
  return ask;
}
