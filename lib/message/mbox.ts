// mbox files (RFC 4155, and what Takeout writes): where each message stands, read in pieces and never as a whole.

/** First octet of a message, and the octet behind its last. */
export type MboxRange = [start: number, end: number];

const LF = 10;
const CR = 13;
const QUOTE = 62;
/** `From ` as octets */
const FROM = [70, 114, 111, 109, 32];
/** A longer line separates nothing. */
export const LONGEST_SEPARATOR = 1_000;

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '\\d{1,2}:\\d\\d(?::\\d\\d)?';
/**
 * A sender and a date: weekday, month, day, time and year, in the order of asctime (RFC 4155 appendix A) with a zone in
 * any place, or in that of RFC 5322. A sentence that begins with From has none.
 */
const DATED = new RegExp(
  `^From (?!:)\\S+ .*\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:${MONTH} +\\d{1,2} +${TIME} (?:.* )?\\d{4}|\\d{1,2} +${MONTH} +\\d{4} +${TIME})(?![\\w:])`,
);
/** What Thunderbird writes now; before, it put a hyphen for the sender. */
const BARE = /^From \r?$/;
const THUNDERBIRD = /^From (?:- |\r?$)/;

/** The line that mbox files put before a message. */
export const isMboxLine = (line: string): boolean => DATED.test(line);

/** A file that is somebody's mail by its name: in a folder only such are read. Apple Mail calls its mailboxes mbox. */
export const isMessageFile = (name: string): boolean =>
  /(?:\.(?:eml|mbox)|(?:^|[\\/])mbox)$/i.test(name);

const isFrom = (octets: Uint8Array, at: number) =>
  FROM.every((octet, i) => octets[at + i] === octet);

function separatorAt(octets: Uint8Array, start: number, end: number): string | null {
  if (!isFrom(octets, start) || end - start >= LONGEST_SEPARATOR) return null;
  const line = String.fromCharCode(...octets.subarray(start, end));
  return isMboxLine(line) || BARE.test(line) ? line : null;
}

/** Octets of a byte order mark at the start of a file. */
const markBefore = (octets: Uint8Array): number =>
  octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf ? 3 : 0;

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/**
 * The messages of an mbox file, in order, from its octets as they come. A message begins behind a `From ` line at the
 * start of the file (a byte order mark and empty lines aside) or below an empty line. A file that does not begin so is
 * no mbox and has none. Keeps one line at most.
 */
export async function* mboxRanges(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<MboxRange> {
  let rest: Uint8Array = new Uint8Array();
  /** offset of the first octet of `rest` */
  let base = 0;
  let start = -1;
  let isAfterBlank = true;
  let isInLongLine = false;
  let isThunderbird = false;
  for await (const chunk of chunks) {
    const octets = rest.length > 0 ? join(rest, chunk) : chunk;
    let line = 0;
    for (let end = octets.indexOf(LF); end !== -1; end = octets.indexOf(LF, line)) {
      const from = base + line === 0 ? markBefore(octets) : line;
      const isEmpty = end === from || (end === from + 1 && octets[from] === CR);
      if (!isInLongLine && isAfterBlank) {
        const separator = separatorAt(octets, from, end);
        if (start < 0) isThunderbird = separator !== null && THUNDERBIRD.test(separator);
        // Without a date it could be anybody's line, so it separates only where the program writes such.
        if (separator !== null && (isThunderbird || isMboxLine(separator))) {
          if (start >= 0) yield [start, base + line];
          start = base + end + 1;
        }
      }
      if (start < 0 && !isEmpty) return;
      isAfterBlank = isEmpty && !isInLongLine;
      isInLongLine = false;
      line = end + 1;
    }
    if (octets.length - line > LONGEST_SEPARATOR) {
      if (start < 0) return;
      isInLongLine = true;
      line = octets.length;
    }
    rest = octets.slice(line);
    base += line;
  }
  if (start >= 0) yield [start, base + rest.length];
}

/**
 * A message out of an mbox file as it was: lines that were kept from being separators lose one `>`. In an mboxrd file
 * these are all of `>From `, `>>From ` …; in an mboxo file (`most` 1) only the first of them were touched. Where there
 * is none, the octets themselves.
 */
export function unquoteMbox(
  octets: Uint8Array<ArrayBuffer>,
  most = Number.POSITIVE_INFINITY,
): Uint8Array<ArrayBuffer> {
  const quotes: number[] = [];
  for (let at = octets.indexOf(QUOTE); at !== -1; at = octets.indexOf(QUOTE, at + 1)) {
    if (at > 0 && octets[at - 1] !== LF) continue;
    let from = at;
    while (octets[from] === QUOTE) from += 1;
    if (from - at <= most && isFrom(octets, from)) quotes.push(at);
    at = from - 1;
  }
  if (quotes.length === 0) return octets;
  const plain = new Uint8Array(octets.length - quotes.length);
  let [from, to] = [0, 0];
  for (const quote of [...quotes, octets.length]) {
    plain.set(octets.subarray(from, quote), to);
    to += quote - from;
    from = quote + 1;
  }
  return plain;
}
