// The tag that mailing lists put into Subject: `[dev]`, at the beginning or behind `Re:`.

/** Folds may stand in it as in any text of a field (RFC 5322 section 2.2.3): a few octets more than are shown. */
const TAG = /^([ \t\r\n]*(?:re:[ \t\r\n]*)?)(\[[^\]]{1,60}\])[ \t]*/i;
/** Characters, brackets counted. */
const LONGEST_TAG = 40;

interface ListTag {
  /** what stands before it */
  before: string;
  /** with its brackets, unfolded, at most 40 characters */
  tag: string;
  /** everything up to the end of the white space behind it */
  written: string;
}

/** The one tag of a subject, as it stands (latin1, folds included); null without one. */
export function findListTag(subject: string): ListTag | null {
  const [written = '', before = '', folded = ''] = TAG.exec(subject) ?? [];
  const tag = folded.replace(/\r\n(?=[ \t])/g, '');
  return tag === '' || tag.length > LONGEST_TAG || /[\r\n]/.test(tag)
    ? null
    : { before, tag, written };
}
