// A signature of the author's domain that counts as none: short key (RFC 8301), SHA-1, or a key under test.
import type { DkimEvaluation } from '../../model.ts';
import type { MeasuredRule } from './rule.ts';

const SHORTEST = 1024;

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
  teachable: 'accepted',
  test({ evaluated, proved }) {
    const [weak] = evaluated.dkim
      .filter(({ aligned }) => aligned)
      .flatMap((signature) => {
        const weakness = weaknessOf(signature);
        return weakness === null ? [] : [{ domain: signature.sdid, weakness }];
      });
    if (!weak) return [];
    // Key lengths need live DNS: no more than a remark where Gmail or another signature proved the domain.
    const tested = weak.weakness === 't=y';
    return [
      {
        rule: 'dkimWeakKey',
        severity: proved || tested ? 'info' : 'caution',
        params: weak,
      },
    ];
  },
};
