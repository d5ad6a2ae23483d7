import { refusal, type Refusal } from '../image/refusal.ts';
import type { ElementSource } from '../image/element-source.ts';
import { dataSetBytes, type DataSetBytes } from './byte-reader.ts';
import { endsFrame, startsFrame } from './codestream.ts';
import { itemsOf, type ElementPlace, type ItemPlace } from './elements.ts';

/** A stretch of a file. */
export interface BytePlace {
  readonly start: number;
  readonly end: number;
}

/** The bytes of a frame aren't what the table of offsets says: where it lies must be found without it. */
export class WrongTable extends Error {}

/** The fragments of each frame. */
export type FrameFragments = readonly (readonly ItemPlace[])[];

const MAX_FRAGMENTS = 1_000_000;

/**
 * Which fragments make up which frame (PS3.5 A.4): by the extended offset table, the basic one, the count of fragments, or else, where a
 * frame was cut into several fragments without any table, by where compressed streams start and end.
 */
export const fragmentsOfFrames = (
  data: DataSetBytes,
  pixelData: ElementPlace,
  numberOfFrames: number,
  isCutOff: boolean,
  source: ElementSource,
): FrameFragments | Refusal<'truncated' | 'unknown-frame-boundaries'> => {
  const { items } = itemsOf({ ...data, explicit: false }, pixelData, MAX_FRAGMENTS);
  const [table, ...all] = items;
  const fragments = all.filter(({ start, end }) => end > start);
  if (fragments.length === 0) return refusal('truncated', 'the compressed pixel data are missing');
  const first = all[0];
  const offsets = offsetsOf(data, table, source);
  const byTable = first && offsets?.length === numberOfFrames ? splitAt(fragments, offsets, first.header) : undefined;
  const frames = byTable ?? withoutTable(data.bytes, fragments, numberOfFrames);
  if (frames === undefined) {
    return fragments.length < numberOfFrames || isCutOff
      ? refusal(
          'truncated',
          `${String(numberOfFrames)} frames are announced, but the compressed pixel data end before the last one does`,
        )
      : refusal('unknown-frame-boundaries', 'its frames are cut into fragments without saying where each frame starts');
  }
  if (isCutOff) {
    const last = frames.at(-1)?.at(-1);
    const lastWhole = last !== undefined && endsFrame(data.bytes, last.start, last.end);
    if (!lastWhole) return refusal('truncated', 'the compressed pixel data end before the last frame does');
  }
  return frames;
};

/**
 * Where the frames lie of which only a table of offsets and the size of the file are known: each from its first fragment's item to that of the next. Undefined where the
 * table can't be right or isn't complete. The stretches are to be confirmed by `frameOfItems`.
 */
export const framesByTable = (
  data: DataSetBytes,
  pixelData: ElementPlace,
  numberOfFrames: number,
  fileBytes: number,
  source: ElementSource,
): readonly BytePlace[] | undefined => {
  const [table] = itemsOf({ ...data, explicit: false }, pixelData, 1).items;
  const offsets = offsetsOf(data, table, source);
  if (!table || offsets?.length !== numberOfFrames || offsets[0] !== 0) return undefined;
  const places = offsets.map((offset, index) => ({
    start: table.end + offset,
    end: Math.min(fileBytes, table.end + (offsets[index + 1] ?? Infinity)),
  }));
  return places.every(({ start, end }) => end - start > ITEM_HEAD_BYTES) ? places : undefined;
};

const ITEM_HEAD_BYTES = 8;

/** A frame from the items of its fragments, which are all that its stretch holds; after the last one's comes the end of the pixel data. */
export const frameOfItems = (bytes: Uint8Array, isLast: boolean): Uint8Array => {
  const { items, isWhole } = itemsOf(dataSetBytes(bytes, true, false), { start: 0, end: bytes.length });
  const isAllItems = items.at(-1)?.end === bytes.length;
  if (!isWhole || items.length === 0 || isAllItems === isLast)
    throw new WrongTable('its frames do not lie where its table of offsets says');
  return joined(items.map(({ start, end: to }) => bytes.subarray(start, to)));
};

/** The piece itself where there is but one. */
export const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

/** Offsets of the frames from the first fragment, as written; undefined where there is no table. */
const offsetsOf = (
  { view, littleEndian }: DataSetBytes,
  table: ItemPlace | undefined,
  source: ElementSource,
): readonly number[] | undefined => {
  const extended = source.numbers('ExtendedOffsetTable');
  if (extended) return extended;
  if (!table || table.end - table.start < 4) return undefined;
  const count = (table.end - table.start) >> 2;
  return Array.from({ length: count }, (_, index) => view.getUint32(table.start + index * 4, littleEndian));
};

/** Undefined when the table doesn't fit the fragments: a wrong table is worse than none. */
const splitAt = (
  fragments: readonly ItemPlace[],
  offsets: readonly number[],
  base: number,
): FrameFragments | undefined => {
  const indexOfHeader = new Map(fragments.map(({ header }, index) => [header - base, index]));
  const starts = offsets.map((offset) => indexOfHeader.get(offset));
  const frames: (readonly ItemPlace[])[] = [];
  for (const [index, start] of starts.entries()) {
    const end = index + 1 < starts.length ? starts[index + 1] : fragments.length;
    if (start === undefined || end === undefined || end <= start || (index === 0 && start !== 0)) return undefined;
    frames.push(fragments.slice(start, end));
  }
  return frames;
};

const withoutTable = (
  bytes: Uint8Array,
  fragments: readonly ItemPlace[],
  numberOfFrames: number,
): FrameFragments | undefined => {
  if (numberOfFrames === 1) return [fragments];
  if (fragments.length === numberOfFrames) return fragments.map((fragment) => [fragment]);
  if (fragments.length < numberOfFrames) return undefined;
  // A start inside a frame (a thumbnail) follows a fragment that doesn't end one, so first only starts that do follow an end count.
  return (
    groupByStart(
      fragments,
      numberOfFrames,
      (at) => {
        const before = fragments[at - 1];
        return before === undefined || endsFrame(bytes, before.start, before.end);
      },
      bytes,
    ) ?? groupByStart(fragments, numberOfFrames, () => true, bytes)
  );
};

const groupByStart = (
  fragments: readonly ItemPlace[],
  numberOfFrames: number,
  mayStart: (at: number) => boolean,
  bytes: Uint8Array,
): FrameFragments | undefined => {
  const frames: ItemPlace[][] = [];
  for (const [index, fragment] of fragments.entries()) {
    const current = frames.at(-1);
    if (current === undefined || (startsFrame(bytes, fragment.start, fragment.end) && mayStart(index)))
      frames.push([fragment]);
    else current.push(fragment);
  }
  return frames.length === numberOfFrames ? frames : undefined;
};
