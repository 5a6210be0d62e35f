// Buttons that do more than a click says: ask before something is lost, read a file.
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useWords } from './index.tsx';

/** Asks once more in a dialog; Escape and "Cancel" change nothing, and the focus comes back. */
export function ConfirmButton(props: {
  label: string;
  question: string;
  disabled?: boolean;
  onConfirm(): void;
}) {
  const { label, question, disabled = false, onConfirm } = props;
  const word = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  return (
    <>
      <button
        type="button"
        class="button grave"
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={id}
        onClose={(event) => {
          const { currentTarget: closed } = event;
          if (closed.returnValue === 'yes') onConfirm();
          closed.returnValue = '';
        }}
      >
        <form method="dialog">
          <p id={id}>{question}</p>
          <p class="row">
            <button type="submit" class="button" value="">
              {word('page.cancel')}
            </button>
            <button type="submit" class="button grave" value="yes">
              {label}
            </button>
          </p>
        </form>
      </dialog>
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
