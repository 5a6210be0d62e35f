// Open shadow roots for what we place in a page that is not ours: styles, and silence towards the page.

/** What Gmail listens for on the rows and on the document; none of it may leave the seal or the card. */
const EVENTS = [
  'click',
  'dblclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'contextmenu',
  'keydown',
  'keypress',
  'keyup',
] as const;

/**
 * The place to draw in, inside the open shadow root of a host with these styles. Constructed sheets first; where the
 * browser refuses them (Firefox, across the Xray boundary of a content script) a `<style>` element.
 * Calling it again for the same host gives the same place.
 */
export function openShadow(host: HTMLElement, css: string): HTMLElement {
  const drawn = host.shadowRoot?.querySelector<HTMLElement>('div');
  if (drawn) return drawn;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
  // A place of its own, because Preact removes whatever else it finds where it draws.
  const place = document.createElement('div');
  place.style.display = 'contents';
  root.append(place);
  return place;
}

/**
 * Keeps the events of our own controls away from the page: a click on Gmail's header row collapses the message,
 * and the letters e, r or # are commands. Returns the undo.
 */
export function silence(host: HTMLElement): () => void {
  const stop = (event: Event): void => event.stopPropagation();
  for (const name of EVENTS) host.addEventListener(name, stop);
  return () => {
    for (const name of EVENTS) host.removeEventListener(name, stop);
  };
}

/** Styles the page cannot refuse, whatever its style-src: set one by one through the CSSOM. */
export function pin(host: HTMLElement, styles: Record<string, string>): void {
  for (const [name, value] of Object.entries(styles)) {
    host.style.setProperty(name, value, 'important');
  }
}
