// Brands of the reader's own: names that only mail from certain domains may show.
import { useId, useRef, useState } from 'preact/hooks';
import { Entries } from '../../components/page/entry-list.tsx';
import { Group, Message } from '../../components/page/form.tsx';
import { useWords } from '../../components/page/index.tsx';
import { type Brand, readBrand } from '../../lib/extension/entries.ts';
import { useStore, withReader } from './store.ts';

const pieces = (text: string): string[] =>
  text
    .split(/[,、，;]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

export function BrandList() {
  const word = useWords();
  const { own, policy, locked, change } = useStore();
  const [names, setNames] = useState('');
  const [domains, setDomains] = useState('');
  const [isWrong, setWrong] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const id = useId();
  const isLocked = locked('extraBrands');
  const mine = isLocked ? [] : own.reader.extraBrands;
  const sentence = (brand: Brand) =>
    word('options.known.brand', {
      names: brand.names.join(', '),
      domains: brand.domains.join(', '),
    });
  const shown = mine.map(sentence);

  function add(): void {
    const brand = readBrand({ names: pieces(names), domains: pieces(domains) });
    setWrong(brand === null);
    first.current?.focus();
    if (brand === null) return;
    setNames('');
    setDomains('');
    void change(
      withReader('extraBrands', (stored) => [
        // Its id is its first domain, and one domain may send for several brands.
        ...stored.filter((one) => sentence(one) !== sentence(brand)),
        brand,
      ]),
    );
  }

  return (
    <Group
      label={word('options.known.brands')}
      help={word('options.known.brandsHelp')}
      managed={isLocked || policy.extraBrands !== undefined}
    >
      <Entries
        label={word('options.known.brands')}
        entries={shown}
        fixed={(policy.extraBrands ?? []).map(sentence)}
        rest={first}
        onRemove={(index) => {
          const gone = shown[index];
          void change(
            withReader('extraBrands', (stored) => stored.filter((one) => sentence(one) !== gone)),
          );
        }}
      />
      <form
        class="brand-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <label for={`${id}-names`}>
          {word('options.known.brandNames')}
          <input
            ref={first}
            id={`${id}-names`}
            value={names}
            placeholder={word('options.known.brandNamesExample')}
            disabled={isLocked}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setNames(event.currentTarget.value)}
          />
        </label>
        <label for={`${id}-domains`}>
          {word('options.known.brandDomains')}
          <input
            id={`${id}-domains`}
            value={domains}
            placeholder={word('options.known.brandDomainsExample')}
            disabled={isLocked}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            aria-invalid={isWrong}
            onInput={(event) => setDomains(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button" disabled={isLocked}>
          {word('page.add')}
        </button>
      </form>
      <Message text={isWrong ? word('options.known.brandWrong') : ''} wrong={isWrong} />
    </Group>
  );
}
