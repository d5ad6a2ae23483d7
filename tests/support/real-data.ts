import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of real DICOM files (not part of the repository); null where there is none. */
export const realDataFolder: string | null = (() => {
  const folder = process.env['TIPCHECK_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');
  return existsSync(join(folder, 'manifest.json')) ? folder : null;
})();

export const skipNote =
  realDataFolder === null ? ' (skipped: set TIPCHECK_DATA to a folder with real DICOM files)' : '';

const folder = (): string => {
  if (realDataFolder === null) throw new Error('no real data: guard the test with realDataFolder');
  return realDataFolder;
};

export const realFile = (path: string): Uint8Array => new Uint8Array(readFileSync(join(folder(), path)));

/** Paths of all files below a folder of the data set, relative to its root. */
export const realFiles = (below: string): readonly string[] =>
  readdirSync(join(folder(), below), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder().length + 1))
    .sort();

export interface ManifestEntry {
  readonly file: string;
  readonly tags?: Readonly<Record<string, unknown>>;
  readonly pixels?: { readonly sha256?: string; readonly dtype?: string };
}

export const manifest = (): readonly ManifestEntry[] =>
  (JSON.parse(readFileSync(join(folder(), 'manifest.json'), 'utf8')) as { readonly files: readonly ManifestEntry[] })
    .files;
