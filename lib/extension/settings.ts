// What the reader chose, kept in storage.local under one versioned key.
import { browser } from 'wxt/browser';
import type { Context, LookupMode } from '../model.ts';

export interface Settings {
  version: 1;
  lookups: LookupMode;
  /** 'auto' falls over from one resolver of the table to the next; an id or an https URL is asked alone */
  resolver: string;
  show: 'problems' | 'line' | 'everything';
  personalSeal: { color: string; glyph: string };
  reader: Pick<
    Context,
    | 'protectedNames'
    | 'ownDomains'
    | 'trustedSealers'
    | 'trustedForwarders'
    | 'knownLists'
    | 'extraBrands'
    | 'taught'
  > & { ownAddresses: string[]; ownName: string };
}

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  lookups: 'careful',
  resolver: 'auto',
  show: 'line',
  personalSeal: { color: '#c73e3a', glyph: '印' },
  reader: {
    ownAddresses: [],
    ownName: '',
    protectedNames: [],
    ownDomains: [],
    trustedSealers: [],
    trustedForwarders: [],
    knownLists: [],
    extraBrands: [],
    taught: [],
  },
};

/** The settings; anything missing in storage has its default. */
export async function readSettings(): Promise<Settings> {
  const { settings } = (await browser.storage.local.get('settings')) as {
    settings?: Partial<Settings>;
  };
  return {
    ...DEFAULT_SETTINGS,
    ...settings,
    reader: { ...DEFAULT_SETTINGS.reader, ...settings?.reader },
  };
}

export async function writeSettings(settings: Settings): Promise<void> {
  await browser.storage.local.set({ settings });
}

/** Calls back whenever the settings change, here or in another page. */
export function onSettingsChanged(changed: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && 'settings' in changes) changed();
  });
}

/** The browser's language as a BCP 47 tag. */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage();
}
