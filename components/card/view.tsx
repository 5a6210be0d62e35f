// What a card shows, from the first glance down to the details. It draws; opening and closing is index.tsx.

import { useEffect, useRef } from 'preact/hooks';
import {
  type Judgement,
  QUESTIONS,
  type Question,
  type Sentence,
  type Story,
  type StoryFinding,
} from '../../lib/model.ts';
import { directionOf, type Language } from '../../lib/words.ts';
import { Cross } from '../cross.tsx';
import { Phrase, Value } from '../phrase.tsx';
import { ReportMenu } from '../report/menu.tsx';
import { type PersonalSeal, SealMark } from '../seal-mark.tsx';
import type { CardActions } from './actions.ts';
import { AdminDetails, Names } from './details.tsx';
import { text } from './format.ts';
import { Confirmed, OfferButton } from './offers.tsx';
import { Sentences } from './parts.tsx';
import { QuestionHead } from './question-head.tsx';

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
  const { author, findings } = judgement.report;
  const strong = story.organization;
  const reply = findings.find(({ rule, severity }) => rule === 'replyTo' && severity !== 'info');
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
      {reply?.params.reply && (
        <div class="reply">
          <dt>{text(language, 'card.replyAddress')}</dt>
          <dd>
            <Value text={reply.params.reply} />
          </dd>
        </div>
      )}
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
  const lead = fresh([seal.sentence]);
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

/** What fails comes first; of several, the name that does not fit where that is what the seal speaks of. */
function inOrder({ seal, outcomes }: Story): Question[] {
  const first: readonly Question[] = seal.of === 'finding' ? ['name', 'who', 'changed'] : QUESTIONS;
  const failed = first.filter((question) => outcomes[question] === 'bad');
  return [...failed, ...QUESTIONS.filter((question) => !failed.includes(question))];
}

function Questions(props: CardView & Arranged) {
  const { language, answers, story } = props;
  return (
    <>
      {inOrder(story).map((question) => (
        <section key={question} id={question} class="question">
          <QuestionHead
            language={language}
            question={question}
            outcome={story.outcomes[question]}
          />
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
            {severity !== 'info' && <SealMark tone={severity} size={16} />}
            <p>
              <Phrase language={language} sentence={sentence} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One line; which names, behind it. */
function Held({ language, story, actions }: CardView) {
  const offer = story.offers.find(({ kind }) => kind === 'checkNow');
  if (!actions.checkNow || offer?.kind !== 'checkNow') return null;
  return (
    <section class="held">
      <Sentences language={language} sentences={[{ key: 'card.held.text', params: {} }]} />
      <button type="button" class="plain" onClick={actions.checkNow}>
        {text(language, 'card.action.checkNow')}
      </button>
      <details>
        <summary>{text(language, 'card.held.which')}</summary>
        <Names names={offer.names} />
      </details>
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
  // Where nothing is known without them, the names come right after the advice; else they are the last thing.
  const isWaiting = judgement.report.tone !== 'calm' && judgement.report.tone !== 'neutral';
  // What a press at the end changed is said at the beginning.
  const card = useRef<HTMLElement>(null);
  const verdict = JSON.stringify([tone, story.seal.label, story.confirmed]);
  useEffect(() => card.current?.scrollTo?.({ top: 0 }), [verdict]);
  return (
    <div class={`root ${theme}`} lang={language} dir={directionOf(language)}>
      <section
        ref={card}
        class={`card ${tone}`}
        role={onClose ? 'dialog' : 'region'}
        aria-labelledby="label"
        aria-describedby="lead"
        tabIndex={onClose ? -1 : undefined}
      >
        <header>
          <SealMark tone={tone} size={40} {...(personal ? { personal } : {})} />
          <div>
            <h2 id="label">
              <Phrase language={language} sentence={story.seal.label} strong={story.organization} />
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
        <section class="do">
          <h3>{text(language, 'card.do')}</h3>
          <Sentences language={language} sentences={story.advice} />
        </section>
        <Confirmed {...props} />
        {isWaiting && <Held {...props} />}
        {/* Whoever wrote a mail asks nothing about it. */}
        {judgement.report.origin !== 'own' && <Questions {...props} {...arranged} />}
        {story.known && (
          <Sentences language={language} sentences={[story.known]} class="closing known" />
        )}
        <Warnings language={language} warnings={arranged.warnings} />
        <Actions {...props} />
        {!isWaiting && <Held {...props} />}
        {story.closing && (
          <Sentences language={language} sentences={[story.closing]} class="closing" />
        )}
        <AdminDetails
          language={language}
          judgement={judgement}
          story={story}
          rest={arranged.rest}
          open={props.detailed ?? false}
          actions={props.actions}
        />
      </section>
    </div>
  );
}
