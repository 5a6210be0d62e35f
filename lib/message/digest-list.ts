// What a mailing list may have added at the end of a text, and the hashes of the text without it. Nothing is decided here.
import type { ListEnding } from '../model.ts';
import { trimBlanks } from '../text/lexical.ts';
import { latin1 } from '../text/octets.ts';
import type { Pause } from '../text/pause.ts';
import { type BlankTest, digestBody, encodeBase64 } from './digest-body.ts';
import { PLAIN_BODY, type RawField, type Wanted } from './digest-fields.ts';
import type { Octets } from './digest-octets.ts';

/** Larger texts are left alone. */
const LARGEST_TEXT = 256 * 1024;
/** The longest ending seen of Mailman and Google Groups is 569 octets in 7 lines. */
const LONGEST_ENDING = 2048;
const MOST_LINES = 25;
const MOST_ENDINGS = 4;

/** A line that lists put above what they add: a rule of one sign, or the mark of a signature (RFC 3676 section 4.3). */
const DELIMITER = /^(?:_{5,}|-{5,}|={5,}|\*{5,}|-- |--=20)$/;

/** Only a text that stands in the body as it is can be cut; in base64 and multipart nothing can. */
function isPlainText(rows: RawField[]): boolean {
  const last = (name: string) => trimBlanks(rows.findLast((row) => row.name === name)?.value ?? '');
  const type = last('content-type');
  const encoding = last('content-transfer-encoding').toLowerCase();
  return (
    (type === '' || /^text\/plain(?:[ \t\r\n]*;|$)/i.test(type)) &&
    /^(?:|7bit|8bit|binary|quoted-printable)$/.test(encoding)
  );
}

/** Where the last lines start that may part a text from what was added, the last first. */
function findDelimiters(body: Octets): number[] {
  const from = Math.max(0, body.length - LONGEST_ENDING);
  const lines = latin1(body.subarray(from)).split('\r\n');
  if (lines.at(-1) === '') lines.pop();
  const found: number[] = [];
  let at = body.length;
  for (let i = lines.length - 1; i >= Math.max(0, lines.length - MOST_LINES); i--) {
    const line = lines[i]!;
    at -= line.length + (at === body.length && body.at(-1) !== 0x0a ? 0 : 2);
    // the first line of the window may be the end of a longer one
    const isWhole = i > 0 || from === 0;
    if (isWhole && DELIMITER.test(line)) found.push(at);
    if (found.length === MOST_ENDINGS) break;
  }
  return found;
}

const isBlank = (octets: Octets) => octets.every((octet) => octet <= 0x20);

/**
 * The endings that the list of a message may have added: at most four, each of at most 2,048 octets and 25 lines, with
 * the hashes that the signatures ask for of the text above it. Null for mail of no list.
 */
export async function digestEndings(
  body: Octets,
  rows: RawField[],
  wanted: Wanted[],
  mayHoldBlanks: BlankTest,
  pause: Pause,
): Promise<ListEnding[] | null> {
  if (!rows.some(({ name }) => name === 'list-id')) return null;
  if (body.length > LARGEST_TEXT || !isPlainText(rows)) return [];
  const whole = wanted.filter(({ limit, algorithm }) => limit === null && algorithm === 'sha256');
  const endings: ListEnding[] = [];
  for (const at of findDelimiters(body)) {
    const left = body.subarray(0, at);
    if (isBlank(left)) continue;
    const { hashes } = await digestBody(left, whole, PLAIN_BODY, mayHoldBlanks, pause);
    const added = body.subarray(at);
    const mark = encodeBase64(await crypto.subtle.digest('SHA-256', added));
    endings.push({ octets: added.length, text: latin1(added), mark, hashes });
  }
  return endings;
}
