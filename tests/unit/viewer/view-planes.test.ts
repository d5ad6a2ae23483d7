import { expect, test } from 'vitest';
import { planeGeometry } from '../../../src/image/plane-geometry.ts';
import type { ImageSeries } from '../../../src/image/series.ts';
import { acquiredViewPlanes, placeInSeries } from '../../../src/viewer/view-planes.ts';

/** Four coronal slices 5 mm apart from the front to the back, pixels of 2 × 3 mm. */
const frames = [0, 5, 10, 15].map((y) => ({ plane: planeGeometry([-50, y, 80], [1, 0, 0, 0, 0, -1], 3, 2) }));
const series = { frames, size: [50, 60] } as unknown as ImageSeries;

test('each view counts along the axis that the images were acquired along', () => {
  const plane = frames[0]?.plane;
  if (!plane) throw new Error('no plane');
  const [axial, coronal, sagittal] = acquiredViewPlanes(plane);
  const at = [-50 + 2 * 9, 10.4, 80 - 3 * 19] as const;
  expect([axial.name, placeInSeries(series, axial.acquiredAxis, at)]).toEqual(['Axial', '20/60']);
  expect([coronal.name, placeInSeries(series, coronal.acquiredAxis, at)]).toEqual(['Coronal', '3/4']);
  expect([sagittal.name, placeInSeries(series, sagittal.acquiredAxis, at)]).toEqual(['Sagittal', '10/50']);
});

test('beyond the volume the first or last is counted', () => {
  expect(placeInSeries(series, 0, [-400, 0, 0])).toBe('1/50');
  expect(placeInSeries(series, 1, [0, 0, -400])).toBe('60/60');
});
