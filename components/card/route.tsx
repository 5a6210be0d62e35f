// The way of the message as a small vertical diagram: servers, delays, encryption, reverse names.
import type { Hop, Sentence } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { Value } from '../phrase.tsx';
import { encryption, span, text } from './format.ts';
import { Section, Sentences } from './parts.tsx';

/** More would be a wall; the hops nearest to the reader count. */
const MOST = 12;

function delay(language: Language, seconds: number | null): string | null {
  if (seconds === null) return null;
  const key = seconds < 0 ? 'card.route.back' : 'card.route.delay';
  return text(language, key, { time: span(language, seconds) });
}

/** The name a server gave itself, where its address has another one. */
function boasted({ helo, reverseName }: Hop): Sentence[] {
  if (helo === null || reverseName === null || helo === reverseName) return [];
  return [{ key: 'card.route.says', params: { helo } }];
}

/**
 * Who handed over: the name its address has, else the name it gave itself, and the address. Only Gmail's own line tells
 * that there is no reverse name; other servers often do not write it down.
 */
function Client({ language, hop }: { language: Language; hop: Hop }) {
  const { address, from, reverseName } = hop;
  return (
    <p>
      <b>{from === '' ? text(language, 'card.route.unnamed') : <Value text={from} />}</b>
      {address !== null && address !== from && <bdi dir="ltr"> [{address}]</bdi>}
      {hop.anchored && reverseName === null && (
        <span class="note"> {text(language, 'card.route.noReverse')}</span>
      )}
    </p>
  );
}

export function Route({ language, route }: { language: Language; route: Hop[] }) {
  const way = route.slice(-MOST);
  const last = way.at(-1);
  return (
    <Section language={language} title="card.route.title">
      {!last ? (
        <p>{text(language, 'card.route.none')}</p>
      ) : (
        <ol class="route">
          {way.map((hop, index) => (
            <li key={index} class={hop.anchored ? 'seen' : 'claimed'}>
              <Client language={language} hop={hop} />
              <p class="note">
                {[encryption(language, hop.tls), delay(language, hop.delay)]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </p>
              <Sentences
                language={language}
                sentences={[...boasted(hop), ...(hop.wait ? [hop.wait] : [])]}
                class="note"
              />
            </li>
          ))}
          <li class="end">
            <p>
              <b>{last.by ? <Value text={last.by} /> : text(language, 'card.route.unnamed')}</b>
            </p>
            {last.anchored && <p class="note">{text(language, 'card.route.arrived')}</p>}
          </li>
        </ol>
      )}
      {way.some((hop) => !hop.anchored) && (
        <p class="note">{text(language, 'card.route.claimed')}</p>
      )}
    </Section>
  );
}
