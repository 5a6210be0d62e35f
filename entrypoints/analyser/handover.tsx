// The place to hand messages over: drop, choose, paste.
import { useId, useLayoutEffect, useState } from 'preact/hooks';
import { useWords } from '../../components/page/index.tsx';
import { fromChooser, fromText, fromTransfer, type Job } from './intake.ts';

function Chooser(props: { folder?: boolean; label: string; onJob(job: Job): void }) {
  const { folder = false, label, onJob } = props;
  return (
    <label class="button file">
      <input
        type="file"
        class="heard"
        multiple
        {...(folder
          ? { webkitdirectory: true }
          : { accept: '.eml,.mbox,message/rfc822,application/mbox,text/plain' })}
        onChange={(event) => {
          const field = event.currentTarget;
          if (field.files) onJob(fromChooser(field.files));
          // The same files can be chosen again.
          field.value = '';
        }}
      />
      {label}
    </label>
  );
}

function PasteField({ onJob }: { onJob(job: Job): void }) {
  const word = useWords();
  const [text, setText] = useState('');
  const id = useId();
  return (
    <details class="paste">
      <summary>{word('analyser.paste')}</summary>
      <p class="help" id={id}>
        {word('analyser.pasteAbout')}
      </p>
      <textarea
        rows={8}
        class="mono"
        value={text}
        spellcheck={false}
        autocomplete="off"
        aria-label={word('analyser.paste')}
        aria-describedby={id}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p class="row">
        <button
          type="button"
          class="button"
          disabled={text.trim() === ''}
          onClick={() => {
            onJob(fromText(text));
            setText('');
          }}
        >
          {word('analyser.pasteCheck')}
        </button>
      </p>
    </details>
  );
}

/** True where the reader writes: a paste there is none of ours. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('textarea, input') !== null;

/** Files may be dropped anywhere on the page. */
function useTransfer(onJob: (job: Job) => void): boolean {
  const [isOver, setOver] = useState(false);
  // What invites a drop listens from its first frame on: an effect after painting comes late on a busy machine.
  useLayoutEffect(() => {
    const listening = new AbortController();
    const on = { signal: listening.signal };
    const take = (transfer: DataTransfer | null) => {
      if (transfer) onJob(fromTransfer(transfer));
    };
    document.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault();
        setOver(true);
      },
      on,
    );
    document.addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(false);
      },
      on,
    );
    document.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer);
      },
      on,
    );
    document.addEventListener(
      'paste',
      (event) => {
        if (isField(event.target)) return;
        event.preventDefault();
        take(event.clipboardData);
      },
      on,
    );
    return () => listening.abort();
  }, [onJob]);
  return isOver;
}

/** `small` once there are results: they are what the page is about then. */
export function Intake({ small, onJob }: { small: boolean; onJob(job: Job): void }) {
  const word = useWords();
  const isOver = useTransfer(onJob);
  return (
    <section class={`sheet intake${small ? ' small' : ''}`} aria-label={word('analyser.intake')}>
      <div class={isOver ? 'drop over' : 'drop'}>
        <svg viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
          <path
            d="M7 13h34v24H7zM7 14l17 13 17-13"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linejoin="round"
          />
        </svg>
        <p>{word('analyser.drop')}</p>
        <p class="row">
          <Chooser label={word('analyser.choose')} onJob={onJob} />
          <Chooser folder label={word('analyser.chooseFolder')} onJob={onJob} />
        </p>
      </div>
      <PasteField onJob={onJob} />
    </section>
  );
}
