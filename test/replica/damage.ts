// What can be wrong with the bytes that "download original" returns, as functions of the true bytes.

/** A way to spoil a source; each keeps the octets 8-bit clean apart from its one defect. */
export type Damage =
  | 'lf'
  | 'bom'
  | 'mboxLine'
  | 'leadingBlank'
  | 'nul'
  | 'eightBit'
  | 'manyReceived'
  | 'noColon'
  | 'duplicateFrom'
  | 'cutInHeader'
  | 'cutInDkim'
  | 'cutInBody';

export const DAMAGES: readonly Damage[] = [
  'lf',
  'bom',
  'mboxLine',
  'leadingBlank',
  'nul',
  'eightBit',
  'manyReceived',
  'noColon',
  'duplicateFrom',
  'cutInHeader',
  'cutInDkim',
  'cutInBody',
];

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const octets = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

function splitAtBody(text: string): [string, string] {
  const end = text.indexOf('\r\n\r\n');
  return end < 0 ? [text, ''] : [text.slice(0, end + 2), text.slice(end + 2)];
}

/** The bytes with one defect. Pure. */
export function spoil(raw: Uint8Array, damage: Damage): Uint8Array {
  const text = latin1(raw);
  const [header, body] = splitAtBody(text);
  switch (damage) {
    case 'lf':
      return octets(text.replaceAll('\r\n', '\n'));
    case 'bom':
      return octets(`\xEF\xBB\xBF${text}`);
    case 'mboxLine':
      return octets(`>From MAILER-DAEMON Thu Jan  1 00:00:00 1970\r\n${text}`);
    case 'leadingBlank':
      return octets(`\r\n\r\n${text}`);
    case 'nul':
      return octets(`${header}${body}\0tail\0\r\n`);
    case 'eightBit':
      // ISO-2022-JP escapes, then octets that are not UTF-8.
      return octets(`${header}${body}\x1B$B4A;z\x1B(B \x83\x65\x83\x58\xFF\xFE\r\n`);
    case 'manyReceived': {
      const line = 'Received: from a.example (a.example [192.0.2.1]) by b.example with SMTP id 1;';
      const lines = Array.from(
        { length: 2000 },
        () => `${line}\r\n        Mon, 2 Nov 2026 01:00:00 +0000\r\n`,
      );
      return octets(`${header}${lines.join('')}${body}`);
    }
    case 'noColon':
      return octets(`${header}this line is no header field\r\n${body}`);
    case 'duplicateFrom':
      return octets(`${header}From: Somebody Else <other@second.example>\r\n${body}`);
    case 'cutInHeader': {
      const from = header.search(/^From:/im);
      return octets(text.slice(0, from > 0 ? from + 8 : Math.floor(header.length / 2)));
    }
    case 'cutInDkim': {
      const start = header.search(/^DKIM-Signature:/im);
      return octets(text.slice(0, start < 0 ? Math.floor(header.length / 3) : start + 60));
    }
    case 'cutInBody':
      return octets(text.slice(0, header.length + 2 + Math.floor((body.length - 2) / 2)));
  }
}
