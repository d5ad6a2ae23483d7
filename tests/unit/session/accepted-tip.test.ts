import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptedTip } from '../../../src/session/accepted-tip.ts';
import type { FoundEnd } from '../../../src/session/suggestions.ts';
import type { ImageSource } from '../../../src/session/image-source.ts';
import type { Space } from '../../../src/confirmation/record.ts';

const source = (modality: string): ImageSource =>
  ({ series: { modality }, frame: { frame: 3, instance: { sopInstanceUID: '1.2.3' } } }) as unknown as ImageSource;

const end = (given: Partial<FoundEnd>): FoundEnd => ({
  tip: [10, 20, 30],
  axis: [1, 0, 0],
  sigma: { along: 0.4, across: 0.2 },
  score: 0.9,
  evidence: [{ code: 'nothing-beyond', supports: true, message: 'Nothing is beyond.' }],
  path: [],
  profile: { distances: [], values: [], fitted: [] },
  method: 'a-method',
  version: '1.0.0',
  ...given,
});

const patient: Space = { kind: 'patient', frameOfReferenceUID: '1.2' };
const quadratic = (matrix: readonly number[], v: readonly number[]): number =>
  v.reduce((sum, a, i) => sum + v.reduce((row, b, j) => row + a * b * (matrix[i * v.length + j] ?? NaN), 0), 0);

const direction = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }))
  .map(([z, turn]): readonly [number, number, number] => {
    const flat = Math.sqrt(1 - z * z);
    return [flat * Math.cos(turn), flat * Math.sin(turn), z];
  });
const size = fc.double({ min: 0.05, max: 5, noNaN: true });

test('in the patient the variance is along² on the axis of the device and across² on all that stand on it', () => {
  fc.assert(
    fc.property(direction, direction, size, size, (axis, other, along, across) => {
      const covariance =
        acceptedTip(end({ axis, sigma: { along, across } }), source('CT'), patient).found?.covariance ?? [];
      expect(quadratic(covariance, axis)).toBeCloseTo(along ** 2, 6);
      const off = axis.reduce((sum, part, k) => sum + part * (other[k] ?? 0), 0);
      const side = other.map((part, k) => part - off * (axis[k] ?? 0));
      const length = Math.hypot(...side);
      fc.pre(length > 0.1);
      expect(
        quadratic(
          covariance,
          side.map((part) => part / length),
        ),
      ).toBeCloseTo(across ** 2, 6);
    }),
  );
});

test('in an image of pixels that are not square it is in millimetres, along the device as it lies in them', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      size,
      size,
      size,
      (turn, along, across, betweenRows) => {
        const scale = { betweenColumns: 0.7, betweenRows, unit: 'mm', basis: 'us-region' } as const;
        const space: Space = { kind: 'image', sopInstanceUID: '1.2.3', frame: 3, modality: 'US', scale };
        // A device in mm, and what of it is told in pixels: lengths along it and across it, each in its own direction's pixels.
        const device = [Math.cos(turn), Math.sin(turn)] as const;
        const pixels = [device[0] / scale.betweenColumns, device[1] / scale.betweenRows] as const;
        const perMm = Math.hypot(...pixels);
        const acrossPerMm = Math.hypot(device[1] / scale.betweenColumns, device[0] / scale.betweenRows);
        const found = end({
          tip: [10, 20],
          axis: [pixels[0] / perMm, pixels[1] / perMm],
          sigma: { along: along * perMm, across: across * acrossPerMm },
        });
        const covariance = acceptedTip(found, source('US'), space).found?.covariance ?? [];
        expect(quadratic(covariance, device)).toBeCloseTo(along ** 2, 6);
        expect(quadratic(covariance, [-device[1], device[0]])).toBeCloseTo(across ** 2, 6);
        const mixed = quadratic(covariance, [device[0] - device[1], device[1] + device[0]]);
        expect(mixed).toBeCloseTo(along ** 2 + across ** 2, 6);
      },
    ),
  );
});

test('an end counts as seen in the image where it is clear, in CT and X-ray alone', () => {
  const evidenceOf = (modality: string, given: Partial<FoundEnd> = {}): string | undefined =>
    acceptedTip(end(given), source(modality), patient).found?.evidence;
  expect(['CT', 'XA', 'RF'].map((modality) => evidenceOf(modality))).toEqual(['image', 'image', 'image']);
  expect(['US', 'IVUS', 'MR'].map((modality) => evidenceOf(modality))).toEqual(['none', 'none', 'none']);
  expect(evidenceOf('CT', { score: 0.49 })).toBe('none');
  const against = [{ code: 'neighbour', supports: false, message: 'Another device is near.' }] as const;
  expect(evidenceOf('CT', { evidence: against })).toBe('none');
});

test('the shaft is marked far enough back for a direction, on the way that the device was followed', () => {
  const path = [0, 5, 10, 15, 20, 25, 30].map((x) => [x, 0, 0] as const);
  const shaftOf = (given: readonly (readonly [number, number, number])[]): unknown =>
    acceptedTip(end({ tip: [30, 0, 0], path: given }), source('CT'), patient).found?.shaft;
  expect(shaftOf(path)).toEqual([15, 0, 0]);
  // A short one gives what it has; one of no length none.
  expect(shaftOf(path.slice(5))).toEqual([25, 0, 0]);
  expect(shaftOf([[30, 0, 0]])).toBeUndefined();
});
