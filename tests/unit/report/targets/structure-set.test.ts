import { describe, expect, it } from 'vitest';
import { structureSet, type DrawnRegion } from '../../../support/structure-sets.ts';
import { onlyOf } from '../../../support/target-objects.ts';

const square = (z: number): number[][] => [
  [0, 0, z],
  [4, 0, z],
  [4, 4, z],
  [0, 4, z],
];
const read = (region: Omit<DrawnRegion, 'name'>) => onlyOf(structureSet('1.2.3.4.5', [{ name: 'GTV', ...region }]));

describe('a structure set', () => {
  it('gives closed outlines as contours, in the frame of reference that it names', () => {
    expect(read({ contours: [square(0), square(3)] })).toMatchObject({
      name: 'GTV',
      frameOfReferenceUID: '1.2.3.4.5',
      region: { shape: 'contours', planes: [square(0), square(3)] },
    });
  });
  it('leaves out points that repeat the one before them, or the first at the end', () => {
    const [a = [], b = [], c = [], d = []] = square(1);
    expect(read({ contours: [[a, b, b, c, d, a]] })).toMatchObject({ region: { planes: [[a, b, c, d]] } });
  });
  it('gives the outline and the hole of a keyhole contour, one inside the other', () => {
    const outer = square(1);
    const hole = [
      [1, 1, 1],
      [1, 2, 1],
      [2, 2, 1],
    ];
    const [a = [], b = [], ...rest] = outer;
    const [h = []] = hole;
    // Around, along the channel from b to h, around the hole, back along it.
    const planes = [outer, hole];
    expect(read({ contours: [[a, b, ...hole, h, b, ...rest]] })).toMatchObject({ region: { planes } });
    // The same with a corner in the channel.
    const k = [3, 0.5, 1];
    expect(read({ contours: [[a, b, k, ...hole, h, k, b, ...rest, a]] })).toMatchObject({ region: { planes } });
  });
  it('gives a point, which needs a tolerance', () => {
    expect(read({ type: 'POINT', contours: [[[1, 2, 3]]] })).toMatchObject({
      region: { shape: 'position', at: [1, 2, 3] },
    });
  });
});

describe('a region of a structure set is refused, with the reason, where', () => {
  const [a = [], b = [], c = []] = square(0);
  it.each<[string, Omit<DrawnRegion, 'name'>, string]>([
    ['its contour crosses itself', { contours: [[a, c, b, [0, 3, 0]]] }, 'self-crossing'],
    ['its contour is not planar', { contours: [[a, b, c, [0, 4, 1]]] }, 'not-planar'],
    [
      'its planes are not parallel',
      { contours: [square(0), square(3).map(([x = 0, y = 0, z = 0]) => [x, y, z + x])] },
      'not-parallel',
    ],
    ['its contour has two points', { contours: [[a, b]] }, 'too-few-points'],
    ['its contour has no area', { contours: [[a, [1, 0, 0], [2, 0, 0]]] }, 'zero-area'],
    ['it lies beyond any patient', { contours: [square(20_000)] }, 'out-of-range'],
    ['points are missing', { contours: [square(0)], count: 5 }, 'invalid-contour'],
    ['it is a line', { type: 'OPEN_NONPLANAR', contours: [[a, b, c]] }, 'not-an-outline'],
    ['it is several points', { type: 'POINT', contours: [[a], [b]] }, 'several-points'],
    ['nothing is drawn', { contours: [] }, 'no-contours'],
    ['it names no frame of reference', { contours: [square(0)], frameOfReferenceUID: null }, 'no-frame-of-reference'],
  ])('%s', (_, region, code) => {
    expect(read(region)).toBe(code);
  });
});
