/** A box of voxels of which some are set, one byte each (0 or 1): voxel = column + columns·(row + rows·slice). */
export interface VoxelBox {
  readonly size: readonly [columns: number, rows: number, slices: number];
  /** mm between columns, rows and slices. */
  readonly spacing: readonly [number, number, number];
  readonly set: Uint8Array;
}

/**
 * For the centre of every voxel the square of the distance, mm², to the boxes of the voxels of the other kind: from a set one to the nearest
 * that isn't, and back; everything beyond the box counts as not set. Exact (to the last digit of a 32-bit number): one axis after the other, the lower envelope of parabolas
 * (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", 2012), which stand not on voxel centres but on the sides of
 * voxels, at half-steps, because what is measured to are boxes.
 *
 * Both kinds are done at once: along a line a run of voxels of one kind ends at voxels of the other, which are at no distance, and nothing beyond them is nearer.
 */
export const distanceField = ({ size, spacing, set }: VoxelBox): Float32Array => {
  const field = new Float32Array(set.length);
  alongRows(field, set, size[0], spacing[0]);
  for (const axis of [1, 2] as const) across(field, set, size, axis, spacing[axis] ** 2);
  return field;
};

/** The first axis: along a row the nearest voxel of the other kind is at the nearer end of the run. */
const alongRows = (field: Float32Array, set: Uint8Array, columns: number, step: number): void => {
  for (let row = 0; row < set.length; row += columns) {
    let first = row;
    while (first < row + columns) {
      const kind = set[first];
      let end = first + 1;
      while (end < row + columns && set[end] === kind) end += 1;
      const isOpenBefore = kind === 0 && first === row;
      const isOpenAfter = kind === 0 && end === row + columns;
      for (let voxel = first; voxel < end; voxel += 1) {
        const before = isOpenBefore ? Infinity : voxel + 0.5 - first;
        const after = isOpenAfter ? Infinity : end - voxel - 0.5;
        field[voxel] = ((before < after ? before : after) * step) ** 2;
      }
      first = end;
    }
  }
};

/** Lines that lie beside each other in memory and are taken together: one after the other, each voxel would be fetched anew from far apart. */
const BESIDE = 8;

/** Another axis: every line of voxels along it. */
const across = (
  field: Float32Array,
  set: Uint8Array,
  size: readonly [number, number, number],
  axis: 1 | 2,
  square: number,
): void => {
  const count = size[axis];
  const stride = axis === 1 ? size[0] : size[0] * size[1];
  const envelope = new Envelope(count, square);
  const values = new Float64Array(BESIDE * count);
  const kinds = new Uint8Array(BESIDE * count);
  for (let slab = 0; slab < field.length; slab += stride * count)
    for (let from = 0; from < stride; from += BESIDE) {
      const lines = Math.min(BESIDE, stride - from);
      for (let at = 0; at < count; at += 1) {
        const start = slab + from + at * stride;
        for (let line = 0; line < lines; line += 1) {
          values[line * count + at] = field[start + line] ?? 0;
          kinds[line * count + at] = set[start + line] ?? 0;
        }
      }
      for (let line = 0; line < lines; line += 1) {
        let first = line * count;
        const last = first + count;
        while (first < last) {
          const kind = kinds[first];
          let end = first + 1;
          while (end < last && kinds[end] === kind) end += 1;
          envelope.lower(values, first, end, {
            before: kind === 1 || first > line * count ? 0 : Infinity,
            after: kind === 1 || end < last ? 0 : Infinity,
          });
          first = end;
        }
      }
      for (let at = 0; at < count; at += 1) {
        const start = slab + from + at * stride;
        for (let line = 0; line < lines; line += 1) field[start + line] = values[line * count + at] ?? 0;
      }
    }
};

/** Parabolas of one run of voxels, and the room to find which of them is lowest where. */
class Envelope {
  readonly #square: number;
  readonly #heights: Float64Array;
  readonly #feet: Int32Array;
  readonly #from: Float64Array;

  constructor(count: number, square: number) {
    this.#square = square;
    this.#heights = new Float64Array(count + 1);
    this.#feet = new Int32Array(count + 1);
    this.#from = new Float64Array(count + 2);
  }

  /** Lowers `values` from `first` to before `end` to what they are along the other axes, or this one. What stands beside the run: its value, 0 or infinity. */
  lower(
    values: Float64Array,
    first: number,
    end: number,
    { before, after }: { readonly before: number; readonly after: number },
  ): void {
    const square = this.#square;
    const heights = this.#heights;
    const feet = this.#feet;
    const from = this.#from;
    const count = end - first;
    let last = -1;
    let beside = before;
    for (let side = 0; side <= count; side += 1) {
      const here = side === count ? after : (values[first + side] ?? 0);
      // A side has the smaller value of the two voxels beside it.
      const height = here < beside ? here : beside;
      beside = here;
      heights[side] = height;
      if (height === Infinity) continue;
      let cut = -Infinity;
      while (last >= 0) {
        const foot = feet[last] ?? 0;
        cut = (height - (heights[foot] ?? 0)) / (2 * square * (side - foot)) + (side + foot) / 2;
        if (cut > (from[last] ?? 0)) break;
        last -= 1;
      }
      last += 1;
      feet[last] = side;
      from[last] = last === 0 ? -Infinity : cut;
    }
    if (last < 0) return;
    from[last + 1] = Infinity;
    let piece = 0;
    for (let at = 0; at < count; at += 1) {
      // Side s lies half a step before voxel s.
      const centre = at + 0.5;
      while ((from[piece + 1] ?? 0) < centre) piece += 1;
      const foot = feet[piece] ?? 0;
      const lowered = (centre - foot) * (centre - foot) * square + (heights[foot] ?? 0);
      if (lowered < (values[first + at] ?? 0)) values[first + at] = lowered;
    }
  }
}
