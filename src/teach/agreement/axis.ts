/** A linear axis: where values lie on it, and which are named. */
export interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  /** Decimals that the ticks need. */
  readonly decimals: number;
}

const STEPS = [1, 2, 5, 10];
const ROOM = 0.06;

/**
 * An axis from `start` to `end` (drawing units, in either direction) that holds all values with some room, with about `wanted` ticks at 1, 2 or 5
 * times a power of ten. Values that are all the same get one unit on either side.
 */
export const axisOf = (values: readonly number[], start: number, end: number, wanted: number): Axis => {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const room = lowest === highest ? 1 : (highest - lowest) * ROOM;
  const [low, high] = [lowest - room, highest + room];
  const rough = (high - low) / wanted;
  const power = Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one >= (0.8 * rough) / 10 ** power) ?? 10) * 10 ** power;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return {
    at: (value) => start + ((value - low) / (high - low)) * (end - start),
    ticks: Array.from({ length: count }, (_, index) => (first + index) * step),
    decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
  };
};
