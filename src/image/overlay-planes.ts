import { OVERLAY_GROUPS, type OverlayGroup } from './dictionary.ts';
import { codeOf, numberOf, type ElementSource } from './element-source.ts';

/** An overlay plane (PS3.3 C.9.2): bits drawn over an image, never part of its values. */
export interface OverlayDescription {
  /** Group of its attributes, as '6000'. */
  readonly group: OverlayGroup;
  readonly columns: number;
  readonly rows: number;
  /** Row and column of the image on which its first bit lies; 1 is the first, and it may lie outside. */
  readonly origin: readonly [row: number, column: number];
  /** Its frames, and the image's frame on which the first of them lies; null where it lies on every frame. */
  readonly frames: { readonly count: number; readonly first: number } | null;
  /** Where its bits are in the pixels; null where they have data of their own. */
  readonly bitPosition: number | null;
}

const MAX_EDGE = 65_535;
const MAX_BITS = 1 << 30;

const isEdge = (value: number | undefined): value is number =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= MAX_EDGE;

/** What overlay planes an image has; one that makes no sense is left out. */
export const readOverlays = (source: ElementSource): readonly OverlayDescription[] =>
  OVERLAY_GROUPS.flatMap((group) => {
    const [rows, columns] = [numberOf(source, `OverlayRows${group}`), numberOf(source, `OverlayColumns${group}`)];
    if (!isEdge(rows) || !isEdge(columns)) return [];
    const [row = 1, column = 1] = source.numbers(`OverlayOrigin${group}`) ?? [];
    const count = numberOf(source, `NumberOfFramesInOverlay${group}`);
    const first = numberOf(source, `ImageFrameOrigin${group}`);
    const isEmbedded = (numberOf(source, `OverlayBitsAllocated${group}`) ?? 1) > 1;
    if (rows * columns * (count ?? 1) > MAX_BITS || codeOf(source, `OverlayType${group}`) === undefined) return [];
    return [
      {
        group,
        columns,
        rows,
        origin: [row, column],
        frames: count === undefined && first === undefined ? null : { count: count ?? 1, first: first ?? 1 },
        bitPosition: isEmbedded ? (numberOf(source, `OverlayBitPosition${group}`) ?? null) : null,
      },
    ];
  });

/** Which of its frames lies on a frame of the image, both counted from 1; null where none does. */
export const overlayFrameAt = ({ frames }: OverlayDescription, imageFrame: number): number | null => {
  if (!frames) return 1;
  const frame = imageFrame - frames.first + 1;
  return frame >= 1 && frame <= frames.count ? frame : null;
};
