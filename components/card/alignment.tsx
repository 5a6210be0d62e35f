// From, envelope, Reply-To and signers side by side: which of them belong to one organisation.
import { Fragment } from 'preact';
import type { Side } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { text } from './format.ts';
import { Chip, Section } from './parts.tsx';

export function Alignment({ language, sides }: { language: Language; sides: Side[] }) {
  return (
    <Section language={language} title="card.sides.title">
      <dl class="sides">
        {sides.map(({ role, domain, organization, match }, index) => (
          <Fragment key={index}>
            {sides[index - 1]?.role !== role && <dt>{text(language, `card.sides.${role}`)}</dt>}
            <dd>
              <Chip
                language={language}
                match={role === 'from' ? null : match}
                domain={domain}
                strong={organization}
              />
            </dd>
          </Fragment>
        ))}
      </dl>
    </Section>
  );
}
