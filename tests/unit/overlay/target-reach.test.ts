import { expect, test } from 'vitest';
import type { Target } from '../../../src/confirmation/record.ts';
import { targetReach } from '../../../src/overlay/target-reach.ts';

const reach = (target: object, center: [number, number, number] = [0, 0, 0]): number =>
  targetReach(target as Target, center);

test('a ball around the centre holds all of a target', () => {
  expect(reach({ shape: 'sphere', center: [0, 0, 0], radius: 6 })).toBe(6);
  expect(reach({ shape: 'point', center: [0, 0, 0], tolerance: 5 })).toBe(5);
  const axes = [
    [3, 4, 0],
    [0, 0, 2],
    [-4, 3, 0],
  ];
  expect(reach({ shape: 'ellipsoid', center: [0, 0, 0], axes })).toBe(5);
  expect(reach({ shape: 'mesh', vertices: [1, 0, 0, 0, -2, 0, 2, 3, 6], triangles: [0, 1, 2] })).toBe(7);
  expect(
    reach(
      {
        shape: 'contours',
        planes: [
          [
            [3, 0, 1],
            [3, 1, 1],
            [4, 0, 1],
          ],
          [[0, 0, 9]],
        ],
      },
      [0, 0, 1],
    ),
  ).toBe(8);
});

test('of a labelmap it reaches to the corners of the voxels that are set', () => {
  // 3 × 2 × 2 voxels of 1 × 2 × 2 mm, columns along +y and rows along -x, so that slices follow along +z; set: the third of the first row of the second slice.
  const bits = Buffer.from([0, 0b1]).toString('base64');
  const target = {
    shape: 'labelmap',
    size: [3, 2, 2],
    origin: [0, 0, 0],
    orientation: [0, 1, 0, -1, 0, 0],
    betweenColumns: 1,
    betweenRows: 2,
    betweenSlices: 2,
    bits,
  };
  // Voxel 8 = column 2, row 0, slice 1: its centre is (0, 2, 2); half the diagonal of a voxel is 1.5 mm.
  expect(reach(target, [0, 2, 2])).toBe(1.5);
  expect(reach(target, [0, 2, 12])).toBe(11.5);
});
