// Every tone of the seal and its open card as they look in Gmail, in both themes and languages; pictures to open.

import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../lib/words.ts';
import { settledSeals } from '../helpers/browser/launch.ts';
import { loadCase } from '../helpers/cases/case.ts';
import { themesOf } from '../helpers/themes.ts';
import { startWorld, type World } from '../helpers/world.ts';

const PICTURES = '.output/pictures/seals';
/** one message a tone */
const TONES = {
  calm: 'signed-newsletter',
  neutral: 'small-site-without-spf',
  unknown: 'source-cannot-be-read',
  caution: 'not-confirmed-policy-none',
  danger: 'brand-name-from-own-domain',
};

describe.each(LANGUAGES)('in %s', (language) => {
  let world: World;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    const cases = Object.values(TONES).map(loadCase);
    world = await startWorld({ cases, language, mailboxLanguage: language });
  });
  afterAll(() => world?.close());

  test.each(themesOf(language))('%s', async (theme) => {
    world.replica.setPage({ theme });
    const seen = new Set<string>();
    for (const [tone, name] of Object.entries(TONES)) {
      const page = await world.open(world.built.find((one) => one.case.name === name));
      const [seal] = await settledSeals(page, 1);
      expect(seal?.tone).toBe(tone);
      const host = await page.$('inkan-seal');
      const path = `${PICTURES}/${tone}-${theme}-${language}` as const;
      const picture = await host!.screenshot({ path: `${path}.png` });
      seen.add(createHash('sha256').update(picture).digest('hex'));
      // The label is whole: nothing of the line is cut off at this width.
      const label = await page.$('inkan-seal >>> .label');
      expect(await label!.evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(1);
      await (await page.$('inkan-seal >>> button'))!.click();
      const card = await page.waitForSelector('inkan-card');
      await card!.evaluate(({ shadowRoot }) =>
        Promise.all(shadowRoot!.getAnimations().map(({ finished }) => finished)),
      );
      await page.screenshot({ path: `${path}-card.png` });
      await page.close();
    }
    expect(seen.size).toBe(Object.keys(TONES).length);
  });
});
