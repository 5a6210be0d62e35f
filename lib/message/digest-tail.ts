// What stands behind an l= (RFC 6376 section 8.2): words that may be a list's, or something shown in place of the text or
// followed by whoever reads it.
import type { BodyFacts } from '../model.ts';
import { latin1 } from '../text/octets.ts';
import { fromQuotedPrintable } from '../text/quoted-printable.ts';
import type { BodyShape } from './digest-fields.ts';
import type { Octets } from './digest-octets.ts';

/** Read no more than this: what is longer is no footer. */
const LONGEST_TAIL = 1 << 18;

/** A tag, or a letter written as HTML writes it, whatever the part says it is. */
const MARKUP =
  /<(?:[a-z][a-z0-9:-]*[\s/>]|[!?]|\/[a-z])|&#?[a-z0-9]{2,31};|content-type:[ \t]*text\/html/i;

/** What a program makes a link of: a scheme, an address, or any name with a suffix. No list of suffixes is at hand here. */
const LINK = /:\/\/|\b(?:mailto|tel|sms):|[a-z0-9\x80-\xff]\.(?:[a-z]{2}|xn--)/i;

const ENCODING = /^content-transfer-encoding:[ \t\r\n]*([\w-]+)/gim;

/**
 * The encoding (lower case) in force where the signed octets end: of the part that was opened last, or of the message.
 */
function encodingAt(canonical: Octets, limit: number, { boundary, encoding }: BodyShape): string {
  if (boundary === null) return encoding;
  const signed = latin1(canonical.subarray(Math.max(0, limit - LONGEST_TAIL), limit));
  return ([...signed.matchAll(ENCODING)].at(-1)?.[1] ?? encoding).toLowerCase();
}

/** Describes what stands behind the first `limit` octets of a canonical body. */
export function describeTail(
  canonical: Octets,
  limit: number,
  shape: BodyShape,
): BodyFacts['unsignedTails'][number] {
  const { boundary } = shape;
  const octets = canonical.length - limit;
  const written = latin1(canonical.subarray(limit, limit + LONGEST_TAIL));
  const text = `${written}\n${fromQuotedPrintable(written)}`;
  // Nobody adds words to base64 that are read as words, so whoever continues it hides what they are.
  const isHidden = octets > LONGEST_TAIL || encodingAt(canonical, limit, shape) === 'base64';
  return {
    limit,
    octets,
    html: MARKUP.test(text),
    boundary: boundary !== null && written.includes(`--${boundary}`),
    link: isHidden || LINK.test(text),
  };
}
