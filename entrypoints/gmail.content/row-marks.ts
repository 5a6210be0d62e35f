// Marks in the thread list: rows are judged in the background, from memory and by names; this side only paints.
import { AGAIN_MS } from '../../lib/extension/limits.ts';
import { ask } from '../../lib/extension/messaging.ts';
import type { Account } from '../../lib/gmail/account.ts';
import {
  clearMarks,
  findRows,
  type PaintedMark,
  paintMark,
  type ThreadRow,
} from '../../lib/gmail/list.ts';
import { readRoute } from '../../lib/gmail/route.ts';
import type { RowMark } from '../../lib/model.ts';
import { hasWord, type Language, say } from '../../lib/words.ts';

const REMEMBERED = 2_000;

export function createRowMarks(
  document: Document,
  language: Language,
  /** asks for another look */
  again: () => void,
  seen: (rows: ThreadRow[]) => void = () => {},
) {
  /** row → mark (null: nothing to say), and since when that is known */
  const marks = new Map<string, { mark: PaintedMark | null; age: number }>();
  let isAsking = false;
  /** the background did not answer: it is left alone until then */
  let restsUntil = 0;
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
    try {
      const rows = [...unknown.values()].map(({ senders, messageId }) => ({
        senders: senders.map(({ name, address }) => ({ name, address })),
        messageId,
      }));
      const { key, address } = account;
      const found = await ask('rows', { rows, account: key, ownAddress: address });
      for (const [index, row] of keys.entries())
        marks.set(row, { mark: inWords(found[index]), age: asked });
      for (const oldest of marks.keys()) {
        if (marks.size <= REMEMBERED) break;
        marks.delete(oldest);
      }
    } catch {
      // A list without marks is still a list; the seals tell when the extension is gone.
      restsUntil = Date.now() + AGAIN_MS;
      setTimeout(again, AGAIN_MS);
    } finally {
      isAsking = false;
    }
    if (!isHidden) paint(account);
  }

  /** Brings the marks in line with the rows on screen. Rows of sent mail show the recipient: they bear none. */
  function paint(account: Account): void {
    const { folder } = readRoute(document.location);
    if (folder === 'sent' || folder === 'draft') {
      clearMarks(document);
      return;
    }
    const unknown = new Map<string, ThreadRow>();
    const found = findRows(document);
    seen(found);
    clearMarks(document, found);
    for (const row of found) {
      const key = keyOf(row, account);
      const known = marks.get(key);
      paintMark(row, known?.mark ?? null);
      if (known?.age !== age) unknown.set(key, row);
    }
    if (unknown.size > 0 && !isAsking && Date.now() >= restsUntil) void learn(unknown, account);
  }

  return {
    look(account: Account): void {
      isHidden = false;
      paint(account);
    },
    /** takes every mark away until the next look */
    hide(): void {
      isHidden = true;
      clearMarks(document);
    },
    /** what is known may be wrong now: settings changed, a message was judged, the reader taught something */
    refresh(): void {
      age++;
    },
  };
}
