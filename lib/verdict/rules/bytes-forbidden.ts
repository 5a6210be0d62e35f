// Octets that RFC 5322 forbids: NUL, controls, bare carriage returns, text that is no UTF-8.

import type { Severity } from '../../model.ts';
import { codePoints } from '../../text/normalise.ts';
import { tagValues } from '../../text/tags.ts';
import type { MessageRule, MessageView } from './rule.ts';
import { fromUtf8 } from './written.ts';

/** Fields whose reading decides who sent the message. */
const DECISIVE = new Set(['from', 'sender', 'dkim-signature', 'return-path']);

/**
 * Parentheses and semicolons in MAIL FROM serve only to write into the results that a receiver copies it to. Devices
 * without a name send from an address literal (RFC 5321 section 4.1.3).
 */
const oddEnvelope = (value: string): string => {
  const open = value.indexOf('<');
  // By hand: a pattern for `<…>` starts anew at every `<` of a long row of them.
  const address = open !== -1 && value.endsWith('>') ? value.slice(open + 1, -1) : value;
  const named = address.replace(/@\[(?:IPv6:)?[\da-f.:]+\]$/i, '');
  return (named.match(/[();,<>[\]\\]/g) ?? []).join('');
};

/** d= and s= become a DNS name: outside letters, digits, hyphen, underscore and dot they confuse who asks for it. */
const oddNames = (value: string): string => {
  const names = ['d', 's'].flatMap((name) => tagValues(value, name));
  return names.join('').replace(/[A-Za-z0-9._ \t\r\n\x80-\xff-]/g, '');
};

function weigh({
  message,
  evidence,
  stated,
}: MessageView): { severity: Severity; bytes: string[] } | null {
  const bytes = new Set<string>();
  let severity: Severity | null = null;
  const add = (what: string, grade: Severity) => {
    bytes.add(what);
    if (severity === null || severity === 'info' || grade === 'danger') severity = grade;
  };
  for (const { name, raw } of message.fields) {
    const decisive = DECISIVE.has(name);
    if (raw.includes('\0')) add(`NUL (U+0000) – ${name}`, decisive ? 'danger' : 'caution');
    if (/\r(?!\n)/.test(raw)) add(`CR (U+000D) – ${name}`, 'caution');
  }
  for (const { name, value } of message.fields) {
    const odd =
      name === 'return-path'
        ? oddEnvelope(value)
        : name === 'dkim-signature'
          ? oddNames(value)
          : '';
    if (odd !== '') add(`${codePoints(odd)} – ${name}`, 'danger');
  }
  // The sender's header began with a blank, so that its first line became a part of what Gmail wrote above.
  if (stated.foldedTail) add('U+0020 – authentication-results', 'caution');
  for (const field of message.from) {
    if (
      field.defects.includes('control') &&
      /[\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]/.test(field.written)
    )
      add('U+0001–U+001F – from', 'danger');
    if (field.defects.includes('nonAscii') && fromUtf8(field.written) === null)
      add('0x80–0xFF – from', 'danger');
  }
  if (evidence.digest.facts.nul) add('NUL (U+0000) – body', 'info');
  if (evidence.digest.facts.bareCr) add('CR (U+000D) – body', 'info');
  return severity === null ? null : { severity, bytes: [...bytes] };
}

export const bytesForbidden: MessageRule = {
  id: 'bytesForbidden',
  layer: 'structure',
  about: 'structure',
  needs: 'message',
  test(view) {
    const found = weigh(view);
    if (!found) return [];
    return [
      {
        rule: 'bytesForbidden',
        severity: found.severity,
        params: { bytes: found.bytes.join(', ') },
      },
    ];
  },
};
