// The public places that take reports of phishing mail, by region. Only those whose address stands on their own pages
// stand here. The reader sends; we only name them.
import { type Language, likely, say } from '../../lib/words.ts';

interface Place {
  name: string;
  /** what it calls itself in the first language of its region; absent where that is `name` */
  local?: string;
  /** mail address or page */
  address: string;
}

export interface Centre {
  /** it takes mail with the message attached, or has a form on a page */
  by: 'mail' | 'page';
  /** languages in which somebody there reads, the first of its region first; null for any */
  reads: readonly string[] | null;
  places: readonly Place[];
}

/** By region (ISO 3166-1). Readers elsewhere are told of `ANYWHERE`, which takes mail from everybody. */
const CENTRES: Partial<Record<string, Centre>> = {
  AT: {
    by: 'page',
    reads: ['de', 'en'],
    places: [{ name: 'Watchlist Internet', address: 'https://www.watchlist-internet.at' }],
  },
  BE: {
    by: 'mail',
    reads: ['fr', 'de', 'en'],
    places: [{ name: 'Safeonweb', address: 'suspect@safeonweb.be' }],
  },
  BR: {
    by: 'mail',
    reads: ['pt', 'en'],
    places: [{ name: 'CERT.br', address: 'cert@cert.br' }],
  },
  CA: {
    by: 'mail',
    reads: ['en', 'fr'],
    places: [{ name: 'Spam Reporting Centre', address: 'spam@fightspam.gc.ca' }],
  },
  CH: {
    by: 'mail',
    reads: ['de', 'fr', 'it', 'en'],
    places: [{ name: 'antiphishing.ch', address: 'reports@antiphishing.ch' }],
  },
  CN: {
    by: 'page',
    reads: ['zh', 'en'],
    places: [
      {
        name: '12321',
        local: '12321 网络不良与垃圾信息举报受理中心',
        address: 'https://www.12321.cn',
      },
    ],
  },
  DE: {
    by: 'mail',
    reads: ['de', 'en'],
    places: [
      {
        name: 'Phishing-Radar, Verbraucherzentrale NRW',
        address: 'phishing@verbraucherzentrale.nrw',
      },
    ],
  },
  ES: {
    by: 'mail',
    reads: ['es', 'en'],
    places: [{ name: 'INCIBE-CERT', address: 'incidencias@incibe-cert.es' }],
  },
  FR: {
    by: 'page',
    reads: ['fr', 'en'],
    places: [{ name: 'Signal Spam', address: 'https://www.signal-spam.fr' }],
  },
  GB: {
    by: 'mail',
    reads: ['en'],
    places: [{ name: 'National Cyber Security Centre', address: 'report@phishing.gov.uk' }],
  },
  IT: {
    by: 'page',
    reads: ['it', 'en'],
    places: [{ name: 'Polizia Postale', address: 'https://www.commissariatodips.it' }],
  },
  JP: {
    by: 'mail',
    reads: ['ja', 'en'],
    places: [
      {
        name: 'Council of Anti-Phishing Japan',
        local: 'フィッシング対策協議会',
        address: 'info@antiphishing.jp',
      },
      {
        name: 'Anti-Spam Consultation Center',
        local: '迷惑メール相談センター',
        address: 'meiwaku@dekyo.or.jp',
      },
    ],
  },
  KR: {
    by: 'page',
    reads: ['ko', 'en'],
    places: [
      {
        name: 'KISA Spam Response Center',
        local: 'KISA 불법스팸대응센터',
        address: 'https://spam.kisa.or.kr',
      },
    ],
  },
  TW: {
    by: 'page',
    reads: ['zh', 'en'],
    places: [{ name: '165', local: '165 全民防騙網', address: 'https://165.npa.gov.tw' }],
  },
};

const ANYWHERE: Centre = {
  by: 'mail',
  reads: null,
  places: [{ name: 'Anti-Phishing Working Group (APWG)', address: 'reportphishing@apwg.org' }],
};

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
