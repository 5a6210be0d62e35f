// Signatures that hold: those that pass now, and those that Gmail recorded as passing while the key cannot be asked.
import type { DkimEvaluation, Evaluated, Stated } from '../../model.ts';
import { identityOf } from '../reading/record.ts';

/** The signature is among those that the record says passed: same signer, same selector. */
function isRecorded({ sdid, selector }: DkimEvaluation, stated: Stated): boolean {
  return (stated.results?.methods ?? []).some((one) => {
    const { method, result, properties } = one;
    if (method !== 'dkim' || result !== 'pass') return false;
    const signer = identityOf(one);
    const named = properties['header.s'];
    return (
      (signer === sdid || signer.endsWith(`.${sdid}`)) &&
      (named === undefined || named === selector)
    );
  });
}

/** All signatures that pass now or passed on arrival, whoever signed. */
export function passingSignatures(evaluated: Evaluated | null, stated: Stated): DkimEvaluation[] {
  return (evaluated?.dkim ?? []).filter(
    (signature) => signature.result === 'pass' || isRecorded(signature, stated),
  );
}

/** Those of the author's domain. */
export function alignedSignatures(evaluated: Evaluated | null, stated: Stated): DkimEvaluation[] {
  return passingSignatures(evaluated, stated).filter(({ aligned }) => aligned);
}
