import { isRefusal } from '../image/refusal.ts';
import { joined, layoutOf, type FileLayout, type ImageFile } from './dicom-file.ts';
import type { LoadInput } from './load-input.ts';
import { openPart10 } from './part10.ts';
import { isZip } from './zip-entries.ts';

/** Something that can be read piece by piece, at any time later. */
export type PiecewiseInput = LoadInput & Required<Pick<LoadInput, 'slice'>>;

/** Data sets without their pixels are smaller, but for those of some multi-frame images. */
const HEAD_BYTES = 64 * 1024;
const LARGE_HEAD_BYTES = 2 * 1024 * 1024;
/** Files up to here are read at once: reading costs the browser some milliseconds, whatever the size. */
const WHOLE_BYTES = 1024 * 1024;

/**
 * Opens an image file without keeping it: its data set stays in memory, a frame is read when it is shown. Of uncompressed images only the first
 * bytes are read, of compressed ones all, once, to know where their frames lie. What isn't an image on its own (an archive, junk, a deflated
 * data set) comes back as its bytes. `small` is what `readSmall` answers; of small files that
 * are opened up to `maxKeptBytes` stay in memory until they are shown.
 */
export const openOnDemand = async (
  input: PiecewiseInput,
  small: Uint8Array | null,
  maxKeptBytes: number,
): Promise<ImageFile | Uint8Array> => {
  if (small) return openWhole(input, small, maxKeptBytes);
  for (const size of [HEAD_BYTES, LARGE_HEAD_BYTES]) {
    if (input.size <= size) break;
    const head = await input.slice(0, size);
    if (isZip(head)) break;
    const layout = layoutOf(head, input.size);
    if (!isRefusal(layout) && !layout.isInflated) return onDemand(input, layout);
    if (isRefusal(layout) && layout.code !== 'truncated') break;
  }
  return openWhole(input, await input.read(), maxKeptBytes);
};

/** All of a file that is read at once; null of larger ones. */
export const readSmall = async (input: LoadInput): Promise<Uint8Array | null> => {
  if (input.readUpTo) return input.readUpTo(WHOLE_BYTES);
  return input.size <= WHOLE_BYTES ? input.read() : null;
};

const openWhole = (input: PiecewiseInput, bytes: Uint8Array, maxKeptBytes: number): ImageFile | Uint8Array => {
  if (isZip(bytes)) return bytes;
  const layout = layoutOf(bytes);
  if (isRefusal(layout) || layout.isInflated) return bytes;
  const isKept = bytes.length <= WHOLE_BYTES && layout.attributes.numberOfFrames === 1;
  return onDemand(input, layout, isKept ? keptForNow(bytes, maxKeptBytes) : null);
};

/**
 * The bytes of a file whose only frame is likely to be asked for next. They go with the file, when that frame is read, when there are too many, or when
 * nothing was read for a while.
 */
interface Kept {
  bytes: Uint8Array | null;
}

/** Pictures that are wanted next follow each other sooner. */
const KEPT_MS = 30_000;
let allKept: readonly WeakRef<Kept>[] = [];
let leaving: ReturnType<typeof setTimeout> | undefined;

const keptForNow = (bytes: Uint8Array, maxKeptBytes: number): Kept => {
  const kept: Kept = { bytes };
  keepOn();
  let left = maxKeptBytes;
  allKept = [new WeakRef(kept), ...allKept].filter((one) => {
    const other = one.deref();
    left -= other?.bytes?.length ?? 0;
    if (other && left < 0) other.bytes = null;
    return (other?.bytes ?? null) !== null;
  });
  return kept;
};

/** From now on for as long as that is. */
const keepOn = (): void => {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    for (const one of allKept) {
      const kept = one.deref();
      if (kept) kept.bytes = null;
    }
    allKept = [];
  }, KEPT_MS);
  // A command doesn't wait for it.
  if (typeof leaving === 'object') leaving.unref();
};

const onDemand = (input: PiecewiseInput, layout: FileLayout, kept: Kept | null = null): ImageFile => {
  const { attributes, frameTransferSyntaxUID } = layout;
  // A copy, so that the rest of what was read can go.
  const dataSet = openPart10(layout.bytes.slice(0, layout.pixelsAt));
  const read = attributes.numberOfFrames > 1 ? inBlocks(input) : onceFrom(kept, input);
  return {
    kind: 'dicom-file',
    name: input.name,
    attributes,
    source: 'kind' in dataSet ? layout.source : dataSet.source,
    frameTransferSyntaxUID,
    hasOwnFrames: true,
    encodedFrame: async (frame) => {
      const pieces = await Promise.all(layout.placesOf(frame).map(({ start, end }) => read(start, end)));
      return layout.frameFrom(joined(pieces), frame);
    },
    fileBytes: () => input.read(),
  };
};

type ReadPiece = (start: number, end: number) => Promise<Uint8Array>;

const onceFrom =
  (kept: Kept | null, input: PiecewiseInput): ReadPiece =>
  async (start, end) => {
    if (!kept) return input.slice(start, end);
    const { bytes } = kept;
    kept.bytes = null;
    if (bytes) keepOn();
    // Of a file as small as this all is read again: a piece would cost more.
    return (bytes ?? (await input.read())).subarray(start, end);
  };

/** What is read at once where frames are smaller: each reading costs the browser some milliseconds, whatever its size. */
const BLOCK_BYTES = 1024 * 1024;

/** Reads small pieces from the block that the last one was in, where they lie in it: the frames of a run are asked for in their order. */
const inBlocks = (input: PiecewiseInput): ReadPiece => {
  let block: { readonly start: number; readonly end: number; readonly bytes: Promise<Uint8Array> } | null = null;
  return async (start, end) => {
    if (end - start >= BLOCK_BYTES) return input.slice(start, end);
    if (!block || start < block.start || end > block.end) {
      const last = Math.min(input.size, start + BLOCK_BYTES);
      block = { start, end: last, bytes: input.slice(start, last) };
    }
    const used = block;
    try {
      return (await used.bytes).slice(start - used.start, end - used.start);
    } catch (error) {
      // It is tried anew when it is asked for again.
      if (block === used) block = null;
      throw error;
    }
  };
};
