import type { Coordinates } from '../../space/surface.ts';
import { mirrored } from '../../space/normal-samples.ts';

/** Places that a share of a volume is taken over; it is right within 0.005. */
const COUNT = 4096;

const BASES = [2, 3, 5] as const;

/** Places spread evenly through the unit cube, x, y, z, …: a Halton sequence, the same on every call and machine. */
export const inUnitCube = (count: number): Float64Array => {
  const places = new Float64Array(3 * count);
  for (let index = 0; index < count; index += 1)
    BASES.forEach((base, axis) => {
      places[3 * index + axis] = mirrored(index + 1, base);
    });
  return places;
};

let ballPlaces: Float64Array | null = null;

/** Places spread evenly through the unit ball. Any number of the leading ones is spread evenly as well. */
export const inUnitBall = (): Float64Array => {
  if (ballPlaces) return ballPlaces;
  const cube = inUnitCube(COUNT);
  const places = new Float64Array(cube.length);
  for (let at = 0; at < cube.length; at += 3) {
    const radius = Math.cbrt(cube[at] ?? NaN);
    const height = 2 * (cube[at + 1] ?? NaN) - 1;
    const angle = 2 * Math.PI * (cube[at + 2] ?? NaN);
    const across = radius * Math.sqrt(1 - height * height);
    places[at] = across * Math.cos(angle);
    places[at + 1] = across * Math.sin(angle);
    places[at + 2] = radius * height;
  }
  ballPlaces = places;
  return places;
};

/** Unit directions spread evenly over the sphere, by the golden angle. */
export const overSphere = (count: number): readonly Coordinates[] =>
  Array.from({ length: count }, (_, index) => {
    const height = 1 - (2 * index + 1) / count;
    const across = Math.sqrt(1 - height * height);
    const angle = index * Math.PI * (3 - Math.sqrt(5));
    return [across * Math.cos(angle), across * Math.sin(angle), height];
  });
