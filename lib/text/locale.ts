// Where and by whom a language is likely read (CLDR, likely subtags).

/** Language, script and region of a BCP 47 tag as they are likely: `zh-HK` → `['zh', 'Hant', 'HK']`; empty for none. */
export function likely(tag: string): string[] {
  try {
    const { language, script = '', region = '' } = new Intl.Locale(tag).maximize();
    return [language, script, region];
  } catch {
    return [];
  }
}
