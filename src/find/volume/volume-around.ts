import type { PlaneGeometry } from '../../image/plane-geometry.ts';
import { alongNormal, isUniformStep, positionAlong, SAME_POSITION_MM, usualStep } from '../../image/volume-geometry.ts';
import { add, distance, dot, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { notFound, type NotFound } from '../candidate.ts';
import type { Volume } from './volume.ts';

/** Which parts of which slices are around a place, in the order in which they form a volume. */
export interface SlicesAround {
  /** Into the planes that were given. */
  readonly indices: readonly number[];
  /** Of each slice: the first column and row, and how many of each. */
  readonly crop: { readonly column: number; readonly row: number; readonly columns: number; readonly rows: number };
  readonly grid: Omit<Volume, 'values' | 'size'>;
}

/** One whole slice as its file stores it, row by row, with what makes values of the stored ones. */
export interface StoredSlice {
  readonly stored: ArrayLike<number>;
  readonly slope: number;
  readonly intercept: number;
}

/** A needle is followed this far, mm. */
const REACH_MM = 90;
/** How far outside of the images a place may be that was pointed at in them, mm. */
const MARGIN_MM = 8;
/** mm by which a slice may be displaced from where its neighbours lead. */
const OFF_MM = 0.2;

/**
 * Slices around a place that lie evenly, as a tilted gantry lays them too: of a stack with gaps or changing distances the even run in which the
 * place is. Refused: fewer than two, and a place outside of them.
 *
 * @param planes parallel, in any order @param size columns and rows @param thickness of a slice, mm; null where it isn't known
 */
export const slicesAround = (
  planes: readonly PlaneGeometry[],
  [columns, rows]: readonly [number, number],
  thickness: number | null,
  near: Vector3,
): SlicesAround | NotFound => {
  const { normal, sorted } = alongNormal(planes);
  const distinct = sorted.filter(
    (plane, n) =>
      n === 0 || positionAlong(normal, plane) - positionAlong(normal, sorted[n - 1] ?? plane) > SAME_POSITION_MM,
  );
  const at = dot(near, normal);
  const positions = distinct.map((plane) => positionAlong(normal, plane));
  const isBeyond = at < (positions[0] ?? 0) - MARGIN_MM || at > (positions.at(-1) ?? 0) + MARGIN_MM;
  const nearest = positions.reduce(
    (best, position, n) => (Math.abs(position - at) < Math.abs((positions[best] ?? Infinity) - at) ? n : best),
    0,
  );
  // Tilted slices are displaced: what is around the place lies elsewhere in each.
  const own = distinct[nearest];
  if (!own) return notFound('no-pixels', 'There are no slices.');
  const [c, r] = [
    dot(subtract(near, own.origin), own.alongRow) / own.betweenColumns,
    dot(subtract(near, own.origin), own.alongColumn) / own.betweenRows,
  ];
  const margin = MARGIN_MM / Math.min(own.betweenColumns, own.betweenRows);
  const [c0, c1] = rangeOf(c, REACH_MM / own.betweenColumns, columns);
  const [r0, r1] = rangeOf(r, REACH_MM / own.betweenRows, rows);
  if (isBeyond || c < -margin || c > columns - 1 + margin || r < -margin || r > rows - 1 + margin)
    return notFound('outside-volume', 'The place lies outside of the images.');
  const steps = distinct.slice(1).map((plane, n) => subtract(plane.origin, distinct[n]?.origin ?? plane.origin));
  const local = steps[Math.min(nearest, steps.length - 1)];
  if (!local) return notFound('no-pixels', 'One slice is no volume: the device may leave it anywhere.');
  const usual = usualStep(steps.slice(Math.max(0, nearest - 4), nearest + 4).map((step) => dot(step, normal)));
  const isEven = (step: Vector3 | undefined): boolean =>
    step !== undefined && isUniformStep(dot(step, normal), usual) && distance(step, local) < OFF_MM + 0.01 * usual;
  let [from, to] = [nearest, nearest];
  while (from > 0 && isEven(steps[from - 1]) && at - (positions[from - 1] ?? 0) < REACH_MM) from -= 1;
  while (to < steps.length && isEven(steps[to]) && (positions[to + 1] ?? 0) - at < REACH_MM) to += 1;
  const first = distinct[from];
  if (!first || to === from)
    return notFound('no-pixels', 'The slices around the place don’t lie evenly: no volume can be made of them.');
  const sliceStep = scale(subtract(distinct[to]?.origin ?? first.origin, first.origin), 1 / (to - from));
  const columnStep = scale(first.alongRow, first.betweenColumns);
  const rowStep = scale(first.alongColumn, first.betweenRows);
  return {
    indices: distinct.slice(from, to + 1).map((plane) => planes.indexOf(plane)),
    crop: { column: c0, row: r0, columns: c1 - c0, rows: r1 - r0 },
    grid: {
      origin: add(first.origin, add(scale(columnStep, c0), scale(rowStep, r0))),
      columnStep,
      rowStep,
      sliceStep,
      sliceThickness: thickness,
    },
  };
};

const rangeOf = (middle: number, reach: number, count: number): readonly [number, number] => [
  Math.max(0, Math.floor(middle - reach)),
  Math.min(count, Math.ceil(middle + reach) + 1),
];

/** What a search works on, as it is stored: copied at little cost, and made a volume of where the search runs. */
export interface StoredVolume {
  readonly grid: SlicesAround['grid'];
  /** Columns, rows and slices. */
  readonly size: Volume['size'];
  /** Of these columns and rows each, in the order of the volume. */
  readonly slices: readonly StoredSlice[];
}

/** A copy of what `slicesAround` chose, of slices that are given in its order. @param columns of a whole slice */
export const storedAround = (
  { crop, grid, indices }: SlicesAround,
  slices: readonly StoredSlice[],
  columns: number,
): StoredVolume => ({
  grid,
  size: [crop.columns, crop.rows, indices.length],
  slices: slices.map((slice) => ({ ...slice, stored: partOf(slice.stored, crop, columns) })),
});

const partOf = (stored: StoredSlice['stored'], crop: SlicesAround['crop'], columns: number): StoredSlice['stored'] => {
  const rowAt = (r: number): number => (crop.row + r) * columns + crop.column;
  const part = isWholeNumbers(stored)
    ? new (stored.constructor as new (length: number) => Int16Array)(crop.columns * crop.rows)
    : new Float32Array(crop.columns * crop.rows);
  for (let r = 0; r < crop.rows; r += 1)
    part.set(
      ArrayBuffer.isView(stored)
        ? (stored as Int16Array).subarray(rowAt(r), rowAt(r) + crop.columns)
        : Array.from({ length: crop.columns }, (_, c) => stored[rowAt(r) + c] ?? NaN),
      r * crop.columns,
    );
  return part;
};

const isWholeNumbers = (stored: unknown): boolean =>
  stored instanceof Int16Array || stored instanceof Uint16Array || stored instanceof Uint8Array;

/** The values, as their slopes and intercepts make them. */
export const volumeOf = ({ grid, size, slices }: StoredVolume): Volume => {
  const each = size[0] * size[1];
  const values = new Float32Array(each * size[2]);
  slices.forEach(({ stored, slope, intercept }, s) => {
    for (let n = 0; n < each; n += 1) values[s * each + n] = (stored[n] ?? NaN) * slope + intercept;
  });
  return { ...grid, size, values };
};
