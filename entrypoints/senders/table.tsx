// The table of senders: one row a domain, however many there are.
import { Cross } from '../../components/cross.tsx';
import { useLanguage, useWords } from '../../components/page/index.tsx';
import { reveal, Value } from '../../components/phrase.tsx';
import { type Column, type Sorting, Table } from '../../components/table/index.tsx';
import type { DmarcPolicy, SenderChange } from '../../lib/model.ts';
import { instantOf, type Sender } from './senders.ts';

const TRAITS = ['spf', 'dkim', 'arc', 'tls', 'reverseName'] as const;

/** A sign and, for screen readers, a word. */
function Sign({ has }: { has: boolean }) {
  const word = useWords();
  return (
    <span class={has ? 'sign yes' : 'sign'} role="img" aria-label={word(`senders.${has}`)}>
      {has ? '✓' : '–'}
    </span>
  );
}

export function SendersTable(props: {
  rows: readonly Sender[];
  /** false while only the first rows are known */
  isWhole: boolean;
  sorting: Sorting;
  onSort(column: string): void;
  onForget(domain: string): void;
}) {
  const { rows, isWhole, sorting, onSort, onForget } = props;
  const word = useWords();
  const language = useLanguage();
  const figure = new Intl.NumberFormat(language);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const trait = (id: (typeof TRAITS)[number], width: string): Column<Sender> => ({
    id,
    title: word(`senders.short.${id}`),
    width,
    sorts: true,
    cell: (sender) => <Sign has={sender[id]} />,
  });
  const policy = (name: string) => word(`senders.policy.${name as DmarcPolicy | 'absent'}`);
  const tellChange = ({ day, what, from, to }: SenderChange): string => {
    const when = date.format(instantOf(day));
    return what === 'policy'
      ? word('senders.changes.policy', { when, from: policy(from), to: policy(to) })
      : word('senders.changes.key', { when, from: reveal(from), to: reveal(to) });
  };
  const columns: Column<Sender>[] = [
    {
      id: 'domain',
      title: word('senders.domain'),
      width: '212px',
      sorts: true,
      cell: ({ domain }) => (
        <a class="whole" title={domain} href={`domain.html?domain=${encodeURIComponent(domain)}`}>
          <Value text={domain} />
        </a>
      ),
    },
    {
      id: 'count',
      title: word('senders.mails'),
      width: '72px',
      number: true,
      sorts: true,
      cell: ({ count }) => figure.format(count),
    },
    {
      id: 'last',
      title: word('senders.last'),
      width: '128px',
      sorts: true,
      cell: ({ lastDay }) => date.format(instantOf(lastDay)),
    },
    {
      id: 'cause',
      title: word('senders.cause'),
      width: '150px',
      sorts: true,
      cell: ({ cause }) =>
        cause ? (
          <span class="lines" title={word(`cause.${cause}`)}>
            {word(`cause.${cause}`)}
          </span>
        ) : null,
    },
    {
      id: 'changed',
      title: word('senders.changed'),
      sorts: true,
      cell: ({ changes = [] }) => {
        const told = changes.map(tellChange).reverse();
        return told.length === 0 ? null : (
          <span class="lines" title={told.join('\n')}>
            {told[0]}
          </span>
        );
      },
    },
    {
      id: 'dmarc',
      title: word('senders.short.dmarc'),
      width: '140px',
      sorts: true,
      cell: ({ dmarc }) => (
        <span class={`policy ${dmarc ?? 'unknown'}`}>
          {word(`senders.policy.${dmarc ?? 'unknown'}`)}
        </span>
      ),
    },
    trait('spf', '54px'),
    trait('dkim', '62px'),
    trait('arc', '54px'),
    trait('tls', '52px'),
    trait('reverseName', '76px'),
    {
      id: 'first',
      title: word('senders.first'),
      width: '128px',
      sorts: true,
      cell: ({ firstDay }) => date.format(instantOf(firstDay)),
    },
    {
      id: 'forget',
      title: word('senders.forget'),
      width: '40px',
      hidden: true,
      cell: ({ domain }) => (
        <button
          type="button"
          class="remove"
          aria-label={word('senders.forgetOne', { domain })}
          title={word('senders.forgetOne', { domain })}
          onClick={() => onForget(domain)}
        >
          <Cross size={14} />
        </button>
      ),
    },
  ];
  return (
    <Table
      label={word('senders.domains')}
      columns={columns}
      rows={rows}
      isWhole={isWhole}
      keyOf={({ domain }) => domain}
      sorting={sorting}
      onSort={onSort}
    />
  );
}
