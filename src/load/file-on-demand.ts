import { isRefusal, type Refusal } from '../image/refusal.ts';
import { layoutOf, type FileLayout, type ImageFile } from './dicom-file.ts';
import { joined, WrongTable, type BytePlace } from './encapsulated-frames.ts';
import { keptForNow, takenFrom, type Kept } from './kept-bytes.ts';
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
 * bytes are read; of compressed ones of several frames, where a table says where those lie, these and the last frame, and of all others all, once. What isn't an image on its own (an archive, junk, a deflated
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
    if (isRefusal(layout)) {
      if (layout.code !== 'truncated') break;
    } else if (!layout.isInflated) {
      if (await isWhole(input, layout)) return onDemand(input, layout);
      // More of the file's beginning says no more of its end.
      break;
    }
  }
  return openWhole(input, await input.read(), maxKeptBytes);
};

/** Where nothing but a table says where frames lie, the last one shows whether the file has its end. */
const isWhole = async (input: PiecewiseInput, layout: FileLayout): Promise<boolean> => {
  if (!layout.isTabled) return true;
  const last = layout.attributes.numberOfFrames;
  try {
    layout.frameFrom(joined(await directly(input)(layout.placesOf(last))), last);
    return true;
  } catch (error) {
    if (error instanceof WrongTable) return false;
    throw error;
  }
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

/** Holds on to none of the file's bytes but those of its data set, copied. */
const onDemand = (input: PiecewiseInput, layout: FileLayout, kept: Kept | null = null): ImageFile => {
  const { attributes, frameTransferSyntaxUID, placesOf, frameFrom } = layout;
  const head = layout.bytes.slice(0, layout.pixelsAt);
  const dataSet = openPart10(head);
  const read = kept ? onceFrom(kept, head, input) : attributes.numberOfFrames > 1 ? inBlocks(input) : directly(input);
  const found = foundIn(input, head);
  return {
    kind: 'dicom-file',
    name: input.name,
    attributes,
    source: 'kind' in dataSet ? layout.source : dataSet.source,
    frameTransferSyntaxUID,
    hasOwnFrames: true,
    encodedFrame: async (frame) => {
      try {
        return frameFrom(joined(await read(placesOf(frame))), frame);
      } catch (error) {
        if (!(error instanceof WrongTable)) throw error;
        const places = await found();
        return joined(await read(places(frame)));
      }
    },
    fileBytes: () => input.read(),
  };
};

type PlacesOf = FileLayout['placesOf'];

/** Where frames lie, looked for in all of the file when it is first asked; rejects where they can't be told apart. */
const foundIn = (input: PiecewiseInput, head: Uint8Array): (() => Promise<PlacesOf>) => {
  let looking: Promise<PlacesOf | Refusal> | null = null;
  const look = async (): Promise<PlacesOf | Refusal> => {
    const layout = layoutOf(unchanged(await input.read(), head));
    return isRefusal(layout) ? layout : layout.placesOf;
  };
  return async () => {
    looking ??= look().catch((error: unknown) => {
      // What can't be read now is tried anew; what was read says the same again.
      looking = null;
      throw error;
    });
    const found = await looking;
    if (typeof found !== 'function') throw new Error(found.message);
    return found;
  };
};

type ReadPieces = (places: readonly BytePlace[]) => Promise<readonly Uint8Array[]>;

const directly =
  (input: PiecewiseInput): ReadPieces =>
  (places) =>
    Promise.all(places.map(({ start, end }) => input.slice(start, end)));

/** Of a file as small as this all is read again: a piece would cost more. */
const onceFrom =
  (kept: Kept, head: Uint8Array, input: PiecewiseInput): ReadPieces =>
  async (places) => {
    const bytes = takenFrom(kept) ?? unchanged(await input.read(), head);
    return places.map(({ start, end }) => bytes.subarray(start, end));
  };

/** Browsers don't refuse to read every file that has been changed since it was opened: its pixels would pass for those of what it was. */
const unchanged = (bytes: Uint8Array, head: Uint8Array): Uint8Array => {
  if (head.some((byte, at) => byte !== bytes[at])) throw new Error('the file has been changed since it was opened');
  return bytes;
};

/** What is read at once where frames are smaller: each reading costs the browser some milliseconds, whatever its size. */
const BLOCK_BYTES = 1024 * 1024;

/** Reads small pieces from the block that the last one was in, where they lie in it: the frames of a run are asked for in their order. */
const inBlocks = (input: PiecewiseInput): ReadPieces => {
  // Asked for at once: a browser then knows the file as it is now, and refuses to read what is put in its place.
  const { size } = input;
  let block: { readonly start: number; readonly end: number; readonly bytes: Promise<Uint8Array> } | null = null;
  const piece = async ({ start, end }: BytePlace): Promise<Uint8Array> => {
    if (end - start >= BLOCK_BYTES) return input.slice(start, end);
    if (!block || start < block.start || end > block.end) {
      const last = Math.min(size, start + BLOCK_BYTES);
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
  return (places) => Promise.all(places.map(piece));
};
