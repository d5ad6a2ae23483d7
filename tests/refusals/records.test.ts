import { describe, expect, it } from 'vitest';
import { isRefused } from '../../src/confirmation/record.ts';
import { parseDeviceProfile } from '../../src/confirmation/device-profile.ts';
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
  procedure: 'biopsy',
  at: '2026-11-22T10:20:00Z',
  observer: 'someone',
  images: [{ sopInstanceUID: '1.2.4', frame: 1, frameOfReferenceUID: '1.2.3' }],
  looks: [{ at: '2026-11-22T10:15:00Z', frameOfReferenceUID: '1.2.3', tip: { position: [1, 2, 11], sigma: 1 } }],
});

const voxel = () => ({ ...patient().space.voxel, betweenSlices: 5, sliceThickness: 5 });

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

const view = (primaryAngle: number) => ({
  sopInstanceUID: '1.2.6',
  frame: 1,
  rows: 512,
  columns: 512,
  imagerSpacing: [0.2, 0.2],
  sid: 1100,
  sod: 750,
  primaryAngle,
  secondaryAngle: -10,
  isocenter: [256, 256],
  tip: [260, 250],
  shaft: [[300, 100]],
  target: { center: [256, 256], radius: 20 },
});
const biplane = () => ({
  tipcheck: 1,
  id: 'c',
  space: {
    kind: 'biplane',
    views: [view(-30), { ...view(60), target: { center: [256, 256], radius: 20, sigma: 1.5 } }],
    geometrySigma: { imagerSpacing: 0.1, sid: 110, sod: 75, angle: 5 },
  },
  tip: { evidence: 'person', sigma: 1 },
  plan: { entry: [0, 0, 90], target: [0, 0, 0], sigma: 1 },
});

const projection = () => ({
  tipcheck: 1,
  id: 'd',
  space: {
    kind: 'projection',
    sopInstanceUID: '1.2.7',
    frame: 3,
    modality: 'XA',
    scale: { betweenColumns: 0.3, betweenRows: 0.3, unit: 'mm-at-detector', basis: 'imager' },
  },
  target: { shape: 'point', center: [10, 20], tolerance: 5, sigma: 1 },
  tip: {
    position: [12, 20],
    evidence: 'image',
    covariance: [0.04, 0.01, 0.01, 0.09],
    image: { sopInstanceUID: '1.2.7', frame: 3 },
    method: { name: 'end of shaft', version: '1', score: 0.9, reasons: ['ends abruptly'] },
  },
  shaft: [[50, 20]],
  shaftSigma: 0.5,
  entry: [90, 20],
  entrySigma: 0.5,
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

const notch = { role: 'notch', shape: 'segment', from: -25, to: -7, throw: 22 };
const ablation = { role: 'ablation', shape: 'ellipsoid', center: -10, along: 35, across: 28 };
const device = (...zones: unknown[]): Json => ({ kind: 'needle', name: 'A', source: 'made up', zones });

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

const pxImage = (): Json =>
  withMember(withMember(image(), 'space.beamWidth', undefined), 'space.scale', {
    betweenColumns: 1,
    betweenRows: 1,
    unit: 'px',
    basis: 'none',
  });

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
    ['an uncertain scale in px', pxImage(), 'space.scaleSigma', 0.02, 'scale-sigma-in-px'],
    ['a scale with no uncertainty at all', image(), 'space.scaleSigma', 0, 'not-positive'],
    ['a scale as uncertain as half of it', image(), 'space.scaleSigma', 0.6, 'out-of-range'],
    ['a registration with no uncertainty at all', patient(), 'space.registrationSigma', 0, 'not-positive'],
    [
      'a labelmap of noise',
      patient(),
      'target',
      {
        shape: 'labelmap',
        size: [160, 160, 160],
        origin: [0, 0, 0],
        orientation: [1, 0, 0, 0, 1, 0],
        betweenColumns: 1,
        betweenRows: 1,
        betweenSlices: 1,
        bits: Buffer.alloc((160 * 160 * 160) / 8, 0b01010101).toString('base64'),
      },
      'too-complex',
    ],
    [
      'contours that lie over each other in thousands of places',
      patient(),
      'target',
      {
        shape: 'contours',
        planes: Array.from({ length: 400 }, (_, index) => {
          const [x, y] = [20 * Math.sin(1.3 * index), 20 * Math.sin(2.1 * index)];
          return [
            [x, y, 0],
            [x + 30, y + 1, 0],
            [x + 3, y + 30, 0],
          ];
        }),
      },
      'too-complex',
    ],
    ['a registration in an image', image(), 'space.registrationSigma', 1, 'unknown-member'],
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
    ['zones without a source', patient(), 'device', { kind: 'needle', zones: [notch] }, 'missing-source'],
    ['a source that says nothing', patient(), 'device', { ...device(notch), source: ' ' }, 'invalid-text'],
    ['a device name of 201 characters', patient(), 'device.name', 'x'.repeat(201), 'invalid-text'],
    ['no zones', patient(), 'device', device(), 'no-zones'],
    ['21 zones', patient(), 'device', device(...Array.from({ length: 21 }, () => notch)), 'too-many-zones'],
    ['a zone of no length', patient(), 'device', device({ ...notch, to: -25 }), 'not-ascending'],
    ['a zone from its distal end on', patient(), 'device', device({ ...notch, from: 0 }), 'not-ascending'],
    ['a zone too short to be one', patient(), 'device', device({ ...notch, from: -1e-300, to: 0 }), 'out-of-range'],
    ['a zone under a micrometre', patient(), 'device', device({ ...notch, from: -25, to: -24.9991 }), 'out-of-range'],
    ['an ablation under a micrometre', patient(), 'device', device({ ...ablation, along: 9e-4 }), 'out-of-range'],
    ['an ablation thinner than that', patient(), 'device', device({ ...ablation, across: 1e-5 }), 'out-of-range'],
    ['a zone without an end', patient(), 'device', device({ ...notch, to: undefined }), 'not-a-number'],
    ['a zone beyond a metre', patient(), 'device', device({ ...notch, from: -1001 }), 'out-of-range'],
    ['a throw of 0', patient(), 'device', device({ ...notch, throw: 0 }), 'not-positive'],
    ['a throw back', patient(), 'device', device({ ...notch, throw: -22 }), 'not-positive'],
    ['an unknown role', patient(), 'device', device({ ...notch, role: 'handle' }), 'unknown-zone-role'],
    ['a length that is an ablation', patient(), 'device', device({ ...notch, role: 'ablation' }), 'unknown-zone-role'],
    ['an ellipsoid that is a notch', patient(), 'device', device({ ...ablation, role: 'notch' }), 'unknown-zone-role'],
    ['an unknown shape of a zone', patient(), 'device', device({ ...notch, shape: 'cone' }), 'unknown-zone-shape'],
    ['a zone without a shape', patient(), 'device', device({ role: 'notch' }), 'unknown-zone-shape'],
    ['an ablation that is fired', patient(), 'device', device({ ...ablation, throw: 22 }), 'unknown-member'],
    ['an ablation of no width', patient(), 'device', device({ ...ablation, across: 0 }), 'not-positive'],
    ['an ablation of a kilometre', patient(), 'device', device({ ...ablation, along: 1e6 }), 'out-of-range'],
    ['an unknown member of a zone', patient(), 'device', device({ ...notch, colour: 1 }), 'unknown-member'],
    ['zones that are no list', patient(), 'device', { ...device(), zones: notch }, 'not-a-list'],
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
    ['an artefact band without a length', patient(), 'tip.artefactBand', { from: -2, to: -2 }, 'not-ascending'],
    ['an artefact band longer than any', patient(), 'tip.artefactBand', { from: -101, to: 0 }, 'out-of-range'],
    ['an artefact band of no width', patient(), 'tip.artefactBand', { from: -5, to: 0, across: 0 }, 'not-positive'],
    [
      'an artefact band wider than any',
      patient(),
      'tip.artefactBand',
      { from: -5, to: 0, across: 101 },
      'out-of-range',
    ],
    ['an artefact band with one end', patient(), 'tip.artefactBand', { from: -5 }, 'missing-member'],
    ['an artefact band in an image', image(), 'tip.artefactBand', { from: -5, to: 0 }, 'unknown-member'],
    ['a covariance of four numbers in 3D', patient(), 'tip.covariance', [1, 0, 0, 1], 'invalid-covariance'],
    [
      'a covariance that is not symmetric',
      patient(),
      'tip.covariance',
      [1, 0.5, 0, 0, 1, 0, 0, 0, 1],
      'invalid-covariance',
    ],
    ['a tip without a position', patient(), 'tip', { sigma: 1 }, 'missing-member'],
    [
      'a covariance that is no covariance',
      patient(),
      'tip.covariance',
      [1, 2, 0, 2, 1, 0, 0, 0, 1],
      'invalid-covariance',
    ],
    ['a sigma that overflows when squared', patient(), 'tip.sigma', 1e200, 'out-of-range'],
    ['an unknown evidence', patient(), 'tip.evidence', 'certain', 'unknown-evidence'],
    ['an unknown member of a method', patient(), 'tip.method', { name: 'a', version: '1', x: 1 }, 'unknown-member'],
    ['an unknown member of the space', patient(), 'space.colour', 1, 'unknown-member'],
    ['an unknown member of the voxel', patient(), 'space.voxel.colour', 1, 'unknown-member'],
    ['an unknown member of the target', patient(), 'target.colour', 1, 'unknown-member'],
    ['an unknown member of a look', patient(), 'looks.0.colour', 1, 'unknown-member'],
    ['an unknown member of an image', patient(), 'images.0.colour', 1, 'unknown-member'],
    ['an unknown member of the plan', patient(), 'plan.colour', 1, 'unknown-member'],
    ['an unknown member of the device', patient(), 'device.colour', 1, 'unknown-member'],
    ['an unknown member of the scale', image(), 'space.scale.colour', 1, 'unknown-member'],
    ['a member named with a bar and a line break', patient(), 'x|y\nz', 1, 'unknown-member'],
    ['a text with a bar where an object belongs', patient(), 'tip', 'a|b', 'wrong-type'],
    ['a member named as what every object has', patient(), 'constructor', 1, 'unknown-member'],
    ['half a plan', patient(), 'plan.target', undefined, 'missing-member'],
    ['a shaft that is a point', patient(), 'shaft', [1, 2, 3], 'not-a-position'],
    ['a shaft point that is not finite', patient(), 'shaft', [[1, 2, -Infinity]], 'not-a-number'],
    ['an entry beyond 10 m', patient(), 'entry', [0, -10_000.1, 0], 'out-of-range'],
    ['a plan beyond 10 m', patient(), 'plan.entry', [0, 0, 20_000], 'out-of-range'],
    ['a target beyond 10 m', patient(), 'target.center', [0, 0, 20_000], 'out-of-range'],
    ['a slice thickness of 0', patient(), 'space.voxel.sliceThickness', 0, 'not-positive'],
    ['a slice distance below 0', patient(), 'space.voxel.betweenSlices', -3, 'not-positive'],
    ['a target sigma of 0', patient(), 'target.sigma', 0, 'not-positive'],
    ['a plan sigma of 0', patient(), 'plan.sigma', 0, 'not-positive'],
    ['a shaft sigma of 0', patient(), 'shaftSigma', 0, 'not-positive'],
    ['an entry sigma below 0', patient(), 'entrySigma', -1, 'not-positive'],
    ['a beam width of 0', image(), 'space.beamWidth', 0, 'not-positive'],
    ['a pixel of no height', image(), 'space.scale.betweenRows', 0, 'not-positive'],
    ['a circle of no size', image(), 'target.radius', 0, 'not-positive'],
    ['an unknown unit', image(), 'space.scale.unit', 'cm', 'unknown-unit'],
    ['an unknown basis', image(), 'space.scale.basis', 'guess', 'unknown-basis'],
    ['a frame 0', image(), 'space.frame', 0, 'not-a-count'],
    ['a frame and a half', image(), 'space.frame', 1.5, 'not-a-count'],
    [
      'orientation vectors that are not orthogonal',
      patient(),
      'space.voxel.orientation',
      [1, 0, 0, 0.1, 0.995, 0],
      'not-orthonormal',
    ],
    [
      'orientation vectors that are not of length 1',
      patient(),
      'space.voxel.orientation',
      [2, 0, 0, 0, 1, 0],
      'not-orthonormal',
    ],
    [
      'a semi-axis of no length',
      patient(),
      'target',
      {
        shape: 'ellipsoid',
        center: [0, 0, 0],
        axes: [
          [0, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      },
      'not-positive',
    ],
    [
      'two semi-axes',
      patient(),
      'target',
      {
        shape: 'ellipsoid',
        center: [0, 0, 0],
        axes: [
          [1, 0, 0],
          [0, 1, 0],
        ],
      },
      'not-three-axes',
    ],
    [
      'stacked contours with a repeated last point',
      patient(),
      'target',
      { shape: 'contours', planes: [lift([...square, [0, 0]], 0)] },
      'repeated-point',
    ],
    [
      'stacked contours of two points',
      patient(),
      'target',
      { shape: 'contours', planes: [lift(square.slice(0, 2), 0)] },
      'too-few-points',
    ],
    [
      'a stacked contour that crosses itself',
      patient(),
      'target',
      {
        shape: 'contours',
        planes: [
          lift(
            [
              [0, 0],
              [10, 10],
              [10, 0],
              [0, 12],
            ],
            0,
          ),
        ],
      },
      'self-crossing',
    ],
    [
      'a stacked contour of no area',
      patient(),
      'target',
      {
        shape: 'contours',
        planes: [
          lift(
            [
              [0, 0],
              [5, 5],
              [10, 10],
            ],
            0,
          ),
        ],
      },
      'zero-area',
    ],
    ['no contour at all', patient(), 'target', { shape: 'contours', planes: [] }, 'too-few-points'],
    [
      'a contour that touches itself',
      image(),
      'target',
      {
        shape: 'contour',
        points: [
          [0, 0],
          [10, 0],
          [5, 5],
          [10, 10],
          [0, 10],
          [5, 5],
        ],
      },
      'self-crossing',
    ],
    [
      'a contour that runs back over itself',
      image(),
      'target',
      {
        shape: 'contour',
        points: [
          [0, 0],
          [10, 0],
          [4, 0],
          [4, 8],
        ],
      },
      'self-crossing',
    ],
    [
      'a mesh vertex of two numbers',
      patient(),
      'target',
      { shape: 'mesh', vertices: [0, 0, 0, 1, 0], triangles: [0, 0, 0] },
      'invalid-mesh',
    ],
    [
      'a triangle index that is no whole number',
      patient(),
      'target',
      { shape: 'mesh', vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], triangles: [0, 1, 0.5] },
      'index-out-of-range',
    ],
    ['a labelmap of no slices', patient(), 'target', { ...labelmap, size: [3, 3, 0] }, 'invalid-size'],
    ['bits that are no base64', patient(), 'target', { ...labelmap, bits: 'E*A=' }, 'invalid-bits'],
    ['a labelmap with a spacing of 0', patient(), 'target', { ...labelmap, betweenSlices: 0 }, 'not-positive'],
    ['a UID with letters', patient(), 'images.0.sopInstanceUID', '1.2.a', 'invalid-uid'],
    ['a UID with an empty component', patient(), 'images.0.sopInstanceUID', '1..2', 'invalid-uid'],
    ['a UID that ends in a dot', patient(), 'images.0.frameOfReferenceUID', '1.2.', 'invalid-uid'],
    ['a look at no real time', patient(), 'looks.0.at', 'yesterday', 'invalid-time'],
    ['a commitment at no time', patient(), 'committedAt', 'when it was fired', 'invalid-time'],
    ['a commitment without a zone', patient(), 'committedAt', '2026-11-22T10:21:00', 'invalid-time'],
    ['a commitment on a day that no month has', patient(), 'committedAt', '2026-11-31T10:21:00Z', 'invalid-time'],
    ['a commitment that is a number', patient(), 'committedAt', 1_795_342_860, 'not-a-text'],
    ['a commitment of nothing', patient(), 'committedAt', null, 'not-a-text'],
    ['a commitment of a look', patient(), 'looks.0.committedAt', '2026-11-22T10:21:00Z', 'unknown-member'],
    ['a look with half a voxel', patient(), 'looks.0.voxel', { betweenColumns: 1 }, 'missing-member'],
    [
      'a look with a voxel of no thickness',
      patient(),
      'looks.0.voxel',
      { ...voxel(), sliceThickness: 0 },
      'not-positive',
    ],
    [
      'a look with a skew voxel',
      patient(),
      'looks.0.voxel',
      { ...voxel(), orientation: [1, 0, 0, 0.1, 1, 0] },
      'not-orthonormal',
    ],
    ['a look with a voxel in an image', image(), 'looks', [{ voxel: voxel() }], 'unknown-member'],
    ['a look with a voxel in two projections', biplane(), 'looks', [{ voxel: voxel() }], 'unknown-member'],
    [
      'a look that measures a circle in the patient',
      patient(),
      'looks.0.target',
      { shape: 'circle', center: [0, 0], radius: 1 },
      'shape-not-allowed',
    ],
    ['a procedure in words', patient(), 'procedure', 'Liver biopsy', 'invalid-procedure'],
    ['a procedure of 65 characters', patient(), 'procedure', 'x'.repeat(65), 'invalid-procedure'],
    ['a procedure that is no text', patient(), 'procedure', 3, 'not-a-text'],
    ['one view of two', biplane(), 'space.views', biplane().space.views.slice(1), 'not-two-views'],
    ['a view with its source beyond the detector', biplane(), 'space.views.0.sod', 1200, 'sod-beyond-sid'],
    [
      'a target beside the views',
      biplane(),
      'target',
      { shape: 'sphere', center: [0, 0, 0], radius: 1 },
      'unknown-member',
    ],
    ['no error of the geometry: imagerSpacing', biplane(), 'space.geometrySigma.imagerSpacing', 0, 'not-positive'],
    ['no error of the geometry: sid', biplane(), 'space.geometrySigma.sid', 0, 'not-positive'],
    ['no error of the geometry: sod', biplane(), 'space.geometrySigma.sod', 0, 'not-positive'],
    ['no error of the geometry: angle', biplane(), 'space.geometrySigma.angle', 0, 'not-positive'],
    ['a negative error of a distance', biplane(), 'space.geometrySigma.sid', -2, 'not-positive'],
    ['an error of an angle that is no number', biplane(), 'space.geometrySigma.angle', NaN, 'not-a-number'],
    ['an endless error of a spacing', biplane(), 'space.geometrySigma.imagerSpacing', Infinity, 'not-a-number'],
    ['an error of a spacing as a text', biplane(), 'space.geometrySigma.imagerSpacing', '0.005', 'not-a-number'],
    ['an error of a spacing in percent', biplane(), 'space.geometrySigma.imagerSpacing', 0.5, 'out-of-range'],
    [
      'an error of an angle beyond what linear propagation bears',
      biplane(),
      'space.geometrySigma.angle',
      5.1,
      'out-of-range',
    ],
    ['an error of the SID of over a tenth of it', biplane(), 'space.geometrySigma.sid', 110.1, 'out-of-range'],
    ['an error of the SOD of over a tenth of it', biplane(), 'space.geometrySigma.sod', 75.1, 'out-of-range'],
    [
      'an error of the geometry that the format has no place for',
      biplane(),
      'space.geometrySigma.isocenter',
      1,
      'unknown-member',
    ],
    ['errors of the geometry as one number', biplane(), 'space.geometrySigma', 0.5, 'wrong-type'],
    ['a target of no uncertainty in a view', biplane(), 'space.views.0.target.sigma', 0, 'not-positive'],
    ['a target in a view that is uncertain without end', biplane(), 'space.views.1.target.sigma', NaN, 'not-a-number'],
    ['errors of a geometry that there is none of', patient(), 'space.geometrySigma', { sid: 2 }, 'unknown-member'],
    ['a tip place beside the views', biplane(), 'tip.position', [0, 0, 0], 'unknown-member'],
    ['a shaft segment of no length in a view', biplane(), 'space.views.1.shaft', [[260, 250]], 'zero-length'],
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

  it('zones whose numbers come from nobody knows where', () => {
    const result = parseRecord(withMember(patient(), 'device', { kind: 'needle', zones: [notch] }));
    expect(result).toMatchObject({
      code: 'missing-source',
      message: 'device: source is required with zones: where their numbers come from',
    });
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
    ['biplane', biplane()],
    ['projection', projection()],
    ['a commitment', withMember(patient(), 'committedAt', '2026-11-22T11:21:00+01:00')],
    ['a commitment in two projections', withMember(biplane(), 'committedAt', '2026-11-22T10:21Z')],
    ['a look with voxels of its own', withMember(patient(), 'looks.0.voxel', voxel())],
    [
      'pixels that are not square, without a scale',
      withMember(withMember(image(), 'space.beamWidth', undefined), 'space.scale', {
        betweenColumns: 1,
        betweenRows: 1.2,
        unit: 'px',
        basis: 'none',
      }),
    ],
    ['labelmap', withMember(patient(), 'target', labelmap)],
    [
      'mesh',
      withMember(patient(), 'target', { shape: 'mesh', vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], triangles: [0, 1, 2] }),
    ],
    [
      'axes orthogonal but for rounding',
      withMember(patient(), 'target', {
        shape: 'ellipsoid',
        center: [0, 0, 0],
        axes: [
          [1, 0, 0],
          [0.0009, 1, 0],
          [0, 0, 1],
        ],
      }),
    ],
    [
      'a contour planar but for rounding',
      withMember(patient(), 'target', {
        shape: 'contours',
        planes: [
          [
            [0, 0, 0],
            [10, 0, 0.004],
            [10, 10, 0],
            [0, 10, 0.004],
          ],
        ],
      }),
    ],
    [
      'a corner on a straight edge',
      withMember(image(), 'target', {
        shape: 'contour',
        points: [
          [0, 0],
          [5, 0],
          [10, 0],
          [10, 10],
        ],
      }),
    ],
    ['zones of a device', withMember(patient(), 'device', device(notch, { ...notch, throw: 0.5 }, ablation))],
    ['a zone of a micrometre', withMember(patient(), 'device', device({ ...notch, from: -5.001, to: -5 }))],
    [
      'an ablation of a micrometre',
      withMember(patient(), 'device', device({ ...ablation, along: 1e-3, across: 1e-3 })),
    ],
    ['zones of a device in an image', withMember(image(), 'device', device(notch))],
    ['zones of a device in two views', withMember(biplane(), 'device', device(ablation))],
    ['a device with a name alone', withMember(patient(), 'device', { kind: 'drain', name: 'A' })],
    ['the farthest place', withMember(patient(), 'entry', [10_000, -10_000, 10_000])],
    ['a UID of 64 characters', withMember(patient(), 'images.0.sopInstanceUID', `1.${'2'.repeat(62)}`)],
    ['a time with an offset without a colon', withMember(patient(), 'at', '2026-11-22T10:20:00+0100')],
    ['a time with hours of offset alone', withMember(patient(), 'at', '2026-11-22t10:20:00-05')],
    ['an id of 64 characters beyond the basic plane', withMember(patient(), 'id', '🩻'.repeat(64))],
    ['a time with an offset', withMember(patient(), 'at', '2026-11-22T10:20:00.250+05:30')],
    ['a procedure of a site’s own', withMember(biplane(), 'procedure', 'mr-biopsy-2'.padEnd(64, 'x'))],
    ['an id of 64 characters', withMember(patient(), 'id', 'x'.repeat(64))],
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

describe('device profiles', () => {
  const profile = (more: object = {}): Json => ({ tipcheckDevice: 1, ...device(notch, ablation), ...more });

  it('are read, as text or as a value, and are what a record holds', () => {
    expect(parseDeviceProfile(profile())).toEqual(device(notch, ablation));
    expect(parseDeviceProfile(`\uFEFF${JSON.stringify(profile())}`)).toEqual(device(notch, ablation));
    expect(parseRecord(withMember(patient(), 'device', parseDeviceProfile(profile())))).toMatchObject({
      device: device(notch, ablation),
    });
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'not-json'],
    ['a list', '[]', 'not-a-device'],
    ['nothing', null, 'not-a-device'],
    ['a record', patient(), 'missing-member'],
    ['another version', profile({ tipcheckDevice: 2 }), 'unknown-version'],
    ['no source', withMember(profile(), 'source', undefined), 'missing-member'],
    ['no name', withMember(profile(), 'name', undefined), 'missing-member'],
    ['no zones', withMember(profile(), 'zones', undefined), 'missing-member'],
    ['an empty list of zones', profile({ zones: [] }), 'no-zones'],
    ['an unknown kind', profile({ kind: 'laser' }), 'unknown-device'],
    ['an unknown member', profile({ maker: 'x' }), 'unknown-member'],
    ['a zone from its distal end on', profile({ zones: [{ ...notch, from: 0 }] }), 'not-ascending'],
  ])('are refused with %s', (_name, value, code) => {
    const result = parseDeviceProfile(value);
    expect(isRefused(result) ? result.code : 'accepted').toBe(code);
  });
});
