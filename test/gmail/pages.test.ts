// Pages of Gmail read as text: what a file that poses as one costs.
import { expect, test } from 'vitest';
import { readOriginalPage, readPageKind } from '../../lib/gmail/pages.ts';
import { expectLinear } from '../helpers/work.ts';

test.each([
  '<form ',
  '<form action="',
  '<input ',
  '<input type="',
  '"',
  '"a/',
  '<pre',
  '<pre id="',
  '<a href="',
  '<a ',
])('%s again and again is read once', async (unit) => {
  const text = (size: number) => unit.repeat(Math.ceil(size / unit.length));
  await expectLinear((size) => readPageKind(text(size)), 60_000);
  await expectLinear((size) => readOriginalPage(text(size)), 60_000);
});

test('a form to sign in, a captcha, and neither', () => {
  const form = '<form method="post" action="https://accounts.google.com/signin">';
  expect(readPageKind(form)).toBe('signedOut');
  expect(readPageKind('<input name="Passwd" type="password">')).toBe('signedOut');
  expect(readPageKind('<a href="https://accounts.google.com/ServiceLogin?x">')).toBe('signedOut');
  expect(readPageKind('<div class="g-recaptcha">')).toBe('rateLimited');
  expect(readPageKind('<p>nothing</p>')).toBe('missing');
});
