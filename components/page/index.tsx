// The frame of every page of the extension: language, theme, head and navigation.
import { type ComponentChildren, createContext, render, type VNode } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import {
  directionOf,
  type Language,
  learnWords,
  say,
  type Wording,
  type WordKey,
} from '../../lib/words.ts';
import { ownText } from '../phrase.tsx';
import { type PersonalSeal, SealMark } from '../seal-mark.tsx';
import '../tones.css';
import './page.css';
import './controls.css';
import './seals.css';

/** Words of the table in the reader's language; placeholders are filled from `params`. */
export type Words = (key: WordKey, params?: Record<string, string>) => string;

const PageLanguage = createContext<Language>('en');

export const useLanguage = (): Language => useContext(PageLanguage);

/** `const word = useWords()`, then `word('page.add')`. */
export function useWords(): Words {
  const language = useLanguage();
  return (key, params = {}) => say(language, { key, params });
}

const DARK = '(prefers-color-scheme: dark)';

/** The theme the browser asks for, as it changes. */
export function useTheme(): 'light' | 'dark' {
  const [dark, setDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = () => setDark(query.matches);
    query.addEventListener('change', follow);
    follow();
    return () => query.removeEventListener('change', follow);
  }, []);
  return dark ? 'dark' : 'light';
}

/** Keeps the document in the browser's theme: its colours hang on the root element. */
function wearTheme(): void {
  const query = matchMedia(DARK);
  const { classList } = document.documentElement;
  const follow = () => classList.toggle('dark', query.matches);
  classList.add('root');
  query.addEventListener('change', follow);
  follow();
}

/**
 * Draws a page into the document's `#page` when its words are there: language and title of the document, the browser's
 * theme, the view. The HTML needs `<meta name="color-scheme" content="light dark">`, so that nothing flashes before.
 */
export async function openPage(options: {
  wording: Promise<Wording>;
  title: WordKey;
  view: VNode;
}): Promise<void> {
  const { title, view } = options;
  const root = document.querySelector('#page');
  if (!root) throw new Error('the page has no #page');
  const wording = await options.wording;
  const { language } = wording;
  learnWords(wording);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  document.title = say(language, { key: title, params: {} });
  wearTheme();
  render(<PageLanguage.Provider value={language}>{view}</PageLanguage.Provider>, root);
}

const PAGES = ['options', 'analyser', 'domain', 'senders'] as const;
type PageName = (typeof PAGES)[number];

/** Head with the way to the other pages, then the page itself with its title and one sentence about it. */
export function Page(props: {
  name: PageName | null;
  title: string;
  about?: string;
  personal?: PersonalSeal;
  children: ComponentChildren;
}) {
  const { name, title, about, personal, children } = props;
  const word = useWords();
  return (
    <>
      <a class="skip" href="#main">
        {word('page.skip')}
      </a>
      <header class="top">
        <span class="brand">
          <SealMark tone="calm" size={28} {...(personal ? { personal } : {})} />
          Inkan
        </span>
        <nav aria-label={word('page.nav')}>
          <ul>
            {PAGES.map((page) => (
              <li key={page}>
                <a href={`${page}.html`} {...(page === name ? { 'aria-current': 'page' } : {})}>
                  {word(`page.to.${page}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        <div class="title">
          <h1>{title}</h1>
          {about && <p>{ownText(about)}</p>}
        </div>
        {children}
      </main>
    </>
  );
}

/** A sheet of paper with a heading; `id` makes it a target of links. */
export function Sheet(props: {
  id: string;
  title: string;
  about?: string;
  children: ComponentChildren;
}) {
  const { id, title, about, children } = props;
  return (
    <section class="sheet" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {about && <p>{ownText(about)}</p>}
      </header>
      {children}
    </section>
  );
}
