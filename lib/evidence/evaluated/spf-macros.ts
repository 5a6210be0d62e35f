// SPF macros (RFC 7208 section 7) that would tell the sender who reads: replaced before the engine expands them.
import { expandMacros } from '#mailauth';
import { LONGEST_DOMAIN } from '../../text/bounds.ts';
import { HELD_NAME } from './questions.ts';
import { readTerm } from './spf-terms.ts';

const MACRO = /%[%_-]|%\{([a-z])[^}]*\}/gi;
/**
 * A term that asks for a domain-spec, in which a slash may part what a macro stands for, and its prefix lengths behind
 * it. What `ptr:` names is compared and never asked.
 */
const TERM_WITH_DOMAIN =
  /^([+?~-]?)(include:|exists:|a:|mx:|redirect=|exp=)(.+?)((?:\/\d+)?(?:\/\/\d+)?)$/i;
/** Explanations are never shown, so they are never asked for either. */
export const NO_EXPLANATION = `no-explanation.${HELD_NAME}`;

/** `%{s} %{l} %{o} %{h}` carry the recipient-specific envelope address or HELO, `%{i}` and `%{p}` of an IPv6 client can. */
function tellsReader(spec: string, client: 'ipv4' | 'ipv6'): boolean {
  const reader = client === 'ipv4' ? 'sloh' : 'slohip';
  return [...spec.matchAll(MACRO)].some(([, letter = '-']) =>
    reader.includes(letter.toLowerCase()),
  );
}

/**
 * Rewrites an SPF record: the domain of `exp=` is left out, and for a reader who gave no consent a term whose name would
 * tell who reads gets one that is answered as held without asking. What no receiver understands stays for the engine to
 * refuse.
 *
 * @param client null with consent
 */
export const withoutReaderMacros = (record: string, client: 'ipv4' | 'ipv6' | null): string =>
  record
    .split(' ')
    .map((term) => {
      const [, qualifier, name = '', spec, prefixes] = TERM_WITH_DOMAIN.exec(term) ?? [];
      if (spec === undefined || !readTerm(term)) return term;
      if (/^exp=/i.test(name)) return `${name}${NO_EXPLANATION}`;
      if (client === null || !tellsReader(spec, client)) return term;
      return `${qualifier}${name}${HELD_NAME}${prefixes}`;
    })
    .join(' ');

const PART = /%[%_-]|%\{[^}]*\}|[^%]/g;

/** A name as it is asked: without the labels in front that make it too long (section 7.3). */
function fitted(name: string): string {
  let fits = name.toLowerCase().replace(/\.$/, '');
  while (fits.length > LONGEST_DOMAIN && fits.includes('.'))
    fits = fits.slice(fits.indexOf('.') + 1);
  return fits;
}

/** The names that terms with such macros stand for, so that the reader can see them before consenting. */
export function readerNames(
  record: string,
  client: 'ipv4' | 'ipv6',
  values: { sender: string; ip: string; helo: string; domain: string },
): string[] {
  return record.split(' ').flatMap((term) => {
    const [, , name = '', spec = ''] = TERM_WITH_DOMAIN.exec(term) ?? [];
    if (/^(?:exp=)?$/i.test(name) || !readTerm(term) || !tellsReader(spec, client)) return [];
    // Of what stands in front of so many letters and macros nothing is left in a name.
    const last = (spec.match(PART) ?? []).slice(-LONGEST_DOMAIN - 1).join('');
    return [fitted(expandMacros(last, { ...values, mta: 'localhost' }))];
  });
}
