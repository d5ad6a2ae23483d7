import { VolumeSampler, type Volume } from '../../../src/find/volume/volume.ts';
import { add, dot, normalize, scale, subtract, type Vector3 } from '../../../src/space/vector.ts';

/** How far from the place that was pointed at the brightest voxel and the threshold are taken from, mm; as in `locateInVolume`. */
export const RADIUS_MM = 8;

export interface PlainEnd {
  readonly tip: Vector3;
  /** From the other end towards the tip. */
  readonly axis: Vector3;
}

/**
 * The plain way to find a needle's end, to compare with: a threshold half-way between what surrounds the place that was pointed at and the brightest voxel
 * near it, the connected voxels above it (26 neighbours) from the one nearest to the place, their principal axis, and the extreme voxel along it. Of the
 * two extremes the one that lies deeper in the images is taken for the tip.
 */
export const plainEnd = (volume: Volume, seed: Vector3): PlainEnd | null => {
  const sampler = new VolumeSampler(volume);
  const { size, values } = volume;
  const [columns, rows, slices] = size;
  const near: { readonly n: number; readonly off: number; readonly value: number }[] = [];
  const middle = sampler.indexOf(seed);
  const range = (k: 0 | 1 | 2): readonly [number, number] => {
    const reach = (1.5 * RADIUS_MM) / sampler.spacing[k];
    return [Math.max(0, Math.ceil(middle[k] - reach)), Math.min(size[k] - 1, Math.floor(middle[k] + reach))];
  };
  const [[c0, c1], [r0, r1], [s0, s1]] = [range(0), range(1), range(2)];
  for (let s = s0; s <= s1; s += 1)
    for (let r = r0; r <= r1; r += 1)
      for (let c = c0; c <= c1; c += 1) {
        const off = Math.hypot(...subtract(sampler.place(c, r, s), seed));
        const n = c + columns * (r + rows * s);
        if (off <= RADIUS_MM) near.push({ n, off, value: values[n] ?? NaN });
      }
  if (near.length === 0) return null;
  const sorted = Float64Array.from(near, ({ value }) => value).sort();
  const threshold = ((sorted[sorted.length >> 1] ?? 0) + (sorted.at(-1) ?? 0)) / 2;
  const start = near.filter(({ value }) => value > threshold).sort((a, b) => a.off - b.off || a.n - b.n)[0];
  if (!start) return null;

  const seen = new Uint8Array(values.length);
  const component: number[] = [start.n];
  seen[start.n] = 1;
  for (let i = 0; i < component.length; i += 1) {
    const n = component[i] ?? 0;
    const [c, r, s] = [n % columns, Math.floor(n / columns) % rows, Math.floor(n / (columns * rows))];
    for (let z = Math.max(0, s - 1); z <= Math.min(slices - 1, s + 1); z += 1)
      for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y += 1)
        for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x += 1) {
          const m = x + columns * (y + rows * z);
          if (seen[m] === 0 && (values[m] ?? NaN) > threshold) {
            seen[m] = 1;
            component.push(m);
          }
        }
  }
  return endOf(sampler, component);
};

/** Of connected voxels: the extreme one along their principal axis that lies deeper in the images. */
export const endOf = (sampler: VolumeSampler, component: readonly number[]): PlainEnd | null => {
  const [columns, rows] = sampler.volume.size;
  if (component.length < 2) return null;
  const places = component.map((n) =>
    sampler.place(n % columns, Math.floor(n / columns) % rows, Math.floor(n / (columns * rows))),
  );
  const mean = scale(
    places.reduce((sum, one) => add(sum, one), [0, 0, 0]),
    1 / places.length,
  );
  const axis = principalAxis(places.map((place) => subtract(place, mean)));
  const ends = ([1, -1] as const).map((way) => {
    const towards = scale(axis, way);
    const tip = places.reduce((best, one) => (dot(one, towards) > dot(best, towards) ? one : best));
    return { tip, axis: towards, depth: sampler.depthOf(tip) };
  });
  const [a, b] = ends;
  if (!a || !b) return null;
  return a.depth >= b.depth ? a : b;
};

/** The direction of the largest variance: powers of the covariance. */
const principalAxis = (offsets: readonly Vector3[]): Vector3 => {
  const of = (i: 0 | 1 | 2, j: 0 | 1 | 2): number => offsets.reduce((sum, one) => sum + one[i] * one[j], 0);
  const [xx, yy, zz, xy, xz, yz] = [of(0, 0), of(1, 1), of(2, 2), of(0, 1), of(0, 2), of(1, 2)];
  // The longest row begins nearest to the axis.
  const start: Vector3 = xx >= yy && xx >= zz ? [xx, xy, xz] : yy >= zz ? [xy, yy, yz] : [xz, yz, zz];
  let axis = normalize(start);
  for (let round = 0; round < 200; round += 1)
    axis = normalize([
      xx * axis[0] + xy * axis[1] + xz * axis[2],
      xy * axis[0] + yy * axis[1] + yz * axis[2],
      xz * axis[0] + yz * axis[1] + zz * axis[2],
    ]);
  return axis;
};
