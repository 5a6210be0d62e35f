// The one permission that an organisation's own resolver needs, asked on a click: a policy cannot grant it.
import { useEffect, useState } from 'preact/hooks';
import { askHostAccess, hasHostAccess, onAccessChanged } from '../../lib/extension/permissions.ts';
import { useWords } from './index.tsx';

/** Shows nothing as long as the resolver may be asked. `resolver` is the setting: `auto`, an id or a URL. */
export function ResolverAccess({ resolver }: { resolver: string }) {
  const word = useWords();
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const look = () =>
      void hasHostAccess(resolver).then((granted) => {
        if (isCurrent) setMissing(!granted);
      });
    look();
    const stop = onAccessChanged(look);
    return () => {
      isCurrent = false;
      stop();
    };
  }, [resolver]);
  if (!isMissing) return null;
  const { host } = new URL(resolver);
  return (
    <div class="ask">
      <p>{word('options.lookups.allowAbout', { host })}</p>
      <p class="row">
        <button type="button" class="button main" onClick={() => void askHostAccess(resolver)}>
          {word('options.lookups.allow', { host })}
        </button>
      </p>
    </div>
  );
}
