// @vitest-environment happy-dom
// Rows of the thread list: who they show, and a mark that follows the thread and not the row.
import { expect, test } from 'vitest';
import { findRows, paintMark } from '../../lib/gmail/list.ts';
import * as gmail from './markup.ts';

const inList = (...rows: string[]) =>
  gmail.show(gmail.page(gmail.pane(gmail.list(rows.join('')))), '/mail/u/0/#inbox');
const people = () =>
  findRows(document).map(({ senders }) => senders.map(({ name, address }) => [name, address]));
const marks = () =>
  [...document.querySelectorAll<HTMLElement>('inkan-mark')].map((mark) => [
    mark.dataset.tone,
    mark.getAttribute('aria-label'),
  ]);

test('each row once, without the duplicate for screen readers', () => {
  inList(
    gmail.row('Aoi', 'aoi@shop.example'),
    gmail.row('Bob', 'bob@other.example', { classes: 'zA zE' }),
  );
  expect(people()).toEqual([[['Aoi', 'aoi@shop.example']], [['Bob', 'bob@other.example']]]);
});

test('several people in one thread', () => {
  const both =
    '<span class="zF" email="aoi@shop.example" name="Aoi">Aoi</span>, <span class="yP" email="bob@other.example" name="Bob">Bob</span>';
  inList(gmail.row('', '', { senders: both }));
  expect(people()).toEqual([
    [
      ['Aoi', 'aoi@shop.example'],
      ['Bob', 'bob@other.example'],
    ],
  ]);
});

test('the vertical layout, advertisements, hidden lists and renamed classes', () => {
  const second = '<tr class="apw" role="row"><td>Subject</td></tr>';
  const advertisement = gmail.row('Ad', 'ad@shop.example', { classes: 'zA bvA' });
  inList(gmail.row('Aoi', 'aoi@shop.example', { classes: 'zA yO apv' }), second, advertisement);
  expect(people()).toEqual([[['Aoi', 'aoi@shop.example']]]);
  gmail.show(gmail.page(gmail.pane(gmail.list(gmail.row('Aoi', 'aoi@shop.example')), false)));
  expect(people()).toEqual([]);
  inList(gmail.row('Aoi', 'aoi@shop.example').replace(/\b(zA|yP|bog)\b/g, 'z$1'));
  expect(people()).toEqual([[['Aoi', 'aoi@shop.example']]]);
});

test('rows drawn inside a mail are no rows', () => {
  const body = `<table><tbody>${gmail.row('Bank', 'ceo@bank.example')}</tbody></table>`;
  gmail.show(gmail.openThread(gmail.item(gmail.message({ body }))));
  expect(people()).toEqual([]);
});

test('a mark is painted once, changed, and removed', () => {
  inList(gmail.row('Aoi', 'aoi@shop.example'));
  const [row] = findRows(document);
  if (!row) throw new Error('no row');
  paintMark(row, { tone: 'danger', text: 'The name says Bank' });
  const before = document.body.innerHTML;
  paintMark(row, { tone: 'danger', text: 'The name says Bank' });
  expect(document.body.innerHTML).toBe(before);
  expect(marks()).toEqual([['danger', 'The name says Bank']]);
  expect(document.querySelector('inkan-mark')?.nextElementSibling).toBe(row.senders[0]?.element);
  paintMark(row, { tone: 'caution', text: 'Another' });
  expect(marks()).toEqual([['caution', 'Another']]);
  paintMark(row, null);
  expect(marks()).toEqual([]);
});

test('a recycled row is another row, and its mark can be told apart', () => {
  inList(gmail.row('Aoi', 'aoi@shop.example'));
  const [before] = findRows(document);
  const sender = before?.senders[0]?.element;
  sender?.setAttribute('email', 'bob@other.example');
  sender?.setAttribute('name', 'Bob');
  const [after] = findRows(document);
  expect(after?.element).toBe(before?.element);
  expect(after?.key).not.toBe(before?.key);
});

test('the last message of the thread; another one makes it another row', () => {
  inList(gmail.row('Aoi', 'aoi@shop.example'));
  const [row] = findRows(document);
  expect(row?.messageId).toMatch(/^[0-9a-f]{16}$/);
  const subject = document.querySelector('[data-legacy-last-message-id]');
  subject?.setAttribute('data-legacy-last-message-id', 'ffff000011112222');
  const [answered] = findRows(document);
  expect(answered?.messageId).toBe('ffff000011112222');
  expect(answered?.key).not.toBe(row?.key);
  subject?.setAttribute('data-legacy-last-non-draft-message-id', 'aaaa000011112222');
  expect(findRows(document)[0]?.messageId).toBe('aaaa000011112222');
});
