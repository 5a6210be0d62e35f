// The mark of a seal: one shape for each tone, so that nobody has to rely on colour.
import type { Tone } from '../lib/model.ts';
import { INKAN, STAMP } from './glyph.ts';

/** What the reader chose, so that a mail that draws a seal of its own looks wrong. */
export interface PersonalSeal {
  /** a CSS colour for the calm mark; the tones keep theirs. '' is the usual one */
  color: string;
  /** one grapheme; 印 is drawn, everything else is set in the reader's own font. '' is the usual one of the language */
  glyph: string;
}

export type SealTone = Tone | 'checking';

/** 印 where that is what a seal looks like, else a stamp: the style sheet knows where. Indigo, for red is danger. */
export const USUAL_SEAL: PersonalSeal = { color: '', glyph: '' };

/** An exclamation mark to be cut out of a solid shape. */
const BANG = 'M9 5.2h2l-.35 6h-1.3zM9 12.9h2v2H9z';

function Glyph({ glyph }: { glyph: string }) {
  const carved = (name: string) => (
    <path class={name} d={INKAN} fill="none" stroke="currentColor" stroke-width="1.25" />
  );
  if (glyph === '印') return carved('glyph');
  if (glyph === USUAL_SEAL.glyph)
    return (
      <>
        {carved('glyph carved')}
        <path class="glyph stamp" d={STAMP} fill="currentColor" />
      </>
    );
  return (
    <text class="glyph" x="10" y="13.6" text-anchor="middle" font-size="10" fill="currentColor">
      {glyph}
    </text>
  );
}

function shape(tone: SealTone, glyph: string) {
  switch (tone) {
    case 'calm':
      return (
        <>
          <circle cx="10" cy="10" r="8.9" fill="none" stroke="currentColor" stroke-width="1.9" />
          <Glyph glyph={glyph} />
        </>
      );
    case 'neutral':
      return (
        <>
          <circle cx="10" cy="10" r="9.1" fill="none" stroke="currentColor" stroke-width="1.1" />
          <Glyph glyph={glyph} />
        </>
      );
    case 'unknown':
      return (
        <>
          <circle
            cx="10"
            cy="10"
            r="8.8"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-dasharray="3.3 2.23"
          />
          <path d="M7 10h6" stroke="currentColor" stroke-width="1.6" />
        </>
      );
    case 'caution':
      return (
        <path
          d="M10 .9a1.3 1.3 0 0 1 1.15.68l7.7 14.6A1.3 1.3 0 0 1 17.7 18H2.3a1.3 1.3 0 0 1-1.15-1.82l7.7-14.6A1.3 1.3 0 0 1 10 .9zM9 6.6h2l-.35 5.4h-1.3zM9 13.6h2v1.9H9z"
          fill="currentColor"
          fill-rule="evenodd"
        />
      );
    case 'danger':
      return (
        <path
          d={`M6.2.9h7.6l5.3 5.3v7.6l-5.3 5.3H6.2L.9 13.8V6.2z${BANG}`}
          fill="currentColor"
          fill-rule="evenodd"
        />
      );
    case 'checking':
      return (
        <circle
          class="pulse"
          cx="10"
          cy="10"
          r="8.8"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
        />
      );
  }
}

/** The drawing alone; the words beside it carry the meaning for screen readers. */
export function SealMark(props: { tone: SealTone; personal?: PersonalSeal; size?: number }) {
  const { tone, personal = USUAL_SEAL, size = 18 } = props;
  return (
    <svg
      class={`mark ${tone}`}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
      style={personal.color === '' ? undefined : { '--own': personal.color }}
    >
      {shape(tone, personal.glyph)}
    </svg>
  );
}
