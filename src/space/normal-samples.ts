import { normalQuantile } from './normal-distribution.ts';

/** Number of points of the fixed sample set; with a low-discrepancy sequence the error of a share is about 1e-3. */
export const SAMPLE_COUNT = 4096;

let table: Float64Array | null = null;

/**
 * Standard normal triples x, y, z, x, y, z, …, the same on every call and machine: the additive recurrence with the plastic number's powers
 * (a low-discrepancy sequence) through Φ⁻¹, each point followed by its mirror image so that means are exact and any even number of leading
 * points is a sample set of its own. The sequence itself is the stored seed.
 */
export const normalSamples = (): Float64Array => {
  if (table) return table;
  const g = 1.2207440846057596;
  const steps = [1 / g, 1 / g ** 2, 1 / g ** 3];
  const made = new Float64Array(3 * SAMPLE_COUNT);
  for (let pair = 0; pair < SAMPLE_COUNT / 2; pair += 1) {
    steps.forEach((step, axis) => {
      const value = normalQuantile((0.5 + (pair + 1) * step) % 1);
      made[6 * pair + axis] = value;
      made[6 * pair + 3 + axis] = -value;
    });
  }
  table = made;
  return made;
};

/** `count` of those samples (x, y, z, x, y, z, …) scaled to a normal error along up to three axes with these standard deviations, 0 along the rest. */
export const errorsAlong = ([a = 0, b = 0, c = 0]: readonly number[], count: number = SAMPLE_COUNT): Float64Array => {
  const samples = normalSamples();
  const errors = new Float64Array(3 * count);
  for (let at = 0; at < errors.length; at += 3) {
    errors[at] = a * (samples[at] ?? 0);
    errors[at + 1] = b * (samples[at + 1] ?? 0);
    errors[at + 2] = c * (samples[at + 2] ?? 0);
  }
  return errors;
};
