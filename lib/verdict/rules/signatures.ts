// Signatures that hold: those that pass now, and those that Gmail recorded as passing while the key cannot be asked.

import type { DkimEvaluation, MethodResult } from '../../model.ts';
import { isUnder } from '../../text/domains.ts';
import { identityOf } from '../../text/identity.ts';
import { countOf } from '../reading/signature.ts';
import type { MessageView } from './rule.ts';

type Signed = Pick<MessageView, 'evidence' | 'stated' | 'message'>;

/** The recorded result may speak of this signature: same signer, same selector. */
function fits({ sdid, selector }: DkimEvaluation, result: MethodResult): boolean {
  const named = result.properties['header.s'];
  return isUnder(identityOf(result), sdid) && (named === undefined || named === selector);
}

/** What holds whichever of these passed: the fields that all of them sign, and the longest open end. */
function leastOf(signatures: readonly DkimEvaluation[]) {
  const [first, ...others] = signatures.map(({ signedFields }) => signedFields);
  const signedFields = first!.filter((name, at) =>
    others.every((other) => countOf(first!.slice(0, at + 1), name) <= countOf(other, name)),
  );
  return {
    signedFields,
    unsignedOctets: Math.max(...signatures.map(({ unsignedOctets }) => unsignedOctets)),
  };
}

/**
 * Signatures that the record says passed and that cannot be repeated now. Anybody can write a signature with the names
 * of another's, and the start of its b= too (RFC 6008): a recorded pass speaks of one signature, first of one that still
 * passes. Where more could be meant, only what all of them sign counts.
 */
function recordedSignatures({ evidence, stated, message }: Signed): DkimEvaluation[] {
  const dkim = evidence.evaluated?.dkim ?? [];
  const open = (stated.results?.methods ?? []).filter(
    ({ method, result }) => method === 'dkim' && result === 'pass',
  );
  for (const signature of dkim.filter(({ result }) => result === 'pass')) {
    const explained = open.findIndex((result) => fits(signature, result));
    if (explained >= 0) open.splice(explained, 1);
  }
  const candidates = dkim.filter(
    (signature) => signature.result !== 'pass' && open.some((result) => fits(signature, result)),
  );
  // Of a flood some are not read, and the one that passed may be among them.
  const unread =
    message.fields.filter(({ name }) => name === 'dkim-signature').length > dkim.length;
  return candidates.map((signature) => {
    const results = open.filter((result) => fits(signature, result));
    const rivals = candidates.filter((other) => results.some((result) => fits(other, result)));
    if (unread) return { ...signature, signedFields: [] };
    return rivals.length > results.length ? { ...signature, ...leastOf(rivals) } : signature;
  });
}

/** All signatures that pass now or passed on arrival, whoever signed. */
export function passingSignatures(view: Signed): DkimEvaluation[] {
  const passing = (view.evidence.evaluated?.dkim ?? []).filter(({ result }) => result === 'pass');
  return [...passing, ...recordedSignatures(view)];
}

/** Those of the author's domain. */
export function alignedSignatures(view: Signed): DkimEvaluation[] {
  return passingSignatures(view).filter(({ aligned }) => aligned);
}
