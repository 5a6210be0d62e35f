// Skeleton of UTS #39 section 4: two texts with one skeleton look alike. The table is generated
// (scripts/generate/skeleton.ts); what it lacks for mail is added here.
import table from './skeleton.json' with { type: 'json' };

/**
 * Beyond confusables.txt: letters it treats as distinct but a reader does not (i and l, Cyrillic palochka,
 * small capitals) and digits that stand for letters. Applied to both sides of every comparison, so a brand
 * with a digit in its name still equals itself.
 */
const SUPPLEMENT: Record<string, string> = {
  l: 'iİıІіӀӏ!¡|ΙІǀ',
  a: 'ᴀ4@∂',
  b: 'ʙ8вВ6',
  c: 'ᴄ',
  d: 'ᴅ',
  e: 'ᴇ3є€',
  f: 'ꜰ',
  g: 'ɢ9',
  h: 'ʜнН',
  j: 'ᴊ',
  k: 'ᴋкК',
  rn: 'ᴍмМ',
  n: 'ɴпηή',
  o: 'ᴏ',
  p: 'ᴘ',
  r: 'ʀяЯг',
  s: 'ꜱ5$',
  t: 'ᴛтТ7',
  u: 'ᴜцμ',
  v: 'ᴠν',
  w: 'ᴡшωщ',
  x: 'χ',
  y: 'ʏу',
  z: 'ᴢ2',
  // kana that differ by size or by the slant of a stroke, and pairs of kanji that mail forgers swap
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
  ン: 'ソゾ',
  井: '丼',
  輸: '輪',
  日: '曰',
  土: '士',
  末: '未',
  千: '干',
  住: '佳',
  佐: '左',
  使: '便',
  券: '劵',
  夫: '天',
  藤: '籐滕',
  本: '木',
  セ: '七',
  // forms of other countries and times
  楽: '樂乐',
  銀: '银',
  証: '證证',
  関: '關关',
  東: '束',
  大: '太犬',
};

const prototypes = new Map<string, string>();
for (const [target, sources] of table.groups as [string, string][]) {
  for (const source of sources) prototypes.set(source, target);
}
for (const [target, sources] of Object.entries(SUPPLEMENT)) {
  for (const source of sources) prototypes.set(source, prototypes.get(target) ?? target);
}

/** One look at a letter: marks off (a dakuten stays, ポ reads as ボ), prototype, lower case, i as l. */
function compute(letter: string): string {
  const bare = letter
    .normalize('NFD')
    .replace(/\u309a/g, '\u3099')
    .replace(/(?!\u3099)\p{M}/gu, '')
    .normalize('NFC');
  const found = prototypes.get(bare) ?? prototypes.get(bare.toLowerCase()) ?? bare.toLowerCase();
  let out = '';
  for (const c of found) out += c === 'i' ? 'l' : c === 'm' ? 'rn' : (prototypes.get(c) ?? c);
  return out;
}

const seen = new Map<string, string>();

/** Skeleton of one letter (one code point); '' never. Remembered: the same letters come again and again. */
export function letterSkeleton(letter: string): string {
  let known = seen.get(letter);
  if (known === undefined) {
    known = compute(letter);
    if (seen.size < 5000) seen.set(letter, known);
  }
  return known;
}

/** Skeleton of a whole text; `vv` reads as `w`. */
export function skeleton(text: string): string {
  let out = '';
  for (const letter of text.normalize('NFKC')) out += letterSkeleton(letter);
  return out.replace(/vv/g, 'w');
}
