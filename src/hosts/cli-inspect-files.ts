import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { skipped, type LoadInput, type Skipped } from '../load/load-input.ts';

/** What a named path is; null where nothing is there. */
export type NamedPath = { readonly kind: 'file' | 'folder' | 'other'; readonly path: string; readonly size: number };

export const namedPath = async (path: string): Promise<NamedPath | null> => {
  try {
    const found = await stat(path);
    const kind = found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
    return { kind, path, size: found.size };
  } catch {
    return null;
  }
};

const inputAt = (path: string, size: number): LoadInput => ({
  name: path,
  size,
  read: async () => new Uint8Array(await readFile(path)),
});

/** Every regular file below a path, in order of name. A folder that links lead to twice is searched once. */
export const inputsBelow = async (named: NamedPath): Promise<readonly (LoadInput | Skipped)[]> => {
  if (named.kind === 'file') return [inputAt(named.path, named.size)];
  // A device or a pipe may never end.
  if (named.kind === 'other') return [skipped(named.path, 'unreadable', 'it is not a regular file')];
  const inputs: (LoadInput | Skipped)[] = [];
  const searched = new Set<string>();
  const open = [named.path];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    try {
      const real = await realpath(folder);
      if (searched.has(real)) continue;
      searched.add(real);
      const names = (await readdir(folder)).sort();
      const folders: string[] = [];
      for (const name of names) {
        const path = join(folder, name);
        const found = await namedPathOrBroken(path);
        if (found.kind === 'folder') folders.push(path);
        else inputs.push(found.kind === 'skipped' ? found : inputAt(path, found.size));
      }
      open.push(...folders.reverse());
    } catch {
      inputs.push(skipped(folder, 'unreadable', 'the folder could not be read'));
    }
  }
  return inputs;
};

const namedPathOrBroken = async (path: string): Promise<NamedPath | Skipped> => {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { kind: 'folder', path, size: 0 };
    if (found.isFile()) return { kind: 'file', path, size: found.size };
    return skipped(path, 'unreadable', 'it is not a regular file');
  } catch {
    return skipped(path, 'unreadable', 'it could not be opened');
  }
};
