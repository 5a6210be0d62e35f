// SPF macros (RFC 7208 section 7) that would tell the sender who reads: replaced before the engine expands them.
import { expandMacros } from '#mailauth';
import { HELD_NAME } from './questions.ts';

const MACRO = /%%|%\{([a-z])(?:0*[1-9][0-9]*)?r?[-.+,/_=]*\}/gi;
/** An exp= of valid syntax; an invalid one is left for the engine to refuse. */
const EXPLANATION = /( exp=)(?:[!-$&-~]|%[%_-]|%\{[slodiphcrtv][0-9]*r?[-.+,/_=]*\})+(?= |$)/gi;
/** Explanations are never shown, so they are never asked for either. */
export const NO_EXPLANATION = `no-explanation.${HELD_NAME}`;

/**
 * Rewrites an SPF record for a reader who gave no consent: `%{s} %{l} %{o} %{h}` (in any case, with any transformer)
 * carry the recipient-specific envelope address or HELO, `%{i}` and `%{p}` of an IPv6 client can. A term with one of
 * them gets a name that is answered as held without asking. The domains of `exp=` are left out.
 */
export function withoutReaderMacros(record: string, client: 'ipv4' | 'ipv6'): string {
  return hideReader(
    record.replace(EXPLANATION, (_match, name: string) => `${name}${NO_EXPLANATION}`),
    client,
  );
}

function hideReader(text: string, client: 'ipv4' | 'ipv6'): string {
  const reader = client === 'ipv4' ? 'sloh' : 'slohip';
  return text.replace(MACRO, (macro, letter?: string) =>
    letter && reader.includes(letter.toLowerCase()) ? HELD_NAME : macro,
  );
}

/** A term with a domain-spec: mechanism or redirect, the spec, and perhaps prefix lengths. */
const TERM_WITH_DOMAIN = /^[+?~-]?(?:include:|exists:|a:|mx:|ptr:|redirect=)([^/]+)/i;

/** The names that terms with such macros stand for, so that the reader can see them before consenting. */
export function readerNames(
  record: string,
  client: 'ipv4' | 'ipv6',
  values: { sender: string; ip: string; helo: string; domain: string },
): string[] {
  return record.split(' ').flatMap((term) => {
    const spec = TERM_WITH_DOMAIN.exec(term)?.[1];
    if (spec === undefined || hideReader(spec, client) === spec) return [];
    try {
      return [
        expandMacros(spec, { ...values, mta: 'localhost' })
          .toLowerCase()
          .replace(/\.$/, ''),
      ];
    } catch {
      return [];
    }
  });
}
