// The sheet of the personal seal.

import { Sheet, useWords } from '../../components/page/index.tsx';
import { SealPicker } from '../../components/page/seal-picker.tsx';
import { useStore } from './store.ts';

export function SealSheet() {
  const word = useWords();
  const { own, locked, change } = useStore();
  return (
    <Sheet id="seal" title={word('options.seal.title')} about={word('options.seal.about')}>
      <SealPicker
        value={own.personalSeal}
        managed={locked('personalSeal')}
        onChange={(part) =>
          void change((before) => ({
            ...before,
            personalSeal: { ...before.personalSeal, ...part },
          }))
        }
      />
    </Sheet>
  );
}
