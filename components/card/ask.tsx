// A button of the card that asks before anything is kept: what a press would teach is said first, in full.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

/** Escape and "Cancel" keep nothing, and the focus comes back to the button. */
export function AskButton(props: {
  label: string;
  question: ComponentChildren;
  yes: string;
  no: string;
  disabled?: boolean;
  onYes(): void;
  children?: ComponentChildren;
}) {
  const { label, question, yes, no, disabled = false, onYes, children } = props;
  const [isAsking, setAsking] = useState(false);
  const wasAsking = useRef(false);
  const first = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => {
    if (isAsking) panel.current?.querySelector<HTMLElement>('input, button')?.focus();
    else if (wasAsking.current) first.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking)
    return (
      <button type="button" ref={first} onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  return (
    <form
      ref={panel}
      class="ask"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(false);
        onYes();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The card stays open: only this question is answered.
        event.stopPropagation();
        setAsking(false);
      }}
    >
      <p id={id}>{question}</p>
      {children}
      <p class="buttons">
        <button type="submit" class="main" disabled={disabled}>
          {yes}
        </button>
        <button type="button" onClick={() => setAsking(false)}>
          {no}
        </button>
      </p>
    </form>
  );
}
