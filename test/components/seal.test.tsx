// @vitest-environment happy-dom
// The seal in a page: what it says, to whom, and what it keeps from the page.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mountSeal, type SealProps } from '../../components/seal/index.tsx';
import { TONES } from '../../lib/model.ts';
import { say } from '../../lib/words.ts';

const label = { key: 'seal.unproven', params: { domain: 'mail.shop.example' } };
const sentence = { key: 'origin.nothing', params: { domain: 'mail.shop.example' } };

function props(over: Partial<SealProps> = {}): SealProps {
  return {
    messageId: '18c0ffee',
    state: 'done',
    origin: 'signed',
    tone: 'calm',
    label,
    sentence,
    language: 'en',
    theme: 'light',
    onToggle: vi.fn(),
    ...over,
  };
}

let host: HTMLElement;
const button = () => host.shadowRoot!.querySelector('button')!;
const heard = () => host.shadowRoot!.querySelector('.heard')!;

beforeEach(() => {
  vi.useFakeTimers();
  host = document.createElement('inkan-seal');
  document.body.append(host);
});
afterEach(async () => {
  await vi.runAllTimersAsync();
  host.remove();
  vi.useRealTimers();
});

test('while checking it says so and tells nothing of the sender', () => {
  mountSeal(
    host,
    props({ state: 'checking', origin: null, tone: null, label: null, sentence: null }),
  );
  expect(button().getAttribute('aria-label')).toBe('Checking…');
  expect(button().getAttribute('aria-busy')).toBe('true');
  expect(host.dataset).toMatchObject({ for: '18c0ffee', state: 'checking' });
  expect(host.hasAttribute('data-tone')).toBe(false);
  expect(heard().textContent).toBe('');
});

test.each(TONES)('%s has a shape of its own, the domain in text and a full sentence', (tone) => {
  const shapes = new Set(
    TONES.map((other) => {
      mountSeal(host, props({ tone: other }));
      return [...host.shadowRoot!.querySelectorAll('svg *')]
        .map((e) => `${e.tagName}${e.getAttribute('d')}${e.getAttribute('stroke-width')}`)
        .join();
    }),
  );
  expect(shapes.size).toBe(TONES.length);
  mountSeal(host, props({ tone }));
  expect(host.dataset.tone).toBe(tone);
  expect(host.dataset.origin).toBe('signed');
  expect(host.shadowRoot!.querySelector('.label bdi')!.textContent).toBe('mail.shop.example');
  expect(host.shadowRoot!.querySelector('.label bdi')!.getAttribute('dir')).toBe('ltr');
  expect(button().getAttribute('aria-label')).toBe(`${say('en', label)}. ${say('en', sentence)}`);
});

test('the answer is announced once: politely, and as an alert where there is danger', async () => {
  const seal = mountSeal(host, props({ state: 'checking', tone: null, label: null }));
  seal.update(props());
  await vi.advanceTimersByTimeAsync(100);
  expect(heard().getAttribute('role')).toBe('status');
  expect(heard().textContent).toContain('mail.shop.example');
  await vi.advanceTimersByTimeAsync(5000);
  expect(heard().textContent).toBe('');
  seal.update(props({ theme: 'dark' }));
  seal.update(props({ language: 'ja' }));
  await vi.advanceTimersByTimeAsync(100);
  expect(heard().textContent).toBe('');
  seal.update(props({ tone: 'danger' }));
  await vi.advanceTimersByTimeAsync(100);
  expect(heard().getAttribute('role')).toBe('alert');
  expect(heard().textContent).toContain('mail.shop.example');
});

test('it is a button: it opens, says that it is open, and takes focus', () => {
  const onToggle = vi.fn();
  const seal = mountSeal(host, props({ onToggle }));
  expect(button().type).toBe('button');
  expect(button().getAttribute('aria-haspopup')).toBe('dialog');
  expect(button().getAttribute('aria-expanded')).toBe('false');
  button().click();
  expect(onToggle).toHaveBeenCalledTimes(1);
  seal.update(props({ open: true }));
  expect(button().getAttribute('aria-expanded')).toBe('true');
});

test('the page hears no click and no key of the seal', () => {
  const page = vi.fn();
  document.body.addEventListener('click', page);
  document.body.addEventListener('keydown', page);
  const seal = mountSeal(host, props());
  button().dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  button().dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true, composed: true }));
  expect(page).not.toHaveBeenCalled();
  seal.unmount();
  expect(host.shadowRoot!.querySelector('button')).toBeNull();
  document.body.removeEventListener('click', page);
  document.body.removeEventListener('keydown', page);
});

test('a host that is used again shows the new message only', () => {
  mountSeal(host, props());
  mountSeal(
    host,
    props({
      messageId: '18c0ffef',
      tone: 'danger',
      label: { ...label, params: { domain: 'evil.example' } },
    }),
  );
  expect(host.shadowRoot!.querySelectorAll('button')).toHaveLength(1);
  expect(host.dataset.for).toBe('18c0ffef');
  expect(host.shadowRoot!.textContent).not.toContain('mail.shop.example');
});

test('what a sender wrote stands isolated, without hidden characters, and short', () => {
  const domain = `a\u202Eb\u200B.${'x'.repeat(300)}.evil.example`;
  mountSeal(
    host,
    props({ label: { ...label, params: { domain } }, organizationalDomain: 'evil.example' }),
  );
  const shown = host.shadowRoot!.querySelector('.label bdi')!.textContent!;
  expect(shown).not.toMatch(/[\u202E\u200B]/);
  expect(shown).toContain('‹U+202E›');
  expect(shown.length).toBeLessThan(130);
  expect(shown.endsWith('evil.example')).toBe(true);
  expect(host.shadowRoot!.querySelector('.label b')!.textContent).toBe('evil.example');
  expect(button().getAttribute('aria-label')).not.toMatch(/[\u202E\u200B]/);
});

test('the personal seal gives its glyph to the round marks, its colour to the calm one only', () => {
  const personal = { color: 'rgb(20, 80, 160)', glyph: '春' };
  const svg = () => host.shadowRoot!.querySelector('svg')!;
  for (const tone of ['calm', 'neutral'] as const) {
    mountSeal(host, props({ personal, tone }));
    expect(svg().style.getPropertyValue('--own')).toBe('rgb(20, 80, 160)');
    expect(svg().querySelector('text')!.textContent).toBe('春');
  }
  mountSeal(host, props({ personal, tone: 'danger' }));
  expect(svg().querySelector('text')).toBeNull();
  expect(svg().getAttribute('class')).toBe('mark danger');
});

test('the usual seal holds both drawings, of which the language shows one; 印 that was chosen is 印', () => {
  const drawn = (glyph: string) => {
    mountSeal(host, props({ tone: 'calm', personal: { color: '', glyph } }));
    const svg = host.shadowRoot!.querySelector('svg')!;
    return [...svg.querySelectorAll('.glyph')].map((path) => path.getAttribute('class'));
  };
  expect(drawn('')).toEqual(['glyph carved', 'glyph stamp']);
  expect(drawn('印')).toEqual(['glyph']);
});
