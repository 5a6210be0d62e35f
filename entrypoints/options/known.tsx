// The sheet of whom the reader knows: names, forwarders, lists, sealers, brands, and what was taught.
import { EntryList } from '../../components/page/entry-list.tsx';
import { Sheet, useWords } from '../../components/page/index.tsx';
import { BrandList } from './brands.tsx';
import { useKinds } from './kinds.ts';
import { useStore, withReader } from './store.ts';
import { Taught } from './taught.tsx';

const LISTS = [
  { name: 'protectedNames', kind: 'name', words: 'names' },
  { name: 'trustedForwarders', kind: 'domain', words: 'forwarders' },
  { name: 'knownLists', kind: 'domain', words: 'lists' },
  { name: 'trustedSealers', kind: 'domain', words: 'sealers' },
] as const;

export function KnownSheet() {
  const word = useWords();
  const kinds = useKinds();
  const { own, locked, fixed, change } = useStore();
  return (
    <Sheet id="known" title={word('options.known.title')} about={word('options.known.about')}>
      <div class="fields">
        {LISTS.map(({ name, kind, words }) => (
          <EntryList
            key={name}
            label={word(`options.known.${words}`)}
            help={word(`options.known.${words}Help`)}
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
