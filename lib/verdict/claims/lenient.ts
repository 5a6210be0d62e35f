// Names as other programs may decode them: encoded words that the standard refuses (RFC 2047), and raw octets in one of
// the charsets that mail programs guess. What any of them shows, the rules have to read.

/** Charsets of mail without a label, by how often Japanese, Chinese and Korean programs wrote them. */
const GUESSED = ['shift_jis', 'euc-jp', 'gbk', 'big5', 'euc-kr'];
const WORD = /=\?([^?\s]{1,64})\?([bq])\?([^?]*)\?=/gi;
const BETWEEN = /(\?=)[ \t\r\n]+(?==\?)/g;

function decode(octets: string, charset: string, fatal: boolean): string | null {
  try {
    const bytes = Uint8Array.from(octets, (c) => c.charCodeAt(0) & 0xff);
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** Base64 with the alphabet of URLs, foreign octets left out, whatever its length. */
function readBase64(text: string): string {
  const letters = text
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return atob(letters.slice(0, letters.length - (letters.length % 4 === 1 ? 1 : 0)));
}

const readQ = (text: string): string =>
  text
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** UTF-7 (RFC 2152): runs of base64 of UTF-16 between + and -. */
const readUtf7 = (text: string): string =>
  text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) =>
    run === '' ? '+' : (decode(readBase64(run), 'utf-16be', false) ?? run),
  );

function readWord(charset: string, encoding: string, body: string): string {
  const octets = encoding.toLowerCase() === 'b' ? readBase64(body) : readQ(body);
  const label = charset.split('*')[0]!.toLowerCase();
  if (/utf-?7$/.test(label)) return readUtf7(octets);
  return (
    decode(octets, label, false) ??
    decode(octets, 'utf-8', true) ??
    octets.replace(/[\x80-\xff]/g, '�')
  );
}

/** `Pensionäre`, `Réunion`: single accented letters are Latin; octets of other charsets come in pairs or as controls. */
const isLatin = (name: string): boolean =>
  !/[\x80-\xbf\xd7\xf7]|[\xc0-\xff]{2}/.test(name.replace(/[\xa0«»¡¿·ºª’]/g, ''));

/** Further readings of a decoded name; empty for nearly every one. */
export function lenientReadings(name: string): string[] {
  const readings: string[] = [];
  if (name.includes('=?')) {
    const read = name
      .replace(BETWEEN, '$1')
      .replace(WORD, (_, charset: string, encoding: string, body: string) =>
        readWord(charset, encoding, body),
      );
    if (read !== name) readings.push(read);
  }
  if (!/[^\x00-\xff]/.test(name) && !isLatin(name)) {
    for (const charset of GUESSED) {
      const read = decode(name, charset, true);
      if (read !== null && read !== name) readings.push(read);
    }
  }
  return readings;
}
