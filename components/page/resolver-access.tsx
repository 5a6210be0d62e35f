// The permission that a resolver needs, asked on a click: neither a policy nor a settings file can grant it, and the
// reader may have taken one back.
import { useEffect, useState } from 'preact/hooks';
import { chooseProviders, type Provider } from '../../lib/dns/providers.ts';
import {
  askHostsAccess,
  onAccessChanged,
  withHostAccess,
} from '../../lib/extension/permissions.ts';
import { useWords } from './index.tsx';

/**
 * Shows nothing as long as the resolvers may be asked. `resolver` is the setting: `auto`, an id or a URL. With
 * `whenNone`, only where none of them is left.
 */
export function ResolverAccess({
  resolver,
  whenNone = false,
}: {
  resolver: string;
  whenNone?: boolean;
}) {
  const word = useWords();
  const [missing, setMissing] = useState<readonly Provider[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const look = async () => {
      const chosen = chooseProviders(resolver);
      const granted = await withHostAccess(chosen);
      const left = whenNone && granted.length > 0 ? [] : chosen;
      if (isCurrent) setMissing(left.filter((one) => !granted.includes(one)));
    };
    void look();
    const stop = onAccessChanged(() => void look());
    return () => {
      isCurrent = false;
      stop();
    };
  }, [resolver, whenNone]);
  if (missing.length === 0) return null;
  const host = missing.map(({ url }) => new URL(url).host).join(', ');
  return (
    <div class="ask">
      <p>{word('options.lookups.allowAbout', { host })}</p>
      <p class="row">
        <button
          type="button"
          class="button main"
          onClick={() => void askHostsAccess(missing.map(({ url }) => url))}
        >
          {word('options.lookups.allow', { host })}
        </button>
      </p>
    </div>
  );
}
