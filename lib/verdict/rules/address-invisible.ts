// A character without ink in or behind the address: many programs tidy it away and authenticate another domain.
import { codePoints } from '../names/normalise.ts';
import type { MessageRule } from './rule.ts';
import { fromUtf8 } from './written.ts';

const HIDDEN =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000]/gu;

export const addressInvisible: MessageRule = {
  id: 'addressInvisible',
  layer: 'domain',
  needs: 'message',
  test({ message, address }) {
    const hit = message.from.find(({ defects }) => defects.includes('invisible'));
    if (!hit) return [];
    const text = `${address}${fromUtf8(hit.written) ?? ''}`;
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
