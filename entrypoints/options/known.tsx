// The sheet of whom the reader knows: names, forwarders, lists, sealers, brands, and what was taught.
import { EntryList } from '../../components/page/entry-list.tsx';
import { Sheet, useWords } from '../../components/page/index.tsx';
import { type ListName, POLICY_NAMES, TABLE } from '../../lib/extension/settings-table.ts';
import type { WordKey } from '../../lib/words.ts';
import { BrandList } from './brands.tsx';
import { useKinds } from './kinds.ts';
import { useStore, withReader } from './store.ts';
import { Taught } from './taught.tsx';

/** The lists to which an organisation may add; domains of one's own stand on the sheet about the reader. */
const ENTRIES: Partial<Record<string, 'domain' | 'name'>> = { domains: 'domain', names: 'name' };
const LISTS = (POLICY_NAMES as ListName[]).flatMap((name) => {
  const entry = ENTRIES[String(TABLE[name].kind)];
  return entry && name !== 'ownDomains' ? [{ name, kind: entry }] : [];
});

export function KnownSheet() {
  const word = useWords();
  const kinds = useKinds();
  const { own, locked, fixed, change } = useStore();
  return (
    <Sheet id="known" title={word('options.known.title')} about={word('options.known.about')}>
      <div class="fields">
        {LISTS.map(({ name, kind }) => (
          <EntryList
            key={name}
            label={word(`options.known.${name}` as WordKey)}
            help={word(`options.known.${name}Help` as WordKey)}
            kind={kinds[kind]}
            entries={own.reader[name]}
            fixed={fixed(name)}
            locked={locked(name)}
            onChange={(how) => void change(withReader(name, how))}
          />
        ))}
        <BrandList />
        <Taught />
      </div>
    </Sheet>
  );
}
