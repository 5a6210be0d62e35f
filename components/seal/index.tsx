// The seal: a mark, a word and the domain beside the sender of one open message.
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Origin, Sentence, Tone } from '../../lib/model.ts';
import { type Language, say } from '../../lib/words.ts';
import { Phrase, reveal } from '../phrase.tsx';
import { type PersonalSeal, SealMark, USUAL_SEAL } from '../seal-mark.tsx';
import { openShadow, pin, silence } from '../shadow.ts';
import tones from '../tones.css?inline';
import styles from './seal.css?inline';

export type { PersonalSeal } from '../seal-mark.tsx';

type Theme = 'light' | 'dark';

export interface SealProps {
  /** Gmail's hexadecimal message id: `data-for` */
  messageId: string;
  /** `held`: the answer waits for names that only the reader may ask about; `late`: it takes long, and says so */
  state: 'checking' | 'late' | 'held' | 'done';
  /** null while checking */
  origin: Origin | null;
  tone: Tone | null;
  /** the few words beside the mark; null while checking */
  label: Sentence | null;
  /** the sentence a screen reader hears after the label */
  sentence: Sentence | null;
  /** stands out inside a domain that ends with it */
  organizationalDomain?: string | null;
  language: Language;
  theme: Theme;
  /** Gmail's compact density: not taller than the line */
  compact?: boolean;
  personal?: PersonalSeal;
  /** the card of this seal is open */
  open?: boolean;
  /** nothing was found out yet that a screen reader should be told */
  quiet?: boolean;
  /** click, Enter or Space */
  onToggle(): void;
}

export interface MountedSeal {
  update(props: SealProps): void;
  /** removes what the seal drew and listens to; the host itself stays with its owner */
  unmount(): void;
}

/** How long the announcement stays in the tree, so that it is heard once and not met again. */
const HEARD = 4000;

/** What a screen reader is told once: politely, and at once where there is danger. */
function Announcement({ text, urgent }: { text: string; urgent: boolean }) {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    setSpoken(text);
    const timer = setTimeout(() => setSpoken(''), HEARD);
    return () => clearTimeout(timer);
    // A change of language or theme says nothing new: only the urgency and the fact count.
  }, [urgent, text !== '']);
  return (
    <span class="heard" role={urgent ? 'alert' : 'status'}>
      {spoken}
    </span>
  );
}

/** The whole sentence behind the label, with hidden characters spelled out. */
function spokenText(props: SealProps): string {
  const { language, label, sentence } = props;
  const stop = say(language, { key: 'ui.stop', params: {} });
  return reveal(
    [label, sentence]
      .filter((part) => part !== null)
      .map((part) => say(language, part))
      .join(stop),
  );
}

function Seal(props: SealProps) {
  const { language, label, tone, state, theme, compact = false, personal = USUAL_SEAL } = props;
  const pending = state === 'checking' || label === null || tone === null;
  const checking: Sentence = { key: 'ui.checking', params: {} };
  const text = pending ? say(language, checking) : spokenText(props);
  return (
    <span class={`root ${theme}${compact ? ' compact' : ''}`} lang={language}>
      <button
        type="button"
        class={pending ? 'checking' : tone}
        aria-label={text}
        aria-haspopup="dialog"
        aria-expanded={props.open ?? false}
        aria-busy={pending}
        onClick={props.onToggle}
      >
        <SealMark tone={pending ? 'checking' : tone} personal={personal} size={compact ? 16 : 18} />
        <span class="label" dir="ltr" aria-hidden="true">
          <Phrase
            language={language}
            sentence={pending ? checking : label}
            strong={props.organizationalDomain ?? null}
          />
        </span>
      </button>
      <Announcement
        text={pending || props.quiet ? '' : text}
        urgent={!pending && tone === 'danger'}
      />
    </span>
  );
}

/** The colour behind a host: what a seal that covers the end of a cut line has to be painted with. */
function groundOf(host: HTMLElement): string {
  for (let at = host.parentElement; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (color !== '' && color !== 'transparent' && !/, 0\)$/.test(color)) return color;
  }
  return 'transparent';
}

function setData(host: HTMLElement, name: string, value: string | null): void {
  if (value === null) host.removeAttribute(name);
  else if (host.getAttribute(name) !== value) host.setAttribute(name, value);
}

/**
 * Draws a seal into its host `<inkan-seal>` and keeps the host's `data-for`, `data-origin`, `data-tone` and
 * `data-state`. Mounting the same host again replaces what it showed: a node that Gmail re-uses never shows the
 * seal of the message before.
 */
export function mountSeal(host: HTMLElement, props: SealProps): MountedSeal {
  const root = openShadow(host, tones + styles);
  const speak = silence(host);
  // Gmail cuts the sender line off where the window is narrow; a sticky seal stays in sight at its end.
  pin(host, {
    display: 'inline-flex',
    'max-width': '100%',
    'vertical-align': 'middle',
    position: 'sticky',
    'inset-inline': '0',
  });
  const update = (next: SealProps): void => {
    setData(host, 'data-for', next.messageId);
    setData(host, 'data-origin', next.origin);
    setData(host, 'data-tone', next.tone);
    setData(host, 'data-state', next.state);
    host.style.setProperty('--ground', groundOf(host));
    render(<Seal {...next} key={next.messageId} />, root);
  };
  update(props);
  return {
    update,
    unmount() {
      render(null, root);
      speak();
    },
  };
}
