// How well Inkan still reads Gmail's page: one sentence, and behind it which ways lead to each landmark.
import { useEffect, useState } from 'preact/hooks';
import { useLanguage, useWords, type Words } from '../../components/page/index.tsx';
import { isDevelopment } from '../../lib/extension/install.ts';
import type { SelfCheckState, TabState } from '../../lib/extension/tab.ts';

type Key = Parameters<Words>[0];

function Landmark({ landmark, of, ways, failed }: SelfCheckState['landmarks'][number]) {
  const word = useWords();
  const name = (way: string) => word(`popup.check.way.${way}` as Key);
  const worked = Object.entries(ways).filter(([, count]) => count > 0);
  return (
    <tr>
      <th scope="row">{word(`popup.check.landmark.${landmark}` as Key)}</th>
      <td>
        {of === 0 ? (
          <span class="soft">{word('popup.check.unseen')}</span>
        ) : (
          <>
            {worked.map(([way, count]) => (
              <span key={way} class="way">
                {name(way)}
                {count < of && ` ${count}/${of}`}
              </span>
            ))}
            {failed.map((way) => (
              <span key={way} class="way failed">
                <span aria-hidden="true">✕ </span>
                {word('popup.check.failed', { way: name(way) })}
              </span>
            ))}
          </>
        )}
      </td>
    </tr>
  );
}

/** The last attempt that worked tells how originals come. */
function Source({ attempts }: Pick<TabState, 'attempts'>) {
  const word = useWords();
  const last = attempts.at(-1);
  if (!last) return null;
  const way = `${last.path}, ${last.mode}`;
  return (
    <tr>
      <th scope="row">{word('popup.check.landmark.source')}</th>
      <td>
        <span class={last.failure ? 'way failed' : 'way'}>
          {last.failure ? word('popup.check.failed', { way }) : way}
        </span>
      </td>
    </tr>
  );
}

/** For those who run the extension from its folder: the guided run that closes what only the real Gmail can answer. */
function FirstRunLink() {
  const word = useWords();
  const [isOffered, offer] = useState(false);
  useEffect(() => void isDevelopment().then(offer), []);
  return isOffered ? (
    <p class="check-about">
      <a href="first-run.html" target="_blank" rel="noopener">
        {word('firstRun.title')}
      </a>
    </p>
  ) : null;
}

/** Which landmark stood in the way of a seal. */
const MISSED: Record<string, Key> = {
  id: 'popup.check.landmark.id',
  idsDisagree: 'popup.check.landmark.id',
  sender: 'popup.check.landmark.sender',
  sendersDisagree: 'popup.check.landmark.address',
  box: 'popup.check.landmark.box',
};

export function SelfCheck({ state }: { state: TabState }) {
  const word = useWords();
  const language = useLanguage();
  const { check } = state;
  if (check.state === 'none') return null;
  const told = word(`popup.check.${check.state}`);
  const parts = new Set(
    check.missed.map((missed) => word(MISSED[missed] ?? 'popup.check.landmark.box')),
  );
  const list = new Intl.ListFormat(language, { style: 'short' });
  return (
    <details class={`check ${check.state}`}>
      <summary>{told}</summary>
      <p class="check-about soft small">
        {word('popup.check.about', { count: String(check.messages) })}
        {check.disagreed > 0 &&
          ` ${word('popup.check.disagreed', { count: String(check.disagreed) })}`}
      </p>
      {parts.size > 0 && (
        <p class="check-about small">{word('popup.check.missed', { parts: list.format(parts) })}</p>
      )}
      <table>
        <tbody>
          {check.landmarks.map((each) => (
            <Landmark key={each.landmark} {...each} />
          ))}
          <Source attempts={state.attempts} />
        </tbody>
      </table>
      <FirstRunLink />
    </details>
  );
}
