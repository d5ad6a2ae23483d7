import { describe, expect, it } from 'vitest';
import { planeGeometry, type PlaneGeometry } from '../../../src/image/plane-geometry.ts';
import { slicesOf, volumeCheck } from '../../../src/image/volume-geometry.ts';
import { add, cross, normalize, scale, type Vector3 } from '../../../src/space/vector.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** A doubly oblique stack in closed form: directions from two rotations, slices at `offsets` mm along the normal and `shear` mm sideways per mm. */
const stack = (
  offsets: readonly number[],
  options: {
    readonly azimuth?: number;
    readonly elevation?: number;
    readonly shear?: number;
    readonly betweenRows?: number;
  } = {},
): readonly PlaneGeometry[] => {
  const { azimuth = 0, elevation = 0, shear = 0, betweenRows = 0.8 } = options;
  const alongRow: Vector3 = [Math.cos(radians(azimuth)), Math.sin(radians(azimuth)), 0];
  const perpendicular: Vector3 = [-Math.sin(radians(azimuth)), Math.cos(radians(azimuth)), 0];
  const alongColumn = add(scale(perpendicular, Math.cos(radians(elevation))), [0, 0, Math.sin(radians(elevation))]);
  const normal = normalize(cross(alongRow, alongColumn));
  return offsets.map((offset) =>
    planeGeometry(
      add([-12.5, 40, 7], add(scale(normal, offset), scale(alongColumn, offset * shear))),
      [...alongRow, ...alongColumn],
      betweenRows,
      0.7,
    ),
  );
};

const steps = (count: number, step: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index * step);
const check = (planes: readonly (PlaneGeometry | null)[]): string => {
  const result = volumeCheck(planes.map((plane) => ({ plane })));
  return result.kind === 'ok' ? `ok ${result.betweenSlices.toFixed(6)}` : result.code;
};

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

describe('a volume', () => {
  const good = stack(steps(6, 1.5), { azimuth: 10, elevation: 40 });

  it('is a stack whose steps are parallel to row × column', () => {
    expect(check(good)).toBe('ok 1.500000');
    expect(check(good.toReversed())).toBe('ok 1.500000');
  });

  it.each([
    ['tilted slices', stack(steps(6, 1.5), { shear: Math.tan(radians(15)) }), 'gantry-tilt'],
    ['a gap', stack([0, 1.5, 3, 6, 7.5]), 'non-uniform-slices'],
    ['a repeated position', stack([0, 1.5, 1.5, 3]), 'duplicate-positions'],
    ['two slices', good.slice(0, 2), 'too-few-slices'],
    ['a slice of another orientation', [...good, ...stack([9], { azimuth: 11, elevation: 40 })], 'mixed-orientation'],
    [
      'a slice with other pixels',
      [...good, ...stack([9], { azimuth: 10, elevation: 40, betweenRows: 0.9 })],
      'mixed-spacing',
    ],
    ['an image without a place', [...good, null], 'no-geometry'],
    ['nothing', [], 'no-geometry'],
  ] as const)('is refused for %s', (_, planes, code) => {
    expect(check(planes)).toBe(code);
  });

  it('is refused when slices in the middle are shifted sideways, though first and last are not', () => {
    const bent = good.map((plane, index): PlaneGeometry => {
      if (index !== 2) return plane;
      const [x, y, z] = add(plane.origin, scale(plane.alongRow, 4));
      return { ...plane, origin: planeGeometry([x, y, z], [1, 0, 0, 0, 1, 0], 1, 1).origin };
    });
    expect(check(bent)).toBe('misaligned-slices');
  });

  it('stands positions that were rounded to a hundredth of a millimetre', () => {
    const rounded = stack(steps(40, 0.6), { azimuth: 33, elevation: 21 }).map((plane): PlaneGeometry => {
      const [x = 0, y = 0, z = 0] = plane.origin.map((value) => Math.round(value * 100) / 100);
      return { ...plane, origin: planeGeometry([x, y, z], [1, 0, 0, 0, 1, 0], 1, 1).origin };
    });
    expect(check(rounded)).toMatch(/^(ok|non-uniform)/);
    expect(check(rounded)).not.toBe('misaligned-slices');
  });

  it('says in words what is wrong', () => {
    const result = volumeCheck(stack(steps(6, 1.5), { shear: Math.tan(radians(15)) }).map((plane) => ({ plane })));
    expect(result).toMatchObject({ message: expect.stringMatching(/tilted by 15\.0°/) as string });
  });
});
