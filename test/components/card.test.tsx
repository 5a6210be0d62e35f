// @vitest-environment happy-dom
// The card beside a seal and in a page: what it says, how it opens and closes, what it never does.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CardProps, mountCard, openCard } from '../../components/card/index.tsx';
import { mountSeal } from '../../components/seal/index.tsx';
import { TONES } from '../../lib/model.ts';
import { tell } from '../../lib/verdict/story/tell.ts';
import { directionOf, LANGUAGES } from '../../lib/words.ts';
import { WORDS } from '../../scripts/all-words.ts';
import {
  BRAND_NAME,
  evidence,
  FIRST_CONTACT,
  judgement,
  mailbox,
  REPLY_ELSEWHERE,
  type SampleChoice,
} from './samples.ts';

function props(choice: SampleChoice = {}, over: Partial<CardProps> = {}): CardProps {
  const sample = judgement(choice);
  return {
    judgement: sample,
    story: tell(sample),
    language: 'en',
    theme: 'light',
    actions: {},
    ...over,
  };
}

let host: HTMLElement;
const inside = (selector: string) => host.shadowRoot!.querySelector<HTMLElement>(selector);
const all = (selector: string) => [...host.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
/** Preact draws in its own time. */
const settled = () => new Promise((done) => setTimeout(done, 20));
const button = (words: string) => all('button').find((each) => each.textContent === words);

beforeEach(() => {
  host = document.createElement('div');
  document.body.append(host);
});
afterEach(() => document.body.replaceChildren());

test.each(TONES)(
  'a %s card has heading, three questions, one thing to do, closing line',
  (tone) => {
    for (const language of LANGUAGES) {
      mountCard(host, props({ tone }, { language }));
      expect(inside('.card')!.classList.contains(tone)).toBe(true);
      expect(inside('h2')!.textContent).toContain('shop.example');
      expect(all('.question h3')).toHaveLength(3);
      expect(all('.do p').length).toBeGreaterThan(0);
      expect(inside('.closing')?.textContent ?? null).toBe(
        tone === 'danger' ? null : WORDS[language]['story.closing'],
      );
      // What to do comes before the questions.
      const parts = all('.do, .question').map((each) => each.classList[0]);
      expect(parts).toEqual(['do', 'question', 'question', 'question']);
      expect(inside('.root')!.lang).toBe(language);
      expect(inside('.root')!.dir).toBe(directionOf(language));
      expect(host.shadowRoot!.textContent).not.toMatch(/\{\w+\}/);
    }
  },
);

test('the two languages say different things everywhere', () => {
  const texts = (['en', 'ja'] as const).map((language) => {
    mountCard(host, props({}, { language }));
    return all('h3, h4, dt, th, summary').map((each) => each.textContent!);
  });
  const [english, japanese] = [texts[0]!, texts[1]!];
  expect(english).toHaveLength(japanese.length);
  const same = english.filter((word, index) => word === japanese[index]);
  expect(new Set(same)).toEqual(new Set(['SPF', 'DKIM', 'DMARC', 'ARC']));
});

test('name and real address stand side by side, and visibly differ where a rule says so', () => {
  const author = mailbox('三井住友カード', 'info@kxqz-service.example');
  mountCard(host, props({ author }));
  expect(inside('.pair')).toBeNull();
  mountCard(host, props({ author, tone: 'danger', findings: [BRAND_NAME] }));
  expect(inside('.pair')!.classList.contains('differs')).toBe(true);
  expect(all('.pair bdi').map((each) => each.textContent)).toEqual([
    '三井住友カード',
    'info@kxqz-service.example',
  ]);
});

test('every sentence is said once: the gravest leads, infos go to the details', () => {
  const findings = [FIRST_CONTACT, REPLY_ELSEWHERE, BRAND_NAME];
  mountCard(host, props({ tone: 'danger', findings }));
  const sentences = all('p').map((each) => each.textContent);
  expect(new Set(sentences).size).toBe(sentences.length);
  expect(inside('#lead')!.textContent).toContain('nothing proves that');
  expect(inside('.card')!.getAttribute('aria-describedby')).toBe('lead');
  expect(inside('#name')!.textContent).toContain('If you reply');
  expect(inside('details')!.textContent).toContain('not opened mail from');
});

test('the details draw which domains belong together', () => {
  mountCard(host, props());
  const chips = all('.sides .chip').map((each) => [each.className, each.textContent]);
  expect(chips).toEqual([
    ['chip from', 'shop.example'],
    ['chip same', '＝bounces.shop.example'],
    ['chip other', '≠desk.example'],
    ['chip same', '＝shop.example'],
    ['chip other', '≠mailservice.example'],
  ]);
  expect(inside('.chip.other .sign')!.getAttribute('aria-label')).toBe(
    'another organisation than From',
  );
});

test('the route goes from the sender to Gmail, without the steps inside Gmail', () => {
  mountCard(host, props());
  const stops = all('.route li').map((each) => [
    each.className,
    each.querySelector('b')!.textContent,
  ]);
  expect(stops).toEqual([
    ['claimed', 'app.shop.example'],
    ['seen', 'out1.shop.example'],
    ['end', 'mx.google.com'],
  ]);
  expect(
    all('.route p:nth-of-type(2)')
      .slice(0, 2)
      .map((each) => each.textContent),
  ).toEqual(['not encrypted', 'encrypted (TLS 1.3) · after 3 sec']);
});

test('two thousand Received fields draw a short route', () => {
  const sample = evidence();
  const [first, second] = [sample.message.received[1]!, sample.message.received[2]!];
  sample.message.received = [
    first,
    ...Array.from({ length: 2000 }, (_, index) => ({ ...second, index: index + 2 })),
  ];
  mountCard(host, props({ evidence: sample }));
  expect(all('.route li').length).toBeLessThan(20);
  expect(all('.route li.seen')).toHaveLength(1);
});

test('an unreadable source has a card, and says that there are no details', () => {
  mountCard(host, props({ tone: 'unknown', evidence: null, reason: 'source' }));
  expect(inside('details')!.textContent).toContain('could not be read');
});

test('own mail is told in one line: nothing is asked of who wrote it', () => {
  mountCard(host, props({ origin: 'own', tone: 'neutral' }));
  expect(all('.question')).toHaveLength(0);
  expect(all('.do')).toHaveLength(1);
});

test('what was not measured is not shown as failed', () => {
  mountCard(host, props({ evidence: { ...evidence(), evaluated: null, queries: [] } }));
  expect(all('.result.fail')).toHaveLength(0);
  expect(inside('details')!.textContent).toContain('No name was looked up');
});

test('buttons are there only with a handler and a reason', () => {
  mountCard(host, props());
  expect(all('button')).toHaveLength(0);
  const actions = { checkNow: vi.fn(), retry: vi.fn(), teach: vi.fn() };
  mountCard(host, props({}, { actions }));
  expect(all('button')).toHaveLength(0);
  mountCard(host, props({ reason: 'network', tone: 'unknown' }, { actions }));
  button('Try again')!.click();
  expect(actions.retry).toHaveBeenCalledTimes(1);
  mountCard(host, props({ tone: 'danger', findings: [BRAND_NAME] }, { actions }));
  expect(button('I expected this mail…')).toBeDefined();
});

test('nothing is taught before the question was answered', async () => {
  const contact = { rule: 'nameContact' as const, severity: 'caution' as const, params: {} };
  const actions = { teach: vi.fn() };
  mountCard(host, props({ tone: 'caution', findings: [contact] }, { actions }));
  button('I asked them another way…')!.click();
  await settled();
  expect(inside('.ask')!.textContent).toContain('by other means than mail?');
  expect(actions.teach).not.toHaveBeenCalled();
  button('Cancel')!.click();
  await settled();
  expect(inside('.ask')).toBeNull();
  button('I asked them another way…')!.click();
  await settled();
  button('Remember')!.click();
  await settled();
  expect(actions.teach).toHaveBeenCalledTimes(1);
  expect(actions.teach.mock.calls[0]![0]).toEqual(contact);
});

test('what was taught stands on the card, with the way back', () => {
  const confirmation = {
    rule: 'nameContact',
    address: 'news@shop.example',
    name: 'Shop',
    domain: 'shop.example',
    at: Date.UTC(2026, 10, 2),
  };
  const undo = vi.fn();
  const shown = props({ tone: 'neutral' }, { actions: { undo } });
  const told = { ...shown.judgement, confirmed: [confirmation] };
  mountCard(host, { ...shown, judgement: told, story: tell(told) });
  expect(inside('.confirmed')!.textContent).toContain('November 2, 2026');
  button('Undo')!.click();
  expect(undo).toHaveBeenCalledWith(confirmation);
});

test('structure is never a matter of opinion', () => {
  const params = { count: '2', written: 'a@one.example, b@two.example' };
  const findings = [{ rule: 'fromMultiple' as const, severity: 'danger' as const, params }];
  mountCard(host, props({ tone: 'danger', findings }, { actions: { teach: vi.fn() } }));
  expect(all('button')).toHaveLength(0);
});

test('held names can be seen before anything is asked', () => {
  const checkNow = vi.fn();
  const held = ['u9f3a._domainkey.shop.example'];
  mountCard(host, props({ held }, { actions: { checkNow } }));
  expect(inside('.held .lookups')!.textContent).toBe(held[0]);
  expect(checkNow).not.toHaveBeenCalled();
  button('Check now')!.click();
  expect(checkNow).toHaveBeenCalledTimes(1);
});

test('a sender writes no markup and no hidden characters into the card', () => {
  const name = '<img src=x onerror=alert(1)>\u202Egnp.exe\u200B';
  mountCard(host, props({ author: mailbox(name, 'a@shop.example') }));
  expect(inside('img')).toBeNull();
  expect(inside('#name bdi')!.textContent).toBe(
    '<img src=x onerror=alert(1)>‹U+202E›gnp.exe‹U+200B›',
  );
});

function opened() {
  const anchor = document.createElement('inkan-seal');
  document.body.append(anchor);
  mountSeal(anchor, {
    messageId: '18c0ffee',
    state: 'done',
    origin: 'signed',
    tone: 'calm',
    ...tell(judgement()).seal,
    language: 'en',
    theme: 'light',
    onToggle: vi.fn(),
  });
  const onClose = vi.fn();
  const card = openCard({ ...props(), anchor, onClose });
  host = document.querySelector('inkan-card')!;
  return { anchor, onClose, card };
}

test('an open card is a dialog with a name, and focus is inside', () => {
  const { card } = opened();
  const dialog = inside('[role=dialog]')!;
  expect(host.parentElement).toBe(document.body);
  expect(inside(`#${dialog.getAttribute('aria-labelledby')}`)!.textContent).toContain(
    'shop.example',
  );
  expect(inside(`#${dialog.getAttribute('aria-describedby')}`)!.textContent).toContain(
    'signed this mail',
  );
  expect(host.shadowRoot!.activeElement).toBe(dialog);
  card.close();
});

test('Escape closes it, gives focus back to the seal, and the page hears nothing', () => {
  const page = vi.fn();
  document.body.addEventListener('keydown', page);
  const { anchor, onClose, card } = opened();
  const pressed = new KeyboardEvent('keydown', {
    key: 'Escape',
    bubbles: true,
    composed: true,
    cancelable: true,
  });
  inside('[role=dialog]')!.dispatchEvent(pressed);
  expect(document.querySelector('inkan-card')).toBeNull();
  expect(onClose).toHaveBeenCalledTimes(1);
  expect(anchor.shadowRoot!.activeElement).toBe(anchor.shadowRoot!.querySelector('button'));
  expect(page).not.toHaveBeenCalled();
  card.close();
  expect(onClose).toHaveBeenCalledTimes(1);
  document.body.removeEventListener('keydown', page);
});

test('one card at a time: another one that opens closes it', () => {
  const first = opened();
  const second = opened();
  expect(first.onClose).toHaveBeenCalledTimes(1);
  expect(second.onClose).not.toHaveBeenCalled();
  expect(document.querySelectorAll('inkan-card')).toHaveLength(1);
  second.card.close();
});

test('keys pressed in the card are no commands of the page', () => {
  const page = vi.fn();
  document.body.addEventListener('keydown', page);
  const { card } = opened();
  inside('[role=dialog]')!.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'e', bubbles: true, composed: true }),
  );
  expect(page).not.toHaveBeenCalled();
  document.body.removeEventListener('keydown', page);
  card.close();
});

test('Tab goes round inside the card', () => {
  const { card } = opened();
  const stops = all('button, summary');
  const tab = (shiftKey: boolean) =>
    host.shadowRoot!.activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Tab',
        shiftKey,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );
  stops.at(-1)!.focus();
  tab(false);
  expect(host.shadowRoot!.activeElement).toBe(stops[0]);
  tab(true);
  expect(host.shadowRoot!.activeElement).toBe(stops.at(-1));
  card.close();
});

test('a press elsewhere closes it, a press inside or on its seal does not', () => {
  const { anchor, onClose } = opened();
  const press = (target: Element) =>
    target.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
  press(inside('h2')!);
  press(anchor);
  expect(onClose).not.toHaveBeenCalled();
  press(document.body);
  expect(onClose).toHaveBeenCalledTimes(1);
});

test('the close button closes, and an update keeps the card open', () => {
  const { card, onClose } = opened();
  card.update(props({ tone: 'danger' }));
  expect(inside('.card')!.classList.contains('danger')).toBe(true);
  inside('.close')!.click();
  expect(onClose).toHaveBeenCalledTimes(1);
});
