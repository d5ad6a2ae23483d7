import type { Orientation } from '../../image/frame-attributes.ts';
import type { Target } from '../../confirmation/record.ts';
import { patientPoint, type PatientPoint } from '../../space/frame.ts';
import { add, cross, normalize, scale, type Vector3 } from '../../space/vector.ts';

export type Labelmap = Extract<Target, { readonly shape: 'labelmap' }>;

export interface FrameGrid {
  readonly columns: number;
  readonly rows: number;
  /** Centre of the first voxel of slice 0. */
  readonly origin: PatientPoint;
  readonly orientation: Orientation;
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly betweenSlices: number;
  readonly encode: (bits: Uint8Array) => string;
}

/** What has fewer voxels stays as it is; of more, only the box around what is set is kept: a record holds its target with every save. */
const MOST_VOXELS = 2_000_000;

interface Box {
  readonly first: readonly [column: number, row: number, slice: number];
  readonly size: readonly [columns: number, rows: number, slices: number];
}

/** The labelmap of some frames of one bit a pixel, least significant first, without padding between them (PS3.5 8.1.1). */
export const labelmapOf = (
  slices: readonly { readonly slice: number; readonly index: number }[],
  pixels: Uint8Array,
  grid: FrameGrid,
): Labelmap => {
  const { columns, rows } = grid;
  const count = 1 + Math.max(...slices.map(({ slice }) => slice));
  const whole: Box = { first: [0, 0, 0], size: [columns, rows, count] };
  const box = columns * rows * count > MOST_VOXELS ? (boxOf(slices, pixels, columns, rows) ?? whole) : whole;
  const { first, size } = box;
  const [across, down, deep] = size;
  const bits = new Uint8Array(Math.ceil((across * down * deep) / 8));
  for (const { slice, index } of slices) {
    for (let row = 0; row < down; row += 1) {
      const from = index * columns * rows + (row + first[1]) * columns + first[0];
      const to = ((slice - first[2]) * down + row) * across;
      if (slice < first[2] || slice >= first[2] + deep) continue;
      for (let column = 0; column < across; column += 1) {
        const at = from + column;
        if ((((pixels[at >> 3] ?? 0) >> (at & 7)) & 1) === 0) continue;
        const voxel = to + column;
        bits[voxel >> 3] = (bits[voxel >> 3] ?? 0) | (1 << (voxel & 7));
      }
    }
  }
  return {
    shape: 'labelmap',
    size,
    origin: originOf(grid, first),
    orientation: grid.orientation,
    betweenColumns: grid.betweenColumns,
    betweenRows: grid.betweenRows,
    betweenSlices: grid.betweenSlices,
    bits: grid.encode(bits),
  };
};

/** The smallest box that holds every voxel that is set; null where none is. */
const boxOf = (
  slices: readonly { readonly slice: number; readonly index: number }[],
  pixels: Uint8Array,
  columns: number,
  rows: number,
): Box | null => {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const { slice, index } of slices) {
    const from = index * columns * rows;
    for (let at = from; at < from + columns * rows; at += 1) {
      const byte = pixels[at >> 3] ?? 0;
      if (byte === 0 && (at & 7) === 0 && at + 8 <= from + columns * rows) {
        at += 7;
        continue;
      }
      if (((byte >> (at & 7)) & 1) === 0) continue;
      const place = [(at - from) % columns, Math.floor((at - from) / columns), slice];
      for (const [axis, value] of place.entries()) {
        low[axis] = Math.min(low[axis] ?? Infinity, value);
        high[axis] = Math.max(high[axis] ?? -Infinity, value);
      }
    }
  }
  const [a = NaN, b = NaN, c = NaN] = low;
  const [d = NaN, e = NaN, f = NaN] = high;
  return Number.isFinite(a) ? { first: [a, b, c], size: [d - a + 1, e - b + 1, f - c + 1] } : null;
};

const originOf = (
  { origin, orientation, betweenColumns, betweenRows, betweenSlices }: FrameGrid,
  [column, row, slice]: readonly [number, number, number],
): PatientPoint => {
  const [a, b, c, d, e, f] = orientation;
  const alongRow = normalize([a, b, c]);
  const alongColumn = normalize([d, e, f]);
  const normal = cross(alongRow, alongColumn);

  const moved = [
    scale(alongRow, column * betweenColumns),
    scale(alongColumn, row * betweenRows),
    scale(normalize(normal), slice * betweenSlices),
  ].reduce<Vector3>((sum, part) => add(sum, part), origin);
  return patientPoint(...moved);
};
