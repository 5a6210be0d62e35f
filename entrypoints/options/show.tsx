// The sheet of what stands beside the sender.
import { Choices } from '../../components/page/form.tsx';
import { Sheet, useWords } from '../../components/page/index.tsx';
import { useStore } from './store.ts';

const LEVELS = ['problems', 'line', 'everything'] as const;

export function ShowSheet() {
  const word = useWords();
  const { own, policy, locked, change } = useStore();
  return (
    <Sheet id="show" title={word('options.show.title')}>
      <div class="fields">
        <Choices
          label={word('options.show.level')}
          help={word('options.show.levelHelp')}
          choices={LEVELS.map((level) => ({
            value: level,
            name: word(`options.show.${level}`),
            about: word(`options.show.${level}About`),
          }))}
          value={policy.show ?? own.show}
          managed={locked('show')}
          onChoose={(show) => void change((before) => ({ ...before, show }))}
        />
      </div>
    </Sheet>
  );
}
