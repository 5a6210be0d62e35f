// The tag that mailing lists put into Subject: `[dev]`, at the beginning or behind `Re:`.

const TAG = /^([ \t\r\n]*(?:re:[ \t]*)?)(\[[^\]\r\n]{1,38}\])[ \t]*/i;

export interface ListTag {
  /** what stands before it */
  before: string;
  /** with its brackets, at most 40 characters */
  tag: string;
  /** everything up to the end of the white space behind it */
  written: string;
}

/** The one tag of a subject, as it stands (latin1, folds included); null without one. */
export function findListTag(subject: string): ListTag | null {
  const [written = '', before = '', tag = ''] = TAG.exec(subject) ?? [];
  return tag === '' ? null : { before, tag, written };
}
