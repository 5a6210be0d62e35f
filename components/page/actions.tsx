// Buttons that do more than a click says: ask before something is lost, read a file.
import type { ComponentChildren, RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWords } from './index.tsx';

/** Asks while `question` is a text. Escape and "Cancel" change nothing; the focus goes back where it was. */
export function AskDialog(props: {
  question: string | null;
  yes: string;
  /** another value with each asking, so that the same question is asked again */
  turn?: unknown;
  /** where the focus goes when what had it is gone */
  home?: RefObject<HTMLElement | null>;
  onAnswer(yes: boolean): void;
}) {
  const { question, yes, turn, home, onAnswer } = props;
  const word = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (question !== null && !dialog.current?.open) dialog.current?.showModal();
  }, [question, turn]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={(event) => {
        const { returnValue, open } = event.currentTarget;
        // Browsers tell of the closing a moment later: it may be asked again by then.
        if (open) return;
        event.currentTarget.returnValue = '';
        if (returnValue === 'yes') home?.current?.focus();
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

/** A button that asks once more. */
export function ConfirmButton(props: {
  label: string;
  question: string;
  disabled?: boolean;
  onConfirm(): void;
}) {
  const { label, question, disabled = false, onConfirm } = props;
  const [asked, setAsked] = useState<object | null>(null);
  return (
    <>
      <button type="button" class="button grave" disabled={disabled} onClick={() => setAsked({})}>
        {label}
      </button>
      <AskDialog
        question={asked && question}
        turn={asked}
        yes={label}
        onAnswer={(yes) => {
          setAsked(null);
          if (yes) onConfirm();
        }}
      />
    </>
  );
}

/** Opens the browser's file chooser and hands over the text of the one file chosen. */
export function FileButton(props: {
  accept: string;
  disabled?: boolean;
  onText(text: string): void;
  children: ComponentChildren;
}) {
  const { accept, disabled = false, onText, children } = props;
  return (
    <label class={disabled ? 'button file off' : 'button file'}>
      <input
        type="file"
        class="heard"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const field = event.currentTarget;
          const [file] = field.files ?? [];
          // The same file may be chosen again after it was mended.
          void file?.text().then((text) => {
            field.value = '';
            onText(text);
          });
        }}
      />
      {children}
    </label>
  );
}
