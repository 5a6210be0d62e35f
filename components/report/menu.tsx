// The report menu of a card: a button, and behind it everything that can be copied or saved.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Language, WordKey } from '../../lib/words.ts';
import { text } from '../card/format.ts';
import type { ReportActions } from './actions.ts';
import { placesOf } from './centres.ts';

type Outcome = 'copied' | 'saved' | 'failed';

interface Item {
  /** key below `report.` */
  id: string;
  outcome: Outcome;
  run(keepAddress: boolean): Promise<void>;
}

function itemsOf({ copy, save, hasMessage }: ReportActions): Item[][] {
  const copied = (id: string, what: Parameters<ReportActions['copy']>[0]): Item => ({
    id,
    outcome: 'copied',
    run: (keepAddress) => copy(what, keepAddress),
  });
  const saved = (id: string, what: Parameters<ReportActions['save']>[0]): Item => ({
    id,
    outcome: 'saved',
    run: (keepAddress) => save(what, keepAddress),
  });
  return [
    [copied('text', 'text'), copied('json', 'json'), saved('saveJson', 'json')],
    [copied('administrator', 'administrator')],
    [copied('centre', 'centre')],
    ...(hasMessage ? [[saved('message', 'message')]] : []),
  ];
}

const GROUPS = ['card', 'administrator', 'centre', 'message'] as const;

/** `actions` decides what there is; `children` are the other buttons of the card, in the same row. */
export function ReportMenu(props: {
  language: Language;
  actions: ReportActions;
  children: ComponentChildren;
}) {
  const { language, actions, children } = props;
  const [isOpen, setOpen] = useState(false);
  const [keepAddress, setKeepAddress] = useState(false);
  /** how the button that was pressed last went; it says so itself, because that is where the eye is */
  const [done, setDone] = useState<{ id: string; outcome: Outcome } | null>(null);
  const id = useId();
  const choices = useRef<HTMLDivElement>(null);
  // It opens below the fold of most windows.
  useEffect(() => {
    if (isOpen) choices.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isOpen]);
  const { centre } = actions;
  const word = (key: string, params: Record<string, string> = {}) =>
    text(language, key as WordKey, params);

  const press = (item: Item) => {
    setDone(null);
    const end = (outcome: Outcome) => setDone({ id: item.id, outcome });
    item.run(keepAddress).then(
      () => end(item.outcome),
      () => end('failed'),
    );
  };

  return (
    <div class="report">
      <p class="buttons">
        {children}
        <button
          type="button"
          class="opens"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {word('report.open')}
        </button>
      </p>
      <div id={id} ref={choices} class="choices" hidden={!isOpen}>
        <label>
          <input
            type="checkbox"
            checked={keepAddress}
            onChange={(event) => setKeepAddress(event.currentTarget.checked)}
          />
          <span>
            {word('report.keep')}
            <span class="note">{word('report.keepAbout')}</span>
          </span>
        </label>
        {itemsOf(actions).map((items, index) => {
          const group = GROUPS[index];
          return (
            <section key={group}>
              <h3>
                {word(`report.group.${group}`, { places: placesOf(language, centre, false) })}
              </h3>
              <p class="note">
                {word(`report.about.${group === 'centre' ? `centre.${centre.by}` : group}`, {
                  places: placesOf(language, centre, true),
                })}
              </p>
              <p class="buttons">
                {items.map((item) => (
                  <button key={item.id} type="button" onClick={() => press(item)}>
                    {done?.id === item.id
                      ? word(`report.outcome.${done.outcome}`)
                      : word(`report.do.${item.id}`)}
                  </button>
                ))}
              </p>
            </section>
          );
        })}
        <p class="outcome heard" role="status">
          {done && word(`report.outcome.${done.outcome}`)}
        </p>
      </div>
    </div>
  );
}
