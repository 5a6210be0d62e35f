// Writes the sender's own fields and body. Text is latin1, one character per octet, CRLF line ends.
import type { Case } from './case.ts';
import { googleDate, READER } from './gmail.ts';
import type { Draft } from './sign.ts';

export const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

/** Lower-case name of a written field. */
export const fieldNameOf = (field: string): string =>
  field.slice(0, field.indexOf(':')).toLowerCase().trim();

/** Non-ASCII text as RFC 2047 encoded words of at most 75 octets. */
export function encodeWords(text: string): string {
  if (!/[^\t\r\n -~]/.test(text)) return text;
  const chunks: string[] = [];
  let chunk = '';
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > 45) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  return [...chunks, chunk]
    .map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`)
    .join('\r\n ');
}

function fromField(from: Case['mail']['from']): string | null {
  if (from === undefined) return null;
  if (typeof from === 'string') return `From: ${latin1(from)}`;
  const { name, address } = from;
  if (!name) return `From: ${address}`;
  const words = encodeWords(name);
  return `From: ${words === name ? `"${name.replace(/["\\]/g, '\\$&')}"` : words} <${address}>`;
}

const lines = (text: string) => latin1(text).replace(/\r?\n/g, '\r\n');

/** Writes a mail of this case; one that says nothing else is the case's own. */
export type Compose = (mail?: Partial<Case['mail']>) => Draft;

/** A composer for the mails of one case. */
export function composer(input: Case, sentAt: number): Compose {
  return (other) => {
    const { name } = input;
    const mail = { ...input.mail, ...other };
    const type = mail.html ? 'text/html; charset=UTF-8' : 'text/plain; charset=UTF-8';
    const from = fromField(mail.from);
    const fields = mail.header
      ? lines(mail.header.trimEnd()).split(/\r\n(?![ \t])/)
      : [
          ...(from ? [from] : []),
          `To: ${mail.to ?? READER}`,
          `Subject: ${encodeWords(mail.subject ?? name)}`,
          `Date: ${googleDate(sentAt)}`,
          `Message-ID: <${name}@mail.example>`,
          'MIME-Version: 1.0',
          `Content-Type: ${type}`,
          ...(mail.fields ?? []).map(lines),
        ];
    return { fields, body: lines(mail.html ?? mail.body ?? 'Hello,\n\nthis is a message.\n') };
  };
}
