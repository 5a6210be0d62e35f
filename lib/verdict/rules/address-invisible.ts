// A character without ink in or behind the address: many programs tidy it away and authenticate another domain.
import { anyOf, HIDDEN_IN_ADDRESS } from '../../text/characters.ts';
import { codePoints } from '../../text/normalise.ts';
import type { MessageRule } from './rule.ts';
import { fromUtf8 } from './written.ts';

const HIDDEN = anyOf(HIDDEN_IN_ADDRESS, 'g');

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
