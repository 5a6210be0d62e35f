// A signature of the author's domain that counts as none: short key (RFC 8301), SHA-1, or a key under test.
import type { DkimEvaluation } from '../../model.ts';
import type { MeasuredRule } from './rule.ts';

const SHORTEST = 1024;

/** RFC 8301 forbade SHA-1 in January 2018; before, whole services signed with it. */
const SHA1_FORBIDDEN = Date.UTC(2018, 0, 1);

function weaknessOf({ keyBits, algorithm, testing }: DkimEvaluation): string | null {
  if (algorithm.startsWith('rsa') && keyBits !== null && keyBits < SHORTEST)
    return `RSA ${keyBits} bit`;
  if (algorithm.endsWith('sha1')) return algorithm;
  return testing ? 't=y' : null;
}

export const dkimWeakKey: MeasuredRule = {
  id: 'dkimWeakKey',
  layer: 'authentication',
  about: 'authentication',
  needs: 'measured',
  test({ evaluated, proved, stated }) {
    const [weak] = evaluated.dkim
      .filter(({ aligned }) => aligned)
      .flatMap((signature) => {
        const weakness = weaknessOf(signature);
        return weakness === null ? [] : [{ domain: signature.sdid, weakness }];
      });
    if (!weak) return [];
    // Key lengths need live DNS: no more than a remark where Gmail or another signature proved the domain.
    const tested = weak.weakness === 't=y';
    const old = weak.weakness.endsWith('sha1') && (stated.receivedAt ?? Infinity) < SHA1_FORBIDDEN;
    return [
      {
        rule: 'dkimWeakKey',
        severity: proved || tested || old ? 'info' : 'caution',
        params: weak,
      },
    ];
  },
};
