// The popup's view.
import { useEffect, useState } from 'preact/hooks';
import { useLanguage, useWords, type Words } from '../../components/page/index.tsx';
import { ResolverAccess } from '../../components/page/resolver-access.tsx';
import { Phrase } from '../../components/phrase.tsx';
import { type PersonalSeal, SealMark, type SealTone } from '../../components/seal-mark.tsx';
import { version } from '../../lib/extension/install.ts';
import { pauseEverywhere } from '../../lib/extension/pause.ts';
import { askGmailAccess } from '../../lib/extension/permissions.ts';
import { DEFAULT_SETTINGS, readSettings } from '../../lib/extension/settings.ts';
import { askTab, reloadTab, type TabState } from '../../lib/extension/tab.ts';
import { diagnostics } from './diagnostics.ts';
import { SelfCheck } from './self-check.tsx';
import { type Front, useFront } from './tab.ts';

/** More would not fit without scrolling. */
const SHOWN = 6;

function State(props: { tone: SealTone; title: string; about?: string; personal: PersonalSeal }) {
  const { tone, title, about, personal } = props;
  return (
    <div class="state">
      <SealMark tone={tone} size={28} personal={personal} />
      <div>
        <h1>{title}</h1>
        {about && <p class="soft small">{about}</p>}
      </div>
    </div>
  );
}

function Messages({ messages, personal }: Pick<TabState, 'messages'> & { personal: PersonalSeal }) {
  const word = useWords();
  const language = useLanguage();
  const checking = { key: 'ui.checking', params: {} };
  const more = messages.length - SHOWN;
  return (
    <section>
      <h1>{word('popup.messages')}</h1>
      <ul class="messages">
        {messages.slice(0, SHOWN).map(({ id, state, tone, label }) => (
          <li key={id}>
            <SealMark
              tone={state === 'checking' ? 'checking' : (tone ?? 'unknown')}
              personal={personal}
            />
            <span>
              <Phrase language={language} sentence={label ?? checking} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="soft small">{word('popup.more', { count: String(more) })}</p>}
    </section>
  );
}

function Situation({ front, personal }: { front: Front; personal: PersonalSeal }) {
  const word = useWords();
  const { situation, everywhere, tab } = front;
  const tell = (kind: 'notGmail' | 'noAccess' | 'asleep' | 'unrecognised' | 'nothing') => (
    <State
      tone="unknown"
      title={word(`popup.${kind}`)}
      about={word(`popup.${kind}About`)}
      personal={personal}
    />
  );
  if (situation.kind === 'noAccess') {
    return (
      <>
        {tell('noAccess')}
        <button
          type="button"
          class="button main wide"
          onClick={() => {
            // The browser shows its own question over the popup; the tab needs our script afterwards.
            void askGmailAccess().then((granted) => (granted ? reloadTab(tab) : undefined));
          }}
        >
          {word('popup.allow')}
        </button>
      </>
    );
  }
  if (situation.kind === 'asleep') {
    return (
      <>
        {tell('asleep')}
        <button type="button" class="button main wide" onClick={() => void reloadTab(tab)}>
          {word('popup.reload')}
        </button>
      </>
    );
  }
  if (everywhere || (situation.kind === 'running' && situation.state.paused)) {
    const title = word(everywhere ? 'popup.pausedEverywhere' : 'popup.pausedHere');
    return (
      <State tone="unknown" title={title} about={word('popup.pausedAbout')} personal={personal} />
    );
  }
  if (situation.kind !== 'running') return tell('notGmail');
  const { state } = situation;
  if (state.messages.length > 0) return <Messages messages={state.messages} personal={personal} />;
  return tell(state.layout === 'unrecognised' ? 'unrecognised' : 'nothing');
}

function Buttons({ front, lookNow }: { front: Front; lookNow(): void }) {
  const word = useWords();
  const { situation, everywhere, tab } = front;
  const state = situation.kind === 'running' ? situation.state : null;
  const tell = (command: 'again' | 'pause' | 'resume') => void askTab(tab, command).then(lookNow);
  const pause = (paused: boolean) => void pauseEverywhere(paused).then(lookNow);
  const isPaused = everywhere || state?.paused === true;

  function resume(): void {
    if (everywhere) pause(false);
    if (state) tell('resume');
  }

  if (isPaused) {
    return (
      <div class="buttons">
        <button type="button" class="button main" onClick={resume}>
          {word('popup.resume')}
        </button>
      </div>
    );
  }
  return (
    <div class="buttons">
      {state && state.messages.length > 0 && (
        <button type="button" class="button main" onClick={() => tell('again')}>
          {word('popup.again')}
        </button>
      )}
      {state && (
        <button type="button" class="button" onClick={() => tell('pause')}>
          {word('popup.pauseHere')}
        </button>
      )}
      <button type="button" class="button" onClick={() => pause(true)}>
        {word('popup.pauseEverywhere')}
      </button>
    </div>
  );
}

const copyWord = (outcome: boolean | null): Parameters<Words>[0] =>
  outcome === null ? 'popup.copy' : outcome ? 'popup.copied' : 'popup.copyFailed';

function CopyDiagnostics({ front }: { front: Front }) {
  const word = useWords();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => {
    const text = diagnostics(front, { version: version(), browser: navigator.userAgent });
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button type="button" class="link" title={word('popup.copyAbout')} onClick={copy}>
      <span role="status">{word(copyWord(copied))}</span>
    </button>
  );
}

export function Popup() {
  const word = useWords();
  const { front, lookNow } = useFront();
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  useEffect(() => void readSettings().then(setSettings), []);
  return (
    <>
      <main id="main">
        {front && <Situation front={front} personal={settings.personalSeal} />}
        <ResolverAccess resolver={settings.resolver} whenNone />
        {front && <Buttons front={front} lookNow={lookNow} />}
        {front?.situation.kind === 'running' && !front.everywhere && (
          <SelfCheck state={front.situation.state} />
        )}
      </main>
      <nav class="foot" aria-label={word('page.nav')}>
        {(['options', 'analyser', 'domain', 'senders'] as const).map((page) => (
          <a key={page} href={`${page}.html`} target="_blank" rel="noopener">
            {word(`page.to.${page}`)}
          </a>
        ))}
        {front && <CopyDiagnostics front={front} />}
      </nav>
    </>
  );
}
