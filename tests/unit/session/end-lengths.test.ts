import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Space } from '../../../src/confirmation/record.ts';
import { onPixels } from '../../../src/find/frames/frame-candidate.ts';
import { planeOf } from '../../../src/find/frames/plane.ts';
import { acceptedTip } from '../../../src/session/accepted-tip.ts';
import { endLengths, placeAlong } from '../../../src/session/end-lengths.ts';
import type { ImageSource } from '../../../src/session/image-source.ts';
import type { FoundEnd } from '../../../src/session/suggestions.ts';

/** What is told of an end in an image of pixels that aren't square: the same in the panel and in the record, and the device's own millimetres. */

const source = {
  series: { modality: 'US' },
  frame: { frame: 1, instance: { sopInstanceUID: '1.2.3' } },
} as unknown as ImageSource;
const spaceOf = (betweenColumns: number, betweenRows: number): Space => ({
  kind: 'image',
  sopInstanceUID: '1.2.3',
  frame: 1,
  modality: 'US',
  scale: { betweenColumns, betweenRows, unit: 'mm', basis: 'us-region' },
});

/** An end with a direction and sigmas in mm, as a search in square cells finds it and hands it on in pixels. */
const endAt = (turn: number, along: number, across: number, betweenColumns: number, betweenRows: number): FoundEnd => {
  const frame = {
    columns: 12,
    rows: 12,
    values: new Uint8Array(144),
    betweenColumns,
    betweenRows,
    unit: 'mm',
  } as const;
  const plane = planeOf(frame);
  return onPixels(plane, frame, {
    place: [5, 6],
    direction: [Math.cos(turn), Math.sin(turn)],
    along: along / plane.pitch,
    across: across / plane.pitch,
    score: 0.3,
    evidence: [],
    path: [],
    profile: { distances: [-1 / plane.pitch], values: [1], fitted: [1] },
    method: 'a-method',
    version: '1.0.0',
  });
};

const size = fc.double({ min: 0.1, max: 3, noNaN: true });
const turn = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });

describe('an oblique needle among pixels that are not square', () => {
  test('has the sigmas that it was found with, in millimetres', () => {
    fc.assert(
      fc.property(turn, size, size, size, size, (angle, along, across, betweenColumns, betweenRows) => {
        const end = endAt(angle, along, across, betweenColumns, betweenRows);
        const told = endLengths(end, spaceOf(betweenColumns, betweenRows));
        expect(told.unit).toBe('mm');
        expect(told.along).toBeCloseTo(along, 9);
        expect(told.across).toBeCloseTo(across, 9);
        expect(told.direction[0]).toBeCloseTo(Math.cos(angle), 9);
        expect(told.direction[1]).toBeCloseTo(Math.sin(angle), 9);
        // The profile's distances are told in the same unit.
        expect((end.profile.distances[0] ?? NaN) * told.perUnit).toBeCloseTo(-1, 9);
      }),
    );
  });

  test('is stored with the covariance of the same sigmas: R diag(along², across²) Rᵀ', () => {
    fc.assert(
      fc.property(turn, size, size, size, size, (angle, along, across, betweenColumns, betweenRows) => {
        const space = spaceOf(betweenColumns, betweenRows);
        const end = endAt(angle, along, across, betweenColumns, betweenRows);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const expected = [
          c * c * along ** 2 + s * s * across ** 2,
          c * s * (along ** 2 - across ** 2),
          c * s * (along ** 2 - across ** 2),
          s * s * along ** 2 + c * c * across ** 2,
        ];
        (acceptedTip(end, source, space).found?.covariance ?? []).forEach((value, n) => {
          expect(value).toBeCloseTo(expected[n] ?? NaN, 8);
        });
        const { along: a, across: b } = endLengths(end, space);
        const [xx = NaN, xy = NaN, , yy = NaN] = acceptedTip(end, source, space).found?.covariance ?? [];
        // What the panel tells are the roots of the stored matrix: its trace and determinant.
        expect(xx + yy).toBeCloseTo(a ** 2 + b ** 2, 8);
        expect(xx * yy - xy * xy).toBeCloseTo(a ** 2 * b ** 2, 7);
      }),
    );
  });

  test('a mark’s place along it is that of its foot on the needle, in millimetres', () => {
    fc.assert(
      fc.property(turn, size, size, size, size, (angle, on, off, betweenColumns, betweenRows) => {
        const end = endAt(angle, 0.3, 0.4, betweenColumns, betweenRows);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const [tipC = NaN, tipR = NaN] = end.tip;
        const mark = [tipC + (on * c - off * s) / betweenColumns, tipR + (on * s + off * c) / betweenRows];
        expect(placeAlong(end, spaceOf(betweenColumns, betweenRows), mark)).toBeCloseTo(on, 8);
      }),
    );
  });
});

test('in the patient lengths are millimetres as they are', () => {
  const end = {
    ...endAt(0, 1, 1, 1, 1),
    tip: [1, 2, 3],
    axis: [0, 0.6, 0.8],
    sigma: { along: 0.5, across: 0.2 },
  } as FoundEnd;
  const space: Space = { kind: 'patient', frameOfReferenceUID: '1.2' };
  expect(endLengths(end, space)).toMatchObject({ unit: 'mm', along: 0.5, across: 0.2, perUnit: 1 });
  expect(placeAlong(end, space, [1, 2 + 0.6 * 4, 3 + 0.8 * 4])).toBeCloseTo(4, 12);
});
