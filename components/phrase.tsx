// A sentence on screen: every value that a sender could have written stands isolated, short and without tricks.
import { Fragment } from 'preact';
import type { Sentence } from '../lib/model.ts';
import { type Language, partsOf } from '../lib/words.ts';

/**
 * Control, format, line and paragraph separators, and letters that show nothing. Joiners stay where writing needs
 * them: between the parts of an emoji, in Arabic and Devanagari script.
 */
const HIDDEN =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\p{sc=Arabic}|\p{sc=Deva})[\u200C\u200D]|(?![\u200C\u200D])(?:\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\u034F|[\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0])/gu;
const LONGEST = 120;
/** An address up to here goes to the next line as a whole. */
const SHORT = 32;

/** Makes characters visible that would show nothing or turn the text around: `U+202E` in angle quotes. */
export function reveal(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
  });
}

/** Text of at most `longest` characters: the middle goes, because both ends of an address matter. */
function shorten(text: string, longest = LONGEST): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  const tail = Math.ceil((longest - 1) * 0.6);
  const head = longest - 1 - tail;
  return `${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`;
}

/** A domain, an address or a host: always read from left to right. */
const ADDRESS = /^[^\s]+$/u;
const isAddress = (text: string): boolean => ADDRESS.test(text) && /[.@]/.test(text);

/** Chances to break a long address: before each dot and at sign, never inside a label. */
function breakable(address: string) {
  const pieces = address.split(/(?=[.@])/);
  return pieces.map((piece, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}

/** One value, isolated (Unicode TR9) from the sentence around it. The organizational domain stands out. */
export function Value({ text, strong }: { text: string; strong?: string | null }) {
  const shown = shorten(reveal(text));
  if (!isAddress(shown)) return <bdi>{shown}</bdi>;
  const cut = strong && shown.endsWith(strong) ? shown.length - strong.length : shown.length;
  const before = shown.slice(0, cut);
  const inside = (
    <bdi dir="ltr">
      {breakable(before)}
      {cut < shown.length && <b>{breakable(shown.slice(cut))}</b>}
    </bdi>
  );
  return <span class={shown.length <= SHORT ? 'address short' : 'address'}>{inside}</span>;
}

/** Our own text that goes on in the word that a value began, as a Korean particle does. */
const STARTS_IN_WORD = /^\p{L}/u;

const LETTER_AND_WORD = /(?<![\p{L}\p{N}])(\p{L}-\p{L}+)/u;

/** Our own text; in a word such as `e-mail` the one letter does not stay alone at the end of a line. */
export function ownText(text: string) {
  const parts = text.split(LETTER_AND_WORD);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} class="whole">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

/** The text of a sentence with its values isolated. An unknown key is a mistake of ours and throws. */
export function Phrase(props: { language: Language; sentence: Sentence; strong?: string | null }) {
  const { language, sentence, strong = null } = props;
  return (
    <>
      {partsOf(language, sentence).map(({ text, isValue }, index) => {
        if (isValue) return <Value key={index} text={text} strong={strong} />;
        if (text === '') return null;
        const isJoined = index > 0 && STARTS_IN_WORD.test(text);
        return (
          <span key={index} class={isJoined ? 'joined' : undefined}>
            {ownText(text)}
          </span>
        );
      })}
    </>
  );
}
