// A calm word at the foot of the page after something was done: "Saved". It moves nothing and goes by itself.

import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

const STAYS = 2400;

/** What to say, each time with a number of its own, so that the same words twice are heard twice. */
interface Said {
  text: string;
  count: number;
}

const Notify = createContext<(text: string) => void>(() => {});

/** `const notify = useNotice()`, then `notify(word('page.saved'))`. */
export const useNotice = (): ((text: string) => void) => useContext(Notify);

/** Stands around a page once; screen readers hear the words politely. */
export function Notices({ children }: { children: ComponentChildren }) {
  const [said, setSaid] = useState<Said>({ text: '', count: 0 });
  useEffect(() => {
    if (said.text === '') return;
    const timer = setTimeout(() => setSaid(({ count }) => ({ text: '', count })), STAYS);
    return () => clearTimeout(timer);
  }, [said.count]);
  const notify = (text: string) => setSaid(({ count }) => ({ text, count: count + 1 }));
  return (
    <Notify.Provider value={notify}>
      {children}
      <div class="saved" role="status">
        {said.text && <span key={said.count}>{said.text}</span>}
      </div>
    </Notify.Provider>
  );
}
