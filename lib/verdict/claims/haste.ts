// What makes a reader hurry, in the subject.
import { readWords } from '../../registry/index.ts';
import { derived } from './derived.ts';

/** The subject makes a reader hurry. */
export const subjectPresses = derived(({ subject }) =>
  readWords(subject).some(({ kind }) => kind === 'pressure'),
);

/**
 * What every shop writes of an order or a booking, and words that mean less in another language (`Saggio di fine
 * anno`): alone they hurry nobody, beside a word of an office or of haste they do.
 */
const MILD = new Set(
  (
    '確認 ゴ確認 확인 确认 confirmation bestatigung conferma confirmacao bevestiging fine now today heute jetzt vandaag nu ' +
    'free gratis gratuit gratuita 無料 免费 免費 무료 last letzte letzter letztes dernier derniere ultimo ultima laatste ' +
    'gift cadeau regalo 特典 プレゼント 쿠폰 won win let jour mise mettre vale bon buono corte full voll nuevo'
  ).split(' '),
);

/** The subject asks for something, and not only tells. */
export const subjectInsists = derived(({ subject }) => {
  const words = readWords(subject);
  const pressing = words.filter(({ kind }) => kind === 'pressure');
  return (
    pressing.some(({ text }) => !MILD.has(text)) ||
    (pressing.length > 0 && words.some(({ kind }) => kind === 'desk'))
  );
});
