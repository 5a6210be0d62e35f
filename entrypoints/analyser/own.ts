// What the page needs of the reader: the personal seal, and the addresses that a report leaves out.
import { useEffect, useState } from 'preact/hooks';
import type { PersonalSeal } from '../../components/seal-mark.tsx';
import { readSettings } from '../../lib/extension/settings.ts';
import { openMemory } from '../../lib/memory/memory.ts';

export interface OwnData {
  personal: PersonalSeal;
  /** of every mailbox that is known, and those the reader named */
  ownAddresses: string[];
}

/** A delegated mailbox is kept under the address and its path. */
const addressOf = (account: string): string => account.replace(/(@[^/]*)\/.*$/, '$1');

/** Mailboxes that memory knows; none where the browser gives no storage. */
async function rememberedAddresses(): Promise<string[]> {
  const memory = openMemory();
  try {
    const accounts = await memory.accounts();
    const profiles = await Promise.all(accounts.map((account) => memory.profile(account)));
    return [...accounts.map(addressOf), ...profiles.flatMap(({ ownAddresses }) => ownAddresses)];
  } catch {
    return [];
  } finally {
    void memory.close();
  }
}

/** Rejects only where the browser gives no settings. */
export async function loadOwnData(): Promise<OwnData> {
  const [settings, remembered] = await Promise.all([readSettings(), rememberedAddresses()]);
  return {
    personal: settings.personalSeal,
    ownAddresses: [...new Set([...settings.reader.ownAddresses, ...remembered])],
  };
}

/** Null until it is read. */
export function useOwnData(): OwnData | null {
  const [own, setOwn] = useState<OwnData | null>(null);
  useEffect(() => {
    void loadOwnData().then(setOwn);
  }, []);
  return own;
}
