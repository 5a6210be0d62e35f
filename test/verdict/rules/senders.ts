// Reads the lists of honest and dishonest senders, and the reader they write to.
import { readFileSync } from 'node:fs';
import type { Context } from '../../../lib/model.ts';
import { anchored, CONTEXT, octets } from './evidence.ts';

export interface Sender {
  line: number;
  section: string;
  name: string;
  address: string;
  subject: string;
  /** a warning is enough; danger is not asked for */
  mild: boolean;
}

/** Hanako Suzuki of a small company, with two people outside and one inside whom she knows. */
export const READER: Partial<Context> = {
  me: { addresses: ['hanako@yamada-kogyo.example'], name: 'Hanako Suzuki' },
  correspondents: [
    { name: 'Alice Johnson', address: 'alice.johnson@partner-parts.example', days: 9 },
    { name: '佐藤 健一', address: 'kenichi.sato@yamada-kogyo.example', days: 30, replied: true },
    { name: '田中 美咲', address: 'misaki.tanaka@tanaka-shoten.example', days: 5 },
  ],
  protectedNames: ['山田 太郎', 'Taro Yamada'],
  ownDomains: ['yamada-kogyo.example'],
};

/** One sender a line: `name | address | subject`; `#` is a remark, `##` a section, `!` before the line: mild. */
export function readSenders(file: string): Sender[] {
  const senders: Sender[] = [];
  let section = '';
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
  for (const [i, text] of lines.entries()) {
    if (text.startsWith('## ')) section = text.slice(3);
    if (text.startsWith('#') || text === '') continue;
    const mild = text.startsWith('! ');
    const [name = '', address = '', subject = ''] = (mild ? text.slice(2) : text).split(' | ');
    const shown = name.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    senders.push({ line: i + 1, section, name: shown, address: address.trim(), subject, mild });
  }
  return senders;
}

/** The header block of a sender; with `record`, as Gmail delivers it when everything passes for that domain. */
export function headerOf(
  sender: Pick<Sender, 'name' | 'address' | 'subject'>,
  record: boolean,
): string {
  const { name, address, subject } = sender;
  const domain = new URL(`http://${address.slice(address.lastIndexOf('@') + 1)}`).hostname;
  const lines = [
    `From: "${name.replace(/["\\]/g, '\\$&')}" <${address}>`,
    'To: hanako@yamada-kogyo.example',
    `Subject: ${subject}`,
    'Date: Fri, 20 Nov 2026 11:00:00 +0000',
    '',
  ];
  const passes = `dkim=pass header.i=@${domain} header.s=s1; spf=pass smtp.mailfrom=bounce@${domain}; dmarc=pass (p=NONE) header.from=${domain}`;
  return octets(
    (record ? anchored(passes, { helo: `mail.${domain}`, mailFrom: `bounce@${domain}` }) : '') +
      lines.join('\n'),
  );
}

/** Context for a header with a record: bytes from Gmail. */
export function contextFor(record: boolean): Partial<Context> {
  return { ...CONTEXT, ...READER, source: record ? 'gmail' : 'file' };
}
