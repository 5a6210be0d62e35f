// Skeleton of UTS #39 section 4: two texts with one skeleton look alike. The table is generated
// (scripts/generate/skeleton.ts); what it lacks for mail is added here.
import { ASCII } from './characters.ts';
import { alikeKanji, modernKanji } from './kanji.ts';
import { ofLate, once } from './once.ts';
import table from './skeleton.json' with { type: 'json' };

/**
 * Beyond confusables.txt: letters it treats as distinct but a reader does not (i and l, Cyrillic palochka, small
 * capitals, letters with a bar or hook) and digits and signs that stand for letters. Applied to both sides of every
 * comparison, so a brand with a digit in its name still equals itself.
 */
const SUPPLEMENT: Record<string, string> = {
  l: 'iİıІіӀӏ!¡|ΙІǀʟłƚɫɭɪɩΙ£ʅⱡⳑᏝเᏆᎨⲓᴉɨꝉ',
  a: 'ᴀ4@∂∆△▲ΔΛʌɐªⱯɅᗩⲁⱥ₳Ꭿคɒ',
  b: 'ʙ8вВ6ƀɓḃßẞьЬცⴆⲃ฿๒ƃ',
  c: 'ᴄƈɕ¢©ϲᑕ₵Ꮸςⲥɔꞓ',
  d: 'ᴅđðɖɗᗪԃ๔',
  e: 'ᴇ3є€ɛəɘɜℇ∈ΣεⲉⲈǝɇ℮',
  f: 'ꜰƒꞙ₣ϝꝼ',
  g: 'ɢ9ɠգqᎶ₲ⲋǥꞡ',
  h: 'ʜнНħɦԋђɧⲏⱨ',
  j: 'ᴊɟʝןᏠɉ',
  k: 'ᴋкКĸƙʞҝⲕᏦ₭ꝁꞣ',
  rn: 'ᴍмМɱ₥๓ⲙᎷ',
  n: 'ɴпηήŋɲɳƞИи₦ภⲛᏁꞑ',
  o: 'ᴏøөθΘɵ○◯〇●◎⭕Ⴝⲟ๏∅•◊☉⚪',
  p: 'ᴘþƥ₱Ꭾⲣ℘Ꮲᵽקꝓ',
  q: 'ꞯʠϙǫᑫꝗᏅɋ',
  r: 'ʀяЯгɽɾɹᴙᴚ®ɍᏒཞⲅⲄꞧꞃ',
  s: 'ꜱ5$ʂ§ƨ₴รᔕⳋᏕꞩꞅ',
  t: 'ᴛтТ7ŧʈƫ†τ₮ɬᎿⲧʇꞇ',
  u: 'ᴜцμʉʊɥยᏬⳙ',
  v: 'ᴠν√Ꮙשꝟ',
  w: 'ᴡшωщɯʍ₩Ꮿฬⲱⱳꞷ',
  x: 'χ×✕✖ӿҳⲭᎲא',
  y: 'ʏуγƴ¥ɏⲩᎽʎץ',
  z: 'ᴢ2ʒƶʐȥзЗӡζᘔⲍⱬʑᏃ',
  bl: 'ыЫ',
  lo: 'юЮ',
  // kana that differ by size or by the slant of a stroke
  ア: 'ァ',
  イ: 'ィ',
  ウ: 'ゥ',
  エ: 'ェ',
  オ: 'ォ才',
  カ: 'ヵ',
  ツ: 'ッシ',
  ヤ: 'ャ',
  ユ: 'ュ',
  ヨ: 'ョ',
  ワ: 'ヮ',
  ン: 'ソ',
  セ: '七',
  チ: '千干',
  ミ: '彡',
  ヌ: '又',
  // letters that are written as two
  ノレ: 'ル',
  ネ申: '神',
  言正: '証',
  金艮: '銀鋃',
  イ主: '住佳往隹',
  彳亍: '行',
  亻言: '信',
  钅艮: '银',
};

const readPrototypes = once(() => {
  const prototypes = new Map<string, string>();
  const steps = table.steps.split(' ');
  let code = 0;
  for (const [i, target] of table.prototypes.split(' ').entries()) {
    code += Number(steps[i]);
    prototypes.set(String.fromCodePoint(code), target);
  }
  for (const [target, sources] of Object.entries(SUPPLEMENT)) {
    for (const source of sources) prototypes.set(source, prototypes.get(target) ?? target);
  }
  return prototypes;
});

/** Squared, circled and regional indicator letters that NFKC leaves as they are: 🅰, 🅐, 🇦. */
function emblem(letter: string): string | null {
  const code = letter.codePointAt(0)!;
  for (const first of [0x1f150, 0x1f170, 0x1f1e6]) {
    if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first);
  }
  return null;
}

const HAN = /^\p{Script=Han}$/u;
const CASED = /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]$/u;

const HANGUL = /^[가-힣]$/;
/** Vowels of Hangul syllables that sound and look alike, by their place in the block: ㅔ as ㅐ, ㅖ as ㅒ, ㅙ and ㅞ as ㅚ. */
const VOWELS = new Map([
  [5, 1],
  [7, 3],
  [10, 11],
  [15, 11],
]);

/** Initials that small type draws alike: a square as a round; and what is written twice as once, ㅆ as ㅅ. */
const INITIALS = new Map([
  [6, 11],
  [1, 0],
  [4, 3],
  [8, 7],
  [10, 9],
  [13, 12],
]);

/** 은헹 for 은행, 통문 for 통운. A syllable is (initial × 21 + vowel) × 28 + final from U+AC00 (Unicode, section 3.12). */
function likeSyllable(syllable: string): string {
  const at = syllable.charCodeAt(0) - 0xac00;
  const vowel = Math.floor(at / 28) % 21;
  const initial = Math.floor(at / 588);
  const moved = ((INITIALS.get(initial) ?? initial) - initial) * 588;
  return String.fromCharCode(0xac00 + at + moved + ((VOWELS.get(vowel) ?? vowel) - vowel) * 28);
}

function prototypeOf(letter: string): string {
  const prototypes = readPrototypes();
  return prototypes.get(letter) ?? prototypes.get(letter.toLowerCase()) ?? letter.toLowerCase();
}

/**
 * One look at a letter: marks off, a kana's voicing too, prototype, lower case, i as l. A capital of another alphabet
 * that resembles no Latin letter looks like its small letter, so that a name in capitals is the same name.
 */
function compute(letter: string): string {
  const prototypes = readPrototypes();
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC') || letter;
  if (HAN.test(bare)) {
    const known = prototypes.get(modernKanji(bare)) ?? prototypes.get(alikeKanji(bare));
    return known ?? alikeKanji(bare);
  }
  if (HANGUL.test(bare)) return likeSyllable(bare);
  let found = emblem(bare) ?? prototypeOf(bare);
  if (CASED.test(bare) && bare !== bare.toLowerCase() && !/^[a-z]/.test(found))
    found = prototypeOf(bare.toLowerCase());
  let out = '';
  for (const c of found)
    out += c === 'i' ? 'l' : c === 'm' ? 'rn' : (prototypes.get(c) ?? alikeKanji(c));
  return out;
}

const ofAscii = once(() =>
  Array.from({ length: 128 }, (_, code) => compute(String.fromCharCode(code))),
);
const ofOther = ofLate(5000, compute);

/** Skeleton of one letter (one code point with its marks); '' never. */
export const letterSkeleton = (letter: string): string =>
  (letter.length === 1 ? ofAscii()[letter.charCodeAt(0)] : undefined) ?? ofOther(letter);

/** Skeleton of a whole text; `vv` reads as `w`. */
export function skeleton(text: string): string {
  let out = '';
  for (const letter of ASCII.test(text) ? text : text.normalize('NFKC'))
    out += letterSkeleton(letter);
  return out.replace(/vv/g, 'w');
}
