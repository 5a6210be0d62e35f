// Where a mail says who it is: the name as Gmail shows it and as its octets read in other ways, and the beginning of
// the subject. The places are read here; what they are worth, the table says.
import type { ClaimPlace } from '../../model.ts';
import {
  type ExtraOrganisation,
  findNames,
  isOfficeWord,
  isVocabulary,
  type NameHit,
  readWords,
} from '../../registry/index.ts';
import { ASCII } from '../../text/characters.ts';
import { isUnder } from '../../text/domains.ts';
import { foldWord } from '../../text/letters.ts';
import { ofLate, ofObject } from '../../text/once.ts';
import { insists } from './insists.ts';
import { asMeant, composed } from './meant.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';
import { CONTRACT_TRADES, GRAVE_TRADES } from './trades.ts';

/** A text that names organisations. */
export interface Reading {
  place: ClaimPlace;
  text: string;
  /** strict names; weak ones only where no strict one stands */
  hits: NameHit[];
  surroundings: Surroundings;
}

/** Folded letters alone, as vocabulary has them. */
const bare = (name: string): string => foldWord(name).replace(/[^\p{L}\p{N}]+/gu, '');

/** `Action` is a shop, `Total` sells petrol, Fidelidade insures: beside a name they are what offices write. */
const isOffice = ({ name }: NameHit): boolean => isVocabulary(bare(name));

/** Ordinary words that some organisation bears too: beside another name they are words. */
const isWord = (hit: NameHit): boolean =>
  hit.strength === 'weak' &&
  (isOffice(hit) ||
    /^(?:dict|word|generic|short|two words|place|person|surname|given)/.test(hit.why ?? ''));

/** Who is in another trade than inns and shops: `Hotel Marriott` is the Marriott. */
const keepsHouse = ({ organisations }: NameHit): boolean =>
  organisations.some(
    ({ category }) => !GRAVE_TRADES.has(category) && !CONTRACT_TRADES.has(category),
  );

/** µTorrent is no disguise of uTorrent, and ™ and (주) no part of a name. Same length. */
const plainSigns = (text: string): string =>
  ASCII.test(text)
    ? text
    : text
        .replace(/[µμ](?=[A-Z])/g, 'u')
        .replace(/[™®©℠㈜](?!\p{L})/gu, ' ')
        .replace(/ᵀᴹ|ˢᴹ/g, '  ')
        .replace(/\(주\)/g, '   ');

/** `中電 CLP`, `友邦保險 AIA`: a weak name beside another of the same organisation means nobody else. */
function withPartners(hits: NameHit[]): NameHit[] {
  return hits.map((hit) => {
    if (hit.strength !== 'weak') return hit;
    const isShort = /^(?:short|chosen)/.test(hit.why ?? '');
    // `Microsoft Outlook`: beside a strict name a word is a word.
    const beside = hits.filter(
      (one) => one.name !== hit.name && (isShort || one.strength === 'weak'),
    );
    const own = hit.organisations.filter(({ id }) =>
      beside.some(({ organisations }) => organisations.some((it) => it.id === id)),
    );
    return own.length > 0 ? { ...hit, organisations: own, strength: 'strict' } : hit;
  });
}

/** `ING. MARCO ROSSI` is an engineer; `ING. Servizio Clienti` is not. */
const isTitle = (text: string, { name, start, end }: NameHit): boolean =>
  name === 'ING' &&
  /^\.\s*\p{L}/u.test(text.slice(end)) &&
  !readWords(text, [{ start, end }]).some(isOfficeWord);

/** A text without its place; null where it names nobody. */
function read(written: string, extra: readonly ExtraOrganisation[]): Omit<Reading, 'place'> | null {
  const text = composed(written);
  const [first, ...others] = asMeant(plainSigns(text));
  let best = readNames(first!, extra);
  for (const other of others) {
    const found = readNames(other, extra);
    if (found !== null && (best === null || sureness(found) > sureness(best))) best = found;
  }
  return best && { text, ...best };
}

/** Of two ways to read a text the one that names somebody surely, and says the less besides. */
function sureness({ hits, surroundings }: Omit<Reading, 'place' | 'text'>): number {
  const isSure = hits.some(
    ({ strength, form }) => strength === 'strict' && (form === 'exact' || form === 'folded'),
  );
  const isNamed =
    isSure || hits.some(({ strength, form }) => strength === 'strict' || form === 'disguised');
  return (
    (isSure ? 8 : isNamed ? 4 : 0) + (surroundings.vocabularyOnly ? 2 : surroundings.office ? 1 : 0)
  );
}

/** The names of a text and what stands around them. */
function readNames(shown: string, extra: readonly ExtraOrganisation[]) {
  const found = withPartners(findNames(shown, extra)).filter((hit) => !isTitle(shown, hit));
  if (found.length === 0) return null;
  const sure = found.filter(({ strength, form }) => strength === 'strict' || form === 'disguised');
  const beside = sure.every(isOffice) ? isWord : (hit: NameHit) => isWord(hit) || isOffice(hit);
  // `Kraken Ticket`: of weak names alone, those that are no word are meant.
  const named = found.filter((hit) => !beside(hit) || hit.form === 'disguised');
  const hits = named.length > 0 ? named : found;
  return { hits, surroundings: readSurroundings(shown, hits, hits.some(keepsHouse)) };
}

/** Texts of late, for each list of added organisations. */
const readers = ofObject((extra: readonly ExtraOrganisation[]) =>
  ofLate(500, (text) => read(text, extra)),
);

const OWN_ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+)/gu;

/**
 * A name without addresses of the organisation's own that stand in it, each as long in blanks: they say nobody else. Who
 * names a web site says who writes. A name that is nothing besides stays.
 *
 * @param domain the organisational one
 */
export function withoutOwn(name: string, domain: string): string {
  if (!name.includes('@')) return name;
  const rest = name.replace(OWN_ADDRESS, (found, host: string) =>
    isUnder(host.toLowerCase(), domain) ? ' '.repeat(found.length) : found,
  );
  return /[\p{L}\p{N}]/u.test(rest) ? rest : name;
}

/** Reads one place; null where it names nobody. Linear in the text. */
export function readPlace(
  place: ClaimPlace,
  text: string,
  extra: readonly ExtraOrganisation[],
): Reading | null {
  const found = readers(extra)(text);
  return found && { place, ...found };
}

interface SubjectHead {
  text: string;
  /** behind Re: or Fwd: */
  behind: boolean;
  /** "Your X account", "X - confirm now": claims only where the subject presses */
  loose: boolean;
  /** the subject without what every office puts in front of it (【重要】, [Alert]); null where nothing stands there */
  rest: string | null;
}

const PASSED_ON = /^(?:\s*(?:re|fwd?|aw|wg|tr|rv|回复|转发|返信|転送)\s*[:：])+\s*/iu;
/** The subject is an answer's, or of something passed on. */
export const isPassedOn = (subject: string): boolean => PASSED_ON.test(subject);

const HEAD = /^\s*(?:【([^】]{1,60})】|[[［]([^\]］]{1,60})[\]］]|([^:：【[［]{1,60})[:：])/u;
const DASHED = /^\s*([^:：【[［]{2,40}?)\s+[-–—]\s/u;
const ACCOUNT =
  /^\s*(?:your|ihre?|deine?|votre|su|tu|sua|seu|il tuo|uw|je)\s+(.{2,40}?)[\s-]+(?:account|konto|compte|cuenta|conta|card|karte|carte|tarjeta|wallet|id|subscription|membership|password|package|parcel)(?!\p{L})/iu;
/** Romance languages say whose account it is behind it. */
const OF_ACCOUNT =
  /^\s*(?:[Vv]otre|[SsTt]us?|[Ss]uas?|[Ss]eu|[Ii]l (?:tuo|suo)|[Ll]a (?:tua|sua)|[Aa] sua)\s+(?:account|compte|carte|cuenta|tarjeta|conta|cart[ãa]o|conto|carta|colis|paquete|pacco|pacote|encomenda|abonnement|suscripción|abbonamento|assinatura)\s+(?:d[aeio]\s+|en\s+|n[ao]\s+)?((?:[\p{Lu}\d]\S*\s*){1,3})/u;
/** Korean, Chinese and Japanese say it in front, or do not say whose it is. */
const CJK_ACCOUNT =
  /^\s*(?:(?:고객님|회원님)의|您的|尊敬的|(?:お客様|あなた|ご利用中?)の)?\s*(.{2,30}?)\s*(?:の|からの|より)?\s*(?:계정|계좌|카드|账户|帳戶|账号|帳號|信用卡|アカウント|口座|会員|重要な|ご?本人確認|お支払い)/u;
/** What stands before the first letter or bracket says nothing: a sign, a blank that nobody sees. */
const BEFORE = /^[^\p{L}\p{N}【[［]+/u;
/** `【重要】`: a word of an office, and the name behind it. */
const OFFICE_FIRST =
  /^(?:【([^】]{1,20})】|[[［]([^\]］]{1,20})[\]］]|(\p{L}{3,20})\s*[:：])\s*(?=[\p{L}\p{N}【[［])/u;
/** What servers put in front of what comes from outside. */
const OUTSIDE = /^(?:external|ext|web발신|国外发信|社外)$/i;

/** The subject from its first name on, and whether something stood in front of it. */
function fromName(subject: string): { said: string; isLabelled: boolean } {
  let rest = subject.replace(BEFORE, '');
  const whole = rest;
  for (let left = 3; left > 0; left--) {
    const found = OFFICE_FIRST.exec(rest);
    const first = found?.slice(1).find((part) => part !== undefined) ?? '';
    const said = readWords(first);
    if (!found || !(OUTSIDE.test(first) || (said.length > 0 && said.every(isOfficeWord)))) break;
    const behind = rest.slice(found[0].length);
    // 【国税庁】 is made of such words, and somebody's name: meant where it asks, where not a matter like any other.
    if (
      insists(readWords(behind)) &&
      findNames(first).some(({ strength }) => strength === 'strict')
    )
      break;
    rest = behind;
  }
  return { said: rest, isLabelled: rest !== whole };
}

/** Whom the beginning of a subject speaks for; null where it does not begin as an organisation's. */
export function subjectHead(subject: string): SubjectHead | null {
  const own = subject.replace(PASSED_ON, '');
  const behind = own !== subject;
  const { said, isLabelled } = fromName(own);
  const rest = isLabelled ? said : null;
  const text = HEAD.exec(said)
    ?.slice(1)
    .find((part) => part !== undefined);
  if (text !== undefined) return { text, behind, loose: false, rest };
  const loose = [ACCOUNT, OF_ACCOUNT, CJK_ACCOUNT, DASHED]
    .map((way) => way.exec(said)?.[1])
    .find((part) => part !== undefined);
  return loose === undefined ? null : { text: loose, behind, loose: true, rest };
}
