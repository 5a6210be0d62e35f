// What a mailing list added, read as a reader sees it: does anything in it lead to anybody else?
import { behindAt } from '../../text/addresses.ts';
import { INVISIBLE } from '../../text/characters.ts';
import { toAscii } from '../../text/domains.ts';
import { decodeUtf8, toBytes } from '../../text/octets.ts';
import { hasKnownSuffix, sameOrganization } from '../../text/organization.ts';
import { fromQuotedPrintable } from '../../text/quoted-printable.ts';

const HIDDEN = new RegExp(`[${INVISIBLE}]`, 'gu');
const LINES = /[\u2010-\u2015\u2212\u30fc\u00b7\u2022\u30fb]/g;

/** Every text the octets may be: UTF-8, ISO-2022-JP by its escapes, else the other sets of old mail programs. */
function textsOf(octets: string): string[] {
  const bytes = toBytes(octets);
  const as = (charset: string) => new TextDecoder(charset).decode(bytes);
  if (octets.includes('\x1b')) return [octets, as('iso-2022-jp')];
  const text = decodeUtf8(octets);
  return text === null ? [octets, ...['shift_jis', 'euc-jp', 'gb18030'].map(as)] : [text];
}

/** One width, nothing hidden, and the ideographic full stop a dot where it parts a name (RFC 3490 section 3.1). */
const shownText = (text: string) =>
  text
    .normalize('NFKC')
    .replace(HIDDEN, '')
    .replace(/(?<=[a-z0-9])[。｡](?=[a-z0-9])/gi, '.');

/** What a program makes a link of: behind `//`, `www.` or an @, or a name under a known suffix. */
const NAME = /(\/\/|www\.|@)?((?:[\p{L}\p{N}\p{M}_-]{1,63}\.){1,8}[\p{L}\p{N}\p{M}-]{2,63})/giu;
const WEB = /https?:\/\/([^\s/?#]*)/gi;
/** Any other scheme opens something: a telephone, a chat, a purse. */
const SCHEME =
  /(?<![a-z])(?!https?:)(?:[a-z][a-z0-9+.-]{1,31}:\/\/|(?:tel|sms|javascript|data|ftp|bitcoin):)/i;
const NUMBERS = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/;
const DATE =
  /(?<!\d)(?:(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d)(?!\d)/g;
const TELEPHONE = /[+(]{0,2}\d(?:[ ()./-]{0,3}\d){7,}/g;
/** Google's groups are answered at google.com. */
const OWNERS: Record<string, string> = { 'googlegroups.com': 'google.com' };

/** A name without the words of a sentence stuck to it, in both ways to read `詳細はevil.comを`: whole, and its ASCII. */
function readingsOf(written: string): string[] {
  const name = written.replace(/\.([a-z][a-z0-9-]*)[^.]*$/i, '.$1');
  const ascii = /[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.exec(name)?.[0];
  return [...new Set([name, ascii ?? name])].map(toAscii);
}

/** Long enough for a telephone number, and no date. */
const hasTelephone = (text: string) =>
  [...text.replace(LINES, '-').replace(DATE, ' ').matchAll(TELEPHONE)].some(
    ([run]) => /^[+(0]/.test(run) || run.replace(/\D/g, '').length >= 9,
  );

/**
 * A link or telephone number in what was added that belongs neither to the author nor to the list.
 *
 * @param added octets, one a character
 */
export function leadsElsewhere(added: string, author: string, list: string): boolean {
  const owners = [author, list];
  for (const [domain, owner] of Object.entries(OWNERS))
    if (sameOrganization(list, domain)) owners.push(owner);
  const isTheirs = (domain: string) => owners.some((one) => sameOrganization(domain, one));
  const leads = (text: string) => {
    for (const [, mark, name = ''] of text.matchAll(NAME)) {
      const readings = readingsOf(name);
      if (readings.some(isTheirs)) continue;
      if (
        mark !== undefined ||
        readings.some((one) => one.startsWith('www.') || hasKnownSuffix(one))
      )
        return true;
    }
    for (const [, written = ''] of text.matchAll(WEB)) {
      const host = behindAt(written).replace(/:\d*$/, '');
      if (!readingsOf(host).some(isTheirs)) return true;
    }
    // Numbers in an address of theirs are no telephone.
    return (
      SCHEME.test(text) ||
      NUMBERS.test(text) ||
      hasTelephone(text.replace(/https?:\/\/[\x21-\x7e]*/gi, ' '))
    );
  };
  return textsOf(fromQuotedPrintable(added)).map(shownText).some(leads);
}
