import { unzipSync } from 'fflate';
import { skipped, type LoadInput, type Skipped } from './load-input.ts';

const MAX_ENTRIES = 50_000;
const MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024;
/** An entry that grows by more than this is no image; small ones may. */
const MAX_RATIO = 200;
const SMALL_ENTRY_BYTES = 16 * 1024 * 1024;

const STORED = 0;
const DEFLATED = 8;

/** A zip archive by its content. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/**
 * The files of an archive, unpacked one at a time when they are read. What is larger than any image is left out before a byte of it is
 * unpacked; sizes that the archive lies about are caught because nothing is written beyond them.
 */
export const zipEntries = (archive: Uint8Array, name: string): readonly (LoadInput | Skipped)[] => {
  const entries: (LoadInput | Skipped)[] = [];
  let total = 0;
  let count = 0;
  try {
    unzipSync(archive, {
      filter: (entry) => {
        if (entry.name.endsWith('/')) return false;
        count += 1;
        if (count > MAX_ENTRIES) return false;
        const path = `${name}/${entry.name}`;
        total += entry.originalSize;
        const isBomb = entry.originalSize > SMALL_ENTRY_BYTES && entry.originalSize > entry.size * MAX_RATIO;
        if (isBomb || total > MAX_TOTAL_BYTES)
          entries.push(skipped(path, 'too-large', 'the archive unpacks to more than any set of images'));
        else if (entry.compression !== STORED && entry.compression !== DEFLATED) {
          entries.push(skipped(path, 'unreadable', 'it is compressed in a way that is not read'));
        } else
          entries.push({
            name: path,
            size: entry.originalSize,
            read: () => Promise.resolve().then(() => unpack(archive, entry.name)),
          });
        return false;
      },
    });
  } catch {
    return [skipped(name, 'unreadable', 'the zip archive is damaged')];
  }
  if (count > MAX_ENTRIES)
    entries.push(
      skipped(name, 'too-large', `the archive holds more than ${String(MAX_ENTRIES)} files; the rest is left out`),
    );
  return entries;
};

const unpack = (archive: Uint8Array, name: string): Uint8Array => {
  const entry = unzipSync(archive, { filter: (candidate) => candidate.name === name })[name];
  if (entry === undefined) throw new Error('the archive no longer holds it');
  return entry;
};
