// The sheet of memory: whether, how long, as a file, and forgetting.
import { useState } from 'preact/hooks';
import { ConfirmButton, FileButton } from '../../components/page/actions.tsx';
import { Field, Group, Message, Switch } from '../../components/page/form.tsx';
import { Sheet, useLanguage, useWords } from '../../components/page/index.tsx';
import { useNotice } from '../../components/page/notice.tsx';
import { saveFile } from '../../lib/extension/save-file.ts';
import { forgetAnswers } from '../../lib/extension/store.ts';
import type { ImportRefusal } from '../../lib/memory/memory.ts';
import { hasWord } from '../../lib/words.ts';
import { memory, useProfiles } from './profiles.tsx';
import { useStore } from './store.ts';

const SPANS = [30, 90, 180, 365, 730, 1825] as const;

function FileGroup() {
  const word = useWords();
  const language = useLanguage();
  const { locked } = useStore();
  const { reload, unavailable } = useProfiles();
  const notify = useNotice();
  const [refused, setRefused] = useState<ImportRefusal | 'json' | null>(null);

  async function save(): Promise<void> {
    const archive = await memory.exportAll(Date.now());
    saveFile('inkan-memory.json', 'application/json', JSON.stringify(archive));
  }

  async function load(text: string): Promise<void> {
    let archive: unknown;
    try {
      archive = JSON.parse(text);
    } catch {
      setRefused('json');
      return;
    }
    const outcome = await memory.importAll(archive, hasWord);
    setRefused('refused' in outcome ? outcome.refused : null);
    if ('refused' in outcome) return;
    await reload();
    const count = new Intl.NumberFormat(language).format(outcome.records);
    notify(word('options.memory.imported', { count }));
  }

  const failed = () => notify(word('page.notSaved'));
  return (
    <Group label={word('options.memory.file')} help={word('options.memory.fileHelp')}>
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={unavailable}
          onClick={() => void save().catch(failed)}
        >
          {word('options.memory.export')}
        </button>
        <FileButton
          accept="application/json,.json"
          disabled={unavailable || locked('memory')}
          onText={(text) => void load(text).catch(failed)}
        >
          {word('options.memory.import')}
        </FileButton>
      </div>
      <Message
        text={refused ? word(`options.memory.refused.${refused}`) : ''}
        wrong={refused !== null}
      />
    </Group>
  );
}

function ForgetGroup() {
  const word = useWords();
  const { profiles, unavailable, reload } = useProfiles();
  const notify = useNotice();
  const forget = (run: () => Promise<void>) =>
    void run()
      .then(reload)
      .then(
        () => notify(word('options.memory.forgotten')),
        () => notify(word('page.notSaved')),
      );
  return (
    <Group label={word('options.memory.forget')} help={word('options.memory.forgetHelp')}>
      <div class="row">
        {profiles.length > 1 &&
          profiles.map(({ account: mailbox }) => (
            <ConfirmButton
              key={mailbox}
              label={word('options.memory.forgetMailbox', { mailbox })}
              question={word('options.memory.sureMailbox', { mailbox })}
              onConfirm={() =>
                forget(() => memory.forgetAccount(mailbox).then(() => forgetAnswers()))
              }
            />
          ))}
        <ConfirmButton
          label={word('options.memory.forgetAll')}
          question={word('options.memory.sureAll')}
          disabled={unavailable}
          onConfirm={() => forget(() => memory.forgetAll().then(() => forgetAnswers()))}
        />
      </div>
    </Group>
  );
}

export function MemorySheet() {
  const word = useWords();
  const language = useLanguage();
  const { own, locked, change } = useStore();
  const { unavailable } = useProfiles();
  const { keep, days } = own.memory;
  const isLocked = locked('memory');
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const span = (length: number): string => {
    if (length < 365) return word('options.memory.span', { count: number(length) });
    return word('options.memory.years', { count: number(length / 365) });
  };
  // A file may bring any number of days.
  const spans = [...new Set([...SPANS, ...(days === null ? [] : [days])])].sort((a, b) => a - b);
  return (
    <Sheet id="memory" title={word('options.memory.title')} about={word('options.memory.about')}>
      <div class="fields">
        {unavailable && <p role="alert">{word('options.memory.unavailable')}</p>}
        <Switch
          label={word('options.memory.keep')}
          help={word('options.memory.keepHelp')}
          checked={keep}
          managed={isLocked}
          onChange={(checked) =>
            void change((before) => ({ ...before, memory: { ...before.memory, keep: checked } }))
          }
        />
        <Field
          label={word('options.memory.days')}
          help={word('options.memory.daysHelp')}
          managed={isLocked}
        >
          {(ids) => (
            <select
              {...ids}
              value={String(days)}
              disabled={isLocked || !keep}
              onChange={(event) => {
                const chosen = event.currentTarget.value;
                const length = chosen === 'null' ? null : Number(chosen);
                void change((before) => ({
                  ...before,
                  memory: { ...before.memory, days: length },
                }));
              }}
            >
              {spans.map((length) => (
                <option key={length} value={String(length)}>
                  {span(length)}
                </option>
              ))}
              <option value="null">{word('options.memory.never')}</option>
            </select>
          )}
        </Field>
        <FileGroup />
        <ForgetGroup />
      </div>
    </Sheet>
  );
}
