// What was taught in one mailbox, beside its mail: exceptions, forwarders, lists; each can be taken back.
import { RemoveButton } from '../../components/page/entry-list.tsx';
import { Group } from '../../components/page/form.tsx';
import { useWords } from '../../components/page/index.tsx';
import type { Profile } from '../../lib/memory/memory.ts';
import { hasWord } from '../../lib/words.ts';
import { useMailboxes } from './mailbox.tsx';
import { useStore } from './store.ts';

function Entries<One>(props: {
  label: string;
  help: string;
  entries: readonly One[];
  text(one: One): string;
  locked: boolean;
  onRemove(others: One[]): void;
}) {
  const { label, help, entries, text, locked, onRemove } = props;
  const word = useWords();
  return (
    <Group label={label} help={help} managed={locked}>
      {entries.length === 0 ? (
        <p class="soft small">{word('options.known.taughtNone')}</p>
      ) : (
        <ul class="entries" aria-label={label}>
          {entries.map((one) => (
            <li key={text(one)} class="entry">
              <bdi>{text(one)}</bdi>
              <RemoveButton
                name={text(one)}
                onClick={() => onRemove(entries.filter((other) => other !== one))}
              />
            </li>
          ))}
        </ul>
      )}
    </Group>
  );
}

export function Taught() {
  const word = useWords();
  const { locked } = useStore();
  const { profiles, change } = useMailboxes();
  const button = (key: 'itIsThem' | 'forwarder') => word(`card.action.${key}`);
  const ruleName = (rule: string) => {
    const key = `options.known.rule.${rule}`;
    return hasWord(key) ? word(key) : word('options.known.rule.other', { rule });
  };
  const lesson = ({ name, address, rule }: Profile['taught'][number]) =>
    word('options.known.taughtThis', { name, address, rule: ruleName(rule) });
  return profiles.map(({ account, taught, forwarders, lists }) => (
    <div key={account} class="fields">
      <h3 class="mailbox">{word('options.known.taughtIn', { mailbox: account })}</h3>
      <Entries
        label={word('options.known.taught')}
        help={word('options.known.taughtHelp', { button: button('itIsThem') })}
        entries={taught}
        text={lesson}
        locked={locked('taught')}
        onRemove={(others) => void change(account, { taught: others })}
      />
      <Entries
        label={word('options.known.taughtForwarders')}
        help={word('options.known.taughtForwardersHelp', { button: button('forwarder') })}
        entries={forwarders}
        text={(name) => name}
        locked={locked('trustedForwarders')}
        onRemove={(others) => void change(account, { forwarders: others })}
      />
      <Entries
        label={word('options.known.taughtLists')}
        help={word('options.known.taughtListsHelp')}
        entries={lists}
        text={(name) => name}
        locked={locked('knownLists')}
        onRemove={(others) => void change(account, { lists: others })}
      />
    </div>
  ));
}
