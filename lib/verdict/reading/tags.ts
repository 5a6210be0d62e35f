// Reads single tags (RFC 6376 section 3.2) of signature fields that nobody evaluated.
import type { Message } from '../../model.ts';

/** Raw values of all fields with this lower-case name, from the top. */
export function rawFields(message: Message, name: string): string[] {
  return message.fields.filter((field) => field.name === name).map(({ raw }) => raw);
}

/**
 * Value of a tag without white space: `readTag('a=x; d=example.com', 'd')`. Null without it, and where it stands
 * twice: programs would differ in which one counts.
 */
export function readTag(raw: string, tag: string): string | null {
  const values: string[] = [];
  for (const part of raw.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).replace(/[ \t\r\n]+/g, '') === tag)
      values.push(part.slice(equals + 1).replace(/[ \t\r\n]+/g, ''));
  }
  const [value = null, second] = values;
  return second === undefined ? value : null;
}
