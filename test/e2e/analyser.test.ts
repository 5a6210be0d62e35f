// The analyser in real Chromium: one file, many, pasted source; saved, by keyboard, with nothing for axe to find.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../lib/words.ts';
import { WORDS } from '../../scripts/all-words.ts';
import { findViolations } from '../helpers/browser/axe.ts';
import { BUILDS } from '../helpers/browser/build.ts';
import { takeDownloads } from '../helpers/browser/downloads.ts';
import { pressButton } from '../helpers/browser/press.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { READER } from '../helpers/cases/gmail.ts';
import { eventually } from '../helpers/patience.ts';
import { FEW_LANGUAGES, themesOf } from '../helpers/themes.ts';
import { startWorld, type World } from '../helpers/world.ts';

const PICTURES = '.output/pictures/pages';
const say = WORDS.en;
const CASES = [
  'brand-name-from-own-domain',
  'signed-newsletter',
  'forged-quarantine',
  'small-site-without-spf',
];
const folder = mkdtempSync(join(tmpdir(), 'inkan-analyser-'));

let world: World;
let page: Page;

/** Writes a file to hand over; returns its path. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const raw = (name: string): Uint8Array =>
  world.built.find(({ case: one }) => one.name === name)!.raw;
const eml = (name: string, as = `${name}.eml`): string => file(as, raw(name));

const start = (options: { language?: Language; dark?: boolean } = {}) =>
  startWorld({ cases: CASES.map(loadCase), extension: BUILDS.chromium, ...options });

async function open(): Promise<Page> {
  page = await world.launched.openExtensionPage('analyser.html');
  await page.waitForSelector('.drop');
  return page;
}

async function hand(...paths: string[]): Promise<void> {
  const field = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(...paths);
}

/** Text of the one card in the page, or in the dialog where one is open. */
const card = () =>
  page.evaluate(() => {
    const place = document.querySelector('dialog[open]') ?? document.querySelector('.results');
    const host = [...(place?.querySelectorAll('div') ?? [])].find(({ shadowRoot }) => shadowRoot);
    return host?.shadowRoot?.querySelector('.card')?.textContent ?? null;
  });
const cardSays = (text: string) => eventually(async () => expect(await card()).toContain(text));
/** presses a button inside the card */
const pressInCard = (text: string) =>
  page.evaluate((label) => {
    const place = document.querySelector('dialog[open]') ?? document.querySelector('.results');
    const host = [...(place?.querySelectorAll('div') ?? [])].find(({ shadowRoot }) => shadowRoot);
    const buttons = [...(host?.shadowRoot?.querySelectorAll('button') ?? [])];
    const found = buttons.find(({ textContent }) => textContent === label);
    if (!found) throw new Error(`no "${label}" in the card`);
    found.click();
  }, text);
const press = (text: string) => pressButton(page, text);
const rows = () =>
  page.$$eval('.long tbody tr', (all) =>
    all.map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent ?? '')),
  );
/** Waits until so many rows are there and none is on its way. */
const settled = (count: number) =>
  eventually(async () => {
    const state = await page.evaluate(() => ({
      isRunning: document.querySelector('.progress') !== null,
      rows: Number(document.querySelector('.long table')?.ariaRowCount ?? 0) - 1,
    }));
    expect(state).toEqual({ isRunning: false, rows: count });
  });

mkdirSync(PICTURES, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what is handed over', () => {
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world?.close());
  afterEach(() => page?.close());

  test('one file has its card at once, and says what a file can show', async () => {
    await open();
    expect(await page.$eval('.loose', (note) => note.textContent)).toBe(say['analyser.warning']);
    await hand(eml('brand-name-from-own-domain'));
    await cardSays('kxqz-service.example');
    expect(await card()).toContain(say['attachment.copy']);
    expect(await card()).not.toContain(say['analyser.approximate']);
    expect(await page.$eval('.results h2', (head) => head.textContent)).toBe(
      'brand-name-from-own-domain.eml',
    );
    expect(await findViolations(page)).toEqual([]);
  });

  test('a signature counts, an unsealed record does not', async () => {
    await open();
    const text = new TextDecoder().decode(raw('signed-newsletter'));
    const unsealed = text.replace(/^ARC-Seal:/m, 'X-ARC-Seal:').replace(/^DKIM-/gm, 'X-DKIM-');
    await hand(eml('signed-newsletter'), file('unsealed.eml', unsealed));
    await settled(2);
    const [signed, loose] = await rows();
    expect(signed?.[2]).toBe(say['analyser.kind.neutral']);
    expect(signed?.[3]).toMatch(/^Sent by /);
    expect(loose?.[2]).not.toBe(say['analyser.kind.neutral']);
    expect(loose?.[3]).not.toMatch(/^Sent by /);
  });

  test('pasted source is called an approximate copy', async () => {
    await open();
    await page.$eval('.paste', (box) => {
      (box as HTMLDetailsElement).open = true;
    });
    const text = new TextDecoder().decode(raw('forged-quarantine'));
    await page.$eval(
      'textarea',
      (field, value) => {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      text,
    );
    await press(say['analyser.pasteCheck']);
    await cardSays(say['analyser.approximate']);
    expect(await card()).toContain('citywater.example');
  });

  test('a paste anywhere and a drop are taken as well', async () => {
    await open();
    await page.evaluate(
      (text) => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true }),
        );
        const dropped = new DataTransfer();
        dropped.items.add(new File([text], 'dropped.eml'));
        dropped.items.add(new File(['<!doctype html>'], 'page.html'));
        document.body.dispatchEvent(
          new DragEvent('drop', { dataTransfer: dropped, bubbles: true }),
        );
      },
      new TextDecoder().decode(raw('small-site-without-spf')),
    );
    await settled(3);
    expect((await rows()).map(([name]) => name)).toEqual([
      'Pasted source 1',
      'dropped.eml',
      'page.html',
    ]);
  });

  test('of a folder every message is taken, in the order of the names, and nothing else', async () => {
    const inside = join(folder, 'old mail');
    mkdirSync(join(inside, 'deeper'), { recursive: true });
    for (const name of ['10.eml', '9.eml', 'deeper/1.EML'])
      writeFileSync(join(inside, name), raw('forged-quarantine'));
    writeFileSync(join(inside, 'notes.txt'), 'not a mail');
    await open();
    const [, field] = await page.$$('input[type=file]');
    await (field as ElementHandle<HTMLInputElement>).uploadFile(inside);
    await settled(3);
    expect((await rows()).map(([name]) => name)).toEqual([
      'old mail/9.eml',
      'old mail/10.eml',
      'old mail/deeper/1.EML',
    ]);
  });

  test('what is no message, too large or gone is said calmly, and the rest goes on', async () => {
    await open();
    const gone = file('gone.eml', 'From: a@b.example\r\n\r\n');
    await hand(
      file('page.eml', '<!doctype html><p>Not a mail'),
      file('empty.eml', ''),
      file('large.eml', new Uint8Array(36 * 1024 * 1024)),
      gone,
      eml('brand-name-from-own-domain'),
    );
    rmSync(gone);
    await settled(5);
    const found = await rows();
    expect(found.map(([name, , kind]) => [name, kind])).toEqual([
      ['page.eml', say['analyser.kind.notMail']],
      ['empty.eml', say['analyser.kind.notMail']],
      ['large.eml', say['analyser.kind.unknown']],
      ['gone.eml', expect.stringMatching(/^(Not read|Not checked)$/)],
      ['brand-name-from-own-domain.eml', say['analyser.kind.danger']],
    ]);
    expect(found[0]).toContain(say['origin.notMail']);
    expect(found[2]).toContain(say['origin.tooLarge']);
  });
});

describe('many', () => {
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world?.close());
  afterEach(() => page?.close());

  test('a thousand files: the bar moves, the page answers, a table of any length', async () => {
    await open();
    const count = 1_000;
    const paths = Array.from({ length: count }, (_, index) =>
      eml(CASES[index % CASES.length]!, `${String(index).padStart(4, '0')}.eml`),
    );
    // The page counts for itself: frames that came late, and every state of the bar.
    await page.evaluate(() => {
      const now = performance.now();
      const seen = { values: [] as number[], longest: 0, first: now, last: now };
      Object.assign(window, { seen });
      const look = () => {
        const now = performance.now();
        const bar = document.querySelector('progress');
        if (bar) {
          seen.longest = Math.max(seen.longest, now - seen.last);
          if (seen.values.at(-1) !== bar.value) seen.values.push(bar.value);
        }
        seen.last = now;
        requestAnimationFrame(look);
      };
      look();
    });
    await hand(...paths);
    await settled(count);
    const seen = await page.evaluate(
      () =>
        (
          window as unknown as {
            seen: Record<'longest' | 'first' | 'last', number> & { values: number[] };
          }
        ).seen,
    );
    expect(seen.values.length).toBeGreaterThan(8);
    expect(seen.values).toEqual([...seen.values].sort((a, b) => a - b));
    // No stop of the page is more than a small part of the whole.
    expect(seen.longest).toBeLessThan((seen.last - seen.first) / 4);
    expect((await rows()).length).toBeLessThan(60);
    const filters = await page.$$eval('.filters button', (all) =>
      all.map(({ textContent }) => textContent),
    );
    expect(filters[0]).toBe('All 1,000');
    expect(filters).toContain(`${say['analyser.kind.danger']} 500`);
  });

  test('cancelled, it keeps what was finished', async () => {
    await open();
    const paths = Array.from({ length: 400 }, (_, index) =>
      eml('forged-quarantine', `c${String(index).padStart(4, '0')}.eml`),
    );
    await hand(...paths);
    await page.waitForSelector('.progress button');
    await press(say['page.cancel']);
    await eventually(async () => expect(await page.$('.progress')).toBeNull());
    await new Promise((resolve) => setTimeout(resolve, 300));
    const shown = await page.$$eval('.results .long table', (tables) =>
      tables.map((table) => Number(table.ariaRowCount) - 1),
    );
    expect(shown[0] ?? 0).toBeLessThan(400);
    for (const row of await rows()) expect(row[2]).toBe(say['analyser.kind.danger']);
  });

  test('a mailbox export: message by message, grouped by cause, saved in its order', async () => {
    await open();
    const count = 450;
    const mbox = Array.from({ length: count }, (_, index) =>
      [
        `From ${index}@xxx Sun Nov 01 17:46:17 +0000 2026\n`,
        Buffer.from(raw(CASES[index % CASES.length]!)).toString('latin1'),
        '\n\n',
      ].join(''),
    ).join('');
    await hand(file('export.mbox', Buffer.from(mbox, 'latin1')));
    await settled(count);
    expect((await rows()).slice(0, 2).map(([name]) => name)).toEqual([
      'export.mbox#1',
      'export.mbox#2',
    ]);
    const groups = await page.$$eval('.causes button', (all) =>
      all.map(({ textContent }) => textContent),
    );
    expect(groups.length).toBeGreaterThan(0);
    expect(groups[0]).toMatch(/^[a-z.-]+: .+ \(11[23] of 11[23]\)$/);
    const downloads = await takeDownloads(page);
    await press(say['analyser.save.json']);
    const reports = JSON.parse((await downloads.next()).content.toString());
    expect(reports.map(({ file: name }: { file: string }) => name)).toEqual(
      Array.from({ length: count }, (_, index) => `export.mbox#${index + 1}`),
    );
    await press(say['analyser.save.csv']);
    const lines = (await downloads.next()).content.toString().trimEnd().split('\r\n');
    expect(lines.length).toBe(count + 1);
    downloads.close();
    expect(await findViolations(page)).toEqual([]);
  });

  test('looking through an export shows how far it is, and can be cancelled', async () => {
    await open();
    const size = 200 << 20;
    const octets = new Uint8Array(size).fill(0x61);
    octets.set(new TextEncoder().encode('From a@b Sun Nov 01 17:46:17 2026\nSubject: x\n\n'));
    for (let at = 200; at < size; at += 60) octets[at] = 10;
    await page.evaluate(() => {
      const bars: number[] = [];
      Object.assign(window, { bars });
      const look = () => {
        const bar = document.querySelector('progress');
        if (bar && bar.value > 0 && bars.at(-1) !== bar.value) {
          bars.push(bar.value);
          if (bars.length > 1) document.querySelector<HTMLElement>('.progress button')?.click();
        }
        requestAnimationFrame(look);
      };
      look();
    });
    await hand(file('large.mbox', octets));
    await page.waitForFunction(() => (window as unknown as { bars: number[] }).bars.length > 1);
    await eventually(async () => expect(await page.$('.progress')).toBeNull());
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await page.$('.results')).toBeNull();
    const last = await page.evaluate(() => (window as unknown as { bars: number[] }).bars.at(-1)!);
    expect(last).toBeLessThan(size);
  });

  test('a kind that was chosen hides nothing of what comes after', async () => {
    await open();
    await hand(eml('small-site-without-spf', 'a.eml'), eml('forged-quarantine', 'b.eml'));
    await settled(2);
    await press(say['analyser.kind.danger']);
    await eventually(async () => expect((await rows()).map(([name]) => name)).toEqual(['b.eml']));
    await press(say['analyser.clear']);
    await eventually(async () => expect(await page.$('.results')).toBeNull());
    await hand(eml('small-site-without-spf', 'c.eml'), eml('small-site-without-spf', 'd.eml'));
    await settled(2);
    expect((await rows()).map(([name]) => name)).toEqual(['c.eml', 'd.eml']);
  });

  test('sorted by what was found, filtered, and opened by keyboard', async () => {
    await open();
    await hand(
      eml('small-site-without-spf', 'a.eml'),
      eml('forged-quarantine', 'b.eml'),
      eml('brand-name-from-own-domain', 'c.eml'),
    );
    await settled(3);
    const names = async () => (await rows()).map(([name]) => name);
    expect(await names()).toEqual(['a.eml', 'b.eml', 'c.eml']);
    await press(say['analyser.column.tone']);
    await eventually(async () => expect(await names()).toEqual(['b.eml', 'c.eml', 'a.eml']));
    await press(say['analyser.kind.danger']);
    await eventually(async () => expect(await names()).toEqual(['b.eml', 'c.eml']));
    await page.focus('.long tbody button');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    await cardSays('kxqz-service.example');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog:not([open])');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('c.eml');
  });

  test('is saved as JSON, JSON lines and CSV: stable fields, no address of the reader', async () => {
    await open();
    await page.evaluate((address) => {
      const { storage } = (
        globalThis as unknown as {
          chrome: { storage: { local: { set(v: object): Promise<void> } } };
        }
      ).chrome;
      return storage.local.set({ settings: { version: 1, reader: { ownAddresses: [address] } } });
    }, READER);
    await page.reload();
    await page.waitForSelector('.drop');
    const gone = file('later.eml', 'From: a@b.example\r\n\r\n');
    await hand(eml('brand-name-from-own-domain', 'a,b.eml'), eml('signed-newsletter', 'b.eml'));
    await settled(2);
    rmSync(gone);
    const downloads = await takeDownloads(page);
    await press(say['analyser.save.json']);
    const json = await downloads.next();
    expect(json.name).toMatch(/^inkan-\d{4}-\d\d-\d\d\.json$/);
    const reports = JSON.parse(json.content.toString());
    expect(
      reports.map(({ version, file: name, tone }: Record<string, unknown>) => [
        version,
        name,
        tone,
      ]),
    ).toEqual([
      [1, 'a,b.eml', 'danger'],
      [1, 'b.eml', 'calm'],
    ]);
    expect(Object.keys(reports[0])).toEqual([
      'version',
      'file',
      'origin',
      'tone',
      'authorDomain',
      'author',
      'receivedAt',
      'measuredAt',
      'fidelity',
      'findings',
      'stated',
      'evaluated',
      'remedies',
      'reason',
      'claims',
      'owner',
      'queries',
      'held',
    ]);
    await press(say['analyser.save.jsonl']);
    const lines = (await downloads.next()).content.toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(reports);
    await press(say['analyser.save.csv']);
    const csv = (await downloads.next()).content.toString();
    expect(csv.split('\r\n')[0]).toMatch(/^\uFEFFfile,tone,origin,authorName,authorAddress,/);
    expect(csv.split('\r\n')[1]).toMatch(/^"a,b\.eml",danger,signed,三井住友カード,/);
    for (const text of [json.content.toString(), csv]) expect(text).not.toContain(READER);
    downloads.close();
  });
});

describe('a report from the card', () => {
  beforeAll(async () => {
    world = await start();
    const context = world.launched.browser.defaultBrowserContext();
    const origin = `chrome-extension://${world.launched.extensionId}`;
    await context.overridePermissions(origin, ['clipboard-read', 'clipboard-write']);
  });
  afterAll(() => world?.close());
  afterEach(() => page?.close());

  test('goes to the clipboard and to files, without the reader’s address unless asked', async () => {
    await open();
    await hand(eml('brand-name-from-own-domain'));
    await cardSays('kxqz-service.example');
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await pressInCard(say['report.open']);
    for (const [button, expected] of [
      [say['report.do.text'], 'kxqz-service.example'],
      [say['report.do.administrator'], say['report.administrator.end']],
      [say['report.do.centre'], 'Authentication-Results:'],
      [say['report.do.json'], '"version": 1'],
    ] as const) {
      await pressInCard(button);
      await eventually(async () => expect(await copied()).toContain(expected));
      expect(await copied()).not.toContain(READER);
    }
    const downloads = await takeDownloads(page);
    await pressInCard(say['report.do.message']);
    const redacted = await downloads.next();
    expect(redacted.name).toMatch(/\.eml$/);
    expect(redacted.content.includes(READER)).toBe(false);
    await page.evaluate(() => {
      const host = [...document.querySelectorAll('.results div')].find(
        ({ shadowRoot }) => shadowRoot,
      );
      host?.shadowRoot?.querySelector<HTMLInputElement>('.report input')?.click();
    });
    await pressInCard(say['report.outcome.saved']);
    const whole = await downloads.next();
    expect(new Uint8Array(whole.content)).toEqual(
      new Uint8Array(raw('brand-name-from-own-domain')),
    );
    downloads.close();
    expect(await findViolations(page)).toEqual([]);
  });
});

describe.each(FEW_LANGUAGES)('in %s', (language) => {
  describe.each(themesOf(language))('%s', (theme) => {
    beforeAll(async () => {
      world = await start({ language, dark: theme === 'dark' });
    });
    afterAll(() => world?.close());

    test('axe finds nothing, nothing is cut off: empty, one card, a table, narrow', async () => {
      await open();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      const look = async (name: string) => {
        expect(await findViolations(page)).toEqual([]);
        const beyond = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return Math.max(0, scrollWidth - clientWidth);
        });
        expect(beyond).toBe(0);
        const path = `${PICTURES}/analyser-${name}-${theme}-${language}.png` as const;
        await page.screenshot({ path, fullPage: true });
      };
      await page.setViewport({ width: 1280, height: 900 });
      await look('empty');
      await hand(eml('brand-name-from-own-domain'));
      await cardSays('kxqz-service.example');
      await pressInCard(WORDS[language]['report.open']);
      await look('one');
      await hand(...CASES.map((name) => eml(name)));
      await settled(5);
      await look('many');
      await page.setViewport({ width: 320, height: 640 });
      await look('narrow');
      await page.close();
    });
  });
});

test('nothing but DNS questions left the machine', () => {
  expect(world.proxy.refused()).toEqual([]);
});
