import { describe, expect, it } from 'vitest';
import { distanceAround, slicesOf } from '../../../src/image/volume-geometry.ts';
import { add, scale, type Vector3 } from '../../../src/space/vector.ts';
import { obliqueStack as stack, steps } from '../../support/oblique-stack.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

describe('slices', () => {
  it('of an oblique stack, in any order, have the spacing along their normal', () => {
    const planes = stack(steps(20, 1.25), { azimuth: 33, elevation: 21 });
    const shuffled = [
      ...planes.filter((_, index) => index % 3 === 1),
      ...planes.filter((_, index) => index % 3 !== 1).reverse(),
    ];
    const slices = slicesOf(shuffled, [2, undefined, 2.5]);
    expect(slices).toMatchObject({ thickness: 2.5, uniform: true, tiltDegrees: 0 });
    expect(slices?.spacing).toBeCloseTo(1.25, 10);
  });

  it.each([5, 15, 30])('tilted by %d degrees say so, whatever the direction of the stack', (tilt) => {
    for (const sign of [1, -1]) {
      const slices = slicesOf(
        stack(steps(9, sign * 2), { azimuth: 12, elevation: 70, shear: Math.tan(radians(tilt)) }),
        [],
      );
      expect(slices?.tiltDegrees).toBeCloseTo(tilt, 8);
      expect(slices?.spacing).toBeCloseTo(2, 10);
      expect(slices?.uniform).toBe(true);
    }
  });

  it('are not tilted below a tenth of a degree', () => {
    expect(slicesOf(stack(steps(9, 2), { shear: Math.tan(radians(0.099)) }), [])?.tiltDegrees).toBe(0);
    expect(slicesOf(stack(steps(9, 2), { shear: Math.tan(radians(0.101)) }), [])?.tiltDegrees).toBeCloseTo(0.101, 6);
  });

  it('are uniform within 1 % or a hundredth of a millimetre of the median', () => {
    expect(slicesOf(stack([0, 2, 4.019, 6]), [])?.uniform).toBe(true);
    expect(slicesOf(stack([0, 2, 4.03, 6]), [])?.uniform).toBe(false);
    expect(slicesOf(stack([0, 0.3, 0.609, 0.9]), [])?.uniform).toBe(true);
    expect(slicesOf(stack([0, 0.3, 0.612, 0.9]), [])?.uniform).toBe(false);
  });

  it('with a gap keep the usual spacing and are not uniform', () => {
    expect(slicesOf(stack([0, 2, 4, 10, 12]), [])).toMatchObject({ spacing: 2, uniform: false });
  });

  it('at repeated positions count the distances of 0 between them', () => {
    expect(slicesOf(stack([0, 2, 2, 4, 7, 9]), [])).toMatchObject({ spacing: 2, uniform: false });
    expect(slicesOf(stack([0, 1, 1, 1, 9]), [])).toMatchObject({ spacing: 0.5, uniform: false });
    expect(slicesOf(stack([3, 3, 3]), [])).toMatchObject({ spacing: 0, tiltDegrees: 0 });
  });

  it('need two images, and an unknown thickness stays unknown', () => {
    expect(slicesOf(stack([0]), [2])).toBeNull();
    expect(slicesOf(stack([0, 2]), [undefined])).toMatchObject({ spacing: 2, thickness: null });
  });
});

describe('the distance between slices around a place', () => {
  const planes = stack([0, 2, 4, 9, 11], { azimuth: 12, elevation: 70 });
  const [first] = planes;
  /** A place `along` mm from the first slice, well to its side. */
  const place = (along: number): Vector3 => {
    if (!first) throw new Error('no planes');
    return add(first.origin, add(scale(first.normal, along), scale(first.alongRow, 31)));
  };

  it('is that of the slices that it lies between', () => {
    expect(distanceAround(planes, place(1))).toBeCloseTo(2, 10);
    expect(distanceAround(planes, place(6.1))).toBeCloseTo(5, 10);
    expect(distanceAround(planes, place(10.9))).toBeCloseTo(2, 10);
  });

  it('is the wider one beside the slice that it lies on', () => {
    expect(distanceAround(planes, place(2))).toBeCloseTo(2, 10);
    expect(distanceAround(planes, place(4))).toBeCloseTo(5, 10);
    expect(distanceAround(planes, place(9))).toBeCloseTo(5, 10);
  });

  it('is that of the nearest slices outside the stack, and not known where all lie at one position', () => {
    expect(distanceAround(planes, place(-3))).toBeCloseTo(2, 10);
    expect(distanceAround(planes, place(30))).toBeCloseTo(2, 10);
    expect(distanceAround(stack([3, 3, 3]), place(3))).toBeNull();
  });
});
