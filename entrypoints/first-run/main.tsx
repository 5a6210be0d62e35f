// The first run on the real Gmail, guided: the page watches the open tabs of Gmail, and saves one file at the end.

import { useEffect, useState } from 'preact/hooks';
import { openPage, Page, Sheet, useWords, type Words } from '../../components/page/index.tsx';
import { version } from '../../lib/extension/install.ts';
import { saveFile } from '../../lib/extension/save-file.ts';
import { gmailTabs } from '../../lib/extension/tab.ts';
import { pageWords } from '../../lib/extension/words.ts';
import { isoDay } from '../../lib/text/days.ts';
import './first-run.css';
import {
  type Answer,
  type GmailTab,
  type Result,
  reportOf,
  STEPS,
  type StepId,
  snapshotOf,
  takeIn,
} from './steps.ts';

type Key = Parameters<Words>[0];

const AGAIN = 1_000;
const ANSWERS = ['expected', 'different'] as const;

function Step(props: { id: StepId; answer: Answer; choose(answer: Answer): void }) {
  const { id, answer, choose } = props;
  const word = useWords();
  return (
    <li class={`step ${answer}`}>
      <div>
        <h3>{word(`firstRun.step.${id}.do` as Key)}</h3>
        <p class="soft">{word(`firstRun.step.${id}.expect` as Key)}</p>
      </div>
      <fieldset>
        <legend class="state" aria-live="polite">
          {word(`firstRun.answer.${answer}`)}
        </legend>
        {ANSWERS.map((each) => (
          <label key={each}>
            <input type="radio" name={id} checked={answer === each} onChange={() => choose(each)} />
            {word(`firstRun.answer.${each}`)}
          </label>
        ))}
      </fieldset>
    </li>
  );
}

function FirstRun() {
  const word = useWords();
  const [tabs, setTabs] = useState<GmailTab[]>([]);
  const [results, setResults] = useState<Partial<Record<StepId, Result>>>({});
  useEffect(() => {
    const look = () =>
      void gmailTabs().then((found) => {
        setTabs(found);
        setResults((known) => takeIn(known, found));
      });
    look();
    const timer = setInterval(look, AGAIN);
    return () => clearInterval(timer);
  }, []);
  const answered = STEPS.filter(({ id }) => results[id]).length;
  const choose = (id: StepId) => (answer: Answer) => {
    const tab = tabs[0];
    const snapshot = tab ? snapshotOf(tab) : null;
    setResults((known) => ({ ...known, [id]: { answer, snapshot } }));
  };
  const save = () => {
    const about = {
      version: version(),
      browser: navigator.userAgent,
      date: isoDay(Date.now()),
    };
    saveFile('inkan-first-run.json', 'application/json', reportOf(results, about));
  };
  return (
    <Page name={null} title={word('firstRun.title')} about={word('firstRun.about')}>
      <Sheet
        id="steps"
        title={word('firstRun.steps', { done: String(answered), all: String(STEPS.length) })}
        about={word(tabs.length > 0 ? 'firstRun.watching' : 'firstRun.noTab')}
      >
        <ol class="steps">
          {STEPS.map(({ id }) => (
            <Step key={id} id={id} answer={results[id]?.answer ?? 'open'} choose={choose(id)} />
          ))}
        </ol>
      </Sheet>
      <Sheet id="file" title={word('firstRun.file')} about={word('firstRun.fileAbout')}>
        <p class="row after">
          <button type="button" class="button main" onClick={save}>
            {word('firstRun.save')}
          </button>
        </p>
      </Sheet>
    </Page>
  );
}

void openPage({ wording: pageWords(), title: 'firstRun.title', view: <FirstRun /> });
