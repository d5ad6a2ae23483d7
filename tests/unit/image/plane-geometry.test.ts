import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imagePoint, patientPoint, pixelIndex } from '../../../src/space/frame.ts';
import {
  imagePointFromPatient,
  patientFromImagePoint,
  patientFromPixelIndex,
  pixelIndexFromPatient,
  planeGeometry,
} from '../../../src/image/plane-geometry.ts';
import { angle, apart, place, rotation } from '../../support/records.ts';

/** Oblique, with pixels that are not square. */
const plane = fc
  .record({
    origin: place,
    angles: fc.tuple(angle, angle, angle),
    betweenRows: fc.double({ min: 0.1, max: 4, noNaN: true }),
    betweenColumns: fc.double({ min: 0.1, max: 4, noNaN: true }),
  })
  .map(({ origin, angles, betweenRows, betweenColumns }) => {
    const rows = rotation(...angles);
    const axis = (index: 0 | 1): [number, number, number] => [
      rows[0]?.[index] ?? 0,
      rows[1]?.[index] ?? 0,
      rows[2]?.[index] ?? 0,
    ];
    return { axes: [axis(0), axis(1)] as const, origin, betweenRows, betweenColumns };
  })
  .map(({ axes, ...rest }) => ({
    ...rest,
    axes,
    plane: planeGeometry(rest.origin, [...axes[0], ...axes[1]], rest.betweenRows, rest.betweenColumns),
  }));
const pixels = fc.double({ min: -50, max: 600, noNaN: true });

describe('a plane of the patient', () => {
  it('maps by equation C.7.6.2.1-1: the first index goes along the rows by the distance between columns', () => {
    fc.assert(
      fc.property(plane, pixels, pixels, ({ plane, axes, origin, betweenRows, betweenColumns }, column, row) => {
        const expected = origin.map(
          (value, i) => value + (axes[0][i] ?? 0) * betweenColumns * column + (axes[1][i] ?? 0) * betweenRows * row,
        );
        expect(apart(patientFromPixelIndex(plane, pixelIndex(column, row)), expected)).toBeLessThan(1e-9);
      }),
    );
  });

  it('puts ImagePositionPatient at the image point (0.5, 0.5)', () => {
    fc.assert(
      fc.property(plane, ({ plane, origin }) => {
        expect(apart(patientFromImagePoint(plane, imagePoint(0.5, 0.5)), origin)).toBeLessThan(1e-12);
        const { point } = imagePointFromPatient(plane, patientPoint(...origin));
        expect(point[0]).toBeCloseTo(0.5, 9);
        expect(point[1]).toBeCloseTo(0.5, 9);
      }),
    );
  });

  it('comes back from the patient, also from off the plane, with the signed distance to it', () => {
    const offset = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(plane, pixels, pixels, offset, ({ plane }, column, row, offsetMm) => {
        const on = patientFromPixelIndex(plane, pixelIndex(column, row));
        const off = patientPoint(
          on[0] + offsetMm * plane.normal[0],
          on[1] + offsetMm * plane.normal[1],
          on[2] + offsetMm * plane.normal[2],
        );
        const found = pixelIndexFromPatient(plane, off);
        expect(apart(found.index, [column, row])).toBeLessThan(1e-8);
        expect(found.offsetMm).toBeCloseTo(offsetMm, 9);
      }),
    );
  });
});
