import { describe, expect, test } from 'vitest';
import { type Edit, editBetween } from '../../lib/text/edits.ts';

describe('one edit', () => {
  test.each<[string, string, Edit | null]>([
    ['paypal', 'paypall', 'inserted'],
    ['paypal', 'ppaypal', 'inserted'],
    ['paypal', 'paypla', 'swapped'],
    ['paypal', 'paipal', 'replaced'],
    ['paypal', 'aypal', 'dropped'],
    ['paypal', 'paypal', null],
    ['paypal', 'pyapla', null],
    ['ab', 'abcd', null],
    ['ab', 'cd', null],
    ['', 'a', 'inserted'],
    ['a', '', 'dropped'],
  ])('of %s makes %s: %s', (word, written, edit) => expect(editBetween(word, written)).toBe(edit));
});
