// Asks before a sender, or all of them, are forgotten.
import type { RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useWords } from '../../components/page/index.tsx';

/** Opens while `question` is a text. Escape and "Cancel" change nothing; the focus goes back where it was. */
export function AskDialog(props: {
  question: string | null;
  yes: string;
  /** where the focus goes when what had it is gone */
  home: RefObject<HTMLElement | null>;
  onAnswer(yes: boolean): void;
}) {
  const { question, yes, home, onAnswer } = props;
  const word = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (question !== null) dialog.current?.showModal();
  }, [question]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={(event) => {
        const { returnValue } = event.currentTarget;
        event.currentTarget.returnValue = '';
        if (returnValue === 'yes') home.current?.focus();
        onAnswer(returnValue === 'yes');
      }}
    >
      <form method="dialog">
        <p id={id}>{question}</p>
        <p class="row">
          <button type="submit" class="button" value="">
            {word('page.cancel')}
          </button>
          <button type="submit" class="button grave" value="yes">
            {yes}
          </button>
        </p>
      </form>
    </dialog>
  );
}
