// The public places that take reports of phishing mail, by region. The reader sends; we only name them.
// Open each address before a release: a place that moved is left out until the new one is known.

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

/** By region (ISO 3166-1). */
export const CENTRES: Partial<Record<string, Centre>> = {
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

/** It takes mail from everybody: for readers of every other region. */
export const ANYWHERE: Centre = {
  by: 'mail',
  reads: null,
  places: [{ name: 'Anti-Phishing Working Group (APWG)', address: 'reportphishing@apwg.org' }],
};
