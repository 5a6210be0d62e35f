// What the lists do not say about an organisation, and why it is said here.

/** Categories whose mail moves money or parcels, or speaks for a government. */
export const HIGH_CATEGORIES = new Set([
  'bank',
  'card',
  'pay',
  'broker',
  'crypto',
  'finance',
  'gov',
  'parcel',
]);

/**
 * High besides those: accounts that people sign in to and that forgers imitate most. All organisations of tier 0, the
 * first list of this extension, belong here too.
 */
export const HIGH_ACCOUNTS = new Set(
  `163 aol fastmail gmx gmx2 gmx3 hey mail mail3 o2 onet outlook seznam tuta web wp yahoo zoho protonmail proton
  naver daum kakao qq snapchat telegram wechat vk pinterest reddit roblox epicgames riotgames
  lastpass 1password bitwarden dashlane nordpass okta duo godaddy namecheap ionos cloudflare
  alibaba mercadolivre temu shein walmart costco`.split(/\s+/),
);

/** Their users choose the name that stands in the mail: signatures, invoices, tickets, forms, campaigns, documents. */
export const USERS_WRITE = new Set(
  `docusign hellosign pandadoc cloudsign adobe dropbox intuit mailchimp sendgrid hubspot zendesk freshdesk intercom
  helpscout jotform typeform surveymonkey calendly eventbrite meetup wetransfer patreon gofundme substack constantcontact
  campaignmonitor mailjet brevo sendinblue klaviyo github gitlab atlassian asana notion canva monday clickup
  change peatix connpass smarthr freee square stripe wave freshbooks xero zoho box smartsheet airtable google
  linkedin paypal zoom slack shopify squarespace wix wordpress`.split(/\s+/),
);

/** Many independent bodies of one name, each with domains of its own: the list can only know some. */
export const FEDERATED: Record<string, RegExp> = {
  'savings banks': /sparkasse/i,
  'cooperative banks':
    /volksbank|raiffeisen|\bvr[- ]?bank|banques? populaires?|crédit agricole|crédit mutuel|caisse d.epargne/i,
  'offices of traffic and of consumers in Brazil': /detran|^procon\b/i,
  'tax offices of Germany': /finanzamt/i,
  'motor clubs and tolls of the states': /^(aaa|e-?zpass|dmv)\b/i,
  'chambers, associations and clubs':
    /^(ihk|handwerkskammer|ymca|rotary|lions club|caritas|diakonie|drk|(american |british )?red cross|croce rossa|cruz (?:roja|vermelha)|croix[- ]rouge|rotes kreuz)\b|赤十字|[红紅]十字|적십자/i,
  'agricultural cooperatives and credit unions of Japan':
    /^(jaバンク|ja bank|農協|信用金庫|信用組合|しんきん)/i,
  'health funds of one name': /^aok\b/i,
};

/**
 * Suffixes whose registry admits public bodies of one country only, by its published rules. A name below one of them
 * answers for government names of that country.
 */
export const CLOSED_SUFFIXES: Record<string, string> = {
  // governments
  br: 'gov.br jus.br leg.br mp.br mil.br def.br tc.br',
  jp: 'go.jp lg.jp',
  de: 'bund.de',
  gb: 'gov.uk nhs.uk police.uk mod.uk parliament.uk',
  us: 'gov mil fed.us',
  fr: 'gouv.fr',
  es: 'gob.es',
  pt: 'gov.pt',
  it: 'gov.it',
  at: 'gv.at',
  ch: 'admin.ch',
  be: 'fgov.be',
  ie: 'gov.ie',
  pl: 'gov.pl mil.pl',
  gr: 'gov.gr',
  ro: 'gov.ro',
  hu: 'gov.hu',
  au: 'gov.au',
  nz: 'govt.nz mil.nz parliament.nz',
  ca: 'gc.ca',
  in: 'gov.in nic.in mil.in',
  cn: 'gov.cn mil.cn',
  tw: 'gov.tw mil.tw',
  hk: 'gov.hk',
  sg: 'gov.sg',
  kr: 'go.kr mil.kr',
  my: 'gov.my mil.my',
  th: 'go.th mi.th',
  id: 'go.id mil.id',
  ph: 'gov.ph mil.ph',
  vn: 'gov.vn',
  mx: 'gob.mx',
  ar: 'gob.ar gov.ar mil.ar',
  cl: 'gob.cl gov.cl',
  co: 'gov.co mil.co',
  pe: 'gob.pe mil.pe',
  tr: 'gov.tr bel.tr pol.tr',
  il: 'gov.il idf.il',
  ae: 'gov.ae mil.ae',
  za: 'gov.za',
  ua: 'gov.ua',
  eu: 'europa.eu',
};
