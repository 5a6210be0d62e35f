// Check a domain: typed by hand, or handed over in the address by another page of ours.

import { useState } from 'preact/hooks';
import { Field } from '../../components/page/form.tsx';
import { openPage, Page, useWords } from '../../components/page/index.tsx';
import { DOMAIN_COLUMNS, domainRow } from '../../lib/evidence/published/table.ts';
import { saveFile } from '../../lib/extension/save-file.ts';
import { pageWords } from '../../lib/extension/words.ts';
import type { DomainReport } from '../../lib/model.ts';
import { writeCsv } from '../../lib/text/csv.ts';
import { isoDay } from '../../lib/text/days.ts';
import { checkOne, MANY, readList, readSelectors } from './check.ts';
import './domain.css';
import { DomainCard } from './report.tsx';

/** `domain.html?domain=shop.example&selector=s1`: from a card, a file or the list of senders. */
const given = new URLSearchParams(location.search);

function Files({ reports }: { reports: readonly DomainReport[] }) {
  const word = useWords();
  const day = isoDay(Date.now());
  const csv = () => writeCsv(Object.keys(DOMAIN_COLUMNS), reports.map(domainRow));
  return (
    <p class="row">
      <button
        type="button"
        class="button"
        onClick={() => saveFile(`inkan-domains-${day}.csv`, 'text/csv', csv())}
      >
        {word('domain.saveCsv')}
      </button>
      <button
        type="button"
        class="button"
        onClick={() =>
          saveFile(
            `inkan-domains-${day}.json`,
            'application/json',
            `${JSON.stringify(reports, null, 1)}\n`,
          )
        }
      >
        {word('domain.saveJson')}
      </button>
    </p>
  );
}

function DomainPage() {
  const word = useWords();
  const taken = given.getAll('domain').join('\n');
  const [typed, setTyped] = useState(taken);
  const [selectors, setSelectors] = useState(given.getAll('selector').join(' '));
  const [reports, setReports] = useState<readonly DomainReport[]>([]);
  const [said, setSaid] = useState('');
  const [confirmed, setConfirmed] = useState(0);
  const [isBusy, setBusy] = useState(false);

  async function run(): Promise<void> {
    const { domains, wrong } = readList(typed);
    const notes = wrong.map((one) => `${one}: ${word('domain.notOne')}`);
    if (domains.length > MANY && confirmed !== domains.length) {
      setConfirmed(domains.length);
      setSaid([...notes, word('domain.many', { count: String(domains.length) })].join(' · '));
      return;
    }
    setSaid(notes.join(' · '));
    setReports([]);
    setBusy(true);
    // What stands there as another page wrote it may come out of a mail.
    const fromMail = new Set([...readList(taken).domains, ...given.getAll('selector')]);
    const asked = readSelectors(selectors);
    try {
      for (const domain of domains) {
        const byHand = ![domain, ...asked].some((one) => fromMail.has(one));
        const report = await checkOne(domain, asked, byHand);
        setReports((before) => [...before, report]);
      }
    } catch {
      setSaid(word('domain.failed'));
    }
    setBusy(false);
  }

  async function askHeld({ domain }: DomainReport): Promise<void> {
    const report = await checkOne(domain, readSelectors(selectors), true).catch(() => null);
    if (!report) return setSaid(word('domain.failed'));
    setReports((before) => before.map((one) => (one.domain === domain ? report : one)));
  }

  const isOff = reports.some(
    ({ queries, held, unknown }) => queries.length + held.length === 0 && unknown.length > 0,
  );
  return (
    <Page name="domain" title={word('domain.title')} about={word('domain.about')}>
      <form
        class="sheet ask"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <Field label={word('domain.domains')} help={word('domain.domainsAbout')}>
          {(ids) => (
            <textarea
              {...ids}
              rows={3}
              class="mono"
              spellcheck={false}
              autocomplete="off"
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={word('domain.selectors')} help={word('domain.selectorsAbout')}>
          {(ids) => (
            <input
              {...ids}
              class="mono"
              spellcheck={false}
              autocomplete="off"
              value={selectors}
              onInput={(event) => setSelectors(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" class="button" disabled={isBusy || typed.trim() === ''}>
          {word('domain.check')}
        </button>
      </form>
      <p class="message" role="status">
        {isBusy ? word('ui.checking') : isOff ? word('domain.off') : said}
      </p>
      {reports.length > 1 && <Files reports={reports} />}
      {reports.map((report) => (
        <DomainCard key={report.domain} report={report} onAskHeld={() => void askHeld(report)} />
      ))}
    </Page>
  );
}

void openPage({ wording: pageWords(), title: 'domain.title', view: <DomainPage /> });
