/** (column, row) in pixels, SCOORD convention: the first pixel's centre is (0.5, 0.5). PS3.3 C.18.6.1.1. */
export type Pixel = readonly [column: number, row: number];

/** Between two places, in their own unit. */
export const apart = (a: Pixel, b: Pixel): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

export type FrameValues = Float32Array | Uint8Array | Uint16Array | Int16Array;

/** One frame of a single-plane image, row by row. */
export interface Frame {
  readonly columns: number;
  readonly rows: number;
  readonly values: FrameValues;
  /** Of `unit`, from one column to the next; where there is no scale, the pixel's aspect (1 for square ones) with `unit` px. */
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly unit: 'mm' | 'px';
}

/** Pixel bounds, inclusive, beyond which nothing is image: RegionLocation Min X0, Min Y0, Max X1, Max Y1 (PS3.3 C.8.5.5). */
export type Bounds = readonly [x0: number, y0: number, x1: number, y1: number];

export interface FrameSearch {
  /** XA, RF (a projection) or US. */
  readonly modality: 'XA' | 'RF' | 'US';
  /** In their order in time; a single image is a cine of one. */
  readonly frames: readonly Frame[];
  /** Index of the frame that was pointed at. */
  readonly pointed: number;
  /** A place on the device, or near it. */
  readonly seed: Pixel;
  readonly region?: Bounds;
}

const SMALLEST = 16;

/** Why a search can't be made, in one sentence, or null where it can. */
export const searchProblem = ({ frames, pointed, seed, region }: FrameSearch): string | null => {
  const frame = frames[pointed];
  if (!Number.isInteger(pointed) || frame === undefined)
    return 'The frame that was pointed at is not among the frames.';
  const { columns, rows } = frame;
  for (const one of frames) {
    if (!Number.isInteger(one.columns) || !Number.isInteger(one.rows) || one.values.length < one.columns * one.rows)
      return 'A frame has fewer values than pixels.';
    if (one.columns !== columns || one.rows !== rows) return 'The frames differ in size.';
    if (!(one.betweenColumns > 0 && one.betweenRows > 0 && Number.isFinite(one.betweenColumns * one.betweenRows)))
      return 'The spacing of the pixels is not a positive number.';
  }
  if (columns < SMALLEST || rows < SMALLEST) return 'The image is too small to find a device in.';
  const [x0, y0, x1, y1] = region ?? [0, 0, columns - 1, rows - 1];
  if (!(seed[0] >= Math.max(0, x0) && seed[1] >= Math.max(0, y0))) return 'The place lies outside the image.';
  if (!(seed[0] <= Math.min(columns, x1 + 1) && seed[1] <= Math.min(rows, y1 + 1)))
    return 'The place lies outside the image.';
  return null;
};
