import type { LoadInput } from './load-input.ts';

const MAX_DEPTH = 64;

/** A File of a picker (of files or of a folder). */
const inputFromFile = (file: File, path = file.webkitRelativePath): LoadInput => {
  // Browsers look on the disk, and the page waits, each time a file is asked for its size or a part of it; of what was cut from it they know the size.
  let cut: Blob | null = null;
  const whole = (): Blob => (cut ??= file.slice());
  return {
    name: path === '' ? file.name : path,
    get size() {
      return whole().size;
    },
    read: async () => new Uint8Array(await file.arrayBuffer()),
    readUpTo: (limit) => readUpTo(file, limit),
    slice: async (start, end) => new Uint8Array(await whole().slice(start, end).arrayBuffer()),
  };
};

/** A reader is told of the size when it has begun, without the page's waiting for it. */
const readUpTo = (file: File, limit: number): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onloadstart = ({ total }) => {
      if (total > limit) reader.abort();
    };
    reader.onabort = () => {
      resolve(null);
    };
    // What is wrong is told by who reads it in another way: some browsers can't hold a large one at all.
    reader.onerror = reader.onabort;
    reader.onload = () => {
      resolve(new Uint8Array(reader.result as ArrayBuffer));
    };
    reader.readAsArrayBuffer(file);
  });

export const inputsFromFiles = (files: Iterable<File>): readonly LoadInput[] =>
  Array.from(files, (file) => inputFromFile(file));

/**
 * Everything that was dropped, folders with all that is in them. Call it inside the drop handler: the browser empties the list as soon as
 * the handler returns, so the entries are taken before the first wait.
 */
export const inputsFromDrop = async (transfer: DataTransfer): Promise<readonly LoadInput[]> => {
  const entries: FileSystemEntry[] = [];
  const files: File[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry) entries.push(entry);
    else if (file) files.push(file);
  }
  const inputs = [...inputsFromFiles(files)];
  const open = entries.map((entry) => ({ entry, depth: 0 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { entry, depth } = next;
    if (isFile(entry)) inputs.push(await inputFromEntry(entry));
    else if (isDirectory(entry) && depth < MAX_DEPTH) {
      const children = await childrenOf(entry);
      for (const child of children.toReversed()) open.push({ entry: child, depth: depth + 1 });
    }
  }
  return inputs;
};

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A file that can't be opened any more still stands in the list, with its reason. */
const inputFromEntry = (entry: FileSystemFileEntry): Promise<LoadInput> =>
  new Promise((resolve) => {
    const path = entry.fullPath.replace(/^\//, '');
    entry.file(
      (file) => {
        resolve(inputFromFile(file, path));
      },
      (error) => {
        resolve({ name: path, size: 0, read: () => Promise.reject(error) });
      },
    );
  });

/** `readEntries` gives a hundred at a time, and an empty list at the end. */
const childrenOf = async (directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> => {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]);
      });
    });
    if (some.length === 0) return children;
    children.push(...some);
  }
};
