// A message out of an mbox file. What its `>From ` lines were depends on the program that wrote the file, and the file
// does not say which: the signatures know the body as it was.
import type { Digest } from '../model.ts';
import { type Pause, pauseEverySlice } from '../text/pause.ts';
import { digest } from './digest.ts';
import { isBodySigned, splitRawFields } from './digest-fields.ts';
import { unquoteMbox } from './mbox.ts';

const isSigned = ({ header, hashes }: Digest): boolean =>
  isBodySigned(splitRawFields(header), hashes);

/**
 * Digests a message as it stands in an mbox file: with its quoted lines taken back as mboxrd has them, else as mboxo has
 * them, else as they stand (mboxcl2): the first that is the body of one of its signatures, the first of all where none
 * is.
 */
export async function digestMbox(
  octets: Uint8Array<ArrayBuffer>,
  pause: Pause = pauseEverySlice(),
): Promise<Digest> {
  const plain = unquoteMbox(octets);
  const first = await digest(plain, pause);
  if (plain === octets || isSigned(first)) return first;
  for (const other of [unquoteMbox(octets, 1), octets]) {
    const made = other.length === plain.length ? first : await digest(other, pause);
    if (isSigned(made)) return made;
  }
  return first;
}
