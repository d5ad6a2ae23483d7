import { Inflate, inflateSync, strFromU8 } from 'fflate';
import { skipped, type LoadInput, type Skipped } from './load-input.ts';

const MAX_ENTRIES = 50_000;
const MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024;
/** An entry that grows by more than this is no image; small ones may. */
const MAX_RATIO = 200;
const SMALL_ENTRY_BYTES = 16 * 1024 * 1024;
/** What is packed into no more, as most slices are, is inflated at once, which is faster: even a bomb of it takes a second, not minutes. */
const AT_ONCE_BYTES = 512 * 1024;
/** Packed bytes of a larger entry that are inflated before its size is looked at again. */
const STEP_BYTES = 64 * 1024;

const STORED = 0;
const DEFLATED = 8;

/** The records of an archive (APPNOTE 4.3): signature, and length without the variable fields. */
const LOCAL_HEADER = { signature: 0x04034b50, bytes: 30 };
const DIRECTORY_HEADER = { signature: 0x02014b50, bytes: 46 };
const END_RECORD = { signature: 0x06054b50, bytes: 22 };
const ZIP64_END_RECORD = { signature: 0x06064b50, bytes: 56 };
const ZIP64_LOCATOR = { signature: 0x07064b50, bytes: 20 };
const MAX_COMMENT_BYTES = 0xffff;
const ZIP64_FIELD = 1;
/** A 32-bit field whose value is in the zip64 field instead. */
const ELSEWHERE = 0xffffffff;

const IS_ENCRYPTED = 0x0001;
const IS_UTF8 = 0x0800;

/** A file as the archive's directory describes it. Nothing of it is believed before it is checked against the bytes. */
interface DirectoryEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly localHeaderAt: number;
}

/** A zip archive by its content. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/**
 * The files of an archive, unpacked one at a time when they are read. What is larger than any image is left out before a byte of it is
 * unpacked; sizes that the archive lies about are caught because nothing is unpacked beyond them. The directory is read once: a lookup per
 * file would take minutes for an archive of many.
 */
export const zipEntries = (archive: Uint8Array, name: string): readonly (LoadInput | Skipped)[] => {
  const entries: (LoadInput | Skipped)[] = [];
  let total = 0;
  let count = 0;
  for (const entry of directoryOf(archive)) {
    if (entry === 'damaged') {
      entries.push(skipped(name, 'unreadable', 'the zip archive is damaged'));
      break;
    }
    if (entry.name.endsWith('/')) continue;
    count += 1;
    if (count > MAX_ENTRIES) {
      const message = `the archive holds more than ${String(MAX_ENTRIES)} files; the rest is left out`;
      entries.push(skipped(name, 'too-large', message));
      break;
    }
    const isBomb = entry.unpackedBytes > SMALL_ENTRY_BYTES && entry.unpackedBytes > entry.packedBytes * MAX_RATIO;
    const path = `${name}/${entry.name}`;
    if (isBomb || total + entry.unpackedBytes > MAX_TOTAL_BYTES)
      entries.push(skipped(path, 'too-large', 'the archive unpacks to more than any set of images'));
    else if (entry.isEncrypted) entries.push(skipped(path, 'unreadable', 'it is encrypted'));
    else if (entry.method !== STORED && entry.method !== DEFLATED)
      entries.push(skipped(path, 'unreadable', 'it is compressed in a way that is not read'));
    else {
      // What is left out takes up nothing: one absurd entry must not refuse those behind it.
      total += entry.unpackedBytes;
      entries.push({
        name: path,
        size: entry.unpackedBytes,
        read: () => Promise.resolve().then(() => unpack(archive, entry)),
      });
    }
  }
  return entries;
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Beyond 2^53 it is inexact, and beyond the end of any archive. */
const uint64 = (view: DataView, at: number): number =>
  view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);

/** Whether a whole record of this kind starts here and ends by `end`. */
const isRecord = (view: DataView, at: number, { signature, bytes }: typeof LOCAL_HEADER, end: number): boolean =>
  at >= 0 && at + bytes <= end && view.getUint32(at, true) === signature;

/** Every file that the directory names, in its order; `damaged` at the end where it breaks off or isn't there at all. */
function* directoryOf(archive: Uint8Array): Generator<DirectoryEntry | 'damaged', void, undefined> {
  const view = viewOf(archive);
  const directory = findDirectory(view);
  if (directory === undefined) {
    yield 'damaged';
    return;
  }
  let at = directory.start;
  let count = 0;
  while (isRecord(view, at, DIRECTORY_HEADER, directory.end)) {
    const next =
      at +
      DIRECTORY_HEADER.bytes +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
    if (next > directory.end) break;
    yield directoryEntry(archive, view, at);
    at = next;
    count += 1;
  }
  // The count has 16 bits; programs that don't write zip64 let it overflow.
  if (count % 0x10000 !== directory.count % 0x10000) yield 'damaged';
}

interface Directory {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

const findDirectory = (view: DataView): Directory | undefined => {
  const { byteLength } = view;
  const lastEnd = byteLength - END_RECORD.bytes;
  let end = lastEnd;
  while (!isRecord(view, end, END_RECORD, byteLength)) {
    if (end <= 0 || end <= lastEnd - MAX_COMMENT_BYTES) return undefined;
    end -= 1;
  }
  const locator = end - ZIP64_LOCATOR.bytes;
  const zip64End = isRecord(view, locator, ZIP64_LOCATOR, end) ? uint64(view, locator + 8) : undefined;
  if (zip64End !== undefined && isRecord(view, zip64End, ZIP64_END_RECORD, locator))
    return { start: uint64(view, zip64End + 48), end: zip64End, count: uint64(view, zip64End + 32) };
  return { start: view.getUint32(end + 16, true), end, count: view.getUint16(end + 10, true) };
};

/** The record at `at` lies wholly within the archive. */
const directoryEntry = (archive: Uint8Array, view: DataView, at: number): DirectoryEntry => {
  const flags = view.getUint16(at + 8, true);
  const nameAt = at + DIRECTORY_HEADER.bytes;
  const nameEnd = nameAt + view.getUint16(at + 28, true);
  const large = zip64Values(view, nameEnd, nameEnd + view.getUint16(at + 30, true));
  const value = (valueAt: number): number => {
    const small = view.getUint32(valueAt, true);
    return small === ELSEWHERE ? (large.next().value ?? small) : small;
  };
  return {
    name: strFromU8(archive.subarray(nameAt, nameEnd), (flags & IS_UTF8) === 0),
    method: view.getUint16(at + 10, true),
    isEncrypted: (flags & IS_ENCRYPTED) !== 0,
    // The zip64 field holds only what doesn't fit, in this order (APPNOTE 4.5.3).
    unpackedBytes: value(at + 24),
    packedBytes: value(at + 20),
    localHeaderAt: value(at + 42),
  };
};

/** The 64-bit values among an entry's extra fields, which lie from `start` to `end`. */
function* zip64Values(view: DataView, start: number, end: number): Generator<number, undefined, undefined> {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== ZIP64_FIELD) continue;
    const fieldEnd = Math.min(end, at + 4 + view.getUint16(at + 2, true));
    for (let valueAt = at + 4; valueAt + 8 <= fieldEnd; valueAt += 8) yield uint64(view, valueAt);
    return undefined;
  }
  return undefined;
}

const wrongSize = (): Error => new Error('it is not of the size that the archive says');

const unpack = (archive: Uint8Array, entry: DirectoryEntry): Uint8Array => {
  const packed = packedBytesOf(archive, entry);
  const inflate = packed.length > AT_ONCE_BYTES ? inflateInSteps : inflateAtOnce;
  const unpacked =
    entry.method === STORED || packed.length === 0 ? packed.slice() : inflate(packed, entry.unpackedBytes);
  if (unpacked.length !== entry.unpackedBytes) throw wrongSize();
  return unpacked;
};

/** Where an entry's bytes start only its local header says. */
const packedBytesOf = (archive: Uint8Array, { localHeaderAt, packedBytes }: DirectoryEntry): Uint8Array => {
  const view = viewOf(archive);
  if (isRecord(view, localHeaderAt, LOCAL_HEADER, archive.length)) {
    const start =
      localHeaderAt +
      LOCAL_HEADER.bytes +
      view.getUint16(localHeaderAt + 26, true) +
      view.getUint16(localHeaderAt + 28, true);
    if (start + packedBytes <= archive.length) return archive.subarray(start, start + packedBytes);
  }
  throw new Error('the archive is damaged where it should be');
};

/** Nothing is written beyond the end of `out`; the byte more than expected shows that there would be something. */
const inflateAtOnce = (packed: Uint8Array, expectedBytes: number): Uint8Array =>
  inflateSync(packed, { out: new Uint8Array(expectedBytes + 1) });

/** Stops soon after there is more than expected. */
const inflateInSteps = (packed: Uint8Array, expectedBytes: number): Uint8Array => {
  const unpacked = new Uint8Array(expectedBytes);
  let length = 0;
  const inflate = new Inflate((piece) => {
    if (length + piece.length <= expectedBytes) unpacked.set(piece, length);
    length += piece.length;
  });
  for (let at = 0; at < packed.length && length <= expectedBytes; at += STEP_BYTES)
    inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
  if (length > expectedBytes) throw wrongSize();
  return unpacked.subarray(0, length);
};
