// What the lists of the options page are made of.
import type { EntryKind } from '../../components/page/entry-list.tsx';
import { useWords } from '../../components/page/index.tsx';
import { readAddress, readDomain, readName } from '../../lib/extension/entries.ts';

export function useKinds(): Record<'domain' | 'name' | 'address', EntryKind> {
  const word = useWords();
  return {
    domain: {
      read: readDomain,
      placeholder: word('options.known.domainExample'),
      refuse: (text) => word('options.known.domainWrong', { text }),
    },
    name: {
      read: readName,
      placeholder: word('options.known.nameExample'),
      refuse: (text) => word('options.known.nameWrong', { text }),
    },
    address: {
      read: readAddress,
      placeholder: word('options.me.addressExample'),
      refuse: (text) => word('options.me.addressWrong', { text }),
    },
  };
}
