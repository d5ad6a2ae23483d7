import type { ImageFile } from './dicom-file.ts';

/** Something that can be read as a file: a browser's File, a path in Node, an entry of an archive. */
export interface LoadInput {
  /** Path or name, as the reader of an error list knows it. */
  readonly name: string;
  readonly size: number;
  /** The signal ends what takes its time, as a fetch. */
  read(signal?: AbortSignal): Promise<Uint8Array>;
  /** All bytes, or null where they are more than the limit; `size` need not be known, which browsers hold the page up for. */
  readUpTo?(limit: number): Promise<Uint8Array | null>;
  /** Some of the bytes, in memory of their own, now or later; where it can't be done the file stays in memory while it is open. */
  slice?(start: number, end: number): Promise<Uint8Array>;
}

/** A file that was left out, and why. */
export interface Skipped {
  readonly kind: 'skipped';
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface Loaded {
  readonly kind: 'loaded';
  readonly path: string;
  readonly file: ImageFile;
}

export type LoadResult = Loaded | Skipped;

export const skipped = (path: string, code: string, message: string): Skipped => ({
  kind: 'skipped',
  path,
  code,
  message,
});
