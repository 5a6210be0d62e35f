// Could this name tell one reader from another? How much a label can carry, in bits.

// A sender who puts a token made for one reader into a name learns from his own name server that the mail
// was opened. Letters and digits of a random token carry 3 to 5 bits each, words and dates hardly any. Held
// is what can number 80 million readers: eight free digits. Below that are `s2048`, `fm3`, `20230601`;
// words chosen as tokens cannot be told apart from words.
const MAX_LABEL_BITS = 26.5;
/** a token spread over several labels */
const MAX_NAME_BITS = 40;

const DIGIT_BITS = 3.33;
const LETTER_BITS = 4.7;
const ACRONYM_BITS = 2.5;
const WORD_BITS = 5;
const TERM_BITS = 2;
const DATE_BITS = 13;

/** Words of selectors and mail host names; a label made of these carries next to nothing. */
const TERMS = new Set(
  `dkim domainkey dmarc spf arc sig sign sel selector key keys mail mailer mx mta smtp smtpout smtpapi smtps
  in out inbound outbound relay gw gateway edge node host server srv sv vps web www ns pool cust def default
  main first second primary test prod dev stage mg pm em news newsletter info bounce bounces return noreply
  marketing promo trans transactional notify notifications alerts system corp office cloud app api email
  post push send sender mkt mktdns crm esp list lists support help service services secure login auth
  adsp report feedback ed25519 rsa ecdsa nspf ehlo netblocks ip have spfprod ipv4 ipv6 com net org`.split(
    /\s+/,
  ),
);

/** The 150 commonest letter pairs of English words, host names and romanised Japanese. */
const PAIRS = new Set(
  `aa ab ac ad ag ai al am an ap ar as at au ba be bl bo ca ce ch ci ck cl co cr ct da de di do ea eb ec ed
  ee ef el em en ep er es et ev ex fe fi fo ge gi ha he hi ho ia ic id ie if ig il im in io ip ir is it iv ke
  la ld le li ll lo lu ly ma me mi mo mp na nc nd ne ng ni no ns nt ob oc od ol om on oo op or os ot ou ow pa
  pe pl po pr pt ra rc rd re ri ro rr rs rt sa sc se sh si so sp ss st su ta tc te th ti to tr ts tt ty ul un
  ur us ut va ve vi wa`.split(/\s+/),
);

/** Second-level labels under country codes: the registered name is one further to the left. */
const SECOND_LEVEL = /^(ac|ad|co|com|ed|edu|go|gob|gov|gr|lg|ltd|ne|net|nom|or|org|plc|sch|web)$/;

/**
 * Names under these belong to large mail services and mailbox providers: whoever sends through them neither
 * chooses such a name for one reader nor sees who asks for it. Some of their own selectors look random.
 */
const SHARED = new Set(
  `google.com gmail.com googlemail.com googlegroups.com outlook.com hotmail.com onmicrosoft.com microsoft.com
  office365.com icloud.com apple.com me.com yahoo.com yahoo.co.jp yahoodns.net aol.com amazonses.com
  amazon.com amazon.co.jp amazonaws.com sendgrid.net mailgun.org mailgun.net mcsv.net rsgsv.net mcdlv.net
  mandrillapp.com mailchimpapp.net mtasv.net postmarkapp.com sparkpostmail.com mailjet.com sendinblue.com
  brevo.com exacttarget.com salesforce.com pardot.com hubspotemail.net klaviyomail.com
  zendesk.com freshdesk.com intercom.io pphosted.com mimecast.com messagelabs.com barracudanetworks.com
  messagingengine.com fastmail.com protonmail.ch proton.me zoho.com zohomail.com mailo.com gmx.net web.de
  yandex.ru yandex.net mail.ru qq.com 163.com linkedin.com facebookmail.com github.com bcsv.net
  vali.email ondmarc.com sakura.ne.jp xserver.jp lolipop.jp conoha.ne.jp kagoya.net iij.ad.jp securemx.jp
  docomo.ne.jp ezweb.ne.jp softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp`.split(/\s+/),
);

/**
 * Whether a lower-case name can carry a token made for one reader. `address` is the client's IPv4 address,
 * whose four numbers may stand in the name in either order (SPF `%{i}`).
 */
export function looksUnique(name: string, address: string | null = null): boolean {
  const labels = withoutAddress(name, address).split('.');
  for (let i = 0; i < labels.length - 1; i++) {
    if (SHARED.has(labels.slice(i).join('.'))) return false;
  }
  const registered = registeredIndex(labels);
  const bits = labels
    .slice(0, registered + 1)
    .map((label, i) => labelBits(label, i === registered));
  return (
    bits.some((value) => value > MAX_LABEL_BITS) ||
    bits.reduce((sum, value) => sum + value, 0) > MAX_NAME_BITS
  );
}

/** Position of the label somebody registered. The public suffix list would be 40 kB for a rough measure. */
function registeredIndex(labels: string[]): number {
  const last = labels.length - 1;
  const country = labels[last]?.length === 2 && SECOND_LEVEL.test(labels[last - 1] ?? '');
  return Math.max(0, country ? last - 2 : last - 1);
}

/** A registered name costs money each, so only plain tokens are suspected there, and no IDN. */
function labelBits(label: string, registered: boolean): number {
  if (registered && label.startsWith('xn--')) return 0;
  let bits = 0;
  let letterRuns = 0;
  for (const [run] of label.replaceAll(/ed25519/g, 'ed').matchAll(/\d+|[a-z]+/g)) {
    bits += /\d/.test(run) ? digitBits(run) : letterBits(run, letterRuns++ === 0, registered);
  }
  return bits;
}

function letterBits(run: string, first: boolean, registered: boolean): number {
  if (TERMS.has(run)) return TERM_BITS;
  const share = pairShare(run);
  if (run.length >= 3 && run.length <= 24 && share >= (registered ? 0.35 : 0.6)) return WORD_BITS;
  if (first && run.length <= 6) return ACRONYM_BITS * run.length;
  return LETTER_BITS * run.length;
}

function pairShare(run: string): number {
  let known = 0;
  for (let i = 0; i < run.length - 1; i++) if (PAIRS.has(run.slice(i, i + 2))) known++;
  return known / Math.max(1, run.length - 1);
}

/** Key sizes, years and days are few; other digits count in full. */
function digitBits(run: string): number {
  if (/^(512|768|1024|2048|4096)$/.test(run)) return TERM_BITS;
  const [, year, month = '1', day = '1'] = /^(20[0-3]\d)(\d\d)?(\d\d)?$/.exec(run) ?? [];
  const date = year !== undefined && Number(month) <= 12 && Number(month) > 0;
  if (date && Number(day) <= 31 && Number(day) > 0)
    return run.length === 8 ? DATE_BITS : run.length * 1.4;
  return DIGIT_BITS * run.length;
}

function withoutAddress(name: string, address: string | null): string {
  if (!address || !/^\d+(\.\d+){3}$/.test(address)) return name;
  let rest = name;
  for (const written of [address, address.split('.').reverse().join('.')]) {
    for (const form of [written, written.replaceAll('.', '-')]) {
      const at = rest.search(new RegExp(`(?<!\\d)${form.replaceAll('.', '\\.')}(?!\\d)`));
      if (at >= 0) rest = `${rest.slice(0, at)}ip${rest.slice(at + form.length)}`;
    }
  }
  return rest;
}
