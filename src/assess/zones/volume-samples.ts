import type { Coordinates } from '../../space/surface.ts';
import { mirrored } from '../../space/normal-samples.ts';

/** Places that a share of a volume is taken over. */
export const ENOUGH_PLACES = 4096;

const BASES = [2, 3, 5] as const;

/** The place `index` of those spread evenly through the unit cube: a Halton sequence, the same on every call and machine. */
export const inUnitCube = (index: number): Coordinates => BASES.map((base) => mirrored(index + 1, base));

/**
 * How far a share over `count` places may be from that of the volume. Evenly spread ones miss the caps of a ball by at most 1.5·n^(−2/3) (found
 * by looking at 4,000 of them for every n from 512 on). Where only some of the places that were tried count, the number that was tried says how
 * evenly they are spread; but they are no worse than as many by chance, two standard deviations of which are at most 1/√count.
 */
export const placesError = (count: number, triedForEach = 1): number =>
  Math.min((1.5 * Math.cbrt(count * triedForEach)) / count, 1 / Math.sqrt(count));

let ballPlaces: Float64Array | null = null;

/** Places spread evenly through the unit ball. Any number of the leading ones is spread evenly as well. */
export const inUnitBall = (): Float64Array => {
  if (ballPlaces) return ballPlaces;
  const places = new Float64Array(3 * ENOUGH_PLACES);
  for (let at = 0; at < places.length; at += 3) {
    const [u = NaN, v = NaN, w = NaN] = inUnitCube(at / 3);
    const radius = Math.cbrt(u);
    const height = 2 * v - 1;
    const angle = 2 * Math.PI * w;
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
