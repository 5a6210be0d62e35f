// Long tables: which rows are drawn, and how the senders of a mailbox are sorted, searched and counted.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameWindow, windowOf } from '../../components/table/window.ts';
import {
  type Sender,
  searchSenders,
  sendersAsCsv,
  sortSenders,
  summarise,
} from '../../entrypoints/senders/senders.ts';

test('the rows in sight are always drawn, and never many more', () => {
  const length = fc.integer({ min: 0, max: 20_000 });
  fc.assert(
    fc.property(length, fc.nat({ max: 1_000_000 }), fc.nat({ max: 4_000 }), (count, top, room) => {
      const { first, end } = windowOf(count, 42, top, room);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(count);
      expect(first).toBeLessThanOrEqual(Math.max(end, first));
      expect(end - first).toBeLessThanOrEqual(room / 42 + 18);
      const [above, below] = [Math.floor(top / 42), Math.ceil((top + room) / 42)];
      for (const row of [above, below - 1])
        if (row >= 0 && row < count && row * 42 < top + room && (row + 1) * 42 > top) {
          expect(row).toBeGreaterThanOrEqual(first);
          expect(row).toBeLessThan(end);
        }
    }),
  );
});

test('a table is drawn again when other rows come into sight, and only then', () => {
  const sight = fc.record({ top: fc.nat({ max: 5_000 }), room: fc.nat({ max: 2_000 }) });
  fc.assert(
    fc.property(sight, sight, (a, b) => {
      const rows = ({ top, room }: typeof a) => JSON.stringify(windowOf(20_000, 42, top, room));
      expect(isSameWindow(42, a, b)).toBe(rows(a) === rows(b));
    }),
  );
});

const sender = (domain: string, over: Partial<Sender> = {}): Sender => ({
  account: 'alice@example.com',
  touched: 0,
  domain,
  firstDay: 20_000,
  lastDay: 20_400,
  count: 1,
  spf: true,
  dkim: false,
  dmarc: null,
  arc: false,
  tls: true,
  reverseName: true,
  signedDays: { count: 0, recent: [] },
  unsignedDays: { count: 1, recent: [20_400] },
  ...over,
});

const LIST = [
  sender('b.example', { count: 5, dmarc: 'reject', dkim: true }),
  sender('a.example', { count: 5, dmarc: 'none' }),
  sender('xn--wgv71a119e.example', { count: 9, dmarc: 'absent', spf: false }),
];
const domains = (list: readonly Sender[]) => list.map(({ domain }) => domain);

test('sorting turns round, equal ones stay from a to z, and the list handed in stays as it is', () => {
  const by = (column: string, descending: boolean) =>
    domains(sortSenders(LIST, { column, descending }));
  expect(by('count', true)).toEqual(['xn--wgv71a119e.example', 'a.example', 'b.example']);
  expect(by('count', false)).toEqual(['a.example', 'b.example', 'xn--wgv71a119e.example']);
  expect(by('dmarc', true)).toEqual(['b.example', 'a.example', 'xn--wgv71a119e.example']);
  expect(by('nothing like this', false)).toEqual(by('domain', false));
  expect(domains(LIST)[0]).toBe('b.example');
});

test('a search takes what a reader has at hand: part of a domain, an address, another script', () => {
  expect(domains(searchSenders(LIST, ' B.EX '))).toEqual(['b.example']);
  expect(domains(searchSenders(LIST, 'someone@a.example'))).toEqual(['a.example']);
  expect(domains(searchSenders(LIST, '日本語'))).toEqual(['xn--wgv71a119e.example']);
  expect(searchSenders(LIST, '')).toHaveLength(3);
  expect(searchSenders(LIST, '[')).toEqual([]);
});

test('the chart counts every domain once for each thing', () => {
  expect(summarise(LIST)).toEqual({
    domains: 3,
    mails: 19,
    spf: 2,
    dkim: 1,
    arc: 0,
    tls: 3,
    reverseName: 3,
    dmarc: { reject: 1, quarantine: 0, none: 1, absent: 1, unknown: 0 },
  });
});

test('the table as CSV names days as days', () => {
  expect(sendersAsCsv(LIST).split('\r\n')[1]).toBe(
    'b.example,5,2024-10-04,2025-11-08,true,true,reject,false,true,true,0,1,,',
  );
});
