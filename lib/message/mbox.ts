// mbox files (RFC 4155, and what Takeout writes): where each message stands, read in pieces and never as a whole.

/** First octet of a message, and the octet behind its last. */
export type MboxRange = [start: number, end: number];

const LF = 10;
const CR = 13;
const QUOTE = 62;
/** `From ` as octets */
const FROM = [70, 114, 111, 109, 32];
/** A longer line separates nothing. */
const LONGEST = 1_000;
/** Sender, then a date with a time: a sentence of somebody's that begins with From has none. */
const SEPARATOR = /^From \S+ .*\d{1,2}:\d\d/;

const isFrom = (octets: Uint8Array, at: number) =>
  FROM.every((octet, i) => octets[at + i] === octet);

const isSeparator = (octets: Uint8Array, start: number, end: number): boolean =>
  isFrom(octets, start) &&
  end - start < LONGEST &&
  SEPARATOR.test(String.fromCharCode(...octets.subarray(start, end)));

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/**
 * The messages of an mbox file, in order, from its octets as they come. A message begins behind a `From ` line at the
 * start of the file or below an empty line. A file that does not begin so has none. Keeps one line at most.
 */
export async function* mboxRanges(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<MboxRange> {
  let rest: Uint8Array = new Uint8Array();
  /** offset of the first octet of `rest` */
  let base = 0;
  let start = -1;
  let isAfterBlank = true;
  let isInLongLine = false;
  for await (const chunk of chunks) {
    const octets = rest.length > 0 ? join(rest, chunk) : chunk;
    let line = 0;
    for (let end = octets.indexOf(LF); end !== -1; end = octets.indexOf(LF, line)) {
      if (!isInLongLine && isAfterBlank && isSeparator(octets, line, end)) {
        if (start >= 0) yield [start, base + line];
        start = base + end + 1;
      }
      if (start < 0) return;
      const isEmpty = end === line || (end === line + 1 && octets[line] === CR);
      isAfterBlank = isEmpty && !isInLongLine;
      isInLongLine = false;
      line = end + 1;
    }
    if (octets.length - line > LONGEST) {
      isInLongLine = true;
      line = octets.length;
    }
    rest = octets.slice(line);
    base += line;
  }
  if (start >= 0) yield [start, base + rest.length];
}

/** A message out of an mbox file as it was: lines that were kept from being separators lose one `>`. */
export function unquoteMbox(octets: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const quotes: number[] = [];
  for (let at = octets.indexOf(QUOTE); at !== -1; at = octets.indexOf(QUOTE, at + 1)) {
    if (at > 0 && octets[at - 1] !== LF) continue;
    let from = at;
    while (octets[from] === QUOTE) from += 1;
    if (isFrom(octets, from)) quotes.push(at);
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
