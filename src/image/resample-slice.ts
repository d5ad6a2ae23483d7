/** Pixels of one slice, row by row. */
export type SliceValues =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** An acquired slice, laid into the slice of a grid. */
export interface LaidSlice {
  readonly values: SliceValues;
  readonly size: readonly [columns: number, rows: number];
  /** Its share of the result; shares add up to 1. */
  readonly weight: number;
  /** Where the centre of its first pixel lies, in columns and rows from the result's first pixel. */
  readonly column: number;
  readonly row: number;
}

/** Pixels beyond the centres of the outermost ones that rounding of positions explains. */
const EDGE = 1e-3;

/** A share of the next pixel that changes no grey: rounding of positions. */
const NO_SHARE = 1e-4;

/** Along one axis: pixel `to` of the result lies between pixels `to + shift` and `to + shift + 1` of the source, `share` of the way. */
interface Shift {
  readonly shift: number;
  readonly share: number;
  /** First and last pixel of the result that lies on the source. */
  readonly from: number;
  readonly to: number;
}

const shiftAlong = (offset: number, count: number): Shift => {
  const shift = Math.floor(-offset + NO_SHARE);
  const share = Math.max(0, -offset - shift);
  return {
    shift,
    share: share <= NO_SHARE ? 0 : share,
    from: Math.ceil(offset - EDGE),
    to: Math.floor(offset + count - 1 + EDGE),
  };
};

const clamped = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index));

/** The least and greatest value that an array holds; null where it takes fractions. */
const limitsOf = (values: SliceValues): readonly [number, number] | null => {
  if (values instanceof Float32Array || values instanceof Float64Array) return null;
  const bits = 8 * values.BYTES_PER_ELEMENT;
  const isSigned = values instanceof Int8Array || values instanceof Int16Array || values instanceof Int32Array;
  return isSigned ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
};

/**
 * Fills one slice of a grid from the acquired slices around it: bilinearly within each of them, then by their shares, in double precision.
 * Pixels that not all of them reach are `empty`. Whole-numbered results are rounded and kept within their type, never wrapped around.
 */
export const resampleSlice = (
  sources: readonly LaidSlice[],
  [columns, rows]: readonly [columns: number, rows: number],
  into: SliceValues,
  empty: number,
): void => {
  into.fill(kept(empty, limitsOf(into)));
  const laid = sources.map((source) => ({
    ...source,
    x: shiftAlong(source.column, source.size[0]),
    y: shiftAlong(source.row, source.size[1]),
  }));
  if (laid.length === 0) return;
  const left = laid.reduce((most, { x }) => Math.max(most, x.from), 0);
  const right = laid.reduce((least, { x }) => Math.min(least, x.to), columns - 1);
  const top = laid.reduce((most, { y }) => Math.max(most, y.from), 0);
  const bottom = laid.reduce((least, { y }) => Math.min(least, y.to), rows - 1);
  const limits = limitsOf(into);
  const line = new Float64Array(Math.max(0, right - left + 1));
  for (let row = top; row <= bottom; row += 1) {
    line.fill(0);
    for (const { values, size, weight, x, y } of laid) {
      const above = clamped(row + y.shift, size[1]) * size[0];
      const below = clamped(row + y.shift + 1, size[1]) * size[0];
      addRow(line, values, above, size[0], x, left, weight * (1 - y.share));
      if (y.share > 0) addRow(line, values, below, size[0], x, left, weight * y.share);
    }
    const start = row * columns + left;
    for (let index = 0; index < line.length; index += 1) into[start + index] = kept(line[index] ?? 0, limits);
  }
};

/** Adds a share of one acquired row, moved sideways. */
const addRow = (
  line: Float64Array,
  values: SliceValues,
  start: number,
  count: number,
  { shift, share }: Shift,
  left: number,
  weight: number,
): void => {
  for (let index = 0; index < line.length; index += 1) {
    const at = left + index + shift;
    const here = values[start + clamped(at, count)] ?? 0;
    const next = share === 0 ? here : (values[start + clamped(at + 1, count)] ?? 0);
    line[index] = (line[index] ?? 0) + weight * (here + share * (next - here));
  }
};

const kept = (value: number, limits: readonly [number, number] | null): number =>
  limits ? Math.min(limits[1], Math.max(limits[0], Math.round(value))) : value;
