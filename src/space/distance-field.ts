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
 */
export const distanceField = ({ size, spacing, set }: VoxelBox): Float32Array => {
  const field = new Float32Array(set.length);
  for (const kind of [0, 1] as const) {
    const other = new Float32Array(set.length);
    for (let voxel = 0; voxel < set.length; voxel += 1) other[voxel] = set[voxel] === kind ? Infinity : 0;
    let stride = 1;
    for (const axis of [0, 1, 2] as const) {
      sweep(other, size, axis, stride, spacing[axis] ** 2, kind === 1 ? 0 : Infinity);
      stride *= size[axis];
    }
    for (let voxel = 0; voxel < set.length; voxel += 1) if (set[voxel] === kind) field[voxel] = other[voxel] ?? 0;
  }
  return field;
};

/** One axis: every line of voxels along it. `beyond`: what stands for the voxel before the first and after the last. */
const sweep = (
  values: Float32Array,
  size: readonly [number, number, number],
  axis: 0 | 1 | 2,
  stride: number,
  square: number,
  beyond: number,
): void => {
  const count = size[axis];
  const line = new Float64Array(count);
  const sides = new Float64Array(count + 1);
  const feet = new Int32Array(count + 1);
  const from = new Float64Array(count + 2);
  const lines = values.length / count;
  for (let index = 0; index < lines; index += 1) {
    const start = (index % stride) + Math.floor(index / stride) * stride * count;
    let [least, most] = [Infinity, 0];
    for (let at = 0; at < count; at += 1) {
      const value = values[start + at * stride] ?? 0;
      line[at] = value;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most === 0 || (least === Infinity && beyond === Infinity)) continue;
    // A side has the smaller value of the two voxels beside it.
    for (let side = 0; side <= count; side += 1)
      sides[side] = Math.min(side === 0 ? beyond : (line[side - 1] ?? 0), side === count ? beyond : (line[side] ?? 0));
    let last = -1;
    for (let side = 0; side <= count; side += 1) {
      const value = sides[side] ?? 0;
      if (value === Infinity) continue;
      let cut = -Infinity;
      while (last >= 0) {
        const foot = feet[last] ?? 0;
        cut = ((value - (sides[foot] ?? 0)) / square + side * side - foot * foot) / (2 * (side - foot));
        if (cut > (from[last] ?? 0)) break;
        last -= 1;
      }
      if (last < 0) cut = -Infinity;
      last += 1;
      feet[last] = side;
      from[last] = cut;
    }
    from[last + 1] = Infinity;
    let piece = 0;
    for (let at = 0; at < count; at += 1) {
      // Side s lies half a step before voxel s.
      while ((from[piece + 1] ?? 0) < at + 0.5) piece += 1;
      const foot = feet[piece] ?? 0;
      values[start + at * stride] = Math.min(line[at] ?? 0, (at + 0.5 - foot) ** 2 * square + (sides[foot] ?? 0));
    }
  }
};
