// What tests may count: the page's own reactions. An extension that lets events through is seen here.

export interface Counters {
  /** clicks that reached a sender row or a collapsed message */
  toggles: number;
  /** thread rows opened by click */
  rows: number;
  /** clicks that reached the document */
  clicks: number;
  /** keys that reached the document, by name */
  keys: Record<string, number>;
  /** pointer, mouse and key events that reached the document, by type */
  events: Record<string, number>;
  /** policy violations of this document: directive and blocked address */
  violations: string[];
  /** errors that reached the window */
  errors: string[];
}

export const counters: Counters = {
  toggles: 0,
  rows: 0,
  clicks: 0,
  keys: {},
  events: {},
  violations: [],
  errors: [],
};

/** Gmail listens on the document for everything. */
export function countEvents(): void {
  const types = [
    'mousedown',
    'mouseup',
    'pointerdown',
    'pointerup',
    'dblclick',
    'keypress',
    'keyup',
  ];
  for (const type of [...types, 'click', 'keydown']) {
    document.addEventListener(type, () => {
      counters.events[type] = (counters.events[type] ?? 0) + 1;
    });
  }
  document.addEventListener('click', () => {
    counters.clicks += 1;
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    counters.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
  window.addEventListener('error', (event) => {
    counters.errors.push(event.message);
  });
}
