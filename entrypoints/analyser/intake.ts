// What the reader hands over: files and folders that were chosen or dropped, and source that was pasted.
import type { Context } from '../../lib/model.ts';

/** One message, read only when its turn comes. */
export interface Source {
  /** name of the file, with its folders where it came in one; '' for pasted source */
  name: string;
  fidelity: Context['fidelity'];
  /** rejects when the file is gone or may not be read */
  read(): Promise<Uint8Array>;
}

const isMessageFile = (name: string): boolean => /\.eml$/i.test(name);

export function fromFile(file: File, name = file.webkitRelativePath || file.name): Source {
  return {
    name,
    fidelity: 'exact',
    read: async () => new Uint8Array(await file.arrayBuffer()),
  };
}

/** The files of a chooser. From a whole folder only messages are taken, in the order of their names. */
export function fromChooser(files: FileList): Source[] {
  const all = [...files].map((file) => fromFile(file));
  const isFolder = [...files].some(({ webkitRelativePath }) => webkitRelativePath !== '');
  return isFolder ? sorted(all.filter(({ name }) => isMessageFile(name))) : all;
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
      found.push(fromFile(file, entry.fullPath.replace(/^\//, '')));
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
      return file ? [fromFile(file)] : [];
    }),
  );
  const sources = found.flat();
  return sources.length === 0 && text.trim() !== '' ? [fromText(text)] : sources;
}
