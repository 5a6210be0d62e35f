// Whom a reader can report phishing to: the public place of the country that the browser's languages tell.
import { likely } from '../../lib/text/locale.ts';
import { ANYWHERE, CENTRES, type Centre } from '../../lib/text/report-centres.ts';
import { type Language, say } from '../../lib/words.ts';

const baseOf = (tag: string) => likely(tag)[0] ?? '';

/** Languages of one country: a tag of theirs tells it without naming it. */
const AT_HOME = /^(?:it|ja|ko)$/;

/**
 * The regions of a reader, the dearest first. Of each language only the first tag counts, because browsers add the
 * bare language behind it (`es-MX, es`); a bare one counts where the reader reads it, or where it has one country.
 */
function regionsOf(language: Language, tags: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...tags, language].flatMap((tag) => {
    const [base = '', , region = ''] = likely(tag);
    if (seen.has(base)) return [];
    seen.add(base);
    const isTold = base !== tag || base === baseOf(language) || AT_HOME.test(base);
    return isTold ? [region] : [];
  });
}

/**
 * The centre of the first of a reader's regions that has one, where somebody reads what is written.
 * @param language in which the report is written
 * @param tags BCP 47, the browser's languages, the dearest first
 */
export function centreFor(language: Language, tags: readonly string[] = []): Centre {
  const centres = regionsOf(language, tags).map((region) => CENTRES[region]);
  return centres.find((centre) => centre?.reads?.includes(baseOf(language))) ?? ANYWHERE;
}

/** Its places as one text, with or without their addresses: `A (a@a.example) or B (b@b.example)`. */
export function placesOf(
  language: Language,
  { places, reads }: Centre,
  withAddress: boolean,
): string {
  const isLocal = reads?.[0] === baseOf(language);
  const named = places.map(({ name, local, address }) => {
    const shown = (isLocal && local) || name;
    return withAddress
      ? say(language, { key: 'report.place', params: { name: shown, address } })
      : shown;
  });
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(named);
}
