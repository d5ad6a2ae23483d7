import { eigen } from '../space/covariance.ts';
import { normalQuantile } from '../space/normal-distribution.ts';
import type { Coordinates } from '../space/surface.ts';
import type { Marks } from './marks.ts';
import { linearSpread, uncertainMarks, type Measure, type Spread, type UncertainMark } from './spread.ts';
import type { MarkCovariances } from './uncertainty.ts';

const SAMPLES = 1000;
const SEED = 0x7109c4ec;

/** A seeded generator (mulberry32) of numbers strictly between 0 and 1: the same ones on every call and machine. */
export const seededGenerator = (): (() => number) => {
  let state = SEED;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
};

/**
 * The spread of a metric that isn't linear in the marks at all, such as a direction between two points about as far apart as they are
 * uncertain: seeded sampling of every uncertain mark. The interval holds the central 95 % of the samples and the linear one around the value.
 */
export const sampledSpread = (value: number, measure: Measure, marks: Marks, of: MarkCovariances): Spread => {
  const random = seededGenerator();
  const moves = uncertainMarks(marks, of).map((mark) => displacer(mark, random));
  const found: number[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    const sample = measure(moves.reduce((now, move) => move(now), marks));
    if (sample !== null && Number.isFinite(sample)) found.push(sample);
  }
  if (found.length < SAMPLES / 2) return linearSpread(value, 0);
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
  const sigma = Math.sqrt(found.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (found.length - 1));
  const sorted = found.toSorted((a, b) => a - b);
  const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? value;
  const linear = linearSpread(value, sigma);
  return {
    sigma,
    interval: [Math.min(quantile(0.025), linear.interval[0]), Math.max(quantile(0.975), linear.interval[1])],
  };
};

const displacer = ({ at, covariance, moved }: UncertainMark, random: () => number): ((marks: Marks) => Marks) => {
  const axes = eigen(covariance).map(({ value, vector }) => ({ sigma: Math.sqrt(value), vector }));
  return (marks) => {
    const to: Coordinates = axes.reduce<number[]>(
      (point, { sigma, vector }) => {
        const step = sigma * normalQuantile(random());
        return point.map((one, axis) => one + step * (vector[axis] ?? 0));
      },
      [...at],
    );
    return moved(marks, to);
  };
};
