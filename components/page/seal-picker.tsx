// Choosing the personal seal: a colour, a character, and the real seal as it will look.
import { useEffect, useId, useState } from 'preact/hooks';
import { readGlyph } from '../../lib/extension/entries.ts';
import { type PersonalSeal, SealMark } from '../seal-mark.tsx';
import { Field, Group, Message } from './form.tsx';
import { useLanguage, useWords } from './index.tsx';
import { SealSample } from './seal-sample.tsx';

/** What the usual colour is: it stands once among the colours, and a seal that was given it is a usual one. */
const INDIGO = '#2b5c9e';

/** Each readable as a mark on both grounds; none amber. The usual one is nowhere near a warning; the others may be. */
export const SEAL_COLORS = [
  ['indigo', ''],
  ['vermilion', '#c73e21'],
  ['pine', '#39753d'],
  ['teal', '#1b7a80'],
  ['purple', '#7b4aa8'],
  ['peony', '#b8387a'],
  ['chestnut', '#8b5a33'],
] as const;

/** '' is the usual drawing: of 印 where seals are carved, elsewhere of a stamp. */
const SUGGESTIONS = ['', '印', '春', '花', '海', '月', '星', 'A', '★'] as const;
const CARVED = /^(ja|ko|zh)\b/;

export function SealPicker(props: {
  value: PersonalSeal;
  managed?: boolean;
  /** Only what was chosen: colour and character may follow faster than `value` does. */
  onChange(part: Partial<PersonalSeal>): void;
}) {
  const { value, managed = false, onChange } = props;
  const word = useWords();
  const isCarved = CARVED.test(useLanguage());
  const name = useId();
  const [text, setText] = useState(value.glyph);
  useEffect(() => setText(value.glyph), [value.glyph]);
  // There the usual drawing is 印 already.
  const suggestions = SUGGESTIONS.filter((glyph) => !(isCarved && glyph === '印'));
  const pressed = isCarved && value.glyph === '印' ? '' : value.glyph;
  const isWrong = text !== '' && readGlyph(text) === null;

  function choose(glyph: string): void {
    setText(glyph);
    const read = glyph === '' ? '' : readGlyph(glyph);
    if (read !== null) onChange({ glyph: read });
  }

  return (
    <div class="fields">
      <Group
        label={word('options.seal.color')}
        help={word('options.seal.colorHelp')}
        managed={managed}
      >
        <div class="stamps">
          {SEAL_COLORS.map(([key, color]) => (
            <label key={key} class="stamp">
              <input
                type="radio"
                class="heard"
                name={name}
                checked={color === (value.color === INDIGO ? '' : value.color)}
                disabled={managed}
                onChange={() => onChange({ color })}
              />
              <SealMark tone="calm" size={40} personal={{ ...value, color }} />
              <span>{word(`options.seal.colors.${key}`)}</span>
            </label>
          ))}
        </div>
      </Group>
      <Field
        label={word('options.seal.glyph')}
        help={word('options.seal.glyphHelp')}
        managed={managed}
      >
        {(ids) => (
          <>
            <div class="row">
              <input
                {...ids}
                size={3}
                class="glyph-field"
                value={text}
                disabled={managed}
                autocomplete="off"
                spellcheck={false}
                aria-invalid={isWrong}
                onInput={(event) => {
                  // While a Japanese keyboard still composes, nothing is a character yet.
                  if (event.isComposing) setText(event.currentTarget.value);
                  else choose(event.currentTarget.value);
                }}
                onCompositionEnd={(event) => choose(event.currentTarget.value)}
                onBlur={() => setText(value.glyph)}
              />
              {suggestions.map((glyph) => (
                <button
                  key={glyph}
                  type="button"
                  class="button glyph-choice"
                  disabled={managed}
                  aria-pressed={glyph === pressed}
                  aria-label={glyph === '' ? word('options.seal.glyphUsual') : undefined}
                  onClick={() => choose(glyph)}
                >
                  {glyph === '' ? (
                    <SealMark tone="calm" size={20} personal={{ ...value, glyph }} />
                  ) : (
                    glyph
                  )}
                </button>
              ))}
            </div>
            <Message text={isWrong ? word('options.seal.glyphWrong') : ''} wrong={isWrong} />
          </>
        )}
      </Field>
      <div>
        <h3>{word('options.seal.preview')}</h3>
        <p class="preview">
          <span class="sender">
            <b>{word('options.me.nameExample')}</b> {'<name@example.com>'}
          </span>{' '}
          <SealSample example="calm" personal={value} />
        </p>
      </div>
    </div>
  );
}
