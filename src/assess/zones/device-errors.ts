import { eigen, type Covariance } from '../../space/covariance.ts';
import { normalQuantile } from '../../space/normal-distribution.ts';
import { normalSamples } from '../../space/normal-samples.ts';
import { minus, norm, type Coordinates } from '../../space/surface.ts';
import { seededGenerator } from '../sampled-spread.ts';
import type { MarkCovariances } from '../uncertainty.ts';

/** Errors across a piece of the device, as a share of its length. */
const LOOSE_FROM = 0.05;

/** Tip and shaft in the metric frame. */
export interface PlacedDevice {
  readonly tip: Coordinates;
  readonly shaft: readonly Coordinates[];
}

/** Where the device may be, seen from the target. An error is a list of standard deviations, one for each direction in which a mark may be off. */
export interface DeviceErrors {
  /** The device with its tip and shaft moved by their errors, and both against the target's. */
  placeAt(error: Coordinates): PlacedDevice;
  /** Errors spread as they are expected, each followed by its opposite; the same on every call. */
  samples(count: number): readonly Coordinates[];
  /** Any number of errors without their opposites, which where a number bends tell little more than they do; the same on every call. */
  singles(count: number): readonly Coordinates[];
  /** Whether a piece of the device is so short that its errors turn it by 0.05 (3°, 1 SD) or more: places far from the marks then move on arcs. */
  readonly isLoose: boolean;
}

export const deviceErrors = ({ tip, shaft }: PlacedDevice, of: MarkCovariances): DeviceErrors => {
  const [ofTip, ofTarget, ofShaft] = [of.tip, of.center, of.shaft].map(directionsOf);
  const byTip = ofTip ?? [];
  const byTarget = ofTarget ?? [];
  const byShaft = ofShaft ?? [];
  const moved = (point: Coordinates, error: Coordinates, by: readonly Coordinates[], at: number): number[] => {
    const to = [...point];
    add(to, error, by, at, 1);
    add(to, error, byTarget, byTip.length, -1);
    return to;
  };
  const isLoose = [...shaft, tip].some((point, index, marks) => {
    const before = marks[index - 1];
    if (!before) return false;
    const byEnd = index === shaft.length ? byTip : byShaft;
    return Math.hypot(...[...byEnd, ...byShaft].map(norm)) / Math.sqrt(3) >= LOOSE_FROM * norm(minus(point, before));
  });
  return {
    isLoose,
    placeAt: (error) => ({
      tip: moved(tip, error, byTip, 0),
      shaft: shaft.map((point, index) =>
        moved(point, error, byShaft, byTip.length + byTarget.length + index * byShaft.length),
      ),
    }),
    singles: (count) => {
      const random = seededGenerator();
      const drawn = Array.from({ length: byTip.length + byTarget.length + shaft.length * byShaft.length }, () =>
        shuffled(count, random),
      );
      return Array.from({ length: count }, (_, index) =>
        drawn.map((places) => normalQuantile(((places[index] ?? 0) + 0.5) / count)),
      );
    },
    samples: (count) => {
      const fixed = normalSamples();
      const random = seededGenerator();
      const pairs = count / 2;
      const drawn = Array.from({ length: byTarget.length + shaft.length * byShaft.length }, () =>
        shuffled(pairs, random),
      );
      const found: Coordinates[] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        const error = [
          ...byTip.map((_, axis) => fixed[6 * pair + axis] ?? 0),
          ...drawn.map((places) => normalQuantile(((places[pair] ?? 0) + 0.5) / pairs)),
        ];
        found.push(
          error,
          error.map((value) => -value),
        );
      }
      return found;
    },
  };
};

/** The whole numbers below `count` in an order that chance has made: each part of a distribution is drawn once. */
const shuffled = (count: number, random: () => number): Uint32Array => {
  const places = new Uint32Array(count).map((_, index) => index);
  for (let index = count - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [places[index], places[other]] = [places[other] ?? 0, places[index] ?? 0];
  }
  return places;
};

const add = (to: number[], error: Coordinates, by: readonly Coordinates[], at: number, sign: number): void => {
  for (let index = 0; index < by.length; index += 1) {
    const [step, direction] = [sign * (error[at + index] ?? 0), by[index]];
    for (let axis = 0; axis < to.length; axis += 1) to[axis] = (to[axis] ?? 0) + step * (direction?.[axis] ?? 0);
  }
};

/** The principal directions of an error, each one standard deviation long; none where it is exact. */
const directionsOf = (covariance: Covariance): readonly Coordinates[] =>
  covariance.every((line) => line.every((value) => value === 0))
    ? []
    : eigen(covariance).map(({ value, vector }) => vector.map((one) => one * Math.sqrt(value)));
