// The options page: everything the reader can choose, each with one sentence.
import { openPage, Page, useWords } from '../../components/page/index.tsx';
import { Notices } from '../../components/page/notice.tsx';
import { chooseProviders } from '../../lib/dns/providers.ts';
import { checkResolverUrl } from '../../lib/dns/resolver.ts';
import { pageWords } from '../../lib/extension/words.ts';
import { FileSheet } from './file.tsx';
import { KnownSheet } from './known.tsx';
import { LookupsSheet } from './lookups.tsx';
import { MeSheet } from './me.tsx';
import { MemorySheet } from './memory.tsx';
import { ProfileProvider } from './profiles.tsx';
import './options.css';
import { SealSheet } from './seal.tsx';
import { ShowSheet } from './show.tsx';
import { Store, useLoaded } from './store.ts';

const SHEETS = ['seal', 'lookups', 'show', 'me', 'known', 'memory', 'file'] as const;

function Options() {
  const word = useWords();
  const loaded = useLoaded();
  if (!loaded) return null;
  const { own, policy } = loaded;
  // What looks like the id of a resolver may be none that we know.
  const [resolver] = policy.resolver === undefined ? [] : chooseProviders(policy.resolver);
  const isDead = resolver !== undefined && checkResolverUrl(resolver.url) !== null;
  const unusable = [...loaded.unusable, ...(isDead ? ['resolver'] : [])];
  return (
    <Store.Provider value={loaded}>
      <Page
        name="options"
        title={word('options.title')}
        about={word('options.about')}
        personal={own.personalSeal}
      >
        {Object.keys(policy).length > 0 && <p class="notice">{word('policy.about')}</p>}
        {unusable.length > 0 && (
          <p class="notice wrong" role="alert">
            {word('policy.unusable', { names: unusable.join(', ') })}
          </p>
        )}
        <div class="columns">
          <nav class="contents" aria-label={word('options.on')}>
            <ul>
              {SHEETS.map((sheet) => (
                <li key={sheet}>
                  <a href={`#${sheet}`}>{word(`options.${sheet}.title`)}</a>
                </li>
              ))}
            </ul>
          </nav>
          <ProfileProvider>
            <div class="sheets">
              <SealSheet />
              <LookupsSheet />
              <ShowSheet />
              <MeSheet />
              <KnownSheet />
              <MemorySheet />
              <FileSheet />
            </div>
          </ProfileProvider>
        </div>
      </Page>
    </Store.Provider>
  );
}

void openPage({
  wording: pageWords(),
  title: 'options.title',
  view: (
    <Notices>
      <Options />
    </Notices>
  ),
});
