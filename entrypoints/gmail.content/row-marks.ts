// Marks in the thread list: rows are judged in the background, from memory and by names; this side only paints.
import { ask } from '../../lib/extension/messaging.ts';
import type { Account } from '../../lib/gmail/account.ts';
import { findRows, type PaintedMark, paintMark, type ThreadRow } from '../../lib/gmail/list.ts';
import { readRoute } from '../../lib/gmail/route.ts';
import type { RowMark } from '../../lib/model.ts';
import { hasWord, type Language, say } from '../../lib/words.ts';

const REMEMBERED = 2_000;

export function createRowMarks(
  document: Document,
  language: Language,
  seen: (rows: ThreadRow[]) => void = () => {},
) {
  /** row → mark (null: nothing to say), and since when that is known */
  const marks = new Map<string, { mark: PaintedMark | null; age: number }>();
  let isAsking = false;
  /** the reader wants no marks now: an answer that was on its way paints none */
  let isHidden = false;
  /** grows when what is known may have become wrong; old marks stay until new ones are there */
  let age = 0;

  const keyOf = (row: ThreadRow, account: Account) => `${account.key}\n${row.key}`;
  // What memory kept in words of another version is not said.
  const inWords = (found: RowMark | null | undefined): PaintedMark | null =>
    found && hasWord(found.sentence.key)
      ? { tone: found.tone, text: say(language, found.sentence) }
      : null;

  async function learn(unknown: Map<string, ThreadRow>, account: Account): Promise<void> {
    isAsking = true;
    const asked = age;
    const keys = [...unknown.keys()];
    const keep = (index: number, mark: PaintedMark | null) =>
      marks.set(keys[index] ?? '', { mark, age: asked });
    try {
      const rows = [...unknown.values()].map(({ senders, messageId }) => ({
        senders: senders.map(({ name, address }) => ({ name, address })),
        messageId,
      }));
      const { key, address } = account;
      const found = await ask('rows', { rows, account: key, ownAddress: address });
      for (const index of keys.keys()) keep(index, inWords(found[index]));
      for (const oldest of marks.keys()) {
        if (marks.size <= REMEMBERED) break;
        marks.delete(oldest);
      }
    } catch {
      // A list without marks is still a list; the seals tell when the extension is gone.
      for (const [index, key] of keys.entries()) keep(index, marks.get(key)?.mark ?? null);
    } finally {
      isAsking = false;
    }
    if (!isHidden) paint(account);
  }

  /** Brings the marks in line with the rows on screen. Rows of sent mail show the recipient: they are left alone. */
  function paint(account: Account): void {
    const { folder } = readRoute(document.location);
    if (folder === 'sent' || folder === 'draft') return;
    const unknown = new Map<string, ThreadRow>();
    const found = findRows(document);
    seen(found);
    for (const row of found) {
      const key = keyOf(row, account);
      const known = marks.get(key);
      paintMark(row, known?.mark ?? null);
      if (known?.age !== age) unknown.set(key, row);
    }
    if (unknown.size > 0 && !isAsking) void learn(unknown, account);
  }

  return {
    look(account: Account): void {
      isHidden = false;
      paint(account);
    },
    /** takes every mark away until the next look */
    hide(): void {
      isHidden = true;
      for (const row of findRows(document)) paintMark(row, null);
    },
    /** what is known may be wrong now: settings changed, a message was judged, the reader taught something */
    refresh(): void {
      age++;
    },
  };
}
