// Domains of a sentence as this reader reads them: in which letters, and of several the one that the reader may know.
import type { Judgement, Sentence } from '../../model.ts';
import { likely } from '../../text/locale.ts';
import { withWrittenDomains } from '../../text/written-domain.ts';
import { traitsOf, traitsOfSentence } from '../rules/about.ts';

/** The last label of domains of the country where a language (BCP 47) is likely read; '' where nobody can tell. */
function suffixOf(language: string): string {
  const [, , region = ''] = likely(language);
  return region === 'GB' ? '.uk' : region && `.${region.toLowerCase()}`;
}

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
  const suffix = suffixOf(language);
  const domains = (text: string) => withWrittenDomains(text, isDoubtful ? '' : language);
  const sentence = ({ key, params }: Sentence): Sentence => {
    if (traitsOfSentence(key)?.spelled) return { key, params };
    const { expected } = params;
    const given = expected ? { ...params, expected: inReach(expected, suffix) } : params;
    const read = Object.entries(given).map(([name, value]) => [name, domains(value)]);
    return { key, params: Object.fromEntries(read) };
  };
  return { domains, sentence };
}
