// Domains that say an office and nobody: `missed-parcel`, `gas-bill`, `shinkin-login`; and letters thrown together.
import { isOrdinaryWord, isVocabulary, readWords } from '../../registry/index.ts';

/** What any firm puts in its domain: it says nothing of what is asked for. */
const INNOCENT = new Set(
  'net web online office cloud group groupe grupo gruppo gruppe global co and team foundation community club forum blog news weekly hq home shop store digital mobile network japan international labs info health energy school studio agency system systems central center centre house media life pro works banks washington'.split(
    ' ',
  ),
);
/** Parts of a label in ten languages, romanised where they are written otherwise. */
const PARTS = new Set(
  (
    'pay sim tan gas gaz agua acqua eau strom water tv abo bons vip fix fail sale outlet deal deals cartao tarj karte envio envios paquete consegna zoll douane dogana iva iptu ipva multas clave pass acces acceso otp mfa pin key keys ricarica cupom soldes kit regalo evento event vote ' +
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

/** Letters and digits that nobody can say: `m7smbmb`. */
export const isDrawn = (label: string): boolean =>
  label
    .split('-')
    .some(
      (part) =>
        /^(?=.*\d)(?=.*[a-z])[^aeiouy]{5,}$/.test(part) || /^[bcdfghj-np-tvwxz]{6,}$/.test(part),
    );
