// "Details for administrators": everything the judgement stands on.
import type { Judgement } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { Alignment } from './alignment.tsx';
import { text, time } from './format.ts';
import { Arc, Dmarc, Recorded, Signatures, Spf } from './mechanisms.tsx';
import { Section } from './parts.tsx';
import { Route } from './route.tsx';
import { type SenderRule, senderRules } from './sender-rules.ts';

const STATES = [
  ['missed', '✗'],
  ['met', '✓'],
  ['unclear', '–'],
] as const;

function RuleList({ language, rules }: { language: Language; rules: SenderRule[] }) {
  return (
    <ul class="rules">
      {rules.map(({ words, met }) => {
        const [state, sign] = STATES[met === null ? 2 : met ? 1 : 0];
        return (
          <li key={words} class={state}>
            <span class="sign" role="img" aria-label={text(language, `card.rules.${state}`)}>
              {sign}
            </span>
            {text(language, words)}
          </li>
        );
      })}
    </ul>
  );
}

function SenderRules({ language, judgement }: { language: Language; judgement: Judgement }) {
  const rules = senderRules(judgement);
  return (
    <Section language={language} title="card.rules.title">
      <RuleList language={language} rules={rules.filter((rule) => !rule.bulk)} />
      <p class="note">{text(language, 'card.rules.bulk')}</p>
      <RuleList language={language} rules={rules.filter((rule) => rule.bulk)} />
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
      {measuredAt && queries.length > 0 && (
        <p class="note">
          {text(language, 'card.measured', { time: time(language, Date.parse(measuredAt)) })}
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

export function Details({ language, judgement }: { language: Language; judgement: Judgement }) {
  const { evidence, report } = judgement;
  return (
    <details>
      <summary>{text(language, 'card.details')}</summary>
      {!evidence ? (
        <p>{text(language, 'card.unreadable')}</p>
      ) : (
        <>
          {report.receivedAt && (
            <p class="note">
              {text(language, 'card.received', {
                time: time(language, Date.parse(report.receivedAt)),
              })}
            </p>
          )}
          {report.fidelity === 'approximate' && (
            <p class="note">{text(language, 'card.approximate')}</p>
          )}
          <Alignment language={language} evidence={evidence} />
          <Recorded language={language} evidence={evidence} />
          <Signatures language={language} evidence={evidence} />
          <Spf language={language} evidence={evidence} />
          <Dmarc language={language} evidence={evidence} />
          <Arc language={language} arc={evidence.evaluated?.arc ?? null} />
          <Route language={language} evidence={evidence} />
          <SenderRules language={language} judgement={judgement} />
        </>
      )}
      <Lookups language={language} judgement={judgement} />
    </details>
  );
}
