// Groups the ARC fields of a message by instance (RFC 8617 section 4.2), without verifying anything.

import { parseAuthenticationResults } from '../message/authentication-results.ts';
import type { AuthenticationResults, HeaderField } from '../model.ts';
import { readTag } from '../text/tags.ts';

export interface ArcSet {
  instance: number;
  /** d= of the ARC-Seal, lower case; null without exactly one seal */
  sealer: string | null;
  /** the ARC-Authentication-Results field; null without exactly one */
  field: HeaderField | null;
  /** it, parsed */
  results: AuthenticationResults | null;
  /** exactly one field of each of the three kinds */
  complete: boolean;
}

const KINDS = ['arc-seal', 'arc-message-signature', 'arc-authentication-results'] as const;

/** RFC 8617 section 4.2.1: what counts further is no set. */
const MOST_SETS = 50;

/** @returns the sets in ascending order of their instance; fields without an i= of 1 to 50 are left out */
export function readArcSets(fields: readonly HeaderField[]): ArcSet[] {
  const byInstance = new Map<number, HeaderField[]>();
  for (const field of fields) {
    if (!KINDS.some((kind) => kind === field.name)) continue;
    const instance = Number(
      /^i[ \t]*=[ \t]*(\d{1,4})(?=[ \t]*(?:;|$))/i.exec(tagStart(field))?.[1],
    );
    if (!(instance > 0 && instance <= MOST_SETS)) continue;
    const same = byInstance.get(instance);
    if (same === undefined) byInstance.set(instance, [field]);
    else same.push(field);
  }
  return [...byInstance].sort(([a], [b]) => a - b).map(([instance, set]) => readSet(instance, set));
}

/** i= comes first in ARC-Authentication-Results and may stand anywhere in the two others. */
function tagStart(field: HeaderField): string {
  if (field.name === 'arc-authentication-results') return field.value;
  const tag = readTag(field.value, 'i');
  return tag === null ? '' : `i=${tag}`;
}

function readSet(instance: number, fields: HeaderField[]): ArcSet {
  const [seals, signatures, results] = KINDS.map((kind) =>
    fields.filter((field) => field.name === kind),
  );
  const field = results?.length === 1 ? results[0]! : null;
  const seal = seals?.length === 1 ? seals[0]! : null;
  return {
    instance,
    sealer: seal === null ? null : (readTag(seal.value, 'd')?.toLowerCase() ?? null),
    field,
    results: field === null ? null : parseAuthenticationResults(field.value),
    complete: field !== null && seal !== null && signatures?.length === 1,
  };
}
