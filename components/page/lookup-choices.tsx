// When DNS is asked: the four modes, each with what it means for the reader's privacy.
import type { LookupMode } from '../../lib/model.ts';
import { ownText } from '../phrase.tsx';
import { Choices } from './form.tsx';
import { useWords } from './index.tsx';

const MODES = ['always', 'careful', 'ask', 'off'] as const satisfies readonly LookupMode[];

export function LookupChoices(props: {
  value: LookupMode;
  managed?: boolean;
  /** one recommended choice, the others behind a line */
  folded?: boolean;
  onChoose(mode: LookupMode): void;
}) {
  const { value, managed = false, folded = false, onChoose } = props;
  const word = useWords();
  const button = word('card.action.checkNow');
  const choices = (
    <Choices
      label={word('options.lookups.mode')}
      help={word('options.lookups.modeHelp')}
      choices={MODES.map((mode) => ({
        value: mode,
        name: word(`options.lookups.${mode}`),
        about: word(`options.lookups.${mode}About`, { button }),
      }))}
      value={value}
      managed={managed}
      onChoose={onChoose}
    />
  );
  if (!folded) return choices;
  return (
    <>
      <p>{word('options.lookups.recommended', { mode: word(`options.lookups.${value}`) })}</p>
      <p class="soft">{ownText(word(`options.lookups.${value}About`, { button }))}</p>
      <details class="other">
        <summary>{word('options.lookups.others')}</summary>
        {choices}
      </details>
    </>
  );
}
