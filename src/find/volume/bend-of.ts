import { dot, normalize, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { solve } from '../least-squares.ts';
import { nthSmallest } from '../nth-smallest.ts';
import type { VolumeSampler } from './volume.ts';

/** How a needle bends, as sideways displacement per mm²: 1 SD is 1.6 mm over 80 mm. */
const BEND = 2.5e-4;

/** Direction and bend of a device at its end. */
export interface Bend {
  readonly origin: Vector3;
  readonly direction: Vector3;
  /** Sideways displacement per mm² from the origin along the direction, and 1 SD of it on each perpendicular. */
  readonly curve: Vector3;
  readonly curveSigma: number;
}

const FIT_MM = 50;

/**
 * A parabola through the last places, seen from the end. How it bends is weighed against how needles do: following a device through thick slices makes up
 * bends, since between two of them it is drawn towards either, and over a short stretch any wobble is one.
 *
 * @param drawn mm from the end within which places may be drawn aside: towards the middle of a slice, or of the ball in which a void ends
 */
export const bendOf = (sampler: VolumeSampler, places: readonly Vector3[], drawn = sampler.thickness): Bend | null => {
  const last = places.at(-1);
  if (!last || places.length < 4) return null;
  // In its last slice the device is drawn towards the middle of the slice.
  const far = places.filter((place) => Math.hypot(...subtract(place, last)) > drawn);
  const near = (far.length * 2 > places.length ? far : places).filter(
    (place) => Math.hypot(...subtract(place, last)) <= FIT_MM,
  );
  const chord = near[0] && subtract(last, near[0]);
  const reach = chord ? Math.hypot(...chord) : 0;
  if (!chord || !(reach > 1)) return null;
  const way = normalize(chord);
  const s = near.map((place) => dot(subtract(place, last), way));
  const fitted = (places: readonly Vector3[], degree: 1 | 2): readonly [Vector3, Vector3, Vector3] | null => {
    const [x, y, z] = ([0, 1, 2] as const).map((k) =>
      polynomial(
        s,
        places.map((place) => place[k]),
        degree,
      ),
    );
    if (!x || !y || !z) return null;
    const power = (k: number): Vector3 => [x[k] ?? 0, y[k] ?? 0, z[k] ?? 0];
    return [power(0), power(1), power(2)];
  };
  const straight: Vector3 = [0, 0, 0];
  const raw = (reach > 18 && fitted(near, 2)?.[2]) || straight;
  const size = Math.hypot(...raw);
  const error =
    size > 0 ? (0.15 + 2 * Math.max(0, sampler.widthAlong(scale(raw, 1 / size)) - 0.6)) / (reach / 2) ** 2 : Infinity;
  const curve = scale(raw, size > 0 ? 1 / (1 + (error / BEND) ** 2) : 0);
  const line = fitted(
    near.map((place, n) => subtract(place, scale(curve, (s[n] ?? 0) ** 2))),
    1,
  );
  if (!line) return null;
  const direction = normalize(line[1]);
  return {
    origin: line[0],
    direction,
    curve: subtract(curve, scale(direction, dot(curve, direction))),
    curveSigma: 1 / Math.hypot(1 / BEND, 1 / error),
  };
};

/** Least squares, twice: the second time without what the first found far off. */
const polynomial = (x: readonly number[], y: readonly number[], degree: 1 | 2): readonly number[] | null => {
  const terms = degree + 1;
  const weights = new Float64Array(x.length).fill(1);
  const sizes = new Float64Array(x.length);
  let found: readonly number[] | null = null;
  for (let round = 0; round < 3; round += 1) {
    // Of the weighed powers of x, and of those times y.
    const powers = new Float64Array(2 * terms);
    const right = new Float64Array(terms);
    x.forEach((one, n) => {
      let power = weights[n] ?? 0;
      for (let k = 0; k < 2 * terms - 1; k += 1) {
        powers[k] = (powers[k] ?? 0) + power;
        if (k < terms) right[k] = (right[k] ?? 0) + power * (y[n] ?? 0);
        power *= one;
      }
    });
    found = solve(
      Array.from({ length: terms }, (_, i) => [...powers.subarray(i, i + terms)]),
      [...right],
    );
    if (!found) return null;
    const [c0 = 0, c1 = 0, c2 = 0] = found;
    x.forEach((one, n) => {
      sizes[n] = Math.abs((y[n] ?? 0) - (c0 + one * (c1 + one * c2)));
    });
    const spread = Math.max(0.05, 1.4826 * nthSmallest(sizes.slice(), sizes.length >> 1));
    sizes.forEach((size, n) => {
      weights[n] = 1 / (1 + (size / (2.4 * spread)) ** 2);
    });
  }
  return found;
};
