// The analyser: .eml files and pasted source, checked like mail in Gmail, as far as a copy can be checked at all.
import { useCallback, useState } from 'preact/hooks';
import { openPage, Page, useWords } from '../../components/page/index.tsx';
import { pageWords } from '../../lib/extension/words.ts';
import { type Analysis, createAnalysis, type Entry } from './analysis.ts';
import './analyser.css';
import { Intake } from './handover.tsx';
import type { Job } from './intake.ts';
import { useOwnData } from './own.ts';
import { Results } from './results.tsx';

/** The page's one piece of work, and what of it is on screen. */
function useAnalysis(): { analysis: Analysis; entries: readonly Entry[] } {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [analysis] = useState(() => {
    const made = createAnalysis(() => setEntries([...made.entries()]));
    return made;
  });
  return { analysis, entries };
}

function Analyser() {
  const word = useWords();
  const own = useOwnData();
  const { analysis, entries } = useAnalysis();
  const [nothing, setNothing] = useState(false);
  const hand = useCallback((job: Job) => {
    setNothing(false);
    void analysis.take(job).then((count) => setNothing(count === 0));
  }, []);
  return (
    <Page
      name="analyser"
      title={word('analyser.title')}
      about={word('analyser.about')}
      {...(own ? { personal: own.personal } : {})}
    >
      <p class="loose">{word('analyser.warning')}</p>
      <Intake small={entries.length > 0} onJob={hand} />
      <p class="message" role="status">
        {nothing ? word('analyser.nothing') : ''}
      </p>
      <Results analysis={analysis} entries={entries} own={own} />
    </Page>
  );
}

void openPage({
  wording: pageWords(),
  title: 'analyser.title',
  view: <Analyser />,
});
