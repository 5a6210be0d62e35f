// The documents of the local Gmail: the application's skeleton, "show original", and the pages that are no message.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CspProfile } from './exchange.ts';
import type { Language, ReplicaMailbox, StoredMessage, Thread } from './mailbox.ts';
import { type PageOptions, RENAMED_CLASSES } from './page/options.ts';
import type { Boot, WireMessage, WireThread } from './page/wire.ts';
import { WORDS } from './words.ts';

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const STYLE = file('style.css');
const THEMES = { light: file('theme-light.css'), dark: file('theme-dark.css') };

/** The per-account key of Gmail's old interfaces: ten hexadecimal digits. */
export function accountKey(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 10);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** JSON that cannot end the script element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function renameStyle(style: string, options: PageOptions): string {
  if (options.renamed !== 'classes' && options.renamed !== 'both') return style;
  return style.replace(/\.([A-Za-z][\w-]*)/g, (whole, name: string) =>
    RENAMED_CLASSES[name] ? `.${RENAMED_CLASSES[name]}` : whole,
  );
}

/** The policy Gmail enforces; `strict` adds what it might add. Both report. */
export function contentSecurityPolicy(profile: CspProfile, nonce: string): string {
  const base = [
    "require-trusted-types-for 'script'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "object-src 'none'",
    "base-uri 'self'",
    'report-uri /mail/cspreport',
  ];
  const strict = [
    `style-src 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self' https://mail-attachment.googleusercontent.com",
  ];
  return [...base, ...(profile === 'strict' ? strict : [])].join('; ');
}

export interface DocumentRequest {
  mailbox: ReplicaMailbox;
  accounts: Boot['accounts'];
  base: string;
  nonce: string;
  options: PageOptions;
  popout: string | null;
}

/** The account as Google's bar tells it in the head of the page (2026). */
function profileMeta({ profileMeta }: PageOptions, address: string): string {
  if (profileMeta === 'none') return '';
  const shown = profileMeta === 'own' ? address : profileMeta;
  return `<meta name="og-profile-acct" content="${escapeHtml(shown)}">`;
}

/** The application's document; everything in its body is made by the page's script. */
export function applicationPage(request: DocumentRequest): string {
  const { mailbox, nonce, options, popout } = request;
  const { account } = mailbox;
  const language = options.language ?? account.language;
  const words = WORDS[language];
  const unread = mailbox.threads.filter(
    (thread) => thread.label === 'inbox' && thread.messages.some((message) => message.unread),
  ).length;
  const boot: Boot = {
    base: request.base,
    address: account.address,
    name: account.name,
    language,
    words,
    options,
    nonce,
    themes: THEMES,
    popout,
    accounts: request.accounts,
  };
  const key = accountKey(account.address);
  const globals = [null, null, 620257413, 'gmail.pinto', words.locale, 0, 0, 0, 0, key];
  const title = `${words.labels.inbox}${unread ? ` (${unread})` : ''} - ${account.address} - Gmail`;
  return `<!doctype html>
<html lang="${words.locale.slice(0, 2)}" dir="${words.direction}"><head><meta charset="utf-8">
<title>${escapeHtml(title)}</title>${profileMeta(options, account.address)}
<style nonce="${nonce}">${renameStyle(STYLE, options)}</style>
<style nonce="${nonce}" id="theme">${THEMES[options.theme]}</style>
<script nonce="${nonce}">var GM_ID_KEY = '${key}';var GLOBALS=${inScript([...globals, account.address])};var BOOT=${inScript(boot)};</script>
<script nonce="${nonce}" type="module" src="/mail/_/js/main.ts"></script>
</head><body class=""></body></html>`;
}

/** A message as the page knows it: what Gmail shows, without source and body. */
export function wireMessage(message: StoredMessage): WireMessage {
  const { permId, legacyId, from, to, subject, snippet } = message;
  return {
    ...{ permId, legacyId, from, to, subject, snippet },
    date: message.date.getTime(),
    unread: message.unread ?? false,
    draft: message.draft ?? false,
    via: message.via ?? null,
    banner: message.banner ?? null,
    questioned: message.questioned ?? false,
    attachments: (message.attachments ?? []).map(({ name, type }) => ({ name, type })),
  };
}

/** What the page fetches to draw lists and threads. */
export function wireThreads(threads: Thread[], conversationView: boolean): WireThread[] {
  const wire = threads.map(({ permId, legacyId, token, subject, label, messages }) => ({
    ...{ permId, legacyId, token, subject, label },
    messages: messages.map(wireMessage),
  }));
  if (conversationView) return wire;
  return wire.flatMap((thread) =>
    thread.messages.map((message) => ({
      ...thread,
      subject: message.subject,
      messages: [message],
    })),
  );
}

/**
 * A body after Gmail's sanitiser, in short: nothing active, ids prefixed, the sender's classes and attributes kept.
 * A `style` attribute leaves as `data-style`, because parsing it would already be reported under a strict policy.
 */
export function bodyPage(html: string): string {
  const body = html
    .replace(/<(script|iframe|object|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<\/?(script|iframe|object|embed|link|meta|base|style|body|html|head)\b[^>]*>/gi, '')
    .replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, '')
    .replace(/\sstyle\s*=/gi, ' data-style=')
    .replace(/\sid\s*=\s*(["']?)/gi, ' id=$1m_');
  return `<!doctype html><meta charset="utf-8"><body>${body}`;
}

/** The parts of a message as "show original" prints them: LF, and the data of attachments left out. */
export function originalText(raw: Uint8Array): string {
  const lines = Buffer.from(raw).toString('utf8').split(/\r?\n/);
  let state: 'text' | 'partHeader' | 'attachment' | 'attachmentHeader' = 'text';
  const kept: string[] = [];
  for (const line of lines) {
    if (/^--[^ ]/.test(line)) state = 'partHeader';
    else if (/^Content-Disposition:\s*attachment/i.test(line) && state === 'partHeader')
      state = 'attachmentHeader';
    else if (line === '' && state === 'partHeader') state = 'text';
    else if (line === '' && state === 'attachmentHeader') {
      state = 'attachment';
      kept.push(line);
    }
    if (state !== 'attachment') kept.push(line);
  }
  return kept.join('\n');
}

/** `view=om`: the summary table, a link to the bytes, and the source as text in a `pre`. */
export function originalPage(
  language: Language,
  message: StoredMessage,
  raw: Uint8Array,
  key: string,
  linksWithKey: boolean,
): string {
  const words = WORDS[language];
  const own = linksWithKey ? `ik=${key}&amp;` : '';
  const rows = [
    ['Message ID', `<${message.legacyId}@mail.example>`],
    ['From:', `${message.from.name} <${message.from.address}>`],
    ['Subject:', message.subject],
  ];
  const table = rows
    .map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(value ?? '')}</td></tr>`)
    .join('');
  return `<!doctype html><html lang="${language}"><head><title>${words.original}</title></head><body>
<div class="top-area"><table><tbody>${table}</tbody></table>
<a class="download-buttons" href="?${own}view=att&amp;th=${message.legacyId}&amp;attid=0&amp;disp=comp&amp;safe=1&amp;zw">${words.download}</a>
<a href="?ik=${key}&amp;view=lg&amp;th=${message.legacyId}">…</a></div>
<pre class="raw_message_text" id="raw_message_text">${escapeHtml(originalText(raw)).replaceAll('>', '&gt;')}</pre>
</body></html>`;
}

/** Status 200, in the reader's language, for an id that is wrong or of another mailbox. */
export function doesNotExistPage(language: Language): string {
  const words = WORDS[language];
  return `<!doctype html><html lang="${language}" dir="${words.direction}"><head><title>Gmail</title></head><body><p>${words.doesNotExist}</p></body></html>`;
}

export function loginPage(language: Language): string {
  const words = WORDS[language];
  return `<!doctype html><html lang="${language}"><head><title>Gmail</title></head><body><h1>${words.signIn}</h1><form action="https://accounts.google.com/signin"><input type="email" name="identifier"></form></body></html>`;
}

export function captchaPage(): string {
  return '<!doctype html><html><head><title>Sorry…</title></head><body><p>Our systems have detected unusual traffic from your computer network.</p><form id="captcha-form"></form></body></html>';
}

/** `view=pt` and `view=lg`: the message drawn, without its header. */
export function printPage(language: Language, message: StoredMessage): string {
  return `<!doctype html><html lang="${language}"><head><title>${escapeHtml(message.subject)}</title></head><body><b>${escapeHtml(message.from.name)}</b> &lt;${escapeHtml(message.from.address)}&gt;<p>${escapeHtml(message.snippet)}</p></body></html>`;
}
