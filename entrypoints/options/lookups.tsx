// The sheet of lookups: when DNS is asked, and whom.
import { useEffect, useId, useState } from 'preact/hooks';
import { Choices, Message } from '../../components/page/form.tsx';
import { Sheet, useWords } from '../../components/page/index.tsx';
import { LookupChoices } from '../../components/page/lookup-choices.tsx';
import { ResolverAccess } from '../../components/page/resolver-access.tsx';
import { chooseProviders, PROVIDERS } from '../../lib/dns/providers.ts';
import { checkResolverUrl, tryProvider, type UrlRefusal } from '../../lib/dns/resolver.ts';
import { askHostAccess, dropHostAccess, hostPattern } from '../../lib/extension/permissions.ts';
import type { LookupMode } from '../../lib/model.ts';
import { useStore } from './store.ts';

type Failure = NonNullable<Awaited<ReturnType<typeof tryProvider>>>;
type Outcome =
  | { kind: 'refused'; why: UrlRefusal | 'denied' | Failure }
  | { kind: 'checking' | 'works' | 'unasked' };

/** Failures that have words of their own; the rest could not be reached. */
const TOLD = ['timeout', 'network', 'refused', 'servfail', 'garbage'] as const;

function refusalOf(url: string): UrlRefusal | null {
  const refusal = checkResolverUrl(url);
  // The command line may ask a resolver of this machine without TLS; a browser never does.
  return refusal ?? (url.startsWith('http:') ? 'plain' : null);
}

const isRow = (setting: string): boolean => PROVIDERS.some(({ id }) => id === setting);

/** The resolver of the reader's own choice: saved only after it answered a real question. */
function CustomResolver({ current, mode }: { current: string; mode: LookupMode }) {
  const word = useWords();
  const { locked, change } = useStore();
  const id = useId();
  const isCustom = current !== 'auto' && !isRow(current);
  const chosen = isCustom ? current : '';
  const [url, setUrl] = useState(chosen);
  useEffect(() => setUrl(chosen), [chosen]);
  /** what came of the last check; said as long as that address stands in the field */
  const [checked, setChecked] = useState<{ written: string; outcome: Outcome } | null>(null);
  const outcome = checked?.written === url.trim() ? checked.outcome : null;
  const isChecking = checked?.outcome.kind === 'checking';
  const host = URL.canParse(url) ? new URL(url).host : url;

  function check(): void {
    if (isChecking) return;
    const written = url.trim();
    const end = (outcome: Outcome | null) => setChecked(outcome && { written, outcome });
    const refusal = refusalOf(written);
    if (refusal) {
      end({ kind: 'refused', why: refusal });
      return;
    }
    // Asked in the click itself: afterwards the browser no longer knows that the reader pressed.
    const access = askHostAccess(written);
    end({ kind: 'checking' });
    void use(written, access).then(end, () => end({ kind: 'refused', why: 'network' }));
  }

  async function use(written: string, access: Promise<boolean>): Promise<Outcome | null> {
    if (!(await access)) return { kind: 'refused', why: 'denied' };
    const [provider] = chooseProviders(written);
    // "Never" includes this question.
    const isAsked = mode !== 'off';
    const failure = !isAsked ? null : provider ? await tryProvider(provider) : 'network';
    let isUsed = false;
    if (!failure) {
      const isSaved = await change((own) => {
        // The reader may have chosen another one while this one was asked.
        isUsed = own.resolver === current;
        return isUsed ? { ...own, resolver: written } : own;
      });
      isUsed &&= isSaved;
    }
    const [kept, left] = isUsed ? [written, current] : [current, written];
    if (hostPattern(kept) !== hostPattern(left)) await dropHostAccess(left);
    if (failure) return { kind: 'refused', why: failure };
    return isUsed ? { kind: isAsked ? 'works' : 'unasked' } : null;
  }

  function told(): string {
    if (outcome === null) return '';
    if (outcome.kind !== 'refused') return word(`options.lookups.${outcome.kind}`, { host });
    const { why } = outcome;
    const known = TOLD.find((one) => one === why);
    switch (why) {
      case 'syntax':
      case 'scheme':
      case 'plain':
      case 'credentials':
      case 'fragment':
        return word(`options.lookups.refused.${why}`);
      case 'denied':
        return word('options.lookups.refused.denied', { host });
      default:
        return word(`options.lookups.refused.${known ?? 'network'}`, { host });
    }
  }

  const isWrong = outcome?.kind === 'refused';
  return (
    <form
      class="inset"
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <label class="small soft" for={id}>
        {word('options.lookups.url')}
      </label>
      <div class="row">
        <input
          id={id}
          class="grow"
          type="text"
          inputMode="url"
          value={url}
          placeholder="https://dns.example.com/dns-query"
          disabled={locked('resolver')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={isWrong}
          aria-describedby={`${id}-told`}
          onInput={(event) => {
            setUrl(event.currentTarget.value);
            if (!isChecking) setChecked(null);
          }}
        />
        <button
          type="submit"
          class="button"
          disabled={locked('resolver')}
          aria-disabled={isChecking}
        >
          {word('options.lookups.check')}
        </button>
      </div>
      <div id={`${id}-told`}>
        <Message text={told()} wrong={isWrong} />
      </div>
    </form>
  );
}

export function LookupsSheet() {
  const word = useWords();
  const { own, policy, locked, change } = useStore();
  const resolver = policy.resolver ?? own.resolver;
  const isCustom = resolver !== 'auto' && !isRow(resolver);
  const choices = [
    { value: 'auto', name: word('options.lookups.auto'), about: word('options.lookups.autoAbout') },
    ...PROVIDERS.map(({ id, name }) => ({ value: id, name })),
    {
      value: 'custom',
      name: word('options.lookups.custom'),
      about: word('options.lookups.customAbout'),
    },
  ];

  function choose(value: string): void {
    // A resolver of one's own counts once it has answered; until then nothing is changed.
    if (value === 'custom') return;
    void change((before) => ({ ...before, resolver: value })).then((isSaved) =>
      isSaved && isCustom ? dropHostAccess(resolver) : undefined,
    );
  }

  return (
    <Sheet id="lookups" title={word('options.lookups.title')} about={word('options.lookups.about')}>
      <div class="fields">
        <LookupChoices
          value={policy.lookups ?? own.lookups}
          managed={locked('lookups')}
          onChoose={(lookups) => void change((before) => ({ ...before, lookups }))}
        />
        <div>
          <Choices
            label={word('options.lookups.resolver')}
            help={word('options.lookups.resolverHelp')}
            choices={choices}
            value={isCustom ? 'custom' : resolver}
            managed={locked('resolver')}
            onChoose={choose}
          />
          <CustomResolver current={resolver} mode={policy.lookups ?? own.lookups} />
          <ResolverAccess resolver={resolver} />
        </div>
      </div>
    </Sheet>
  );
}
