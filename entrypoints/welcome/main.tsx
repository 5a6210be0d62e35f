// The first page a reader sees, once: the four tones, the way to Gmail, then what may be chosen.
import { useEffect, useState } from 'preact/hooks';
import { openPage, Page, Sheet, useWords } from '../../components/page/index.tsx';
import { LookupChoices } from '../../components/page/lookup-choices.tsx';
import { Notices, useNotice } from '../../components/page/notice.tsx';
import { SealPicker } from '../../components/page/seal-picker.tsx';
import { ToneSamples } from '../../components/page/seal-sample.tsx';
import type { Governed } from '../../lib/extension/policy.ts';
import {
  changeSettings,
  onSettingsChanged,
  readSettings,
  type Settings,
} from '../../lib/extension/settings.ts';
import { pageWords } from '../../lib/extension/words.ts';

function Welcome() {
  const word = useWords();
  const notify = useNotice();
  const [settings, setSettings] = useState<Governed | null>(null);
  useEffect(() => {
    const load = () => void readSettings().then(setSettings);
    load();
    return onSettingsChanged(load);
  }, []);
  if (!settings) return null;
  const { personalSeal, lookups, locked } = settings;
  const change = (part: (own: Settings) => Partial<Settings>) =>
    void changeSettings((own) => ({ ...own, ...part(own) })).then(
      () => notify(word('page.saved')),
      () => notify(word('page.notSaved')),
    );
  return (
    <Page
      name={null}
      title={word('welcome.title')}
      about={word('welcome.about')}
      personal={personalSeal}
    >
      <Sheet id="tones" title={word('welcome.tones')} about={word('welcome.tonesAbout')}>
        <div class="fields">
          <div>
            <ToneSamples personal={personalSeal} />
          </div>
        </div>
      </Sheet>
      <Sheet id="done" title={word('welcome.done')} about={word('welcome.doneAbout')}>
        <p class="row after">
          <a class="button main" href="https://mail.google.com/mail/">
            {word('welcome.gmail')}
          </a>
          <a class="button" href="options.html">
            {word('welcome.options')}
          </a>
        </p>
      </Sheet>
      <Sheet id="seal" title={word('options.seal.title')} about={word('options.seal.about')}>
        <SealPicker
          value={personalSeal}
          managed={locked.includes('personalSeal')}
          onChange={(part) => change((own) => ({ personalSeal: { ...own.personalSeal, ...part } }))}
        />
      </Sheet>
      <Sheet
        id="lookups"
        title={word('options.lookups.title')}
        about={word('options.lookups.about')}
      >
        <div class="fields">
          <LookupChoices
            folded
            value={lookups}
            managed={locked.includes('lookups')}
            onChoose={(mode) => change(() => ({ lookups: mode }))}
          />
        </div>
      </Sheet>
    </Page>
  );
}

void openPage({
  wording: pageWords(),
  title: 'welcome.title',
  view: (
    <Notices>
      <Welcome />
    </Notices>
  ),
});
