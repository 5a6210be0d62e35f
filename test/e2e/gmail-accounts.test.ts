// Several mailboxes in one browser: each tab asks its own mailbox for the source, wherever and however a thread is shown.
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { go, type SealState, settledSeal, settledSeals } from '../helpers/browser/launch.ts';
import { type Case, loadCase } from '../helpers/cases/case.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { startWorld, type World } from '../helpers/world.ts';
import { DEFAULT_PAGE, type PageOptions } from '../replica/page/options.ts';

const SUBJECT = 'The same subject, the same number';
const under = (name: string): Case => {
  const one = loadCase(name);
  return { ...one, mail: { ...one.mail, subject: SUBJECT, age: 5 } };
};
const SIGNED = under('signed-newsletter');
const FORGED = under('forged-quarantine');
const ROTATED = under('key-since-rotated');
const OWN = loadCase('sent-by-reader');
const QUICK: Partial<PageOptions> = { bootDelay: 20, mainDelay: 10 };

/**
 * Five mailboxes hold a message with the same number in Gmail, and another message each time: whoever asks the wrong
 * one gets a message of somebody else, or none.
 */
const MAILBOXES = [
  { path: 'u/0/', verdict: 'signed calm' },
  { path: 'u/1/', verdict: 'contradicted danger' },
  { path: 'u/2/', verdict: 'recorded calm' },
  { path: 'u/0/d/office/', verdict: 'contradicted danger' },
  { path: 'b/archive/u/1/', verdict: 'recorded calm' },
] as const;

const verdict = ({ origin, tone }: SealState) => `${origin} ${tone}`;

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  let page: Page;
  const errors: string[] = [];
  let id = '';
  let fragment = '';

  beforeAll(async () => {
    const address = (name: string) => `${name}@hillside.example`;
    world = await startWorld({
      browser,
      cases: [SIGNED, OWN],
      others: [
        { index: 1, address: address('bob'), name: 'Bob', language: 'ja', cases: [FORGED, OWN] },
        // The name looks like an address, in a language that is written from right to left.
        {
          index: 2,
          address: READER,
          name: 'eve@evil.example',
          language: 'ar',
          cases: [ROTATED, OWN],
        },
        {
          index: 0,
          delegate: 'office',
          address: address('office'),
          name: 'Office',
          language: 'en',
          cases: [FORGED],
        },
        {
          index: 1,
          delegate: 'archive',
          address: address('old'),
          name: 'Old',
          language: 'en',
          cases: [ROTATED],
        },
      ],
    });
    world.replica.setPage(QUICK);
    page = await world.launched.newPage();
    page.on('pageerror', (error) => {
      // What CORS blocks is expected here, and Firefox reports it like an error of the page.
      if (!String(error).includes('Cross-Origin Request Blocked')) errors.push(String(error));
    });
    id = world.replica.message(SUBJECT, 0).legacyId;
    fragment = world.replica.fragment(SUBJECT, 0);
  });
  afterAll(() => world?.close());
  afterEach(() => {
    world.replica.setPage({ ...DEFAULT_PAGE, ...QUICK });
    expect(errors.splice(0)).toEqual([]);
  });

  /** Loads a page of Gmail anew, and notes what is asked from then on. */
  async function load(path: string, place = fragment): Promise<void> {
    await page.goto('about:blank');
    world.replica.requests.length = 0;
    await page.goto(`https://mail.google.com/mail/${path}#${place}`);
  }

  /** Every way a source was asked for: only in the mailbox of the tab. */
  function sourcesAsked(): string[] {
    const asked = world.replica.requests.filter(
      ({ host, view }) => host === 'mail.google.com' && view,
    );
    return [...new Set(asked.map(({ url }) => url.split('?')[0] ?? ''))];
  }

  test('the number is the same in every mailbox', () => {
    for (const { account, byLegacyId } of world.replica.mailboxes)
      expect([account.address, byLegacyId.has(id)]).toEqual([account.address, true]);
  });

  test.each(MAILBOXES)('/mail/$path', async ({ path, verdict: expected }) => {
    await load(path);
    expect(verdict(await settledSeal(page, id))).toBe(expected);
    expect(sourcesAsked()).toEqual([`/mail/${path}`]);
  });

  test('/mail/ without a number is the first account', async () => {
    await load('');
    expect(verdict(await settledSeal(page, id))).toBe('signed calm');
    expect(sourcesAsked()).toEqual(['/mail/u/0/']);
  });

  test('account switch /u/0 to /u/1 in the same tab, and back', async () => {
    for (const index of [0, 1, 0]) {
      await load(`u/${index}/`);
      expect(verdict(await settledSeal(page, id))).toBe(MAILBOXES[index]?.verdict);
      expect(sourcesAsked()).toEqual([`/mail/u/${index}/`]);
    }
  });

  test('two accounts side by side do not mix', async () => {
    await load('u/0/');
    const other = await world.launched.newPage('window');
    await other.goto(`https://mail.google.com/mail/u/1/#${fragment}`);
    expect(verdict(await settledSeal(other, id))).toBe('contradicted danger');
    expect(verdict(await settledSeal(page, id))).toBe('signed calm');
    await other.close();
  });

  describe.each([0, 1] as const)('however it is shown, account %i', (index) => {
    const expected = MAILBOXES[index].verdict;
    const base = `/mail/u/${index}/`;

    test('pop-out', async () => {
      const thread = encodeURIComponent(`#thread-f:${BigInt(`0x${id}`)}`);
      await page.goto('about:blank');
      world.replica.requests.length = 0;
      await page.goto(
        `https://mail.google.com${base}popout?ver=1&search=inbox&th=${thread}&cvid=1`,
      );
      expect(verdict(await settledSeal(page, id))).toBe(expected);
      expect(sourcesAsked()).toEqual([base]);
    });

    test('reading pane: the address does not change', async () => {
      world.replica.setPage({ readingPane: true });
      await load(`u/${index}/`, 'inbox');
      // Rows are drawn before Gmail says that their pane is the main one.
      await page.waitForSelector('[role=main] tr.zA');
      await page.$$eval(
        '[role=main] tr.zA',
        (rows, subject) => rows.find((row) => row.textContent?.includes(subject))!.click(),
        SUBJECT,
      );
      expect(verdict(await settledSeal(page, id))).toBe(expected);
      expect(await page.evaluate(() => location.hash)).toBe('#inbox');
      expect(sourcesAsked()).toEqual([base]);
    });

    test('conversation view off: each message of a thread for itself', async () => {
      world.replica.setPage({ conversationView: false });
      await load(`u/${index}/`);
      expect(verdict(await settledSeal(page, id))).toBe(expected);
      expect(sourcesAsked()).toEqual([base]);
    });
  });

  describe('the reader’s own address, from the account button', () => {
    const sent = OWN.mail.subject ?? '';
    test.each([
      ['English', 0, 'own neutral'],
      // In the mailbox of somebody else the same octets are no mail of their own.
      ['Japanese, another reader', 1, 'unknown unknown'],
      ['Arabic, and a name like an address', 2, 'own neutral'],
    ])('in %s', async (_language, account, expected) => {
      await load(`u/${account}/`, world.replica.fragment(sent, account));
      const [seal] = await settledSeals(page, 1);
      expect(verdict(seal as SealState)).toBe(expected);
    });
  });

  test('an account that signs out says so, and the others go on', async () => {
    world.replica.setSignedOut(1, true);
    await load('u/1/');
    const seal = await settledSeal(page, id);
    expect(verdict(seal)).toBe('unknown unknown');
    world.replica.setSignedOut(1, false);
    await go(page, 'inbox');
    await load('u/0/');
    expect(verdict(await settledSeal(page, id))).toBe('signed calm');
  });
});
