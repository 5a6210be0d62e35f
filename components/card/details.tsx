// "Details for administrators": everything the judgement stands on.
import type { Guideline, Judgement, Story, StoryFinding } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { Phrase, reveal } from '../phrase.tsx';
import type { CardActions } from './actions.ts';
import { Alignment } from './alignment.tsx';
import { text, time } from './format.ts';
import { Arc, Dmarc, Recorded, Signatures, Spf } from './mechanisms.tsx';
import { Section, Sentences } from './parts.tsx';
import { Remedies } from './remedies.tsx';
import { Route } from './route.tsx';

const SIGNS = { yes: '✓', no: '✗', open: '–' } as const;

function Guidelines({ language, list }: { language: Language; list: Guideline[] }) {
  return (
    <Section language={language} title="card.guidelines.title">
      <ul class="guidelines">
        {list.map(({ id, kept, sentence }) => (
          <li key={id} class={kept}>
            <span class="sign" role="img" aria-label={text(language, `card.guidelines.${kept}`)}>
              {SIGNS[kept]}
            </span>
            <span>
              <Phrase language={language} sentence={sentence} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Names as they went, or would go, to the resolver. */
export function Names({ names }: { names: string[] }) {
  return (
    <ul class="lookups">
      {names.map((name) => (
        <li key={name}>
          <bdi dir="ltr">{name}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Lookups({ language, judgement }: { language: Language; judgement: Judgement }) {
  const { queries, held, measuredAt } = judgement.report;
  return (
    <Section language={language} title="card.lookups.title">
      {queries.length === 0 ? (
        <p>{text(language, 'card.lookups.none')}</p>
      ) : (
        <Names names={queries} />
      )}
      {measuredAt !== null && queries.length > 0 && (
        <p class="note">
          {text(language, 'card.lookups.at', { time: time(language, Date.parse(measuredAt)) })}
        </p>
      )}
      {held.length > 0 && (
        <>
          <h5>{text(language, 'card.lookups.held')}</h5>
          <Names names={held} />
        </>
      )}
    </Section>
  );
}

/** The ways out of the card: more room for it, and what the sender's domain publishes today. */
function Elsewhere(props: {
  language: Language;
  judgement: Judgement;
  actions: Pick<CardActions, 'openDetails' | 'openDomain'>;
}) {
  const { language, judgement, actions } = props;
  const { openDetails, openDomain } = actions;
  const domain = judgement.report.authorDomain;
  const selectors = (judgement.evidence?.evaluated?.dkim ?? [])
    .filter(({ sdid }) => sdid === domain)
    .map(({ selector }) => selector);
  if (!openDetails && !openDomain) return null;
  return (
    <p class="section elsewhere">
      {openDetails && (
        <button type="button" class="plain" onClick={openDetails}>
          {text(language, 'card.action.openDetails')}
        </button>
      )}
      {openDomain && domain !== null && (
        <button
          type="button"
          class="plain"
          onClick={() => openDomain(domain, [...new Set(selectors)])}
        >
          {text(language, 'card.action.openDomain', { domain: reveal(domain) })}
        </button>
      )}
    </p>
  );
}

export function AdminDetails(props: {
  language: Language;
  judgement: Judgement;
  story: Story;
  /** findings the card did not tell above */
  rest: StoryFinding[];
  /** stands open from the beginning */
  open?: boolean;
  actions: Pick<CardActions, 'openDetails' | 'openDomain'>;
}) {
  const { language, judgement, story, rest, open = false, actions } = props;
  const { evidence, report } = judgement;
  const { details } = story;
  const part = evidence && details && { language, evidence, details };
  return (
    <details open={open}>
      <summary>{text(language, 'card.details')}</summary>
      {!part ? (
        <p class="section">{text(language, 'card.unreadable')}</p>
      ) : (
        <>
          {report.receivedAt !== null && (
            <p class="section note">
              {text(language, 'card.received', {
                time: time(language, Date.parse(report.receivedAt)),
              })}
            </p>
          )}
          <Elsewhere {...{ language, judgement, actions }} />
          {rest.length > 0 && (
            <Section language={language} title="card.rest">
              <Sentences language={language} sentences={rest.map(({ sentence }) => sentence)} />
            </Section>
          )}
          <Remedies language={language} why={part.details.why} remedies={report.remedies} />
          <Alignment language={language} sides={part.details.sides} />
          <Recorded {...part} />
          <Signatures {...part} />
          <Spf {...part} />
          <Dmarc {...part} />
          <Arc {...part} />
          <Route language={language} route={part.details.route} />
          <Guidelines language={language} list={part.details.guidelines} />
        </>
      )}
      <Lookups language={language} judgement={judgement} />
    </details>
  );
}
