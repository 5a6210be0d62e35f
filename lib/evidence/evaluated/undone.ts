// Signatures that a mailing list broke, tried once more without what lists add: a tag in Subject, lines at the end.

import type { HeaderRows, SignatureHeader } from '#mailauth';
import { Buffer, getAlignment } from '#mailauth';
import type { Digest, Undone } from '../../model.ts';
import { findListTag } from '../../text/list-tag.ts';
import type { DigestVerifier } from './verifier.ts';

/**
 * True where the key is worth asking for although the body hash does not fit: mail of a list, and a signature that could
 * speak for the author. RFC 6376 section 6.1.3 has a verifier compare the body first.
 */
export function isForList(signature: SignatureHeader, digest: Digest, author: string): boolean {
  return (
    digest.endings !== undefined &&
    signature.type === 'DKIM' &&
    !signature.skip &&
    !signature.invalid &&
    signature.hashAlgo === 'sha256' &&
    signature.maxBodyLength === '' &&
    author !== '' &&
    Boolean(getAlignment(author, [signature.signingDomain]))
  );
}

/** The header without the tag of its one Subject; null where there is none. */
function withoutTag(headers: HeaderRows): { headers: HeaderRows; tag: string } | null {
  const subjects = headers.parsed.filter(({ key }) => key === 'subject');
  const [subject, ...others] = subjects;
  if (subject === undefined || others.length > 0) return null;
  const line = subject.line.toString('latin1');
  const colon = line.indexOf(':') + 1;
  const found = findListTag(line.slice(colon));
  if (found === null) return null;
  const { before, tag, written } = found;
  const bare = line.slice(0, colon) + before + line.slice(colon + written.length);
  const row = { ...subject, line: Buffer.from(bare, 'latin1') };
  const parsed = headers.parsed.map((one) => (one === subject ? row : one));
  return { headers: { ...headers, parsed }, tag };
}

/**
 * What is left of one signature without what lists add. Its header part is verified with the body hash that it states,
 * as the fields stand and with one tag taken away; its body is compared whole and without each ending of the digest.
 *
 * @returns null where it could not be tried: no key, or DNS did not answer
 */
export async function readUndone(
  verifier: DigestVerifier,
  signature: SignatureHeader,
  digest: Digest,
): Promise<Undone | null> {
  const untagged = withoutTag(verifier.headers);
  const stated = String(signature.parsed.bh?.value ?? '');
  let tag: string | null = null;
  let found = await verifier.verifyHeader(signature, verifier.headers);
  if (found.status.result === 'fail' && untagged !== null) {
    const again = await verifier.verifyHeader(signature, untagged.headers);
    if (again.status.result === 'pass') {
      found = again;
      tag = untagged.tag;
    }
  }
  if (found.status.result !== 'pass' && found.status.result !== 'fail') return null;
  const key = signature.bodyHashKey ?? '';
  const isWhole = digest.hashes[key]?.hash === stated;
  const ending = digest.endings?.find(({ hashes }) => hashes[key]?.hash === stated);
  return {
    header: found.status.result === 'pass',
    body: isWhole || ending !== undefined,
    tag,
    footer:
      isWhole || ending === undefined
        ? null
        : { octets: ending.octets, text: ending.text, mark: ending.mark },
    keyBits: found.modulusLength ?? null,
    testing: found.status.testing ?? false,
  };
}
