// What was taught in one mailbox, beside its mail: exceptions, forwarders, lists; each can be taken back.
import { useRef } from 'preact/hooks';
import { Entries } from '../../components/page/entry-list.tsx';
import { Group } from '../../components/page/form.tsx';
import { useWords } from '../../components/page/index.tsx';
import type { Profile } from '../../lib/memory/memory.ts';
import { hasWord } from '../../lib/words.ts';
import { useProfiles } from './profiles.tsx';
import { useStore } from './store.ts';

function Lessons<One>(props: {
  label: string;
  help: string;
  lessons: readonly One[];
  text(one: One): string;
  managed: boolean;
  onRemove(how: (kept: One[]) => One[]): void;
}) {
  const { label, help, lessons, text, managed, onRemove } = props;
  const word = useWords();
  const shown = lessons.map(text);
  const nothing = useRef<HTMLParagraphElement>(null);
  return (
    <Group label={label} help={help} managed={managed}>
      <Entries
        label={label}
        entries={shown}
        rest={nothing}
        onRemove={(index) => onRemove((kept) => kept.filter((one) => text(one) !== shown[index]))}
      />
      {lessons.length === 0 && (
        <p class="soft small" ref={nothing} tabIndex={-1}>
          {word('options.known.taughtNone')}
        </p>
      )}
    </Group>
  );
}

export function Taught() {
  const word = useWords();
  const { locked } = useStore();
  const { profiles, change, undo } = useProfiles();
  const button = (key: 'askedThem' | 'forwarder') => word(`card.action.${key}`);
  const ruleName = (rule: string) => {
    const key = `options.known.rule.${rule}`;
    return hasWord(key) ? word(key) : word('options.known.rule.other', { rule });
  };
  const lesson = ({ name, address, rule }: Profile['taught'][number]) =>
    word('options.known.taughtThis', { name, address, rule: ruleName(rule) });
  return profiles.map(({ account, taught, forwarders, lists }) => (
    <div key={account} class="fields">
      <h3 class="mailbox">{word('options.known.taughtIn', { mailbox: account })}</h3>
      <Lessons
        label={word('options.known.taught')}
        help={word('options.known.taughtHelp', { button: button('askedThem') })}
        lessons={taught}
        text={lesson}
        managed={locked('taught')}
        onRemove={(how) => {
          const kept = how(taught);
          const [gone] = taught.filter((one) => !kept.includes(one));
          if (gone) void undo(account, gone);
        }}
      />
      <Lessons
        label={word('options.known.taughtForwarders')}
        help={word('options.known.taughtForwardersHelp', { button: button('forwarder') })}
        lessons={forwarders}
        text={(name) => name}
        managed={locked('trustedForwarders')}
        onRemove={(how) => void change(account, (kept) => ({ forwarders: how(kept.forwarders) }))}
      />
      <Lessons
        label={word('options.known.taughtLists')}
        help={word('options.known.taughtListsHelp')}
        lessons={lists}
        text={(name) => name}
        managed={locked('knownLists')}
        onRemove={(how) => void change(account, (kept) => ({ lists: how(kept.lists) }))}
      />
    </div>
  ));
}
