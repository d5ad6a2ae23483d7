import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refused, type Refused } from '../confirmation/record.ts';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes files into a folder, all or none: each under a name of its own first, and only once all are whole they take the place of what stood
 * there. The folder is made where it is missing.
 */
export const writeTogether = async (
  folder: string,
  files: readonly NamedBytes[],
  what = 'report',
): Promise<Refused | null> => {
  const made = await makeFolder(folder);
  if (made !== null && 'kind' in made) return made;
  const pending = files.map(({ name, bytes }) => ({
    bytes,
    there: join(folder, name),
    meanwhile: join(folder, `.${name}.${randomUUID()}`),
  }));
  try {
    for (const { there } of pending) {
      if (await isFolder(there)) throw new Error('a folder has the name of a file that would be written');
    }
    for (const { bytes, meanwhile } of pending) await writeFile(meanwhile, bytes, { flag: 'wx' });
    for (const { meanwhile, there } of pending) await rename(meanwhile, there);
    return null;
  } catch (error) {
    for (const { meanwhile } of pending) await rm(meanwhile, { force: true });
    if (made) await rm(made.first, { recursive: true, force: true });
    return refused('not-writable', `the ${what} could not be written: ${reasonOf(error)}`);
  }
};

/** The first of the folders that had to be made, or null where all were there. */
const makeFolder = async (folder: string): Promise<{ readonly first: string } | Refused | null> => {
  try {
    const first = await mkdir(folder, { recursive: true });
    return first === undefined ? null : { first };
  } catch (error) {
    return refused('not-writable', `the folder could not be made: ${reasonOf(error)}`);
  }
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

/** What went wrong in words; the system's message would name paths. */
const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file stands where a folder is needed';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'writing is not allowed there';
    case 'ENOSPC':
      return 'there is no space left';
    default:
      return typeof code === 'string' ? code : error instanceof Error ? error.message : 'unknown reason';
  }
};
