// Domains that say an office and nobody: `missed-parcel`, `gas-bill`, `shinkin-login`; and letters thrown together.
import { isOrdinaryWord, isVocabulary, readWords } from '../../registry/index.ts';

/** Of the vocabulary, what any firm puts in its domain: it says nothing of what is asked for. */
const INNOCENT = new Set(
  'net web online office cloud groupe grupo gruppo gruppe and team foundation community club news hq home shop store digital mobile network labs info agency system systems central center centre life pro banks'.split(
    ' ',
  ),
);
/** Beside the vocabulary: parts of a label in ten languages, romanised where they are written otherwise. */
const PARTS = new Set(
  (
    'tan gas gaz agua acqua eau strom water bons vip fix fail sale outlet deal deals tarj iva iptu ipva multas clave pass acces acceso otp mfa pin key keys ricarica kit evento event vote ' +
    'shinkin kumiai ginko nouzei tsuhan todoke kenko koushu kikan hosho shiharai kakunin ryokin kyufu zeikin ' +
    'tuishui chepiao hongbao huiyuan xianjin hangban fapiao gongan kuaidi yinhang shuiwu wuliu zhifu minwon jibangse taekbae hwangeup yogeum'
  ).split(' '),
);
const REGION = /^(?:.{1,2}|\d+)$/;

/** A part of a label says what offices ask for. */
export function offersOffice(part: string): boolean {
  if (part.length < 3 || INNOCENT.has(part)) return false;
  if (PARTS.has(part)) return true;
  if (!isVocabulary(part)) return false;
  return /^(?:role|desk|pressure)$/.test(readWords(part)[0]!.kind);
}

/** Several words, one at least of an office, and nobody's name among them. */
export function isOfOffices(label: string): boolean {
  const parts = label.split('-');
  return (
    (parts.length > 1 || PARTS.has(label)) &&
    parts.some(offersOffice) &&
    parts.every(
      (part) =>
        REGION.test(part) || offersOffice(part) || isVocabulary(part) || isOrdinaryWord(part),
    )
  );
}

/** Letters and digits that nobody can say: `m7smbmb`; an A-label says something in other letters. */
export const isDrawn = (label: string): boolean =>
  !label.startsWith('xn--') &&
  label
    .split('-')
    .some(
      (part) =>
        /^(?=.*\d)(?=.*[a-z])[^aeiouy]{5,}$/.test(part) || /^[bcdfghj-np-tvwxz]{6,}$/.test(part),
    );
