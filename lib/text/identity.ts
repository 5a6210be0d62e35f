// Whom a result of RFC 8601 speaks of.
import type { MethodResult } from '../model.ts';
import { domainOf } from './addresses.ts';

const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['dkim', ['header.i', 'header.d']],
  ['spf', ['smtp.mailfrom', 'smtp.helo']],
  ['dmarc', ['header.from']],
]);

/** The property that names the identity; undefined where none does. */
const identityKey = ({ method, properties }: MethodResult): string | undefined =>
  KEYS.get(method)?.find((key) => properties[key] !== undefined);

/** The identity as it was written, whatever stands beside it; '' without. */
export const writtenIdentity = (result: MethodResult): string =>
  result.properties[identityKey(result) ?? ''] ?? '';

/**
 * The domain a method speaks of: header.i= or header.d= of DKIM, MAIL FROM or HELO of SPF, header.from= of DMARC; '' without. Gmail writes
 * header.i= (or smtp.mailfrom=) as the sender spelled it, and no header.d= beside it: a header.d= there is text of the
 * signer's own. So is any second value with an @: then nobody can tell where the identity ends.
 */
export function identityOf(result: MethodResult): string {
  const key = identityKey(result);
  if (key === undefined) return '';
  const { properties } = result;
  const isTorn = Object.entries(properties).some(
    ([other, value]) => other !== key && value.includes('@'),
  );
  return isTorn ? '' : domainOf(properties[key]!);
}
