// Why a check failed and what mends it, for whoever runs the sending or the forwarding server.
import type { Remedy, Sentence } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { Phrase, Value } from '../phrase.tsx';
import { text } from './format.ts';
import { Record, Section, Sentences } from './parts.tsx';

/** The remedies in the order in which they help; nothing where nothing failed. */
export function Remedies(props: {
  language: Language;
  why: Sentence | null;
  remedies: readonly Remedy[];
}) {
  const { language, why, remedies } = props;
  if (why === null && remedies.length === 0) return null;
  return (
    <Section language={language} title="card.remedies.title">
      <Sentences language={language} sentences={why ? [why] : []} />
      {remedies.length > 0 && (
        <ol class="remedies">
          {remedies.map(({ id, params, effect, by, publish }) => (
            <li key={id}>
              <p>
                <Phrase language={language} sentence={{ key: `remedy.${id}`, params }} />
              </p>
              {publish && (
                <p class="publish">
                  <span class="note">
                    {text(language, `card.remedies.publish.${publish.type}`)}{' '}
                    <Value text={publish.name} />
                  </span>
                  <Record value={publish.value} />
                </p>
              )}
              <p class="note">
                {text(language, `card.remedies.effect.${effect}`)} ·{' '}
                {text(language, `card.remedies.by.${by}`)}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
