// Gmail's HTML pages, read as text: what a page instead of a message means, and the "Original message" page.
// String search only: DOMParser is a Trusted Types sink on this page, and the source in it is hostile.
import { isForeign } from './selectors.ts';

type PageKind = 'signedOut' | 'rateLimited' | 'missing';

const SIGN_IN =
  /id="identifierId"|<input[^<>]*type="password"|<form[^<>]*action="[^"<>]*(?:accounts\.google\.com|\/signin)|"[^"\s]{0,200}\/ServiceLogin\b/i;
const CAPTCHA = /class="g-recaptcha"|\/recaptcha\/|\/sorry\/|id="captcha|name="captcha/i;

/**
 * What a page that came with status 200 instead of a message says. Its words are in the reader's language, so only its
 * markup counts: a sign-in form, a captcha, or else Gmail's "the message you requested does not exist".
 */
export function readPageKind(html: string): PageKind {
  if (SIGN_IN.test(html)) return 'signedOut';
  return CAPTCHA.test(html) ? 'rateLimited' : 'missing';
}

interface OriginalPage {
  /** address of the page's own "Download original" link, as written; null without one */
  download: string | null;
  /** the source as text: line feeds, attachments left out; null without one */
  text: string | null;
}

const PRE = /<pre[^<>]*\bid="raw_message_text"[^<>]*>/;

/**
 * Reads the "Original message" page (`view=om`). The link is taken only as an `<a>` tag above the source: below it, and
 * in the subject, stand words of the sender, in which `<` is always escaped.
 */
export function readOriginalPage(html: string): OriginalPage {
  const pre = PRE.exec(html);
  const above = pre ? html.slice(0, pre.index) : html;
  const link = /<a\b[^<>]*\bhref="([^"<>]*\bview=att\b[^"<>]*)"/.exec(above)?.[1] ?? null;
  const download = link === null ? null : decodeEntities(link);
  if (!pre) return { download, text: null };
  const start = pre.index + pre[0].length;
  const end = html.indexOf('</pre>', start);
  const source = end < 0 ? null : html.slice(start, end).replace(/^\r?\n/, '');
  return { download, text: source === null ? null : decodeEntities(source) };
}

const NAMED: Record<string, string> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  amp: '&',
};

/** One pass, so that `&amp;lt;` becomes `&lt;` and not `<`. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|quot|apos|nbsp|amp));/gi,
    (whole, decimal, hex, name) => {
      if (name) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The text of the page as octets again: CRLF line ends, UTF-8. Close to the message, never equal for sure. */
export function approximateBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n'));
}

/**
 * The account's key for the "Original message" page (ten hexadecimal digits), from Gmail's own inline script or links.
 * Null when there is none; a link in a mail is never looked at.
 */
export function findPageKey(document: Document): string | null {
  for (const script of document.querySelectorAll('script:not([src])')) {
    if (isForeign(script)) continue;
    const key = /\bGM_ID_KEY\s*=\s*["']([0-9a-f]{8,16})["']/.exec(script.textContent ?? '')?.[1];
    if (key) return key;
  }
  for (const link of document.querySelectorAll('a[href*="ik="], img[src*="ik="]')) {
    if (isForeign(link)) continue;
    const address = link.getAttribute('href') ?? link.getAttribute('src') ?? '';
    const key = /[?&]ik=([0-9a-f]{8,16})(?:&|$)/.exec(address)?.[1];
    if (key) return key;
  }
  return null;
}
