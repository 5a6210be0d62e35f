// Saving a file from a page or a tab: an object URL and a click. No permission, no request, nothing leaves.
import { UNPRINTED } from '../text/characters.ts';

/** How long the browser may take to read what it was handed. */
const READ = 60_000;

/**
 * Offers `content` to the reader as a download named `name`. `type` is its media type. Needs a click or a key press
 * of the reader just before, as every download does.
 */
export function saveFile(
  name: string,
  type: string,
  content: string | Blob | Uint8Array<ArrayBuffer>,
): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  // Never in the document: the page around, which may be Gmail, hears nothing of the click.
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ);
}

/** Characters that a file system, a shell or a reader's eye may stumble over. */
const UNFIT = new RegExp(`[${UNPRINTED}\\\\/:*?"<>|%~\\s]+`, 'gu');
/** Windows keeps these names for devices, whatever stands behind the dot. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])[ ]*(?:\.|$)/i;
const LONGEST = 80;

/** A file name out of words of others: one plain part, never hidden, never longer than a file system takes. */
export function fileName(text: string, extension: string): string {
  const plain = text
    .normalize('NFC')
    .replace(UNFIT, ' ')
    .trim()
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = [...plain].slice(0, LONGEST).join('').trim();
  const stem = short === '' || DEVICE.test(short) ? `inkan ${short}`.trim() : short;
  return `${stem}.${extension}`;
}
