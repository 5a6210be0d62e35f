// A mailbox export of any size: signed mail, newsletters and notices of some domains, as Takeout writes it.
import { closeSync, openSync, writeSync } from 'node:fs';

const SENDERS = 40;
const LINE = 'Thank you for your order. This line is as long as lines of a mail are.\r\n';

function messageOf(i: number): string {
  const domain = `shop${i % SENDERS}.example`;
  const body = LINE.repeat(60 + ((i * 37) % 160));
  const signed =
    i % 3 === 0
      ? ''
      : `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=s1; h=from:to:subject;\r\n bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n`;
  return `From ${1_790_000_000_000 + i}@xxx Sun Nov 01 17:46:17 +0000 2026\r\nDelivered-To: alice@gmail.com\r\n${signed}From: Shop <news@${domain}>\r\nTo: alice@gmail.com\r\nSubject: Order ${i}\r\nDate: Sun, 01 Nov 2026 08:00:00 +0000\r\nMessage-ID: <${i}@${domain}>\r\n\r\n${body}\r\n`;
}

/** Writes a file of about so many octets; gives the number of messages. */
export function writeMailbox(path: string, octets: number): number {
  const file = openSync(path, 'w');
  let [count, written] = [0, 0];
  while (written < octets) {
    const portion = Array.from({ length: 200 }, (_, i) => messageOf(count + i)).join('');
    written += writeSync(file, portion, null, 'latin1');
    count += 200;
  }
  closeSync(file);
  return count;
}
