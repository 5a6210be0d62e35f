// What still leads to each landmark of Gmail's page, counted over the last messages and rows: for the popup and reports.
import type { Account, AccountSource } from './account.ts';
import type { ThreadRow } from './list.ts';
import type { Found, Miss, OpenMessage } from './thread.ts';

/** Each landmark and every way to it, the order in which they are tried. */
const WAYS = {
  box: ['class', 'attribute', 'structure'],
  place: ['class', 'attribute', 'structure'],
  header: ['class', 'attribute', 'structure'],
  sender: ['class', 'attribute', 'structure'],
  address: ['attribute', 'text', 'portrait'],
  id: ['own', 'item', 'log'],
  row: ['class', 'attribute', 'structure'],
  account: ['banner', 'page', 'title'],
} as const;

type LandmarkName = keyof typeof WAYS;

/**
 * What is to be expected where Gmail is as it was last seen; the other ways stand ready. The log repeats every id, the
 * list item none. A header is found in one way, the first that works.
 */
const USUAL: Record<LandmarkName, readonly string[]> = {
  box: ['class', 'attribute'],
  place: ['class', 'attribute'],
  header: ['class'],
  sender: ['class', 'attribute', 'structure'],
  address: ['attribute', 'text'],
  id: ['own', 'log'],
  row: ['class', 'attribute'],
  account: ['banner'],
};

interface LandmarkCheck {
  landmark: LandmarkName;
  /** looked for so often */
  of: number;
  /** way → how often it led there */
  ways: Record<string, number>;
  /** ways that used to work and did not once */
  failed: string[];
}

interface SelfCheck {
  /**
   * `good`; `changed`: a way that used to work leads nowhere, another does; `broken`: something on screen stays without
   * a seal; `account`: whose mailbox this is cannot be told; `none`: nothing was looked at yet
   */
  state: 'good' | 'changed' | 'broken' | 'account' | 'none';
  landmarks: LandmarkCheck[];
  /** messages in the count */
  messages: number;
  /** messages of which two sources named different ids */
  disagreed: number;
  /** what is on screen now and could not be read */
  missed: Miss[];
  /** banner and page name different readers */
  accountDisagrees: boolean;
}

const LAST = 50;

/** Counts for one tab. Nothing of a mail is kept, only which ways worked. */
export function createSelfCheck() {
  /** key → ways that worked, the oldest first */
  const messages = new Map<string, Found>();
  const rows = new Map<string, ThreadRow['ways']>();

  function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= LAST) break;
      kept.delete(oldest);
    }
  }

  function count(landmark: LandmarkName, seen: readonly (readonly string[])[]): LandmarkCheck {
    const ways = Object.fromEntries(
      WAYS[landmark].map((way) => [way, seen.filter((found) => found.includes(way)).length]),
    );
    const failed = seen.length > 0 ? USUAL[landmark].filter((way) => ways[way] === 0) : [];
    return { landmark, of: seen.length, ways, failed };
  }

  return {
    /** a message on screen; read once */
    note(message: OpenMessage): void {
      if (!messages.has(message.id)) keep(messages, message.id, message.found());
    },
    noteRows(seen: readonly ThreadRow[]): void {
      for (const { key, ways } of seen.slice(0, LAST)) keep(rows, key, ways);
    },
    /** what the popup tells; `account` and `missed` as they are now, `isBroken` when that lasted */
    tell({ told, disagreed }: Account, missed: readonly Miss[], isBroken: boolean): SelfCheck {
      const found = [...messages.values()];
      const landmarks = [
        ...(['box', 'place', 'header', 'sender', 'address', 'id'] as const).map((landmark) =>
          count(
            landmark,
            found.map((each) => each[landmark]),
          ),
        ),
        count('row', [...rows.values()]),
        count('account', [told satisfies AccountSource[]]),
      ];
      const isChanged = landmarks.some(({ failed, landmark }) => {
        // A pop-out never had a banner, and where the page says the same nothing is lost.
        return failed.length > 0 && (landmark !== 'account' || told.length === 0);
      });
      const isNothing = found.length === 0 && rows.size === 0;
      const state = isBroken
        ? 'broken'
        : disagreed
          ? 'account'
          : isNothing
            ? 'none'
            : isChanged
              ? 'changed'
              : 'good';
      return {
        state,
        landmarks,
        messages: found.length,
        disagreed: found.filter(({ idsDisagree }) => idsDisagree).length,
        missed: [...missed],
        accountDisagrees: disagreed,
      };
    },
  };
}
