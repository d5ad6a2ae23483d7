import type { ImageAttributes } from '../../src/image/attributes.ts';
import { imageFrom, photograph, regions, secondaryCapture, us, xa } from './images.ts';
import { ctSlice, without, type Elements } from './part10.ts';

/** What becomes of one entry of the list of series. */
export interface Entry {
  readonly space: string;
  readonly frames: number;
  readonly caveats: readonly string[];
  /** `offered`, `resampled` and why, or the code of the refusal; null where the space has no planes to reformat. */
  readonly planes: string | null;
}

/** Images that arrive as one DICOM series, and the entries they must give. The row of docs/conformance.md is made of it. */
export interface PlaceCase {
  readonly id: string;
  readonly what: string;
  readonly images: () => readonly ImageAttributes[];
  readonly entries: readonly Entry[];
}

const SPACING: Elements = { '00280030': ['DS', '0.7\\0.7'] };
const CLASS = (tail: string): Elements => ({ '00080016': ['UI', `1.2.840.10008.5.1.4.1.1.${tail}`] });
const AT = (x: number, y: number, z: number): Elements => ({
  '00200032': ['DS', [x, y, z].map((value) => String(Number(value.toFixed(6)))).join('\\')],
});
const TOWARDS = (...cosines: readonly number[]): Elements => ({
  '00200037': ['DS', cosines.map((value) => String(Number(value.toFixed(9)))).join('\\')],
});
const TYPE = (type: string): Elements => ({ '00080008': ['CS', type] });
const slice = (index: number, more: Elements = {}): ImageAttributes =>
  imageFrom(ctSlice(index, { ...SPACING, ...more }));
/** Slices at z positions, mm, in this order. */
const slices = (z: readonly number[], more: Elements = {}): readonly ImageAttributes[] =>
  z.map((at, index) => slice(index + 1, { ...AT(0, 0, at), ...more }));

const degrees = (angle: number): number => (angle * Math.PI) / 180;

const SHARED: Elements = {
  '00289110': ['SQ', [{ ...SPACING, '00180050': ['DS', '2'] }]],
  '00209116': ['SQ', [TOWARDS(1, 0, 0, 0, 1, 0)]],
};
const PLACE = (x: number, y: number, z: number): Elements => ({ '00209113': ['SQ', [AT(x, y, z)]] });
const CONTENT = (elements: Elements): Elements => ({ '00209111': ['SQ', [elements]] });
const TIME = (index: number): Elements => CONTENT({ '00209128': ['UL', index] });
const STACK = (id: string): Elements => CONTENT({ '00209056': ['SH', id] });
const enhanced = (perFrame: readonly Elements[], shared: Elements = SHARED, more: Elements = {}): ImageAttributes =>
  imageFrom({
    ...without(ctSlice(1), '00280030', '00200032', '00200037', '00180050'),
    ...CLASS('2.1'),
    '00280008': ['IS', String(perFrame.length)],
    '52009229': ['SQ', [shared]],
    '52009230': ['SQ', perFrame],
    '7FE00010': ['OW', new Uint8Array(48 * perFrame.length)],
    ...more,
  });

const patient = (frames: number, planes: string, caveats: readonly string[] = []): Entry => ({
  space: 'patient',
  frames,
  planes,
  caveats,
});
const picture = (frames: number, caveats: readonly string[] = []): Entry => ({
  space: 'image',
  frames,
  planes: null,
  caveats,
});

const run = (number: number, more: Elements = {}): ImageAttributes =>
  xa({
    '00080018': ['UI', `1.2.3.4.8.${String(number)}`],
    '00181510': ['DS', '30'],
    '00181511': ['DS', '0'],
    '00181164': ['DS', '0.2\\0.2'],
    '00280008': ['IS', '2'],
    '7FE00010': ['OW', new Uint8Array(96)],
    ...more,
  });
const ANGLE = (primary: number): Elements => ({
  '00189405': ['SQ', [{ '00181510': ['DS', String(primary)], '00181511': ['DS', '0'] }]],
});
const GEOMETRY = (sid: number): Elements => ({
  '00189476': ['SQ', [{ '00181110': ['DS', String(sid)], '00189402': ['FD', 800] }]],
});
const projection = (frames: number, caveats: readonly string[]): Entry => ({
  space: 'projection',
  frames,
  planes: null,
  caveats,
});

const STACKS: readonly PlaceCase[] = [
  {
    id: 'stack',
    what: 'parallel slices, equally far apart, in whatever order they arrive',
    images: () => slices([5, 0, 7.5, 2.5]),
    entries: [patient(4, 'offered')],
  },
  {
    id: 'stack-oblique',
    what: 'the same, oblique (two angles)',
    images: () => {
      const [a, b] = [degrees(30), degrees(20)];
      const row = [Math.cos(a), Math.sin(a), 0] as const;
      const column = [-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b)] as const;
      const normal = [Math.sin(a) * Math.sin(b), -Math.cos(a) * Math.sin(b), Math.cos(b)] as const;
      return [1, 2, 3].map((index) =>
        slice(index, {
          ...TOWARDS(...row, ...column),
          ...AT(normal[0] * 3 * index, normal[1] * 3 * index, normal[2] * 3 * index),
        }),
      );
    },
    entries: [patient(3, 'offered')],
  },
  {
    id: 'stack-prone',
    what: 'prone, or lying on a side: by the directions, PatientPosition is information',
    images: () => slices([0, 2, 4], { ...TOWARDS(-1, 0, 0, 0, -1, 0), '00185100': ['CS', 'HFP'] }),
    entries: [patient(3, 'offered')],
  },
  {
    id: 'stack-feet-first',
    what: 'numbered against the normal',
    images: () => slices([4, 2, 0]),
    entries: [patient(3, 'offered')],
  },
  {
    id: 'slice-alone',
    what: 'one slice',
    images: () => slices([0]),
    entries: [patient(1, 'too-few-slices')],
  },
  {
    id: 'slices-two',
    what: 'two slices',
    images: () => slices([0, 2]),
    entries: [patient(2, 'too-few-slices')],
  },
  {
    id: 'slice-missing',
    what: 'a slice is missing',
    images: () => slices([0, 2, 4, 8, 10]),
    entries: [patient(5, 'resampled: missing-slices', ['non-uniform-slices'])],
  },
  {
    id: 'slices-uneven',
    what: 'distances that differ by more than 1 %',
    images: () => slices([0, 2, 4.1, 6]),
    entries: [patient(4, 'resampled: non-uniform-slices', ['non-uniform-slices'])],
  },
  {
    id: 'slice-repeated',
    what: 'two slices at one position',
    images: () => slices([0, 2, 2, 4, 6, 8]),
    entries: [patient(6, 'duplicate-positions', ['duplicate-positions', 'non-uniform-slices'])],
  },
  {
    id: 'slice-same-instance',
    what: 'a file that comes twice: counted once',
    images: () => [...slices([0, 2, 4]), ...slices([0])],
    entries: [patient(3, 'offered')],
  },
  {
    id: 'stack-tilted',
    what: 'positions that run at an angle to the normal (gantry tilt), whatever GantryDetectorTilt says',
    images: () =>
      [1, 2, 3].map((index) =>
        slice(index, { ...AT(0, index * 2.5 * Math.tan(degrees(15)), index * 2.5), '00181120': ['DS', '0'] }),
      ),
    entries: [patient(3, 'resampled: gantry-tilt', ['gantry-tilt'])],
  },
  {
    id: 'stack-tilt-tag-only',
    what: 'GantryDetectorTilt, but positions along the normal: not tilted',
    images: () => slices([0, 2, 4], { '00181120': ['DS', '15'] }),
    entries: [patient(3, 'offered')],
  },
  {
    id: 'slice-shifted',
    what: 'a slice in the middle shifted sideways',
    images: () => [0, 1, 2, 3].map((index) => slice(index + 1, AT(index === 1 ? 3 : 0, 0, index * 2))),
    entries: [patient(4, 'resampled: misaligned-slices')],
  },
  {
    id: 'slices-mixed-orientation',
    what: 'slices of two orientations',
    images: () => [...slices([0, 2, 4]), slice(9, TOWARDS(0, 1, 0, 0, 0, -1))],
    entries: [patient(3, 'offered'), patient(1, 'too-few-slices')],
  },
  {
    id: 'slices-mixed-spacing',
    what: 'slices of two pixel sizes',
    images: () => [...slices([0, 2, 4]), slice(9, { '00280030': ['DS', '0.6\\0.6'] })],
    entries: [patient(3, 'offered'), patient(1, 'too-few-slices')],
  },
  {
    id: 'slices-mixed-frames',
    what: 'slices of two frames of reference',
    images: () => [...slices([0, 2, 4]), slice(9, { '00200052': ['UI', '1.2.3.4.6'] })],
    entries: [patient(3, 'offered'), patient(1, 'too-few-slices')],
  },
  {
    id: 'ct-localizer',
    what: 'a CT localizer (ImageType LOCALIZER) among slices',
    images: () => [...slices([0, 2, 4]), slice(9, TYPE('ORIGINAL\\PRIMARY\\LOCALIZER'))],
    entries: [patient(3, 'offered'), patient(1, 'too-few-slices', ['localizer'])],
  },
  {
    id: 'mr-localizer',
    what: 'MR localizers are slices like others',
    images: () =>
      slices([0, 2, 4], { ...CLASS('4'), '00080060': ['CS', 'MR'], ...TYPE('ORIGINAL\\PRIMARY\\LOCALIZER') }),
    entries: [patient(3, 'offered')],
  },
  {
    id: 'rendered',
    what: 'maximum intensity projections, renderings and curved planes (by ImageType, or VolumeBasedCalculationTechnique and VolumetricProperties DISTORTED of enhanced images)',
    images: () => slices([0, 2, 4], TYPE('DERIVED\\SECONDARY\\MIP')),
    entries: [patient(3, 'offered', ['rendered-image'])],
  },
  {
    id: 'no-frame-of-reference',
    what: 'no FrameOfReferenceUID',
    images: () => [1, 2, 3].map((index) => imageFrom(without(ctSlice(index, SPACING), '00200052'))),
    entries: [patient(3, 'offered', ['no-frame-of-reference'])],
  },
  {
    id: 'no-thickness',
    what: 'one slice without SliceThickness',
    images: () => [imageFrom(without(ctSlice(1, SPACING), '00180050'))],
    entries: [patient(1, 'too-few-slices', ['slice-thickness'])],
  },
  {
    id: 'no-position',
    what: 'no ImagePositionPatient',
    images: () => [imageFrom(without(ctSlice(1, SPACING), '00200032'))],
    entries: [picture(1)],
  },
  {
    id: 'no-orientation',
    what: 'no ImageOrientationPatient',
    images: () => [imageFrom(without(ctSlice(1, SPACING), '00200037'))],
    entries: [picture(1)],
  },
  {
    id: 'no-spacing',
    what: 'position and orientation, but no PixelSpacing',
    images: () => [imageFrom(without(ctSlice(1), '00280030'))],
    entries: [picture(1, ['uncalibrated'])],
  },
  {
    id: 'skewed-orientation',
    what: 'directions that aren’t perpendicular (0.001) or no unit vectors (1 %)',
    images: () => [slice(1, TOWARDS(1, 0, 0, 0.5, 0.8, 0))],
    entries: [picture(1, ['invalid-orientation'])],
  },
  {
    id: 'mosaic',
    what: 'a mosaic (ImageType MOSAIC)',
    images: () => [slice(1, TYPE('ORIGINAL\\PRIMARY\\M\\MOSAIC'))],
    entries: [picture(1, ['mosaic'])],
  },
];

const ENHANCED: readonly PlaceCase[] = [
  {
    id: 'enhanced-own-positions',
    what: 'positions of each frame, in any order; the rest shared',
    images: () => [enhanced([PLACE(0, 0, 4), PLACE(0, 0, 0), PLACE(0, 0, 2)])],
    entries: [patient(3, 'offered')],
  },
  {
    id: 'enhanced-all-own',
    what: 'everything of each frame, nothing shared',
    images: () => [
      enhanced(
        [0, 2, 4].map((z) => ({ ...SHARED, ...PLACE(0, 0, z) })),
        {},
      ),
    ],
    entries: [patient(3, 'offered')],
  },
  {
    id: 'enhanced-both',
    what: 'a position shared and one of each frame (not allowed, but met): that of the frame',
    images: () => [
      enhanced(
        [0, 2, 4].map((z) => PLACE(0, 0, z)),
        { ...SHARED, ...PLACE(9, 9, 9) },
      ),
    ],
    entries: [patient(3, 'offered')],
  },
  {
    id: 'enhanced-times',
    what: 'one position shared by frames of several times (TemporalPositionIndex)',
    images: () => [enhanced([1, 2, 3].map(TIME), { ...SHARED, ...PLACE(0, 0, 0) })],
    entries: [patient(3, 'duplicate-positions', ['duplicate-positions'])],
  },
  {
    id: 'enhanced-4d',
    what: 'several positions, each at several times',
    images: () => [enhanced([1, 2].flatMap((time) => [0, 2, 4].map((z) => ({ ...TIME(time), ...PLACE(0, 0, z) }))))],
    entries: [patient(6, 'duplicate-positions', ['duplicate-positions', 'non-uniform-slices'])],
  },
  {
    id: 'enhanced-stacks',
    what: 'two parallel stacks of one instance (StackID)',
    images: () => [enhanced([0, 2, 4, 50, 53, 56].map((z) => ({ ...STACK(z < 10 ? '1' : '2'), ...PLACE(0, 0, z) })))],
    entries: [patient(3, 'offered'), patient(3, 'offered')],
  },
  {
    id: 'enhanced-neither',
    what: 'functional groups without positions',
    images: () => [enhanced([{}, {}])],
    entries: [picture(2)],
  },
  {
    id: 'enhanced-one-missing',
    what: 'a frame whose Plane Position holds none: that frame is a picture',
    images: () => [
      enhanced([PLACE(0, 0, 0), PLACE(0, 0, 2), PLACE(0, 0, 4), { '00209113': ['SQ', [{}]] }], {
        ...SHARED,
        ...PLACE(9, 9, 9),
      }),
    ],
    entries: [patient(3, 'offered'), picture(1)],
  },
  {
    id: 'enhanced-plain-position',
    what: 'several frames, ImagePositionPatient outside of functional groups: no frame is known to lie there',
    images: () => [enhanced([{}, {}], SHARED, AT(0, 0, 0))],
    entries: [picture(2)],
  },
];

const OTHERS: readonly PlaceCase[] = [
  {
    id: 'cone-beam',
    what: 'cone-beam CT by its storage class, Modality XA',
    images: () => slices([0, 2, 4], { ...CLASS('13.1.1'), '00080060': ['CS', 'XA'] }),
    entries: [patient(3, 'offered')],
  },
  {
    id: 'ultrasound-position',
    what: 'ultrasound, whatever position it carries; the frame of an Enhanced US Volume is the transducer’s',
    images: () => [us({ ...regions({}), ...AT(0, 0, 0), ...TOWARDS(1, 0, 0, 0, 1, 0) })],
    entries: [picture(1)],
  },
  {
    id: 'ultrasound-stills',
    what: 'ultrasound stills of differing scale in one series',
    images: () =>
      [0.02, 0.03, 0.02].map((delta, index) =>
        us({ ...regions({ delta: [delta, delta] }), '00080018': ['UI', `1.2.3.4.7.${String(index)}`] }),
      ),
    entries: [picture(2), picture(1)],
  },
  {
    id: 'capture-position',
    what: 'secondary captures and photographs, whatever position they carry',
    images: () => [
      secondaryCapture({ ...AT(0, 0, 0), ...TOWARDS(1, 0, 0, 0, 1, 0) }),
      photograph({ ...AT(0, 0, 0), ...TOWARDS(1, 0, 0, 0, 1, 0), '00080018': ['UI', '1.2.3.4.9'] }),
    ],
    entries: [picture(1, ['uncalibrated']), picture(1, ['uncalibrated'])],
  },
  {
    id: 'film',
    what: 'secondary capture of digitised film (NominalScannedPixelSpacing)',
    images: () => [secondaryCapture({ '00182010': ['DS', '0.1\\0.1'] })],
    entries: [projection(1, ['at-detector-scale'])],
  },
  {
    id: 'xray-runs',
    what: 'X-ray runs of differing angles, distances or spacings',
    images: () => [run(1), run(2, { '00181510': ['DS', '-30'] }), run(3)],
    entries: [projection(4, ['at-detector-scale']), projection(2, ['at-detector-scale'])],
  },
  {
    id: 'xray-moving',
    what: 'an X-ray run in which the arm moves, by increments: the angles hold for its first frame',
    images: () => [run(1, { '00181520': ['DS', '0\\1'] })],
    entries: [projection(2, ['at-detector-scale', 'moving-view'])],
  },
  {
    id: 'xray-enhanced-moving',
    what: 'enhanced X-ray with angles of each frame: each frame has its own, the run stays one',
    images: () => [run(1, { ...CLASS('12.1.1'), '52009230': ['SQ', [ANGLE(30), ANGLE(35)]] })],
    entries: [projection(2, ['at-detector-scale', 'moving-view'])],
  },
  {
    id: 'xray-enhanced-distance',
    what: 'enhanced X-ray whose distance to the detector, and so whose scale, changes between frames',
    images: () => [run(1, { ...CLASS('12.1.1'), '52009230': ['SQ', [GEOMETRY(1200), GEOMETRY(1000)]] })],
    entries: [projection(1, ['depth-scale', 'moving-view']), projection(1, ['depth-scale', 'moving-view'])],
  },
];

export const PLACE_TABLES: readonly (readonly [title: string, cases: readonly PlaceCase[]])[] = [
  ['Slices in files of their own', STACKS],
  ['Frames of enhanced images', ENHANCED],
  ['Others', OTHERS],
];
