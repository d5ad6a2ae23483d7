import { describe, expect, it } from 'vitest';
import { isRefused } from '../../../../src/confirmation/record.ts';
import { groupSeries } from '../../../../src/image/series.ts';
import type { ImageFrame } from '../../../../src/image/stacks.ts';
import { isRefusal } from '../../../../src/image/refusal.ts';
import { readDicomObject } from '../../../../src/load/dicom-object.ts';
import { placeTarget, type OpenImages } from '../../../../src/report/targets/place-target.ts';
import { isOwnReport, readTargets } from '../../../../src/report/targets/read-targets.ts';
import { spaceOf } from '../../../../src/session/space-of.ts';
import { ct, regions, us } from '../../../support/images.ts';
import { part10, type Elements } from '../../../support/part10.ts';
import { onlyOf, reference, reportFile, targetsOf, type Graphic } from '../../../support/target-objects.ts';

const all = groupSeries([
  ct(1),
  ct(2),
  us({ ...regions({ delta: [0.02, 0.03] }), '00080018': ['UI', '1.2.3.9'], '0020000E': ['UI', '1.2.3.4.9'] }),
]);
const frames = all.flatMap((series) => series.frames);
const images: OpenImages = {
  inFrameOfReference: (uid) => frames.find(({ plane, instance }) => plane && instance.frameOfReferenceUID === uid),
  frame: (uid, frame): ImageFrame | undefined =>
    frames.find((one) => one.instance.sopInstanceUID === uid && one.frame === frame),
  spaceAt: (frame, position) => {
    const series = all.find((one) => one.frames.includes(frame));
    if (!series) throw new Error('no such image');
    return spaceOf({ series, frame }, position);
  },
};

const placed = (elements: Elements, tolerance: number | null = null) => {
  const found = onlyOf(elements);
  if (typeof found === 'string') return found;
  const result = placeTarget(found, images, tolerance);
  return isRefused(result) ? result.code : result;
};
const CT = { uid: '1.2.3.4.1.2' };
const US = { uid: '1.2.3.9' };
const graphic = (type: string, data: readonly number[], more: Partial<Graphic> = {}): Elements =>
  reportFile([{ type, data, ...more }]);

describe('regions in the patient', () => {
  it('an ellipsoid by the ends of its axes', () => {
    expect(
      placed(graphic('ELLIPSOID', [-2, 1, 1, 4, 1, 1, 1, -1, 1, 1, 3, 1, 1, 1, 0, 1, 1, 2], { concept: '121231' })),
    ).toMatchObject({
      target: {
        shape: 'ellipsoid',
        center: [1, 1, 1],
        axes: [
          [3, 0, 0],
          [0, 2, 0],
          [0, 0, 1],
        ],
      },
    });
  });
  it('polygons of one group as contours of one target', () => {
    const polygon = (z: number): Graphic => ({
      type: 'POLYGON',
      concept: '121231',
      data: [0, 0, z, 4, 0, z, 4, 4, z, 0, 0, z],
    });
    expect(placed(reportFile([polygon(0), polygon(2)]))).toMatchObject({
      target: {
        shape: 'contours',
        planes: [
          [
            [0, 0, 0],
            [4, 0, 0],
            [4, 4, 0],
          ],
          [
            [0, 0, 2],
            [4, 0, 2],
            [4, 4, 2],
          ],
        ],
      },
    });
  });
  it('a point, once a tolerance is given', () => {
    const elements = graphic('POINT', [1, 2, 3]);
    expect(placed(elements)).toEqual({ kind: 'needs-tolerance', unit: 'mm' });
    expect(placed(elements, 4)).toMatchObject({ target: { shape: 'point', center: [1, 2, 3], tolerance: 4 } });
    expect(placed(elements, -4)).toBe('not-positive');
  });
});

describe('regions on an image', () => {
  it('a circle on ultrasound stays one, in pixels from the corner of the first', () => {
    expect(placed(graphic('CIRCLE', [3, 2, 3, 3.5], { image: US }))).toMatchObject({
      target: { shape: 'circle', center: [3, 2], radius: 1.5 },
      on: { instance: { sopInstanceUID: '1.2.3.9' } },
    });
  });
  it('a point on ultrasound needs a tolerance in the unit of the region that it lies in', () => {
    expect(placed(graphic('POINT', [3, 2], { image: US }))).toEqual({ kind: 'needs-tolerance', unit: 'mm' });
  });
  it('an outline on a slice lies in the patient: half a pixel is the centre of the first', () => {
    // Pixels of 0.7 × 0.8 mm from (−10, −10, 5).
    expect(placed(graphic('POLYLINE', [0.5, 0.5, 2.5, 0.5, 2.5, 3.5, 0.5, 0.5], { image: CT }))).toMatchObject({
      target: {
        shape: 'contours',
        planes: [
          [
            [-10, -10, 5],
            [expect.closeTo(-8.6, 9), -10, 5],
            [expect.closeTo(-8.6, 9), expect.closeTo(-7.6, 9), 5],
          ],
        ],
      },
    });
  });
  it('an ellipse on a slice encloses its area', () => {
    const result = placed(graphic('ELLIPSE', [1, 2, 5, 2, 3, 1, 3, 3], { image: CT }));
    if (typeof result === 'string' || result.kind !== 'placed' || result.target.shape !== 'contours')
      throw new Error('no contours');
    const [outline = []] = result.target.planes;
    const area = outline.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = outline[(index + 1) % outline.length] ?? [NaN, NaN];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0);
    // π · 2 px · 1 px of 0.7 × 0.8 mm.
    expect(Math.abs(area) / (Math.PI * 2 * 0.56)).toBeGreaterThan(0.999);
    expect(Math.abs(area) / (Math.PI * 2 * 0.56)).toBeLessThanOrEqual(1);
  });
});

describe('a region is refused, with the reason, where', () => {
  it.each<[string, Elements, string]>([
    [
      'it is in another frame of reference',
      graphic('POINT', [1, 2, 3], { frameOfReferenceUID: '1.9' }),
      'different-frame-of-reference',
    ],
    ['its image is not open', graphic('POINT', [1, 2], { image: { uid: '1.9' } }), 'missing-image'],
    ['its frame does not exist', graphic('POINT', [1, 2], { image: { ...CT, frame: '3' } }), 'missing-image'],
    ['it is on several frames', graphic('POINT', [1, 2], { image: { ...CT, frame: '1\\2' } }), 'no-image'],
    ['it is an open line on an image', graphic('POLYLINE', [1, 2, 3, 4, 5, 1], { image: CT }), 'not-an-outline'],
    ['it is an open line in the patient', graphic('POLYLINE', [1, 2, 3, 4, 5, 1]), 'not-an-outline'],
    ['it is several points', graphic('MULTIPOINT', [1, 2, 3, 4], { image: CT }), 'not-an-outline'],
    ['a number is missing', graphic('POINT', [1, 2, 3], { image: CT }), 'invalid-graphic'],
    ['a circle has no radius', graphic('CIRCLE', [1, 2, 1, 2], { image: US }), 'zero-area'],
    [
      'an ellipsoid has axes that miss each other',
      graphic('ELLIPSOID', [-2, 0, 0, 4, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 1]),
      'not-an-ellipsoid',
    ],
    ['an outline crosses itself', graphic('POLYGON', [0, 0, 0, 4, 4, 0, 4, 0, 0, 0, 3, 0, 0, 0, 0]), 'self-crossing'],
    ['it is in a segmentation', reportFile([reference('121191')]), 'region-elsewhere'],
    ['there are only values', reportFile([]), 'no-region'],
  ])('%s', (_, elements, code) => {
    expect(placed(elements)).toBe(code);
  });

  it('the other groups of the report stay usable, each under its own name', () => {
    const found = targetsOf(
      reportFile([{ type: 'POINT', data: [1, 2, 3] }], [], [{ type: 'POINT', data: [1, 2, 3, 4, 5, 6] }]),
    );
    expect(found.map((one) => [one.name, one.kind === 'unusable' ? one.code : one.kind])).toEqual([
      ['Finding 1', 'found'],
      ['Finding 2', 'no-region'],
      ['Finding 3', 'invalid-graphic'],
    ]);
  });
});

describe('an object', () => {
  const refusalOf = (elements: Elements): string | null => {
    const object = readDicomObject(part10(elements));
    if (isRefusal(object)) return object.code;
    const targets = readTargets(object);
    return isRefusal(targets) ? targets.code : null;
  };
  it('that holds nothing to use is refused as a whole', () => {
    expect(refusalOf(reportFile())).toBe('no-targets');
    expect(refusalOf({ ...reportFile(), '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.104.1'] })).toBe('not-a-target');
  });
  it('of this product is told from those of others', () => {
    const own = readDicomObject(part10({ ...reportFile(), '00990010': ['LO', 'TIPCHECK'] }));
    const other = readDicomObject(part10(reportFile()));
    expect([own, other].map((object) => !isRefusal(object) && isOwnReport(object))).toEqual([true, false]);
  });
});
