// A character without ink in or behind the address: many programs tidy it away and authenticate another domain.
import { codePoints } from '../../text/normalise.ts';
import type { MessageRule } from './rule.ts';
import { fromUtf8 } from './written.ts';

const HIDDEN =
  /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000]/gu;

export const addressInvisible: MessageRule = {
  id: 'addressInvisible',
  layer: 'domain',
  about: 'domain',
  needs: 'message',
  test({ message, address }) {
    const hit = message.from.find(({ defects }) => defects.includes('invisible'));
    if (!hit) return [];
    const written = fromUtf8(hit.written) ?? hit.written;
    const characters = codePoints(written.match(HIDDEN)!);
    return [
      {
        rule: 'addressInvisible',
        severity: 'danger',
        disguised: true,
        params: { characters, address },
      },
    ];
  },
};
