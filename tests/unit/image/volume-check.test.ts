import { describe, expect, it } from 'vitest';
import { volumeCheck, type VolumeCheck } from '../../../src/image/volume-check.ts';
import type { PlaneGeometry } from '../../../src/image/plane-geometry.ts';
import { movedWithin, obliqueStack as stack, steps } from '../../support/oblique-stack.ts';

const tangent = (degrees: number): number => Math.tan((degrees * Math.PI) / 180);

const checked = (
  planes: readonly (PlaneGeometry | null)[],
  {
    size = [6, 4],
    thickness,
    isColour = false,
  }: { size?: [number, number]; thickness?: number; isColour?: boolean } = {},
): VolumeCheck =>
  volumeCheck(
    planes.map((plane) => ({ plane })),
    { size, thicknesses: planes.map(() => thickness), isColour },
  );
const check = (planes: readonly (PlaneGeometry | null)[]): string => {
  const result = checked(planes);
  if (result.kind === 'ok') return `ok ${result.betweenSlices.toFixed(6)}`;
  return result.kind === 'refused' ? result.code : result.reasons.join(' ');
};

describe('reformatted planes', () => {
  const good = stack(steps(6, 1.5), { azimuth: 10, elevation: 40 });

  it('are made of the slices as they are where these form a regular grid', () => {
    expect(check(good)).toBe('ok 1.500000');
    expect(check(good.toReversed())).toBe('ok 1.500000');
  });

  it.each([
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
  ] as const)('are refused for %s', (_, planes, code) => {
    expect(check(planes)).toBe(code);
  });

  it.each([
    ['tilted slices', stack(steps(6, 1.5), { shear: tangent(15) }), 'gantry-tilt', 'gantry tilted by 15.0°'],
    ['a missing slice', stack([0, 1.5, 3, 6, 7.5]), 'missing-slices', 'a gap of 3.0 mm left empty'],
    ['two gaps', stack([0, 1, 2, 5, 6, 8, 9, 10]), 'missing-slices', '2 gaps of up to 3.0 mm left empty'],
    ['uneven distances', stack([0, 1, 2.2, 3.2, 4.6]), 'non-uniform-slices', 'slices 1.00 to 1.40 mm apart'],
    [
      'a slice shifted sideways in the middle, though first and last are not',
      good.map((plane, index) => (index === 2 ? movedWithin(plane, 4, 0) : plane)),
      'misaligned-slices',
      'slices shifted sideways by up to 4.0 mm',
    ],
    [
      'a tilt with a slice off its line and one missing',
      stack([0, 2, 4, 8, 10], { shear: tangent(20) }).map((plane, index) =>
        index === 1 ? movedWithin(plane, 3, 0) : plane,
      ),
      'gantry-tilt misaligned-slices missing-slices',
      'gantry tilted by 20.0°, slices shifted sideways by up to 3.0 mm, a gap of 4.0 mm left empty',
    ],
  ] as const)('are resampled for %s, and say why', (_, planes, reasons, message) => {
    expect(check(planes)).toBe(reasons);
    expect(checked(planes)).toMatchObject({ kind: 'resampled', message });
  });

  it('stand positions that were rounded to a hundredth of a millimetre', () => {
    const rounded = stack(steps(40, 0.6), { azimuth: 33, elevation: 21 }).map((plane): PlaneGeometry => {
      const [x = 0, y = 0, z = 0] = plane.origin.map((value) => Math.round(value * 100) / 100);
      return { ...plane, origin: [x, y, z] as unknown as PlaneGeometry['origin'] };
    });
    expect(check(rounded)).toMatch(/^ok 0\.600/);
  });

  it('are resampled where small differences add up to a slice that is off the grid', () => {
    // Each distance is within 1 % of the usual one; in the middle that makes 50 · 0.018 / 2 = 0.45 mm.
    const creeping = steps(101, 1).map((_, index) => (index <= 50 ? 1.009 * index : 50.45 + 0.991 * (index - 50)));
    expect(check(stack(creeping))).toBe('non-uniform-slices');
    // A tilt of 0.09° isn't called one, and after 200 mm is 0.3 mm.
    expect(check(stack(steps(101, 2), { shear: tangent(0.09) }))).toBe('misaligned-slices');
    expect(check(stack(steps(11, 2), { shear: tangent(0.09) }))).toBe('ok 2.000000');
  });

  it('take a step that the thickness of its slices covers for no gap', () => {
    const wide = stack([0, 2, 4, 6, 11, 16]);
    expect(checked(wide, { thickness: 2 })).toMatchObject({ reasons: ['missing-slices'] });
    expect(checked(wide, { thickness: 5 })).toMatchObject({
      reasons: ['non-uniform-slices'],
      message: 'slices 2.00 to 5.00 mm apart',
    });
  });

  it('are not made of colours, nor where they would need more memory than there is', () => {
    const tilted = stack(steps(6, 1.5), { shear: tangent(15) });
    expect(checked(tilted, { isColour: true })).toMatchObject({ kind: 'refused', code: 'colour' });
    expect(checked(good, { isColour: true })).toMatchObject({ kind: 'ok' });
    // 1024 × (1024 + 299 · 1 · tan 15° / 0.8 = 101) × 300 voxels are over 2^28.
    const long = stack(steps(300, 1), { shear: tangent(15) });
    expect(checked(long, { size: [1024, 1024] })).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('1024 × 1125 × 300 voxels') as string,
    });
    expect(checked(long, { size: [512, 512] })).toMatchObject({ kind: 'resampled' });
  });
});
