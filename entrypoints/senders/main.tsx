// The senders page: the domains whose mail was read, what each of them supports, and how to forget them.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { number } from '../../components/card/format.ts';
import { AskDialog } from '../../components/page/actions.tsx';
import { openPage, Page, Sheet, useLanguage, useWords } from '../../components/page/index.tsx';
import { Notices, useNotice } from '../../components/page/notice.tsx';
import type { Sorting } from '../../components/table/index.tsx';
import { saveFile } from '../../lib/extension/save-file.ts';
import { pageWords } from '../../lib/extension/words.ts';
import { isoDay } from '../../lib/text/days.ts';
import { Chart, PENDING } from './chart.tsx';
import {
  NEWEST,
  type Sender,
  searchSenders,
  sendersAsCsv,
  sendersAsJson,
  sortSenders,
  summarise,
} from './senders.ts';
import './senders.css';
import { type MailboxSenders, useSenders } from './store.ts';
import { SendersTable } from './table.tsx';

/** Why there is nothing to show. */
function Empty({ text }: { text: string }) {
  return (
    <div class="sheet empty">
      <p>{text}</p>
    </div>
  );
}

/** A column that was sorted turns round; figures, dates and marks begin with the most. */
function turn(sorting: Sorting, column: string): Sorting {
  if (sorting.column === column) return { column, descending: !sorting.descending };
  return { column, descending: column !== 'domain' };
}

function Retention({ settings }: Pick<MailboxSenders, 'settings'>) {
  const word = useWords();
  const language = useLanguage();
  const { keep, days } = settings.memory;
  const text = !keep
    ? word('senders.keepOff')
    : !days
      ? word('senders.keepAll')
      : word('senders.keepDays', { days: number(language, days) });
  return (
    <p class="soft small">
      {text} <a href="options.html#memory">{word('senders.change')}</a>
    </p>
  );
}

function Domains(props: {
  mailbox: MailboxSenders;
  choose(account: string): void;
  forget(domain: string): void;
}) {
  const { mailbox, choose, forget } = props;
  const { senders, isWhole, accounts, account, settings } = mailbox;
  const word = useWords();
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const [sorting, setSorting] = useState<Sorting>(NEWEST);
  // The first rows stay as they are until every row can be sorted and searched: that is told with an ellipsis.
  const shown = isWhole ? sorting : NEWEST;
  const sorted = useMemo(() => sortSenders(senders, shown), [senders, shown]);
  const rows = useMemo(
    () => (isWhole ? searchSenders(sorted, query) : sorted),
    [sorted, query, isWhole],
  );
  const day = isoDay(Date.now());
  /** What the reader sees, whole: a file has every row. */
  const save = async (
    ending: string,
    type: string,
    write: (senders: readonly Sender[]) => string,
  ) =>
    saveFile(
      `senders-${day}.${ending}`,
      type,
      write(searchSenders(sortSenders(await mailbox.all(), sorting), query)),
    );
  return (
    <Sheet id="domains" title={word('senders.domains')} about={word('senders.domainsAbout')}>
      <div class="tools">
        <label class="find">
          <span class="label">{word('senders.search')}</span>
          <input
            type="search"
            value={query}
            placeholder="example.com"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
        {accounts.length > 1 && (
          <label>
            <span class="label">{word('senders.mailbox')}</span>
            <select value={account} onChange={(event) => choose(event.currentTarget.value)}>
              {accounts.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
        )}
        <span class="row end">
          <button
            type="button"
            class="button"
            onClick={() => void save('csv', 'text/csv', sendersAsCsv)}
          >
            {word('senders.saveCsv')}
          </button>
          <button
            type="button"
            class="button"
            onClick={() =>
              void save('json', 'application/json', (all) => sendersAsJson(all, Date.now()))
            }
          >
            {word('senders.saveJson')}
          </button>
        </span>
      </div>
      <p class="message" role="status">
        {!isWhole
          ? PENDING
          : query === ''
            ? word('senders.count', { count: number(language, senders.length) })
            : word('senders.found', {
                count: number(language, rows.length),
                all: number(language, senders.length),
              })}
      </p>
      {rows.length > 0 && (
        <SendersTable
          rows={rows}
          isWhole={isWhole}
          sorting={shown}
          onSort={(column) => setSorting((before) => turn(before, column))}
          onForget={forget}
        />
      )}
      <Retention settings={settings} />
    </Sheet>
  );
}

function Senders() {
  const word = useWords();
  const language = useLanguage();
  const notify = useNotice();
  const { loaded, choose, forgetDomain, forgetAll } = useSenders();
  const [asked, setAsked] = useState<{ account: string; domain: string | null } | null>(null);
  const home = useRef<HTMLElement>(null);
  const mailbox = typeof loaded === 'object' ? loaded : null;
  const summary = useMemo(
    () => (mailbox?.isWhole ? summarise(mailbox.senders) : null),
    [mailbox?.senders, mailbox?.isWhole],
  );
  useEffect(() => {
    home.current = document.querySelector<HTMLElement>('#main');
  });

  /** Which mailbox is meant is settled with the question. */
  const ask = (domain: string | null) => mailbox && setAsked({ account: mailbox.account, domain });

  function answer(yes: boolean): void {
    setAsked(null);
    if (!yes || !asked) return;
    const { account, domain } = asked;
    const done = domain === null ? forgetAll(account) : forgetDomain(account, domain);
    done.then(
      () => notify(word('senders.forgotten')),
      () => notify(word('page.notSaved')),
    );
  }

  const question = !asked
    ? null
    : asked.domain === null
      ? word('senders.sureAll', { mailbox: asked.account })
      : word('senders.sureOne', { domain: asked.domain });

  return (
    <Page
      name="senders"
      title={word('senders.title')}
      about={word('senders.about.page')}
      {...(mailbox ? { personal: mailbox.settings.personalSeal } : {})}
    >
      {loaded === 'unavailable' && <Empty text={word('senders.unavailable')} />}
      {mailbox?.senders.length === 0 && (
        <Empty text={word(mailbox.settings.memory.keep ? 'senders.none' : 'senders.off')} />
      )}
      {mailbox && mailbox.senders.length > 0 && (
        <>
          <Sheet
            id="support"
            title={word('senders.support')}
            about={
              summary
                ? [
                    word('senders.count', { count: number(language, summary.domains) }),
                    word('senders.mailCount', { count: number(language, summary.mails) }),
                  ].join(' · ')
                : PENDING
            }
          >
            <Chart summary={summary} />
          </Sheet>
          <Domains mailbox={mailbox} choose={choose} forget={ask} />
          <Sheet id="forget" title={word('senders.forget')} about={word('senders.forgetAbout')}>
            <p class="control">
              <button type="button" class="button grave" onClick={() => ask(null)}>
                {word('senders.forgetAll')}
              </button>
            </p>
          </Sheet>
        </>
      )}
      <AskDialog
        question={question}
        turn={asked}
        yes={word('senders.forgetYes')}
        home={home}
        onAnswer={answer}
      />
    </Page>
  );
}

void openPage({
  wording: pageWords(),
  title: 'senders.title',
  view: (
    <Notices>
      <Senders />
    </Notices>
  ),
});
