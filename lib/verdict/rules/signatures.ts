// Signatures that hold: those that pass now, and those that Gmail recorded as passing while the key cannot be asked.

import type { DkimEvaluation, Evaluated, Stated } from '../../model.ts';
import { isUnder } from '../../text/domains.ts';
import { identityOf } from '../../text/identity.ts';

/** The signature is among those that the record says passed: same signer, same selector. */
function isRecorded({ sdid, selector }: DkimEvaluation, stated: Stated): boolean {
  return (stated.results?.methods ?? []).some((one) => {
    if (one.method !== 'dkim' || one.result !== 'pass') return false;
    const named = one.properties['header.s'];
    return isUnder(identityOf(one), sdid) && (named === undefined || named === selector);
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
