// How much one label of a name can carry, in bits.

// A sender who puts a token made for one reader into a name learns from his own name server that the mail
// was opened. Letters and digits of a random token carry 3 to 5 bits each, words and dates hardly any. Held
// is what can number 80 million readers: eight free digits. Below that are `s2048`, `fm3`, `20230601`;
// words chosen as tokens cannot be told apart from words.
export const MAX_LABEL_BITS = 26.5;

const DIGIT_BITS = 3.33;
const LETTER_BITS = 4.7;
const ACRONYM_BITS = 2.5;
/** Five or six letters of which no two go together are hardly an abbreviation. */
const TOKEN_BITS = 4.2;
const SHORTEST_TOKEN = 4;
const HALF_WORD_BITS = 3;
const WORD_BITS = 5;
const TERM_BITS = 2;
/** Terms in a row beyond three: there are about a hundred to choose from. */
const FURTHER_TERM_BITS = 6;
const FEW_TERMS = 3;
/** Letters that read like a word: a longer run of common pairs is a chain of them, at about this much a letter. */
const LONGEST_WORD = 14;
const PAIR_BITS = 2.5;
/** A hyphen or underscore where the other could stand, or none. */
const SEPARATOR_BITS = 1;
const YEAR_BITS = 5;
const MONTH_BITS = 9;
const DATE_BITS = 13;

/** Words of selectors and mail host names; a label made of these carries next to nothing. */
const TERMS =
  `dkim domainkey dmarc spf arc sig sign sel selector key keys mail mailer mx mta smtp smtpout smtpapi
  out inbound outbound relay gw gateway edge node host server srv sv vps web www ns pool cust def default main
  first second primary ed test prod dev stage pm em news newsletter info bounce bounces return noreply marketing
  promo trans transactional notify notifications alerts system corp office cloud app api email post push send
  sender mkt esp list lists support help service services secure login auth report feedback rsa ecdsa nspf ehlo
  netblocks ip have in google onmicrosoft one two three four five six com net org jan feb mar apr may jun jul aug sep oct nov dec`.split(
    /\s+/,
  );

/** A whole run of letters that is such a word, or a longer one inside it. */
const KNOWN = new RegExp(
  [`(?<![a-z])(?:${TERMS.join('|')})(?![a-z])`, ...TERMS.filter((term) => term.length > 3)].join(
    '|',
  ),
  'g',
);

/** The 150 commonest letter pairs of English words, host names and romanised Japanese. */
const PAIRS = new Set(
  `aa ab ac ad ag ai al am an ap ar as at au ba be bl bo ca ce ch ci ck cl co cr ct da de di do ea eb ec ed
  ee ef el em en ep er es et ev ex fe fi fo ge gi ha he hi ho ia ic id ie if ig il im in io ip ir is it iv ke
  la ld le li ll lo lu ly ma me mi mo mp na nc nd ne ng ni no ns nt ob oc od ol om on oo op or os ot ou ow pa
  pe pl po pr pt ra rc rd re ri ro rr rs rt sa sc se sh si so sp ss st su ta tc te th ti to tr ts tt ty ul un
  ur us ut va ve vi wa`.split(/\s+/),
);

/** A word of selectors and mail host names, which says nothing of anybody. */
export const isTerm = (word: string): boolean => TERMS.includes(word);

/** The one word of selectors with digits that say nothing. */
const plain = (label: string) => label.replaceAll('ed25519', 'ed');

/** Runs of digits, which count together over all labels of a name. */
export const numbersIn = (label: string): string[] => plain(label).match(/\d+/g) ?? [];

/**
 * What a label can carry.
 *
 * @param before words of TERMS in the labels to the right: those of a name are one row, whatever parts them
 * @param mayBeShort a few letters at its beginning may be an abbreviation
 */
export function labelBits(
  written: string,
  before: number,
  mayBeShort = true,
): { bits: number; terms: number } {
  const label = plain(written);
  let bits = separatorBits(label);
  let first = mayBeShort;
  let terms = 0;
  for (const part of label.split(/[-_]+/)) {
    bits += chainBits(part);
    const runs = part.replace(KNOWN, ' ').match(/\d+|[a-z]+/g) ?? [];
    // Letters, digits and letters again is how tokens look, and hardly ever how people name things.
    const mixed = part.replace(KNOWN, '').match(/\d+|[a-z]+/g)?.length ?? 0;
    for (const run of runs) {
      if (/\d/.test(run)) bits += digitBits(run);
      else bits += mixed > 2 ? LETTER_BITS * run.length : letterBits(run, first);
      first = false;
    }
    terms += part.match(KNOWN)?.length ?? 0;
  }
  const further = Math.min(terms, Math.max(0, before + terms - FEW_TERMS));
  return { bits: bits + TERM_BITS * (terms - further) + FURTHER_TERM_BITS * further, terms };
}

/** What letters between known words inside one long run add: the words may have come about by chance. */
function chainBits(part: string): number {
  const chains = (part.match(/[a-z]+/g) ?? []).map((run) => run.replace(KNOWN, ' '));
  const rests = chains.filter((rest) => rest.trim().includes(' '));
  const lengths = rests.map((rest) => rest.replaceAll(' ', '').length);
  return sum(lengths.map((length) => (length > LONGEST_WORD ? PAIR_BITS * length : 0)));
}

/** Separators beside each other or at an edge, and the choice between the two where a label has both. */
function separatorBits(label: string): number {
  const all = label.match(/[-_]/g)?.length ?? 0;
  // `_dmarc`, `_domainkey`, `_spf`, `_h`: one underscore ahead is how DNS marks such names
  const runs = label.replace(/^_(?=[a-z0-9])/, '').match(/[-_]+/g) ?? [];
  const isMixed = new Set(runs.join('')).size > 1;
  const loose = sum(runs.map((run) => run.length - 1)) + (/[-_]$/.test(label) ? 1 : 0);
  return SEPARATOR_BITS * (isMixed ? all : loose);
}

/** A registered name costs money each: suspected are plain tokens only, never names people gave. */
export function isSuspectRegistration(label: string): boolean {
  if (label.startsWith('xn--')) return false;
  if (/\d{8}|_|^-|-$/.test(label)) return true;
  const joined = label.replaceAll('-', '');
  const runs = joined.match(/\d+|[a-z]+/g) ?? [];
  if (runs.length === 1) return joined.length >= 16 && pairShare(joined) < 0.45;
  return runs.length > 3 || label.split('-').some((part) => /\d/.test(part) && part.length >= 13);
}

function letterBits(run: string, first: boolean): number {
  const share = pairShare(run);
  if (run.length >= 3 && share >= 0.66)
    return run.length <= LONGEST_WORD ? WORD_BITS : PAIR_BITS * run.length;
  if (first && run.length <= 6) {
    const isAcronym = run.length <= SHORTEST_TOKEN || share >= 0.2;
    return (isAcronym ? ACRONYM_BITS : TOKEN_BITS) * run.length;
  }
  // A single word of another language knows few of these pairs; a long run without them is no word.
  const halfWord = share >= 0.5 || (first && run.length <= 8 && share >= 0.3);
  return (halfWord ? HALF_WORD_BITS : LETTER_BITS) * run.length;
}

function pairShare(run: string): number {
  let known = 0;
  for (let i = 0; i < run.length - 1; i++) if (PAIRS.has(run.slice(i, i + 2))) known++;
  return known / Math.max(1, run.length - 1);
}

/** Key sizes, years, months and days (with a serial number of two digits) are few; other digits count in full. */
export function digitBits(run: string): number {
  if (/^(512|768|1024|2048|4096)$/.test(run)) return TERM_BITS;
  const year = '20[0-3]\\d';
  const month = '(0[1-9]|1[0-2])';
  const day = '(0[1-9]|[12]\\d|3[01])';
  if (new RegExp(`^${year}$`).test(run)) return YEAR_BITS;
  if (new RegExp(`^${year}${month}$`).test(run)) return MONTH_BITS;
  if (new RegExp(`^(${year}${month}${day}|(${month}${day}|${day}${month})${year})`).test(run))
    return DATE_BITS + (run.length > 10 ? DIGIT_BITS * run.length : DIGIT_BITS * (run.length - 8));
  return DIGIT_BITS * run.length;
}

export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
