// The sheet about the reader: addresses and name, for every mailbox or for one, and domains.
import { useEffect, useState } from 'preact/hooks';
import { EntryList } from '../../components/page/entry-list.tsx';
import { Field, Message } from '../../components/page/form.tsx';
import { Sheet, useWords } from '../../components/page/index.tsx';
import { readName } from '../../lib/extension/entries.ts';
import { useKinds } from './kinds.ts';
import { ProfileField, useProfiles } from './profiles.tsx';
import { useStore, withReader } from './store.ts';

/** Saved when the field is left or Enter is pressed. */
function NameField(props: { name: string; locked: boolean; onChange(name: string): void }) {
  const { name, locked, onChange } = props;
  const word = useWords();
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  const isWrong = text.trim() !== '' && readName(text) === null;
  return (
    <Field label={word('options.me.name')} help={word('options.me.nameHelp')} managed={locked}>
      {(ids) => (
        <>
          <input
            {...ids}
            size={32}
            value={text}
            placeholder={word('options.me.nameExample')}
            disabled={locked}
            autocomplete="off"
            spellcheck={false}
            aria-invalid={isWrong}
            onInput={(event) => setText(event.currentTarget.value)}
            onChange={() => {
              const read = readName(text) ?? '';
              if (!isWrong && read !== name) onChange(read);
            }}
          />
          <Message
            text={isWrong ? word('options.known.nameWrong', { text }) : ''}
            wrong={isWrong}
          />
        </>
      )}
    </Field>
  );
}

export function MeSheet() {
  const word = useWords();
  const kinds = useKinds();
  const { own, locked, fixed, change } = useStore();
  const { chosen, change: changeProfile } = useProfiles();
  const { ownAddresses, ownName } = chosen ?? own.reader;
  return (
    <Sheet id="me" title={word('options.me.title')} about={word('options.me.about')}>
      <div class="fields">
        <ProfileField />
        <EntryList
          key={`addresses ${chosen?.account}`}
          label={word('options.me.addresses')}
          help={word('options.me.addressesHelp')}
          kind={kinds.address}
          entries={ownAddresses}
          locked={locked('ownAddresses')}
          onChange={(how) =>
            void (chosen
              ? changeProfile(chosen.account, (before) => ({
                  ownAddresses: how(before.ownAddresses),
                }))
              : change(withReader('ownAddresses', how)))
          }
        />
        <NameField
          key={`name ${chosen?.account}`}
          name={ownName}
          locked={locked('ownName')}
          onChange={(name) =>
            void (chosen
              ? changeProfile(chosen.account, () => ({ ownName: name }))
              : change(withReader('ownName', () => name)))
          }
        />
        <EntryList
          label={word('options.me.domains')}
          help={word('options.me.domainsHelp')}
          kind={kinds.domain}
          entries={own.reader.ownDomains}
          fixed={fixed('ownDomains')}
          locked={locked('ownDomains')}
          onChange={(how) => void change(withReader('ownDomains', how))}
        />
      </div>
    </Sheet>
  );
}
