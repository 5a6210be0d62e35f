// The way of the message as a small vertical diagram: servers, delays, encryption, reverse names.
import type { Evidence, Received } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { Phrase } from '../phrase.tsx';
import { span, text } from './format.ts';
import { Domain, Section } from './parts.tsx';

/** A loop or an attacker can leave thousands of fields; the ones nearest to the reader count. */
const MOST = 16;

/** Received fields in the order of travel, without Gmail's own steps after it took the message over. */
export function hops(evidence: Evidence): Received[] {
  const { message, stated } = evidence;
  const first = stated.boundary?.index ?? -1;
  return message.received
    .filter((hop) => hop.index >= first)
    .slice(0, MOST)
    .reverse();
}

function encryption(language: Language, hop: Received): string {
  if (hop.tls === null) return text(language, 'card.route.plain');
  if (hop.tls === 'encrypted') return text(language, 'card.route.encrypted');
  return text(language, 'card.route.tls', { tls: hop.tls.replace(/^TLS(\d)_(\d)$/, 'TLS $1.$2') });
}

function delay(language: Language, hop: Received, before: Received | undefined): string | null {
  if (hop.at === null || !before || before.at === null) return null;
  const passed = hop.at - before.at;
  const key = passed < -1000 ? 'card.route.back' : 'card.route.delay';
  return text(language, key, { time: span(language, passed) });
}

/** Who handed over: the name it gave itself, the name its address has, the address. */
function Client({ language, hop }: { language: Language; hop: Received }) {
  const { address, helo, reverseName } = hop;
  const shown = reverseName ?? helo;
  return (
    <>
      <b>{shown ? <Domain name={shown} /> : text(language, 'card.route.unnamed')}</b>
      {address && <bdi dir="ltr"> [{address}]</bdi>}
      {reverseName === null && address && (
        <span class="note"> {text(language, 'card.route.noReverse')}</span>
      )}
      {reverseName !== null && helo !== null && helo !== reverseName && (
        <span class="note">
          {' '}
          <Phrase language={language} sentence={{ key: 'card.route.says', params: { helo } }} />
        </span>
      )}
    </>
  );
}

export function Route({ language, evidence }: { language: Language; evidence: Evidence }) {
  const way = hops(evidence);
  const boundary = evidence.stated.boundary?.index;
  return (
    <Section language={language} title="card.route.title">
      {way.length === 0 ? (
        <p>{text(language, 'card.route.none')}</p>
      ) : (
        <ol class="route">
          {way.map((hop, index) => {
            const seen = hop.index === boundary;
            return (
              <li key={hop.index} class={seen ? 'seen' : 'claimed'}>
                <p>
                  <Client language={language} hop={hop} />
                </p>
                <p class="step">
                  {[encryption(language, hop), delay(language, hop, way[index - 1])]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </li>
            );
          })}
          <li class="end">
            <p>
              <b>
                <Domain name={way.at(-1)?.by ?? text(language, 'card.route.unnamed')} />
              </b>
            </p>
            {boundary !== undefined && <p class="note">{text(language, 'card.route.arrived')}</p>}
          </li>
        </ol>
      )}
      {way.some((hop) => hop.index !== boundary) && (
        <p class="note">{text(language, 'card.route.claimed')}</p>
      )}
    </Section>
  );
}
