// The words of one language, as the package carries them: the background and pages of ours read the file, a tab of
// Gmail is sent its part, and what a tab says without the background the browser itself carries.
import { browser } from 'wxt/browser';
import { ALONE } from '#words';
import { type Language, languageFor, type Text, type Wording } from '../words.ts';

/** Shape of `words/<language>.json`. */
interface WordFile {
  tab: Record<string, Text>;
  pages: Record<string, Text>;
}

// The build adds these messages, so WXT's list of names does not have them.
const message = (name: string): string =>
  (browser.i18n as { getMessage(name: string): string }).getMessage(name);

/** The language in which the browser shows this extension's name: all of it then speaks the same. */
export function uiLanguage(): Language {
  return languageFor(message('language') || browser.i18n.getUILanguage());
}

/** The reader's own language and country (BCP 47), also where the extension does not speak it. */
export function readerLanguage(): string {
  const [browsers, spoken] = [browser.i18n.getUILanguage(), uiLanguage()];
  return languageFor(browsers) === spoken ? browsers : spoken;
}

async function read(language: Language): Promise<WordFile> {
  const url = (browser.runtime as { getURL(path: string): string }).getURL(
    `/words/${language}.json`,
  );
  return (await fetch(url)).json();
}

/** What a tab of Gmail gets. Rejects only where the package is damaged. */
export async function tabWords(): Promise<Wording> {
  const language = uiLanguage();
  return { language, texts: (await read(language)).tab };
}

/** What a page of ours needs: everything. Rejects only where the package is damaged. */
export async function pageWords(): Promise<Wording> {
  const language = uiLanguage();
  const { tab, pages } = await read(language);
  return { language, texts: { ...tab, ...pages } };
}

/** In a tab: what can be said before the background answered, or when it is gone. */
export function wordsAlone(): Wording {
  const texts = ALONE.map((key) => [key, message(key.replaceAll('.', '_'))]);
  return { language: uiLanguage(), texts: Object.fromEntries(texts) };
}
