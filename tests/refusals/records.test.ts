import { describe, expect, it } from 'vitest';
import { isRefused } from '../../src/confirmation/record.ts';
import { parseRecord, serializeRecord } from '../../src/confirmation/parse.ts';

const patient = () => ({
  tipcheck: 1,
  id: 'a',
  space: {
    kind: 'patient',
    frameOfReferenceUID: '1.2.3',
    voxel: {
      betweenColumns: 0.7,
      betweenRows: 0.8,
      betweenSlices: 3,
      sliceThickness: 3,
      orientation: [1, 0, 0, 0, 1, 0],
    },
  },
  target: { shape: 'sphere', center: [1, 2, 3], radius: 6 },
  tip: { position: [1, 2, 4], evidence: 'person', sigma: 0.5 },
  shaft: [[1, 2, 30]],
  entry: [1, 2, 60],
  plan: { entry: [1, 2, 61], target: [1, 2, 3] },
  device: { kind: 'needle' },
  at: '2026-11-22T10:20:00Z',
  observer: 'someone',
  images: [{ sopInstanceUID: '1.2.4', frame: 1, frameOfReferenceUID: '1.2.3' }],
  looks: [{ at: '2026-11-22T10:15:00Z', frameOfReferenceUID: '1.2.3', tip: { position: [1, 2, 11], sigma: 1 } }],
});

const image = () => ({
  tipcheck: 1,
  id: 'b',
  space: {
    kind: 'image',
    sopInstanceUID: '1.2.5',
    frame: 2,
    modality: 'US',
    scale: { betweenColumns: 0.2, betweenRows: 0.25, unit: 'mm', basis: 'us-region' },
    beamWidth: 4,
  },
  target: { shape: 'circle', center: [100, 120], radius: 20 },
  tip: { position: [101, 121] },
});

type Json = Record<string, unknown>;

/** A copy with the member at a dotted path set (or removed with undefined). */
const withMember = (record: Json, path: string, value: unknown): Json => {
  const copy = structuredClone(record);
  const keys = path.split('.');
  let inner: Json = copy;
  for (const key of keys.slice(0, -1)) inner = inner[key] as Json;
  const last = keys.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(inner, last);
  else inner[last] = value;
  return copy;
};

const square = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
];
const lift = (points: number[][], z: number) => points.map(([x, y]) => [x, y, z]);
const labelmap = {
  shape: 'labelmap',
  size: [3, 3, 1],
  origin: [0, 0, 0],
  orientation: [1, 0, 0, 0, 1, 0],
  betweenColumns: 1,
  betweenRows: 1,
  betweenSlices: 1,
  bits: Buffer.from([0b00010000, 0]).toString('base64'),
};

describe('records that are refused', () => {
  const cases: [string, Json, string, unknown, string][] = [
    ['a missing id', patient(), 'id', undefined, 'missing-member'],
    ['an empty id', patient(), 'id', '', 'invalid-id'],
    ['an id of 65 characters', patient(), 'id', 'x'.repeat(65), 'invalid-id'],
    ['a missing space', patient(), 'space', undefined, 'missing-member'],
    ['a missing version', patient(), 'tipcheck', undefined, 'missing-member'],
    ['another version', patient(), 'tipcheck', 2, 'unknown-version'],
    ['an unknown member', patient(), 'colour', 'red', 'unknown-member'],
    ['an unknown member inside', patient(), 'tip.colour', 'red', 'unknown-member'],
    ['an unknown space', patient(), 'space.kind', 'room', 'unknown-space'],
    ['a coordinate that is not finite', patient(), 'tip.position', [1, 2, Infinity], 'not-a-number'],
    ['a coordinate beyond 10 m', patient(), 'tip.position', [1, 2, 10_001], 'out-of-range'],
    ['two coordinates in patient space', patient(), 'tip.position', [1, 2], 'not-a-position'],
    ['a text as a coordinate', patient(), 'tip.position', [1, 2, '3'], 'not-a-number'],
    ['a pixel beyond 100 000', image(), 'tip.position', [1, 100_001], 'out-of-range'],
    ['a radius of 0', patient(), 'target.radius', 0, 'not-positive'],
    ['a negative tolerance', patient(), 'target', { shape: 'point', center: [0, 0, 0], tolerance: -1 }, 'not-positive'],
    ['a sigma of 0', patient(), 'tip.sigma', 0, 'not-positive'],
    ['a spacing of 0', patient(), 'space.voxel.betweenRows', 0, 'not-positive'],
    [
      'a circle in patient space',
      patient(),
      'target',
      { shape: 'circle', center: [0, 0], radius: 3 },
      'shape-not-allowed',
    ],
    ['a sphere in an image', image(), 'target', { shape: 'sphere', center: [0, 0, 0], radius: 3 }, 'shape-not-allowed'],
    [
      'axes that are not orthogonal',
      patient(),
      'target',
      {
        shape: 'ellipsoid',
        center: [0, 0, 0],
        axes: [
          [1, 0, 0],
          [0.1, 1, 0],
          [0, 0, 1],
        ],
      },
      'not-orthogonal',
    ],
    [
      'a contour out of its plane',
      patient(),
      'target',
      { shape: 'contours', planes: [[...lift(square, 0).slice(0, 3), [0, 10, 0.5]]] },
      'not-planar',
    ],
    [
      'contours that are not parallel',
      patient(),
      'target',
      {
        shape: 'contours',
        planes: [
          lift(square, 0),
          [
            [0, 0, 5],
            [10, 0, 5.2],
            [10, 10, 5.2],
            [0, 10, 5],
          ],
        ],
      },
      'not-parallel',
    ],
    [
      'a contour that crosses itself',
      image(),
      'target',
      {
        shape: 'contour',
        points: [
          [0, 0],
          [10, 10],
          [10, 0],
          [0, 10],
        ],
      },
      'self-crossing',
    ],
    [
      'a contour without area',
      image(),
      'target',
      {
        shape: 'contour',
        points: [
          [0, 0],
          [5, 0],
          [10, 0],
        ],
      },
      'self-crossing',
    ],
    ['a repeated last point', image(), 'target', { shape: 'contour', points: [...square, [0, 0]] }, 'repeated-point'],
    ['two points only', image(), 'target', { shape: 'contour', points: square.slice(0, 2) }, 'too-few-points'],
    [
      'a beam width in px',
      withMember(image(), 'space.scale', { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' }),
      'space.beamWidth',
      3,
      'beam-width-in-px',
    ],
    ['mm without a basis', image(), 'space.scale.basis', 'none', 'basis-mismatch'],
    [
      'px with a basis',
      image(),
      'space.scale',
      { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'user' },
      'basis-mismatch',
    ],
    [
      'px of another size',
      withMember(image(), 'space.beamWidth', undefined),
      'space.scale',
      { betweenColumns: 2, betweenRows: 1, unit: 'px', basis: 'none' },
      'px-scale',
    ],
    ['mm at detector in an image', image(), 'space.scale.unit', 'mm-at-detector', 'unit-not-allowed'],
    ['an unknown device', patient(), 'device.kind', 'laser', 'unknown-device'],
    ['an empty mesh', patient(), 'target', { shape: 'mesh', vertices: [], triangles: [] }, 'empty-mesh'],
    [
      'a triangle index out of range',
      patient(),
      'target',
      { shape: 'mesh', vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], triangles: [0, 1, 3] },
      'index-out-of-range',
    ],
    ['an empty labelmap', patient(), 'target', { ...labelmap, bits: 'AAA=' }, 'empty-labelmap'],
    ['bits of another length', patient(), 'target', { ...labelmap, bits: 'EAAA' }, 'invalid-bits'],
    [
      'spare bits that are set',
      patient(),
      'target',
      { ...labelmap, bits: Buffer.from([1, 2]).toString('base64') },
      'invalid-bits',
    ],
    ['a plan of no length', patient(), 'plan', { entry: [0, 0, 1], target: [0, 0, 1] }, 'zero-length'],
    [
      'a shaft segment of no length',
      patient(),
      'shaft',
      [
        [1, 2, 30],
        [1, 2, 30],
      ],
      'zero-length',
    ],
    ['a shaft point on the tip', patient(), 'shaft', [[1, 2, 4]], 'zero-length'],
    ['a UID with a leading zero', patient(), 'space.frameOfReferenceUID', '1.02.3', 'invalid-uid'],
    ['a UID of 65 characters', patient(), 'space.frameOfReferenceUID', `1.${'2'.repeat(63)}`, 'invalid-uid'],
    ['a time without a zone', patient(), 'at', '2026-11-22T10:20:00', 'invalid-time'],
    ['30 February', patient(), 'at', '2026-02-30T10:20:00Z', 'invalid-time'],
    ['a covariance of four numbers in 3D', patient(), 'tip.covariance', [1, 0, 0, 1], 'invalid-covariance'],
    [
      'a covariance that is not symmetric',
      patient(),
      'tip.covariance',
      [1, 0.5, 0, 0, 1, 0, 0, 0, 1],
      'invalid-covariance',
    ],
    ['a tip without a position', patient(), 'tip', { sigma: 1 }, 'missing-member'],
  ];
  it.each(cases)('%s', (_name, record, path, value, code) => {
    const result = parseRecord(withMember(record, path, value));
    expect(isRefused(result) ? result.code : 'accepted').toBe(code);
    expect(isRefused(result) ? result.message : '').not.toMatch(/\n/);
  });

  it('names the member', () => {
    const result = parseRecord(withMember(patient(), 'target.radius', -1));
    expect(result).toMatchObject({ kind: 'refused', message: 'target.radius: must be greater than 0' });
  });

  it.each(['', '{', '[1]', 'null', '"x"', '{"tipcheck":1e999}'])('text that is no record: %s', (text) => {
    expect(isRefused(parseRecord(text))).toBe(true);
  });

  it('keeps quiet about prototypes', () => {
    const result = parseRecord(
      '{"tipcheck":1,"id":"a","space":{"kind":"patient","frameOfReferenceUID":"1.2"},"__proto__":{"x":1}}',
    );
    expect(isRefused(result) ? result.code : 'accepted').toBe('unknown-member');
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('records that are read', () => {
  it.each([
    ['patient', patient()],
    ['image', image()],
    ['labelmap', withMember(patient(), 'target', labelmap)],
    ['the least there can be', { tipcheck: 1, id: 'x', space: { kind: 'patient', frameOfReferenceUID: '1.2' } }],
    [
      'left-handed axes',
      withMember(patient(), 'target', {
        shape: 'ellipsoid',
        center: [0, 0, 0],
        axes: [
          [0, 1, 0],
          [1, 0, 0],
          [0, 0, 1],
        ],
      }),
    ],
    [
      'two contours on one plane',
      withMember(patient(), 'target', {
        shape: 'contours',
        planes: [lift(square, 0), lift(square.map(([x = 0, y = 0]) => [x / 2 + 2, y / 2 + 2]).reverse(), 0)],
      }),
    ],
  ])('%s', (_name, record) => {
    const read = parseRecord(JSON.stringify(record));
    expect(read).toEqual(record);
    expect(parseRecord(`\uFEFF${serializeRecord(read as never)}`)).toEqual(record);
  });
});
