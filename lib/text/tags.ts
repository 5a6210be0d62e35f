// Lists of tags, `a=x; d=example.com`: signatures (RFC 6376 section 3.2), seals (RFC 8617), DMARC records (RFC 9989).

interface Tag {
  /** white space and case as written */
  name: string;
  /** null for a word without `=` */
  value: string | null;
}

/** Every part of a list that holds anything, as written: how white space, case and repetition count is the reader's. */
export function splitTags(list: string): Tag[] {
  return list
    .split(';')
    .filter((part) => /[^ \t\r\n]/.test(part))
    .map((part) => {
      const equals = part.indexOf('=');
      return equals === -1
        ? { name: part, value: null }
        : { name: part.slice(0, equals), value: part.slice(equals + 1) };
    });
}

/** Without white space and folding. */
const squeeze = (text: string): string => text.replace(/[ \t\r\n]+/g, '');

/** All values of a tag, in order, without white space. */
export function tagValues(list: string, name: string): string[] {
  return splitTags(list).flatMap((tag) =>
    tag.value !== null && squeeze(tag.name) === name ? [squeeze(tag.value)] : [],
  );
}

/**
 * Value of a tag without white space: `readTag('a=x; d=example.com', 'd')`. Null without it, and where it stands
 * twice: programs would differ in which one counts.
 */
export function readTag(list: string, name: string): string | null {
  const [value = null, second] = tagValues(list, name);
  return second === undefined ? value : null;
}
