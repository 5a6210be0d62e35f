// What the reader hands over: files and folders that were chosen or dropped, and source that was pasted.
import { LARGEST_MESSAGE } from '../../lib/message/digest.ts';
import { mboxRanges, unquoteMbox } from '../../lib/message/mbox.ts';
import type { Context } from '../../lib/model.ts';

/** One message, read only when its turn comes. */
export interface Source {
  /** name of the file, with its folders where it came in one; '' for pasted source */
  name: string;
  fidelity: Context['fidelity'];
  /** rejects when the file is gone or may not be read */
  read(): Promise<Uint8Array>;
}

const isMessageFile = (name: string): boolean => /\.(?:eml|mbox)$/i.test(name);

export function fromFile(file: File, name = file.webkitRelativePath || file.name): Source {
  return {
    name,
    fidelity: 'exact',
    read: async () => new Uint8Array(await file.arrayBuffer()),
  };
}

/** The octets of a file, in pieces. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const step = 1 << 22;
  for (let at = 0; at < file.size; at += step)
    yield new Uint8Array(await file.slice(at, at + step).arrayBuffer());
}

/** Each message of an mbox file is cut out of it when its turn comes: the file is never in memory as a whole. */
async function fromMbox(file: File, name: string): Promise<Source[]> {
  const sources: Source[] = [];
  for await (const [start, end] of mboxRanges(piecesOf(file)))
    sources.push({
      name: `${name}#${sources.length + 1}`,
      fidelity: 'exact',
      read: async () => {
        const part = file.slice(start, Math.min(end, start + LARGEST_MESSAGE + 1));
        return unquoteMbox(new Uint8Array(await part.arrayBuffer()));
      },
    });
  return sources;
}

/** The messages of a file: one, or those of an mbox. */
async function messagesOf(file: File, name = file.webkitRelativePath || file.name) {
  return /\.mbox$/i.test(name) ? fromMbox(file, name) : [fromFile(file, name)];
}

/** The files of a chooser. From a whole folder only messages are taken, in the order of their names. */
export async function fromChooser(files: FileList): Promise<Source[]> {
  const isFolder = [...files].some(({ webkitRelativePath }) => webkitRelativePath !== '');
  const wanted = [...files].filter(({ name }) => !isFolder || isMessageFile(name));
  const found: Source[] = [];
  for (const file of wanted) found.push(...(await messagesOf(file)));
  return isFolder ? sorted(found) : found;
}

/**
 * Source out of a text field. Line ends and octets beyond ASCII went through the clipboard, so it is an approximate
 * copy: a signature that does not match says nothing.
 */
export function fromText(text: string): Source {
  const octets = new TextEncoder().encode(text);
  return { name: '', fidelity: 'approximate', read: () => Promise.resolve(octets) };
}

const byName = new Intl.Collator('en', { numeric: true });
const sorted = (sources: Source[]): Source[] =>
  sources.sort((a, b) => byName.compare(a.name, b.name));

/** A folder hands out its content in portions; an empty one is the end. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (portion.length === 0) return entries;
    entries.push(...portion);
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function walk(folder: FileSystemDirectoryEntry): Promise<Source[]> {
  const found: Source[] = [];
  for (const entry of await listFolder(folder)) {
    if (isFolder(entry)) found.push(...(await walk(entry)));
    else if (isMessageFile(entry.name)) {
      const file = await new Promise<File>((resolve, reject) => {
        (entry as FileSystemFileEntry).file(resolve, reject);
      });
      found.push(...(await messagesOf(file, entry.fullPath.replace(/^\//, ''))));
    }
  }
  return found;
}

/**
 * What a drop or a paste carries: files, folders with everything below them, else text. A folder that cannot be read
 * is left out.
 */
export async function fromTransfer(transfer: DataTransfer): Promise<Source[]> {
  // The list is emptied as soon as the event is over: take everything before the first wait.
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const taken = items.map((item) => ({
    entry: item.webkitGetAsEntry?.() ?? null,
    file: item.getAsFile(),
  }));
  const text = transfer.getData('text/plain');
  const found = await Promise.all(
    taken.map(async ({ entry, file }) => {
      if (entry && isFolder(entry)) return sorted(await walk(entry).catch(() => []));
      return file ? messagesOf(file) : [];
    }),
  );
  const sources = found.flat();
  return sources.length === 0 && text.trim() !== '' ? [fromText(text)] : sources;
}
