// Where Gmail itself marks a message, in both browsers: the card says so once, and covers nothing of Gmail's own.
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORDS } from '../../scripts/all-words.ts';
import { go, type SealState, settledSeal } from '../helpers/browser/launch.ts';
import { type Case, loadCase } from '../helpers/cases/case.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { startWorld, type World } from '../helpers/world.ts';
import { DEFAULT_PAGE } from '../replica/page/options.ts';
import type { ReplicaMessage } from '../replica/server.ts';

const SIGNED = loadCase('signed-newsletter');
const FORGED = loadCase('forged-quarantine');
const BRAND = loadCase('brand-name-from-own-domain');

const verdict = ({ origin, tone }: SealState) => `${origin} ${tone}`;

describe.each(['chromium', 'firefox'] as const)('%s', (browser) => {
  let world: World;
  let page: Page;
  const errors: string[] = [];
  const built = ({ name }: Case) => world.built.find((one) => one.case.name === name)!;

  beforeAll(async () => {
    world = await startWorld({
      browser,
      cases: [SIGNED, FORGED, BRAND],
      others: [
        { index: 1, address: READER, name: 'Alice Example', language: 'ar', cases: [FORGED] },
      ],
    });
    page = await world.launched.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(world.replica.url());
    await page.waitForSelector('[role=main]');
  });
  afterAll(() => world?.close());

  /** Shows a copy of a case with what Gmail adds, and opens its card. */
  async function open(input: Case, change: Partial<ReplicaMessage>, place?: string) {
    const { legacyId } = world.copy(built(input), change);
    await page.evaluate(() => window.__replica.refresh());
    const fragment = world.replica.fragment(legacyId);
    await go(page, place ? fragment.replace(/^[^/]+/, place) : fragment);
    const seal = await settledSeal(page, legacyId);
    return { seal, text: await openCard() };
  }

  async function openCard(): Promise<string> {
    await page.evaluate(() => {
      const seals = [...document.querySelectorAll<HTMLElement>('inkan-seal')];
      const shown = seals.find((seal) => seal.checkVisibility());
      shown?.shadowRoot?.querySelector('button')?.click();
    });
    const card = await page.waitForFunction(() => {
      const root = document.querySelector('inkan-card')?.shadowRoot;
      return root?.querySelector('.card')?.textContent;
    });
    return String(await card.jsonValue()).replace(/[\u2066-\u2069]/g, '');
  }

  const close = () => page.keyboard.press('Escape');
  const note = (key: keyof typeof WORDS.en, domain = '') =>
    WORDS.en[key].replaceAll('{domain}', domain);

  /** Boxes of Gmail's banner, of the seal, and of the card where it is open. */
  const boxes = () =>
    page.evaluate(() => {
      const shown = [...document.querySelectorAll<HTMLElement>('[role=main] .adn')].find((adn) =>
        adn.checkVisibility(),
      );
      const box = (element: Element | null | undefined) => {
        if (!element) return null;
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left, top, right, bottom };
      };
      return {
        banner: box(shown?.querySelector('[role=alert]')),
        seal: box(shown?.querySelector('inkan-seal')),
        card: box(document.querySelector('inkan-card')),
      };
    });
  type Box = { left: number; top: number; right: number; bottom: number };
  const overlap = (one: Box | null, other: Box | null) =>
    one !== null &&
    other !== null &&
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom;

  test('a warning to forged mail: the card names the domain that could not be confirmed', async () => {
    const { seal, text } = await open(FORGED, { banner: 'phishing' });
    const sentence = note('story.note.gmailNotice.failed', 'citywater.example');
    expect(verdict(seal)).toBe('contradicted danger');
    expect(text.split(sentence)).toHaveLength(2);
    const { banner, seal: mark, card } = await boxes();
    expect(banner).not.toBeNull();
    expect(card).not.toBeNull();
    expect(overlap(mark, banner)).toBe(false);
    expect(overlap(card, banner)).toBe(false);
    await close();
  });

  test('a question mark beside forged mail', async () => {
    const { seal, text } = await open(FORGED, { questioned: true });
    expect(verdict(seal)).toBe('contradicted danger');
    expect(text).toContain(note('story.note.gmailQuestion.failed', 'citywater.example'));
    await close();
  });

  test('a warning to a brand’s name on another domain: name and address differ', async () => {
    const { seal, text } = await open(BRAND, { banner: 'phishing' });
    expect(verdict(seal)).toBe('signed danger');
    expect(text).toContain(note('story.note.gmailNotice.name'));
    await close();
  });

  test('a mark moves no tone: signed mail stays what it is, and the warning is not explained away', async () => {
    for (const [change, key] of [
      [{ banner: 'phishing' }, 'story.note.gmailNotice.proved'],
      [{ questioned: true }, 'story.note.gmailQuestion.proved'],
    ] as const) {
      const { seal, text } = await open(SIGNED, change);
      expect(verdict(seal)).toBe('signed calm');
      expect(text).toContain(note(key, 'bluemountain.example'));
      await close();
    }
  });

  test('a source that cannot be read is not calmed by Gmail’s silence, nor coloured by its mark', async () => {
    const { legacyId } = world.copy(built(FORGED), {
      banner: 'phishing',
      source: { kind: 'status', status: 404 },
    });
    await page.evaluate(() => window.__replica.refresh());
    await go(page, world.replica.fragment(legacyId));
    expect(verdict(await settledSeal(page, legacyId))).toBe('unknown unknown');
    expect(await openCard()).toContain(note('story.note.gmailNotice.unknown'));
    await close();
  });

  test('a warning that a mail draws is none', async () => {
    const html =
      '<div role="alert">This message seems dangerous</div><img src="data:,#unknown_avatar">';
    const { text } = await open(FORGED, { html });
    expect(text).not.toMatch(/Gmail (marks|warns)/);
    await close();
  });

  test('a banner that comes later is said later, and the verdict stays on screen', async () => {
    const { text } = await open(FORGED, {});
    expect(text).not.toMatch(/Gmail (marks|warns)/);
    await page.evaluate(() => {
      const shown = [...document.querySelectorAll<HTMLElement>('[role=main] .adn')].find((adn) =>
        adn.checkVisibility(),
      );
      const banner = document.createElement('div');
      banner.setAttribute('role', 'alert');
      banner.textContent = '⚠';
      shown?.querySelector('.KKSLrd')?.append(banner);
    });
    const sentence = note('story.note.gmailNotice.failed', 'citywater.example');
    await page.waitForFunction(
      (wanted) =>
        document
          .querySelector('inkan-card')
          ?.shadowRoot?.querySelector('.card')
          ?.textContent?.replace(/[\u2066-\u2069]/g, '')
          .includes(wanted),
      {},
      sentence,
    );
    await close();
  });

  describe('Spam', () => {
    const spam = { label: 'spam', banner: 'spam' } as const;

    test.each([
      ['its own list', undefined],
      ['a search', 'search/in%3Aanywhere'],
      ['all mail', 'all'],
    ])(
      'opened from %s: no seal is calm, nothing is looked up, and where it lies is no mark',
      async (_where, place) => {
        world.dns.forget();
        const { seal, text } = await open(SIGNED, spam, place);
        expect(seal.tone).toBe('neutral');
        expect(world.dns.requests()).toEqual([]);
        expect(text).not.toMatch(/Gmail (marks|warns)/);
        const { banner, card } = await boxes();
        expect(overlap(card, banner)).toBe(false);
        await close();
      },
    );

    test.each([
      ['a message seen for the first time', 0],
      ['one that was open before, whose source is known', 1],
    ])('the toolbar comes long after %s: nothing is looked up', async (_what, before) => {
      world.replica.setPage({ ...DEFAULT_PAGE, toolbarDelay: 600 });
      await page.goto('about:blank');
      await page.goto(world.replica.url());
      const { legacyId } = world.copy(built(SIGNED), spam);
      await page.evaluate(() => window.__replica.refresh());
      const fragment = world.replica.fragment(legacyId).replace(/^[^/]+/, 'all');
      world.dns.forget();
      for (let time = 0; time <= before; time++) {
        await go(page, 'inbox');
        await go(page, fragment);
        expect((await settledSeal(page, legacyId)).tone).toBe('neutral');
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(world.dns.requests()).toEqual([]);
      world.replica.setPage(DEFAULT_PAGE);
      await page.goto('about:blank');
      await page.goto(world.replica.url());
      await page.waitForSelector('[role=main]');
    });

    test('the next thread, which is none, is calm again', async () => {
      const { seal } = await open(SIGNED, {}, 'all');
      expect(verdict(seal)).toBe('signed calm');
      await close();
    });
  });

  test('in Arabic, from right to left: the same sentence, nothing covered', async () => {
    const { legacyId } = world.replica.add(
      {
        ...world.replica.message(built(FORGED).subject, 1),
        id: undefined as never,
        banner: 'phishing',
      },
      1,
    );
    await page.goto(world.replica.url(1, world.replica.fragment(legacyId, 1)));
    await settledSeal(page, legacyId);
    expect(await openCard()).toContain(note('story.note.gmailNotice.failed', 'citywater.example'));
    const { banner, card, seal } = await boxes();
    expect(banner).not.toBeNull();
    expect(overlap(card, banner)).toBe(false);
    expect(overlap(seal, banner)).toBe(false);
    await close();
  });

  test('nothing was thrown', () => expect(errors).toEqual([]));
});
