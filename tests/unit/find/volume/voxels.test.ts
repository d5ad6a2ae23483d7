import { describe, expect, it } from 'vitest';
import { VolumeSampler } from '../../../../src/find/volume/volume.ts';
import { eachRunAlong, eachRunNear } from '../../../../src/find/volume/voxels.ts';
import { cross, dot, length, normalize, subtract, type Vector3 } from '../../../../src/space/vector.ts';

/** Oblique, under a tilted gantry, with pixels that aren't square. */
const sampler = new VolumeSampler({
  size: [31, 27, 19],
  values: new Int16Array(31 * 27 * 19),
  origin: [-12.3, 40.1, -900.7],
  columnStep: [0.7, 0.05, -0.02],
  rowStep: [-0.06, 0.8, 0.1],
  sliceStep: [0.03, 0.5, 1.3],
  sliceThickness: 1.3,
});

const all = (isIn: (place: Vector3) => boolean): readonly string[] => {
  const found: string[] = [];
  const [columns, rows, slices] = sampler.volume.size;
  for (let s = 0; s < slices; s += 1)
    for (let r = 0; r < rows; r += 1)
      for (let c = 0; c < columns; c += 1) if (isIn(sampler.place(c, r, s))) found.push([c, r, s].join());
  return found.sort();
};

const visited = (
  visit: (act: (first: number, last: number, row: number, slice: number) => void) => void,
): readonly string[] => {
  const found: string[] = [];
  visit((first, last, row, slice) => {
    for (let column = first; column <= last; column += 1) found.push([column, row, slice].join());
  });
  return found.sort();
};

describe('voxels in a ball', () => {
  it.each([
    [15, 13, 9, 6.1],
    [0.4, 26, 1, 9.3],
    [-3, -2, 4, 5],
    [60, 5, 5, 4],
  ])('about voxel %d, %d, %d: those whose centres are in it, each once', (c, r, s, radius) => {
    const centre = sampler.place(c, r, s);
    const expected = all((place) => length(subtract(place, centre)) <= radius);
    expect(
      visited((act) => {
        eachRunNear(sampler, centre, radius, act);
      }),
    ).toEqual(expected);
  });
});

describe('voxels along a line', () => {
  it.each<[string, Vector3]>([
    ['oblique', [0.4, -0.7, 0.6]],
    ['along the rows of the image', sampler.volume.columnStep],
    ['along its columns', sampler.volume.rowStep],
    ['across its slices', sampler.normal],
  ])('%s: those within its radius and between its ends, each once', (_, way) => {
    const direction = normalize(way);
    const origin = sampler.place(14.2, 12.7, 8.9);
    const expected = all((place) => {
      const d = subtract(place, origin);
      const along = dot(d, direction);
      return along >= -14.5 && along < 17 && length(cross(d, direction)) <= 3.3;
    });
    expect(expected.length).toBeGreaterThan(100);
    expect(
      visited((act) => {
        eachRunAlong(sampler, origin, direction, [-14.5, 17], 3.3, act);
      }),
    ).toEqual(expected);
  });
});
