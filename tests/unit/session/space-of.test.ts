import { expect, it } from 'vitest';
import { groupSeries } from '../../../src/image/series.ts';
import { spaceOf } from '../../../src/session/space-of.ts';
import { ct } from '../../support/images.ts';

/** Slices of 2.5 mm at these heights, each 0.4 mm further back per mm. */
const spaceAt = (heights: readonly number[], position: readonly [number, number, number]) => {
  const [series] = groupSeries(
    heights.map((z, index) => ct(index + 1, { '00200032': ['DS', `-10\\${String(-10 + 0.4 * z)}\\${String(z)}`] })),
  );
  const frame = series?.frames[0];
  if (!series || !frame) throw new Error('no series');
  return spaceOf({ series, frame }, position);
};

it('a mark in a tilted stack has the voxel of the acquired slices: their distance along the normal, their thickness', () => {
  // The table moved by 4 mm from slice to slice; the slices are axial, so that is their distance, too.
  expect(spaceAt([0, 4, 8, 12], [3, 7, 5.3])).toMatchObject({
    voxel: {
      betweenColumns: 0.7,
      betweenRows: 0.8,
      betweenSlices: 4,
      sliceThickness: 2.5,
      orientation: [1, 0, 0, 0, 1, 0],
    },
  });
});

it('a mark between uneven slices has the distance of those around it as its voxel', () => {
  const heights = [0, 2, 4, 11, 13];
  expect(spaceAt(heights, [3, 7, 1])).toMatchObject({ voxel: { betweenSlices: 2 } });
  expect(spaceAt(heights, [3, 7, 7.5])).toMatchObject({ voxel: { betweenSlices: 7 } });
  // On the slice beside the gap: what is seen in it may reach into the gap.
  expect(spaceAt(heights, [3, 7, 4])).toMatchObject({ voxel: { betweenSlices: 7 } });
  expect(spaceAt(heights, [3, 7, 12.1])).toMatchObject({ voxel: { betweenSlices: 2 } });
});
