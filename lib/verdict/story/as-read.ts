// Domains of a sentence as this reader reads them: in which letters, and of several the one that the reader may know.
import type { Judgement, Sentence } from '../../model.ts';
import { likely } from '../../text/locale.ts';
import { withWrittenDomains } from '../../text/written-domain.ts';
import { hostInJapanese } from '../data/mail-hosts.ts';
import { traitsOf, traitsOfSentence } from '../rules/about.ts';

/** The last label of domains of a country (ISO 3166); '' for none. */
const suffixOf = (region: string) =>
  region === 'GB' ? '.uk' : region && `.${region.toLowerCase()}`;

const COUNTRY = /\.[a-z]{2}$/;

/**
 * Of an organisation with a domain in several countries, the reader's own country first; else the best known first,
 * as they come.
 */
function inReach(expected: string, suffix: string): string {
  const domains = expected.split(', ');
  const countries = new Set(domains.flatMap((domain) => COUNTRY.exec(domain)?.[0] ?? []));
  const own = domains.find((domain) => suffix !== '' && domain.endsWith(suffix));
  if (own === undefined || countries.size < 2) return expected;
  return [own, ...domains.filter((domain) => domain !== own)].join(', ');
}

/** Reads sentences and texts of one judgement for a reader of this language (BCP 47). */
export function asReadBy(language: string, { report }: Judgement) {
  // Beside a domain that imitates another one no letter is taken for what it looks like.
  const isDoubtful = report.findings.some(
    ({ rule, severity }) =>
      severity !== 'info' && ['domain', 'reply'].includes(traitsOf(rule).about),
  );
  // The country where the language is likely read; '' where nobody can tell.
  const [, , region = ''] = likely(language);
  const suffix = suffixOf(region);
  const owner = report.owner?.organisation;
  // Nobody at home says of which country an organisation is.
  const atHome = region && owner?.endsWith(` (${region})`) ? owner.slice(0, -5) : owner;
  const isJapanese = language.startsWith('ja');
  const named = (param: string, value: string): string => {
    if (param === 'forwarder' && isJapanese) return hostInJapanese(value);
    return value === owner && ['owner', 'organisation'].includes(param) ? atHome! : value;
  };
  const domains = (text: string) => withWrittenDomains(text, isDoubtful ? '' : language);
  const sentence = ({ key, params }: Sentence): Sentence => {
    if (traitsOfSentence(key)?.spelled) return { key, params };
    const { expected } = params;
    const given = expected ? { ...params, expected: inReach(expected, suffix) } : params;
    const read = Object.entries(given).map(([name, value]) => [name, domains(named(name, value))]);
    return { key, params: Object.fromEntries(read) };
  };
  return { domains, sentence };
}
