// A chain (RFC 8617) that holds, sealed by somebody on whose word the reader has not agreed.
import { trustedSealer } from '../reading/voucher.ts';
import type { MeasuredRule } from './rule.ts';

export const arcUntrusted: MeasuredRule = {
  id: 'arcUntrusted',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  test({ evaluated, context, proved, origin }) {
    if (proved || origin?.origin === 'relayed' || evaluated.arc.result !== 'pass') return [];
    const stranger = evaluated.arc.instances.find(
      ({ sealer }) => trustedSealer(sealer, context) === null,
    );
    if (!stranger) return [];
    return [{ rule: 'arcUntrusted', severity: 'info', params: { sealer: stranger.sealer } }];
  },
};
