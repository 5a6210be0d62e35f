// One card in a tab of its own, its details open: there is more room for a table of signatures than beside a seal.
import { useEffect, useRef, useState } from 'preact/hooks';
import { cardOf } from '../../components/card/controller.ts';
import { mountCard } from '../../components/card/index.tsx';
import { openPage, Page, useLanguage, useTheme, useWords } from '../../components/page/index.tsx';
import { handedOver } from '../../lib/extension/handover.ts';
import { openDomain } from '../../lib/extension/open.ts';
import { pageWords } from '../../lib/extension/words.ts';
import type { Told } from '../../lib/model.ts';
import { useOwnData } from '../analyser/own.ts';
import './details.css';

function Details() {
  const word = useWords();
  const language = useLanguage();
  const theme = useTheme();
  const own = useOwnData();
  const host = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState<Told | 'loading' | null>('loading');

  useEffect(() => {
    handedOver<Told>().then(setTold, () => setTold(null));
  }, []);
  useEffect(() => {
    if (!host.current || told === null || told === 'loading' || !own) return undefined;
    const card = mountCard(
      host.current,
      cardOf(told, {
        language,
        theme,
        personal: own.personal,
        ownAddresses: own.ownAddresses,
        detailed: true,
        actions: { openDomain },
      }),
    );
    return () => card.unmount();
  }, [told, own, language, theme]);

  return (
    <Page name={null} title={word('details.title')} {...(own ? { personal: own.personal } : {})}>
      {told === null && <p class="sheet">{word('details.gone')}</p>}
      <div ref={host} class="whole-card" hidden={told === null || told === 'loading'} />
    </Page>
  );
}

void openPage({ wording: pageWords(), title: 'details.title', view: <Details /> });
