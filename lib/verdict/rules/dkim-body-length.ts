// `l=` (RFC 6376 section 8.2): the signature ends before the body does, and what follows is anybody's.

import type { MeasuredRule } from './rule.ts';
import { alignedSignatures } from './signatures.ts';

export const dkimBodyLength: MeasuredRule = {
  id: 'dkimBodyLength',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  suppressedBy: ['known', 'list'],
  test(view) {
    const signatures = alignedSignatures(view);
    const short = signatures.find(({ unsignedOctets }) => unsignedOctets > 0);
    if (!short) return [];
    const covered = signatures.some(({ unsignedOctets }) => unsignedOctets === 0);
    const tail = view.evidence.digest.facts.unsignedTails.find(
      ({ limit }) => limit === short.bodyLengthLimit,
    );
    // Plain words may be a list's; markup or a part of its own is shown instead of what was signed, a link is followed.
    const replaces = tail !== undefined && (tail.html || tail.boundary || tail.link === true);
    return [
      {
        rule: 'dkimBodyLength',
        severity: covered ? 'info' : replaces ? 'danger' : 'caution',
        disguised: replaces,
        params: { domain: short.sdid, octets: String(short.unsignedOctets) },
      },
    ];
  },
};
