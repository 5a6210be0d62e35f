// The card of one message in the page: the same one that opens beside a seal in Gmail.
import { useEffect, useRef, useState } from 'preact/hooks';
import { asCopy, cardOf } from '../../components/card/controller.ts';
import { mountCard } from '../../components/card/index.tsx';
import { useLanguage, useTheme, useWords } from '../../components/page/index.tsx';
import { waysOut } from '../../lib/extension/open.ts';
import type { Told } from '../../lib/model.ts';
import type { Analysis, Entry } from './analysis.ts';
import type { OwnData } from './own.ts';

export function MessageCard(props: { entry: Entry; analysis: Analysis; own: OwnData | null }) {
  const { entry, analysis, own } = props;
  const word = useWords();
  const language = useLanguage();
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const card = useRef<ReturnType<typeof mountCard> | null>(null);
  const [told, setTold] = useState<Told | 'failed' | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const show = (next: Told | 'failed') => {
      if (isCurrent) setTold(next);
    };
    if (entry.result?.kind === 'failed') show('failed');
    else if (entry.result) analysis.open(entry).then(show, () => show('failed'));
    return () => {
      isCurrent = false;
    };
  }, [entry, entry.result, entry.place]);

  useEffect(() => {
    if (!host.current || told === null || told === 'failed') return;
    const props = cardOf(asCopy(told), {
      language,
      theme,
      personal: own?.personal,
      ownAddresses: own?.ownAddresses ?? [],
      original: entry.source.fidelity === 'exact' ? entry.source.read : undefined,
      actions: {
        checkNow: () => void analysis.again(entry, true),
        retry: () => void analysis.again(entry, false),
        ...waysOut(asCopy(told)),
      },
    });
    if (card.current) card.current.update(props);
    else card.current = mountCard(host.current, props);
  });
  useEffect(() => () => card.current?.unmount(), []);

  return (
    <>
      {told === 'failed' && (
        <div class="failed">
          <p>{word('analyser.failed')}</p>
          <p class="control">
            <button type="button" class="button" onClick={() => analysis.again(entry, false)}>
              {word('analyser.again')}
            </button>
          </p>
        </div>
      )}
      {told === null && <p class="soft">{word('ui.checking')}</p>}
      <div ref={host} hidden={told === null || told === 'failed'} />
    </>
  );
}
