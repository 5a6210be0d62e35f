// What the reader may do about a judgement: a button each, those that teach with a question before.
import { useState } from 'preact/hooks';
import type { Confirmation, Finding, Judgement, Offer, Sentence, Story } from '../../lib/model.ts';
import type { Language } from '../../lib/words.ts';
import { Phrase } from '../phrase.tsx';
import { AskButton } from './ask.tsx';
import { text } from './format.ts';

/** What the reader can do from a card. A button without a handler is not shown. */
export interface OfferActions {
  /** asks the names that were held back */
  checkNow?(): void;
  /** once more, after the source or the network failed */
  retry?(): void;
  /** "it is really them": `domain` is what DKIM proved, null where nothing did */
  teach?(finding: Finding, domain: string | null): void;
  /** takes back what was confirmed */
  undo?(confirmation: Confirmation): void;
  /** "this is my forwarder", for mail to this address of the reader's */
  trustForwarder?(address: string): void;
  /** "this is ours": the server that handed over mail of the reader's own organisation */
  trustOwn?(): void;
  /** "I know this list" */
  trustList?(): void;
}

interface Told {
  language: Language;
  judgement: Judgement;
  actions: OfferActions;
}

function Question(props: { language: Language; sentence: Sentence }) {
  return <Phrase language={props.language} sentence={props.sentence} />;
}

function Teach(props: Told & { offer: Offer & { kind: 'teach' } }) {
  const { language, judgement, actions, offer } = props;
  const { teach } = actions;
  if (!teach) return null;
  const { about, domain, finding } = offer;
  const { name, address } = judgement.report.author;
  const key = domain === null ? `${about}Once` : about;
  return (
    <AskButton
      label={text(language, `card.action.${about === 'person' ? 'askedThem' : 'expected'}`)}
      question={
        <Question
          language={language}
          sentence={{ key: `card.ask.${key}`, params: { name, address } }}
        />
      }
      yes={text(language, 'card.ask.remember')}
      no={text(language, 'card.ask.cancel')}
      onYes={() => teach(finding, domain)}
    />
  );
}

/** A server alone is not enough: others rent there too. It is kept with the address whose mail it passes on. */
function TrustForwarder(props: Told & { offer: Offer & { kind: 'trustForwarder' } }) {
  const { language, actions, offer } = props;
  const { addresses, reverseName } = offer;
  const [address, setAddress] = useState(addresses[0] ?? '');
  const { trustForwarder } = actions;
  if (!trustForwarder) return null;
  const written = address.trim().toLowerCase();
  return (
    <AskButton
      label={text(language, 'card.action.forwarder')}
      question={
        <Question
          language={language}
          sentence={{ key: 'card.ask.forwarder', params: { server: reverseName } }}
        />
      }
      yes={text(language, 'card.ask.remember')}
      no={text(language, 'card.ask.cancel')}
      disabled={!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(written)}
      onYes={() => trustForwarder(written)}
    >
      <label class="field">
        <span>{text(language, 'card.ask.forwarderAddress')}</span>
        <input
          type="email"
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
    </AskButton>
  );
}

const PLAIN = {
  retry: 'card.action.retry',
  trustOwn: 'card.action.ours',
  trustList: 'card.action.list',
} as const;

/** The button of one offer; `checkNow` and `undo` have places of their own. */
export function OfferButton(props: Told & { offer: Offer }) {
  const { language, actions, offer } = props;
  switch (offer.kind) {
    case 'checkNow':
    case 'undo':
      return null;
    case 'teach':
      return <Teach {...props} offer={offer} />;
    case 'trustForwarder':
      return <TrustForwarder {...props} offer={offer} />;
    default: {
      const act = actions[offer.kind];
      if (!act) return null;
      return (
        <button
          type="button"
          {...(offer.kind === 'retry' ? { class: 'main' } : {})}
          onClick={() => act()}
        >
          {text(language, PLAIN[offer.kind])}
        </button>
      );
    }
  }
}

/** What the reader once said of this sender, and the way back. */
export function Confirmed(props: { language: Language; story: Story; actions: OfferActions }) {
  const { language, story, actions } = props;
  const undoings = story.offers.filter((offer) => offer.kind === 'undo');
  if (story.confirmed.length === 0) return null;
  return (
    <section class="confirmed">
      {story.confirmed.map((sentence, index) => {
        const offer = undoings[index];
        return (
          <p key={sentence.key + index}>
            <Phrase language={language} sentence={sentence} />{' '}
            {actions.undo && offer && (
              <button type="button" onClick={() => actions.undo?.(offer.confirmation)}>
                {text(language, 'card.action.undo')}
              </button>
            )}
          </p>
        );
      })}
    </section>
  );
}
