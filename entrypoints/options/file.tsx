// The sheet of the settings file: save, load, start again.
import { useState } from 'preact/hooks';
import { ConfirmButton, FileButton } from '../../components/page/actions.tsx';
import { Group, Message } from '../../components/page/form.tsx';
import { Sheet, useWords } from '../../components/page/index.tsx';
import { chooseProviders } from '../../lib/dns/providers.ts';
import { askHostsAccess } from '../../lib/extension/permissions.ts';
import { saveFile } from '../../lib/extension/save-file.ts';
import {
  type FileRefusal,
  readSettingsFile,
  writeSettingsFile,
} from '../../lib/extension/settings-file.ts';
import { DEFAULT_SETTINGS } from '../../lib/extension/settings-table.ts';
import { useStore } from './store.ts';

export function FileSheet() {
  const word = useWords();
  const { own, locked, change } = useStore();
  /** what the file names as resolver, until the reader agrees */
  const [offered, setOffered] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<FileRefusal | null>(null);

  function load(text: string): void {
    const read = readSettingsFile(text, own);
    setRefusal('problem' in read ? read : null);
    if ('problem' in read) return;
    // Whoever wrote the file must not decide unseen who is told which domains write to the reader.
    setOffered(read.resolver === own.resolver || locked('resolver') ? null : read.resolver);
    void change((stored) => {
      const whole = readSettingsFile(text, stored);
      return 'problem' in whole ? stored : { ...whole, resolver: stored.resolver };
    }, word('options.file.imported'));
  }

  const nameOf = (resolver: string): string =>
    resolver === 'auto'
      ? word('options.lookups.auto')
      : chooseProviders(resolver)
          .map(({ url }) => new URL(url).host)
          .join(', ');

  /** In the click itself: browsers forget who clicked. */
  function accept(resolver: string): void {
    const access = askHostsAccess(chooseProviders(resolver).map(({ url }) => url));
    void access.then((granted) => {
      if (!granted) return;
      setOffered(null);
      void change((stored) => ({ ...stored, resolver }));
    });
  }

  function told(): string {
    if (refusal === null) return '';
    return refusal.problem === 'field'
      ? word('options.file.refused.field', { field: refusal.field })
      : word(`options.file.refused.${refusal.problem}`);
  }

  return (
    <Sheet id="file" title={word('options.file.title')} about={word('options.file.about')}>
      <div class="fields">
        <Group label={word('options.file.move')} help={word('options.file.moveHelp')}>
          <div class="row">
            <button
              type="button"
              class="button"
              onClick={() =>
                saveFile('inkan-settings.json', 'application/json', writeSettingsFile(own))
              }
            >
              {word('options.file.export')}
            </button>
            <FileButton accept="application/json,.json" onText={load}>
              {word('options.file.import')}
            </FileButton>
          </div>
          <Message text={told()} wrong={refusal !== null} />
          {offered !== null && (
            <div class="ask">
              <p>{word('options.file.resolver', { host: nameOf(offered) })}</p>
              <p class="row">
                <button type="button" class="button main" onClick={() => accept(offered)}>
                  {word('options.file.useResolver', { host: nameOf(offered) })}
                </button>
              </p>
            </div>
          )}
        </Group>
        <Group label={word('options.file.reset')} help={word('options.file.resetHelp')}>
          <ConfirmButton
            label={word('options.file.resetButton')}
            question={word('options.file.sure')}
            onConfirm={() => void change(() => DEFAULT_SETTINGS, word('options.file.wasReset'))}
          />
        </Group>
      </div>
    </Sheet>
  );
}
