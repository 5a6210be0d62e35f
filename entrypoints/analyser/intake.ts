// What the reader hands over: files and folders that were chosen or dropped, and source that was pasted.
import { LARGEST_MESSAGE } from '../../lib/message/digest.ts';
import {
  isMessageFile,
  LONGEST_SEPARATOR,
  type MboxRange,
  mboxRanges,
} from '../../lib/message/mbox.ts';
import type { Context } from '../../lib/model.ts';

/** One message, read only when its turn comes. */
export interface Source {
  /** name of the file, with its folders where it came in one; '' for pasted source */
  readonly name: string;
  readonly fidelity: Context['fidelity'];
  /** as it stands in an mbox file */
  readonly isQuoted?: true;
  /** rejects when the file is gone or may not be read */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** Where a job puts what it finds. */
interface Desk {
  add(sources: readonly Source[]): void;
  /** so many octets of a file were looked through */
  reading(name: string, done: number, size: number): void;
  /** nobody wants the rest any more */
  isCancelled(): boolean;
}

/** Finds messages. What it was given is taken before it waits for anything. */
export type Job = (desk: Desk) => Promise<void>;

/** What messages are looked for in: a file, or text that was pasted. */
interface Named {
  file: Blob;
  name: string;
  fidelity: Context['fidelity'];
}

const named = (file: File, name = file.webkitRelativePath || file.name): Named => ({
  file,
  name,
  fidelity: 'exact',
});

const octetsOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

const whole = ({ file, name, fidelity }: Named): Source => ({
  name,
  fidelity,
  read: () => octetsOf(file),
});

/** Octets that are read at once. */
const PIECE = 1 << 20;
/** Messages that are handed on together. */
const BATCH = 500;

/** A message of an mbox file. There may be a hundred thousand: each is four values and nothing more. */
class Part implements Source {
  readonly isQuoted = true;
  readonly #of: Named;
  readonly #number: number;
  readonly #start: number;
  readonly #end: number;

  constructor(of: Named, number: number, [start, end]: MboxRange) {
    this.#of = of;
    this.#number = number;
    this.#start = start;
    this.#end = end;
  }

  get name(): string {
    return `${this.#of.name}#${this.#number}`;
  }

  get fidelity(): Context['fidelity'] {
    return this.#of.fidelity;
  }

  read(): Promise<Uint8Array<ArrayBuffer>> {
    const end = Math.min(this.#end, this.#start + LARGEST_MESSAGE + 1);
    return octetsOf(this.#of.file.slice(this.#start, end));
  }
}

/**
 * The messages of a file: those of an mbox, which its first line tells, or the one it is. Each message of an mbox is cut
 * out of it when its turn comes: the file is never in memory as a whole.
 */
async function* messagesIn(of: Named, desk: Desk): AsyncGenerator<Source> {
  const { file, name } = of;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let end = LONGEST_SEPARATOR;
    for (let at = 0; at < file.size && !desk.isCancelled(); at = end, end += PIECE) {
      if (at > 0) desk.reading(name, at, file.size);
      yield await octetsOf(file.slice(at, end));
    }
  }
  let count = 0;
  try {
    for await (const range of mboxRanges(pieces())) {
      count += 1;
      yield new Part(of, count, range);
    }
    if (count === 0) yield whole(of);
  } catch (error) {
    // Moved or changed while it was read: what was found stays, and the file itself is said not to be read.
    yield { ...whole(of), read: () => Promise.reject(error) };
  }
}

async function find(files: readonly Named[], desk: Desk): Promise<void> {
  let found: Source[] = [];
  for (const one of files) {
    for await (const source of messagesIn(one, desk)) {
      found.push(source);
      if (found.length < BATCH) continue;
      desk.add(found);
      found = [];
    }
    if (desk.isCancelled()) return;
  }
  desk.add(found);
}

/** The files of a chooser. From a whole folder only messages are taken, in the order of their names. */
export function fromChooser(list: FileList): Job {
  const files = [...list].map((file) => named(file));
  const isFolder = [...list].some((file) => file.webkitRelativePath !== '');
  const wanted = isFolder ? sorted(files.filter(({ name }) => isMessageFile(name))) : files;
  return (desk) => find(wanted, desk);
}

/**
 * Source out of a text field. Line ends and octets beyond ASCII went through the clipboard, so it is an approximate
 * copy: a signature that does not match says nothing.
 */
export function fromText(text: string): Job {
  const pasted: Named = { file: new Blob([text]), name: '', fidelity: 'approximate' };
  return (desk) => find([pasted], desk);
}

const byName = new Intl.Collator('en', { numeric: true });
const sorted = (files: Named[]): Named[] => files.sort((a, b) => byName.compare(a.name, b.name));

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

async function walk(folder: FileSystemDirectoryEntry): Promise<Named[]> {
  const found: Named[] = [];
  for (const entry of await listFolder(folder)) {
    if (isFolder(entry)) for (const below of await walk(entry)) found.push(below);
    else if (isMessageFile(entry.name)) {
      const file = await new Promise<File>((resolve, reject) => {
        (entry as FileSystemFileEntry).file(resolve, reject);
      });
      found.push(named(file, entry.fullPath.replace(/^\//, '')));
    }
  }
  return found;
}

/**
 * What a drop or a paste carries: files, folders with everything below them, else text. A folder that cannot be read
 * is left out.
 */
export function fromTransfer(transfer: DataTransfer): Job {
  // The list is emptied as soon as the event is over: take everything before the first wait.
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const taken = items.map((item) => ({
    entry: item.webkitGetAsEntry?.() ?? null,
    file: item.getAsFile(),
  }));
  const text = transfer.getData('text/plain');
  if (taken.length === 0) return text.trim() === '' ? () => Promise.resolve() : fromText(text);
  return async (desk) => {
    for (const { entry, file } of taken) {
      if (entry && isFolder(entry)) await find(sorted(await walk(entry).catch(() => [])), desk);
      else if (file) await find([named(file)], desk);
    }
  };
}
