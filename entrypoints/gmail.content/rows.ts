// Marks in the thread list: names are judged in the background, by rules alone; this side only paints.
import { ask } from '../../lib/extension/messaging.ts';
import type { Account } from '../../lib/gmail/account.ts';
import { findRows, markRow, type Row, type RowMark } from '../../lib/gmail/list.ts';
import { readRoute } from '../../lib/gmail/route.ts';
import type { Finding } from '../../lib/model.ts';
import { hasWord, type Language, say } from '../../lib/words.ts';

const REMEMBERED = 2_000;

/** The gravest finding that has words; infos are not for a list. */
function markOf(findings: Finding[], language: Language): RowMark | null {
  for (const tone of ['danger', 'caution'] as const) {
    for (const { rule, severity, params } of findings) {
      const key = `rule.${rule}.sentence`;
      if (severity === tone && hasWord(key)) return { tone, text: say(language, { key, params }) };
    }
  }
  return null;
}

export function createRows(document: Document, language: Language) {
  /** name and address → mark; null: nothing to say */
  const marks = new Map<string, RowMark | null>();
  let isAsking = false;

  const keyOf = (sender: { name: string; address: string }) => `${sender.name}\n${sender.address}`;

  function paint(row: Row, own: string | null): void {
    const found = row.senders
      .filter(({ address }) => address.toLowerCase() !== own)
      .map((sender) => marks.get(keyOf(sender)) ?? null);
    const danger = found.find((mark) => mark?.tone === 'danger');
    markRow(row, danger ?? found.find((mark) => mark !== null) ?? null);
  }

  async function learn(unknown: Map<string, { name: string; address: string }>, account: Account) {
    isAsking = true;
    try {
      const rows = [...unknown.values()];
      const findings = await ask('rows', { rows, account: account.key });
      rows.forEach((row, index) => {
        marks.set(keyOf(row), markOf(findings[index] ?? [], language));
      });
      for (const oldest of marks.keys()) {
        if (marks.size <= REMEMBERED) break;
        marks.delete(oldest);
      }
    } catch {
      // A list without marks is still a list; the seals tell when the extension is gone.
      for (const key of unknown.keys()) marks.set(key, null);
    } finally {
      isAsking = false;
    }
    look(account);
  }

  /** Brings the marks in line with the rows on screen. Rows of sent mail show the recipient: they are left alone. */
  function look(account: Account): void {
    const { folder } = readRoute(document.location);
    if (folder === 'sent' || folder === 'draft') return;
    const unknown = new Map<string, { name: string; address: string }>();
    for (const row of findRows(document)) {
      paint(row, account.address);
      for (const sender of row.senders) {
        const key = keyOf(sender);
        if (!marks.has(key)) unknown.set(key, { name: sender.name, address: sender.address });
      }
    }
    if (unknown.size > 0 && !isAsking) void learn(unknown, account);
  }

  return {
    look,
    /** takes every mark away until the next look */
    hide(): void {
      for (const row of findRows(document)) markRow(row, null);
    },
    /** what is known may be wrong now: the reader's settings changed */
    forget: (): void => marks.clear(),
  };
}
