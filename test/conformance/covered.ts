// What each signature of a message covers, worked out apart from the engine: signed fields and body in canonical form
// (RFC 6376 section 3.4), and the decoded signature. Two messages with the same covered data verify alike.
import { createHash } from 'node:crypto';

interface Field {
  name: string;
  /** name, colon and value without the final CRLF */
  line: string;
}

/** What opens no field, its continuation lines read, belongs to the one above, as the verifier reads it. */
function split(header: string): Field[] {
  const lines: string[] = [];
  for (const line of header.split(/\r\n(?![ \t])/)) {
    const last = lines.length - 1;
    const opens = /^[!-9;-~]+[ \t\r\n]*:/.test(line);
    if (opens || last < 0) lines.push(line);
    else lines[last] += `\r\n${line}`;
  }
  return lines.map((line) => {
    const name = line.split(':')[0]!.replace(/\r\n/g, '');
    return { name: name.replace(/^[ \t]+|[ \t]+$/g, '').toLowerCase(), line };
  });
}

function relax(line: string): string {
  const unfolded = line.replace(/\r\n/g, '').replace(/[ \t]+/g, ' ');
  const colon = unfolded.indexOf(':');
  if (colon === -1) return unfolded.trim();
  const lower = unfolded.slice(0, colon).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return `${lower.replace(/^ | $/g, '')}:${unfolded.slice(colon + 1).replace(/^ | $/g, '')}`;
}

function relaxBody(body: string): string {
  const text = body
    .replace(/[ \t]+/g, ' ')
    .replace(/ (?=\r\n|$)/g, '')
    .replace(/(?:\r\n)*$/, '');
  return text === '' ? '' : `${text}\r\n`;
}

const simplifyBody = (body: string) => `${body.replace(/(?:\r\n)*$/, '')}\r\n`;

const TAG = /^[\s]*([^=]*?)\s*=([\s\S]*)$/;

function tags(line: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of line.slice(line.indexOf(':') + 1).split(';')) {
    const match = TAG.exec(part);
    if (match) found.set(match[1]!.toLowerCase(), match[2]!.replace(/\s+/g, ''));
  }
  return found;
}

/** The signature field with the value of its last b= taken out. */
function withoutSignature(line: string): string {
  const parts = line.split(';');
  const last = parts.findLastIndex((part, index) =>
    /^\s*b\s*=/i.test(index === 0 ? part.slice(part.indexOf(':') + 1) : part),
  );
  if (last !== -1)
    parts[last] = parts[last]!.slice(
      0,
      parts[last]!.indexOf('=', last === 0 ? parts[0]!.indexOf(':') : 0) + 1,
    );
  return parts.join(';');
}

const decoded = (list: Map<string, string>) =>
  Buffer.from(list.get('b') ?? '', 'base64').toString('hex');

function select(fields: Field[], names: string): Field[] {
  const left = [...fields];
  return names
    .toLowerCase()
    .split(':')
    .flatMap((name) => {
      const at = left.findLastIndex((field) => field.name === name);
      return at === -1 ? [] : left.splice(at, 1);
    });
}

export interface Covered {
  kind: 'dkim' | 'arc';
  /** the octets that matter, as one string */
  data: string;
}

/** One entry a DKIM-Signature, in order, and one for the ARC chain as a whole where there is one. */
export function coveredData(raw: string): Covered[] {
  const text = raw.replace(/\r\n|\n/g, '\r\n');
  const end = text.indexOf('\r\n\r\n');
  const fields = split(end === -1 ? text : text.slice(0, end));
  const body = end === -1 ? '' : text.slice(end + 4);
  const one = (field: Field): string => {
    const list = tags(field.line);
    const [header, bodyMode] = (list.get('c') ?? '').toLowerCase().split('/');
    const form = header === 'relaxed' ? relax : (line: string) => line;
    const canonical = bodyMode === 'relaxed' ? relaxBody(body) : simplifyBody(body);
    const hash = createHash('sha256').update(canonical, 'latin1').digest('base64');
    const lines = select(fields, list.get('h') ?? '').map(({ line }) => form(line));
    return [
      ...lines,
      form(withoutSignature(field.line)),
      decoded(list),
      hash === list.get('bh'),
    ].join('\n');
  };
  const covered: Covered[] = fields
    .filter(({ name }) => name === 'dkim-signature')
    .map((field) => ({ kind: 'dkim', data: one(field) }));
  const chain = fields.filter(({ name }) =>
    /^arc-(?:seal|message-signature|authentication-results)$/.test(name),
  );
  if (chain.length > 0) {
    const instance = ({ line }: Field) =>
      Number(tags(line.replace(/;[\s\S]*/, '')).get('i') ?? tags(line).get('i'));
    const newest = Math.max(...chain.map(instance).filter((i) => i > 0));
    const signature = chain.find(
      (field) => field.name === 'arc-message-signature' && instance(field) === newest,
    );
    const sets = chain
      .map((field) => {
        const isSeal = field.name === 'arc-seal';
        const order =
          instance(field) * 10 +
          ['arc-authentication-results', 'arc-message-signature', 'arc-seal'].indexOf(field.name);
        return {
          order,
          text: relax(field.line),
          seal: isSeal ? relax(withoutSignature(field.line)) + decoded(tags(field.line)) : '',
        };
      })
      .sort((a, b) => a.order - b.order)
      // the newest seal covers itself without its signature, the others as they are
      .map(({ text, seal }, index, all) => (index === all.length - 1 && seal ? seal : text + seal));
    covered.push({ kind: 'arc', data: [...sets, signature ? one(signature) : ''].join('\n') });
  }
  return covered;
}
