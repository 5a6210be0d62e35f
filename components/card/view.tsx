// What a card shows, from the first glance down to the details. It draws; opening and closing is index.tsx.

import { useState } from 'preact/hooks';
import type { Judgement, Sentence, Story, StoryFinding } from '../../lib/model.ts';
import { directionOf, type Language } from '../../lib/words.ts';
import { Cross } from '../cross.tsx';
import { Mark, type PersonalSeal } from '../mark.tsx';
import { Phrase, Value } from '../phrase.tsx';
import type { ReportActions } from '../report/actions.ts';
import { ReportMenu } from '../report/menu.tsx';
import { AdminDetails, Names } from './details.tsx';
import { text } from './format.ts';
import { Confirmed, type OfferActions, OfferButton } from './offers.tsx';
import { Sentences } from './parts.tsx';

/** What the reader can do from a card. A button without a handler is not shown. */
export interface CardActions extends OfferActions {
  /** what the report menu does */
  report?: ReportActions;
}

export interface CardView {
  judgement: Judgement;
  story: Story;
  language: Language;
  theme: 'light' | 'dark';
  personal?: PersonalSeal;
  /** the details for administrators stand open from the beginning */
  detailed?: boolean;
  actions: CardActions;
  /** absent: the card stands in a page and cannot be closed */
  onClose?(): void;
}

/** The name shown and the address behind it, side by side: the heart of the matter. */
function Sender(props: CardView) {
  const { language, judgement, story } = props;
  const { author } = judgement.report;
  const strong = judgement.evidence?.evaluated?.dmarc.organizationalDomain ?? null;
  return (
    <dl class={story.differs ? 'pair differs' : 'pair'}>
      <div>
        <dt>{text(language, 'card.shownName')}</dt>
        <dd>{author.name ? <Value text={author.name} /> : text(language, 'card.noName')}</dd>
      </div>
      <div>
        <dt>{text(language, 'card.realAddress')}</dt>
        <dd>
          {author.address ? (
            <Value text={author.address} strong={strong} />
          ) : (
            text(language, 'card.noAddress')
          )}
        </dd>
      </div>
    </dl>
  );
}

const same = (one: Sentence, other: Sentence): boolean =>
  one.key === other.key && JSON.stringify(one.params) === JSON.stringify(other.params);

/** The story as a card tells it: every sentence once, where it is met first. */
function arrange({ seal, questions, findings }: Story) {
  const told: Sentence[] = [];
  const fresh = (sentences: readonly Sentence[]): Sentence[] =>
    sentences.filter((sentence) => {
      if (told.some((each) => same(each, sentence))) return false;
      told.push(sentence);
      return true;
    });
  // Where a finding made the tone, its sentence leads; else the sentence of the seal answers the first question.
  const lead = questions.who.some((each) => same(each, seal.sentence))
    ? []
    : fresh([seal.sentence]);
  const answers = {
    who: fresh(questions.who),
    changed: fresh(questions.changed),
    name: fresh(questions.name),
  };
  const warnings = findings.filter(({ shown, sentence }) => shown && fresh([sentence]).length > 0);
  const rest = findings.filter(({ sentence }) => fresh([sentence]).length > 0);
  return { lead, answers, warnings, rest };
}

type Arranged = ReturnType<typeof arrange>;

function Questions(props: CardView & Arranged) {
  const { language, answers, story } = props;
  return (
    <>
      {(['who', 'changed', 'name'] as const).map((question) => (
        <section key={question} id={question} class="question">
          <h3>{text(language, `card.question.${question}`)}</h3>
          <Sentences language={language} sentences={answers[question]} />
          {question === 'name' && (story.differs || answers.name.length === 0) && (
            <Sender {...props} />
          )}
        </section>
      ))}
    </>
  );
}

function Warnings({ language, warnings }: { language: Language; warnings: StoryFinding[] }) {
  if (warnings.length === 0) return null;
  return (
    <section class="found">
      <h3>{text(language, 'card.found')}</h3>
      <ul class="warnings">
        {warnings.map(({ rule, severity, sentence }, index) => (
          <li key={rule + index} class={severity}>
            {severity !== 'info' && <Mark tone={severity} size={16} />}
            <p>
              <Phrase language={language} sentence={sentence} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The names first, then the question. */
function Held({ language, story, actions }: CardView) {
  const [asked, setAsked] = useState(true);
  const offer = story.offers.find(({ kind }) => kind === 'checkNow');
  if (!actions.checkNow || offer?.kind !== 'checkNow' || !asked) return null;
  return (
    <section class="held">
      <h3>{text(language, 'card.held.title')}</h3>
      <p>{text(language, 'card.held.text')}</p>
      <Names names={offer.names} />
      <p class="buttons">
        <button type="button" class="main" onClick={actions.checkNow}>
          {text(language, 'card.action.checkNow')}
        </button>
        <button type="button" onClick={() => setAsked(false)}>
          {text(language, 'ui.notNow')}
        </button>
      </p>
    </section>
  );
}

function Actions({ language, judgement, story, actions }: CardView) {
  const { report } = actions;
  const buttons = story.offers.map((offer) => (
    <OfferButton key={offer.kind} {...{ language, judgement, actions, offer }} />
  ));
  if (!report) return <p class="buttons">{buttons}</p>;
  return (
    <ReportMenu language={language} actions={report}>
      {buttons}
    </ReportMenu>
  );
}

/** One judgement, whole: `.card` is a dialog where it can be closed, else a region of the page. */
export function Card(props: CardView) {
  const { judgement, language, onClose, personal, story, theme } = props;
  const { tone } = judgement.report;
  const arranged = arrange(story);
  return (
    <div class={`root ${theme}`} lang={language} dir={directionOf(language)}>
      <section
        class={`card ${tone}`}
        role={onClose ? 'dialog' : 'region'}
        aria-labelledby="label"
        aria-describedby={arranged.lead.length > 0 ? 'lead' : 'who'}
        tabIndex={onClose ? -1 : undefined}
      >
        <header>
          <Mark tone={tone} size={40} {...(personal ? { personal } : {})} />
          <div>
            <h2 id="label">
              <Phrase language={language} sentence={story.seal.label} />
            </h2>
            <div id="lead">
              <Sentences language={language} sentences={arranged.lead} />
            </div>
          </div>
          {onClose && (
            <button
              type="button"
              class="close"
              aria-label={text(language, 'ui.close')}
              onClick={onClose}
            >
              <Cross />
            </button>
          )}
        </header>
        <Held {...props} />
        <Questions {...props} {...arranged} />
        <Warnings language={language} warnings={arranged.warnings} />
        <section class="do">
          <h3>{text(language, 'card.do')}</h3>
          <Sentences language={language} sentences={story.advice} />
        </section>
        <Confirmed {...props} />
        <Actions {...props} />
        <Sentences language={language} sentences={[story.closing]} class="closing" />
        <AdminDetails
          language={language}
          judgement={judgement}
          story={story}
          rest={arranged.rest}
          open={props.detailed ?? false}
        />
      </section>
    </div>
  );
}
