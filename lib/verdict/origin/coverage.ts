// Which header fields somebody signed: what nothing covers may have been added by whoever handed a file over.
import type { Facts } from './facts.ts';

/** h= lists of signatures that vouch for these bytes: the proof's own, and Google's where it fits. */
function coveringLists({ evidence, proof, copy }: Facts): string[][] {
  const instances = evidence.evaluated?.arc.instances ?? [];
  const newest = [...instances].sort((a, b) => b.instance - a.instance)[0];
  const google = copy === 'same' && newest?.sealer === 'google.com' ? newest.signedFields : [];
  return [google, proof?.signedFields ?? []].filter((list) => list.length > 0);
}

/** True when some signature covers every field of this name. */
export function isCovered(name: string, facts: Facts): boolean {
  const present = facts.evidence.message.fields.filter((field) => field.name === name).length;
  return coveringLists(facts).some(
    (list) => list.filter((signed) => signed === name).length >= present,
  );
}
