// A character without ink in or behind the address: many programs tidy it away and authenticate another domain.
import { codePoints } from '../names/normalise.ts';
import type { MessageRule } from './rule.ts';

const HIDDEN =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000]/gu;

export const addressInvisible: MessageRule = {
  id: 'addressInvisible',
  layer: 'domain',
  needs: 'message',
  test({ message, address }) {
    const hit = message.from.find(({ defects }) => defects.includes('invisible'));
    if (!hit) return [];
    const text = `${address}${utf8(hit.written)}`;
    const characters = codePoints(text.match(HIDDEN) ?? []);
    return [
      {
        rule: 'addressInvisible',
        severity: 'danger',
        disguised: true,
        params: { characters: characters === '' ? '–' : characters, address },
      },
    ];
  },
};

/** Octets (one a character) as the UTF-8 text they are; unchanged where they are none. */
function utf8(octets: string): string {
  try {
    return decodeURIComponent(
      octets.replace(/[%\x80-\xff]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    );
  } catch {
    return octets;
  }
}
