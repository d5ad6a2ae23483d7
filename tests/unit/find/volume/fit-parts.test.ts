import { describe, expect, it } from 'vitest';
import { bendOf } from '../../../../src/find/volume/bend-of.ts';
import { together } from '../../../../src/find/volume/like-fits.ts';
import { ROD_PARAMETERS, rodModel } from '../../../../src/find/volume/rod-model.ts';
import { VolumeSampler } from '../../../../src/find/volume/volume.ts';
import type { Vector3 } from '../../../../src/space/vector.ts';

const sampler = (thickness: number): VolumeSampler =>
  new VolumeSampler({
    size: [2, 2, 2],
    values: new Int16Array(8),
    origin: [0, 0, 0],
    columnStep: [0.7, 0, 0],
    rowStep: [0, 0.7, 0],
    sliceStep: [0, 0, thickness],
    sliceThickness: thickness,
  });

const voxelAt = (s: number, a: number, b: number, value: number) => ({
  count: 1,
  s: Float64Array.of(s),
  a: Float64Array.of(a),
  b: Float64Array.of(b),
  value: Float64Array.of(value),
});

describe('the model of a rod’s end', () => {
  const rod = rodModel([
    { along: -0.3, besideA: 0.1, besideB: -0.6, weight: 0.4 },
    { along: 0.3, besideA: -0.1, besideB: 0.6, weight: 0.6 },
  ]);
  const parameters = [0.4, 0.1, -0.2, 0.03, -0.05, 4e-4, -2e-4, 900, 40, -0.6];

  it('is half of the rod at its end, all of it before, and nothing beyond and beside it', () => {
    const plain = rodModel([{ along: 0, besideA: 0, besideB: 0, weight: 1 }]);
    const straight = [0, 0, 0, 0, 0, 0, 0, 900, 40, -0.6];
    expect(plain.valueAt(straight, 0, 0, 0)).toBeCloseTo(40 + 450, 3);
    expect(plain.valueAt(straight, -8, 0, 0)).toBeCloseTo(940, 3);
    expect(plain.valueAt(straight, 8, 0, 0)).toBeCloseTo(40, 3);
    // One blur beside the middle a Gaussian is at exp(−1/2).
    expect(plain.valueAt(straight, -8, Math.exp(-0.6), 0)).toBeCloseTo(40 + 900 * Math.exp(-0.5), 3);
  });

  it.each([
    [0.2, 0.3, -0.4],
    [-6, 0.2, 0.1],
    [1.1, -0.2, 0.5],
  ])('tells how it changes as differences do, at (%d, %d, %d)', (s, a, b) => {
    const voxels = voxelAt(s, a, b, 70);
    const left = new Float64Array(1);
    const slopes = new Float64Array(ROD_PARAMETERS);
    rod.compare(parameters, voxels, Infinity, left, slopes);
    expect(left[0]).toBeCloseTo(rod.valueAt(parameters, s, a, b) - 70, 9);
    parameters.forEach((value, k) => {
      const step = 1e-5 * Math.max(1e-2, Math.abs(value));
      const moved = (by: number): number =>
        rod.valueAt(
          parameters.map((one, j) => (j === k ? one + by : one)),
          s,
          a,
          b,
        );
      const difference = (moved(step) - moved(-step)) / (2 * step);
      expect(Math.abs((slopes[k] ?? NaN) - difference)).toBeLessThan(1e-3 * Math.max(1, Math.abs(difference)));
    });
  });
});

it('a voxel that the image has cut off is met by a model that would be brighter, however much', () => {
  const rod = rodModel([{ along: 0, besideA: 0, besideB: 0, weight: 1 }]);
  const left = new Float64Array(1);
  const slopes = new Float64Array(ROD_PARAMETERS).fill(1);
  rod.compare([0, 0, 0, 0, 0, 0, 0, 900, 40, -0.6], voxelAt(-8, 0, 0, 800), 800, left, slopes);
  expect(left[0]).toBe(0);
  expect(slopes.every((one) => one === 0)).toBe(true);
});

describe('the bend of a device at its end', () => {
  const along = (length: number, beside: (s: number) => number): readonly Vector3[] =>
    Array.from({ length: Math.round(length / 0.8) }, (_, n) => [n * 0.8 - length, 0.1, beside(n * 0.8 - length)]);
  const sizeOf = (bend: ReturnType<typeof bendOf>): number => Math.hypot(...(bend?.curve ?? [NaN]));

  it('is no more than a needle’s where a short trace wobbles between thick slices', () => {
    // Stairs of 1.5 mm: as a parabola they are twenty times as bent as needles are.
    const bend = bendOf(
      sampler(3),
      along(22, (s) => (s < -15 || s > -5 ? 1.5 : 0)),
    );
    expect(sizeOf(bend)).toBeLessThan(2.5e-4);
    expect(Math.abs(bend?.direction[2] ?? NaN)).toBeLessThan(0.12);
    expect(bend?.curveSigma).toBeCloseTo(2.5e-4, 5);
  });

  it('is kept where a long trace through thin slices shows it', () => {
    const bend = bendOf(
      sampler(0.6),
      along(48, (s) => 6e-4 * s * s),
    );
    expect(sizeOf(bend)).toBeGreaterThan(2.5e-4);
    expect(sizeOf(bend)).toBeLessThan(6.1e-4);
  });
});

describe('fits of the same voxels', () => {
  const fit = (b0: number, cost: number, s0 = 0) => ({
    parameters: [s0, 0, b0, 0, b0 / 8],
    covariance: [],
    cost,
    residual: 10,
  });

  it('that are as good as each other are taken together, and lie as far apart as is told', () => {
    const found = together([fit(0.7, 100), fit(-0.7, 100), fit(0.7, 100.2)]);
    expect(found?.parameters[2]).toBeCloseTo(0, 9);
    expect(found?.variance[2]).toBeCloseTo(0.49, 9);
  });

  it('that are worse, or of another end, count nothing', () => {
    const found = together([fit(0.7, 100), fit(-0.7, 160), fit(-0.7, 100, 5)]);
    expect(found?.parameters[2]).toBeCloseTo(0.7, 5);
    expect(found?.variance[2]).toBeLessThan(1e-5);
    expect(together([])).toBeNull();
  });
});
