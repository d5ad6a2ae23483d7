import { common, fileOf, uid } from '../lib/study.mjs';
import { decimal } from '../lib/part10.mjs';
import { add, cross, dot, len, mul, unit } from '../lib/vector.mjs';

/** @typedef {import('../lib/part10.mjs').Element} Element */
/** @typedef {import('../lib/study.mjs').File} File */
/** @typedef {import('../lib/vector.mjs').V3} V3 */
/** @typedef {[number, number]} P2 */

/** @typedef {{ size: [number, number, number], values: Int16Array, origin: V3, columnStep: V3, rowStep: V3, sliceStep: V3, sliceThickness: number }} Stack */

/**
 * A stack as files, one a slice.
 * @param {Stack} stack
 * @param {{ kind: 'CT' | 'MR', study: string, seed: number, offset: number, bitsStored: number, imageType: string[], more: Element[] }} options @returns {File[]}
 */
const stackFiles = (
  { size, values, origin, columnStep, rowStep, sliceStep, sliceThickness },
  { kind, study, seed, offset, bitsStored, imageType, more },
) => {
  const [columns, rows, slices] = size;
  const [row, column] = [unit(columnStep), unit(rowStep)];
  const normal = cross(row, column);
  return Array.from({ length: slices }, (_, s) => {
    const position = add(origin, mul(sliceStep, s));
    const pixels = Uint16Array.from({ length: columns * rows }, (__, n) => values[s * columns * rows + n] + offset);
    /** @type {Element[]} */
    const elements = [
      ...common({
        ...placeOf(kind.toLowerCase(), study, seed, 'slices'),
        kind,
        instance: uid(study, 'slices', s + 1),
        number: s + 1,
        imageType,
      }),
      ['00180050', 'DS', decimal(sliceThickness)],
      ['00185100', 'CS', 'HFS'],
      ['00200012', 'IS', ''],
      ['00200032', 'DS', position.map(decimal)],
      ['00200037', 'DS', [...row, ...column].map(decimal)],
      ['00200052', 'UI', uid(study, 'frame of reference')],
      ['00201040', 'LO', ''],
      ['00201041', 'DS', Number(dot(position, normal).toFixed(4))],
      ['00280030', 'DS', [len(rowStep), len(columnStep)].map(decimal)],
      ...more,
    ];
    return {
      name: `slice-${String(s + 1).padStart(3, '0')}.dcm`,
      bytes: fileOf({ elements, frames: [pixels], columns, rows, bitsStored }),
    };
  });
};

/** Numbers of studies, so that kinds don't share one. */
const STUDIES = { ct: 9000, mr: 19000, us: 29000, xa: 39000 };

/** @param {string} kind @param {string} study @param {number} seed @param {string} series @returns {import('../lib/study.mjs').Place} */
const placeOf = (kind, study, seed, series) => ({
  study,
  studyNumber: STUDIES[/** @type {keyof typeof STUDIES} */ (kind)] + seed,
  series,
  seriesNumber: 1,
  studyDescription: 'Needle phantom',
  description: `Needle phantom ${String(seed)}`,
  time: '090000',
});

/** From the tip towards the hub, 5 mm apart, as far as the images show it. @param {{ at: (s: number) => V3, holds: (place: V3) => boolean }} truth */
const pathOf = ({ at, holds }) => Array.from({ length: 20 }, (_, n) => at(n * 5)).filter(holds);

/**
 * A CT phantom as files, one a slice, and its truth.
 * @param {ReturnType<typeof import('./ct.mjs').ctPhantom>} phantom @param {import('./ct.mjs').CtPhantomOptions} options
 */
export const ctFiles = ({ truth, ...stack }, options) => {
  const study = `phantom ct ${String(options.seed)}`;
  return {
    files: stackFiles(stack, {
      kind: 'CT',
      study,
      seed: options.seed,
      offset: 1024,
      bitsStored: options.maximum > 3071 ? 16 : 12,
      imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
      more: [
        ['00180060', 'DS', 120],
        ['00281050', 'DS', 60],
        ['00281051', 'DS', 400],
        ['00281052', 'DS', -1024],
        ['00281053', 'DS', 1],
        ['00281054', 'LO', 'HU'],
      ],
    }),
    truth: {
      kind: 'ct',
      frameOfReferenceUID: uid(study, 'frame of reference'),
      tip: truth.tip,
      axis: truth.axis,
      path: pathOf(truth),
      tipIsInImages: truth.holds(truth.tip),
      otherTips: truth.others,
      options,
    },
  };
};

/**
 * An MR phantom as files, one a slice, and its truth.
 * @param {ReturnType<typeof import('./mr.mjs').mrPhantom>} phantom @param {import('./mr.mjs').MrPhantomOptions} options
 */
export const mrFiles = ({ truth, ...stack }, options) => {
  const study = `phantom mr ${String(options.seed)}`;
  return {
    files: stackFiles(stack, {
      kind: 'MR',
      study,
      seed: options.seed,
      offset: 0,
      bitsStored: 12,
      imageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
      more: [
        ['00180020', 'CS', 'GR'],
        ['00180021', 'CS', 'SP'],
        ['00180022', 'CS', ''],
        ['00180023', 'CS', '2D'],
        ['00180080', 'DS', 120],
        ['00180081', 'DS', 4.6],
        ['00180087', 'DS', 1.5],
        ['00180088', 'DS', decimal(options.spacing)],
        ['00180091', 'IS', 1],
        // The void is displaced down the columns: that is the frequency-encode direction.
        ['00181312', 'CS', 'ROW'],
        ['00181314', 'DS', 70],
        ['00281050', 'DS', Math.round(options.tissue * 0.7)],
        ['00281051', 'DS', Math.round(options.tissue * 1.6)],
      ],
    }),
    truth: {
      kind: 'mr',
      frameOfReferenceUID: uid(study, 'frame of reference'),
      tip: truth.tip,
      axis: truth.axis,
      path: pathOf(truth),
      tipIsInImages: truth.holds(truth.tip),
      voidEnd: truth.voidEnd,
      voidWidth: options.width,
      options,
    },
  };
};

/** @param {number} frames @returns {Element[]} */
const cine = (frames) => [
  ['00181063', 'DS', 100],
  ['00280008', 'IS', frames],
  ['00280009', 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
];

/** What the truth of one frame says, positions in pixels. @param {{ pointed: number, truth: { tip: P2 | null, axis: P2, path: P2[], seed: P2, end: string } }} phantom @param {string} instance */
const frameTruth = ({ pointed, truth }, instance) => ({
  sopInstanceUID: instance,
  frame: pointed + 1,
  tip: truth.tip,
  axis: truth.axis,
  path: truth.path,
  near: truth.seed,
  tipIsInImages: truth.tip !== null,
  end: truth.end,
});

/**
 * An ultrasound phantom as a cine, and its truth.
 * @param {ReturnType<typeof import('./ultrasound.mjs').ultrasoundPhantom>} phantom @param {import('./ultrasound.mjs').UltrasoundOptions} options
 */
export const ultrasoundFiles = (phantom, options) => {
  const { frames, geometry } = phantom;
  const { columns, rows, betweenColumns, betweenRows, region } = geometry;
  const study = `phantom us ${String(options.seed)}`;
  const instance = uid(study, 'cine', 1);
  /** @type {Element[]} */
  const calibration = [
    ['00186012', 'US', 1],
    ['00186014', 'US', 1],
    ['00186016', 'UL', 0],
    ['00186018', 'UL', region[0]],
    ['0018601A', 'UL', region[1]],
    ['0018601C', 'UL', region[2]],
    ['0018601E', 'UL', region[3]],
    ['00186024', 'US', 3],
    ['00186026', 'US', 3],
    // In cm (PS3.3 C.8.5.5.1.15).
    ['0018602C', 'FD', betweenColumns / 10],
    ['0018602E', 'FD', betweenRows / 10],
  ];
  /** @type {Element[]} */
  const elements = [
    ...common({
      ...placeOf('us', study, options.seed, 'cine'),
      kind: 'US cine',
      instance,
      number: 1,
      imageType: ['ORIGINAL', 'PRIMARY'],
    }),
    ['00186011', 'SQ', [calibration]],
    ['00200020', 'CS', ''],
    ...cine(frames.length),
    ['00282110', 'CS', '00'],
  ];
  return {
    files: [{ name: 'cine.dcm', bytes: fileOf({ elements, frames, columns, rows, bitsStored: 8 }) }],
    truth: {
      kind: 'ultrasound',
      ...frameTruth(phantom, instance),
      scale: { betweenColumns, betweenRows, unit: 'mm' },
      region,
      options,
    },
  };
};

/** Distances of the source from the detector and from the device, mm: what the spacing at the device follows from. */
const [SID, SOD] = [1100, 750];

/**
 * A fluoroscopy phantom as a cine, and its truth. Where it has no scale, the file has none.
 * @param {ReturnType<typeof import('./fluoroscopy.mjs').fluoroscopyPhantom>} phantom @param {import('./fluoroscopy.mjs').FluoroscopyOptions} options
 */
export const fluoroscopyFiles = (phantom, options) => {
  const { frames, geometry } = phantom;
  const { columns, rows, betweenColumns, betweenRows, unit: of } = geometry;
  const study = `phantom xa ${String(options.seed)}`;
  const instance = uid(study, 'cine', 1);
  const bitsStored = Math.ceil(Math.log2(options.maximum + 1));
  /** @type {Element[]} */
  const spacing =
    of === 'mm'
      ? [
          ['00181110', 'DS', SID],
          ['00181111', 'DS', SOD],
          ['00181164', 'DS', [betweenRows, betweenColumns].map((value) => decimal((value * SID) / SOD))],
        ]
      : betweenColumns === betweenRows
        ? []
        : [['00280034', 'IS', [betweenRows, betweenColumns].map((value) => Math.round(1000 * value))]];
  /** @type {Element[]} */
  const elements = [
    ...common({
      ...placeOf('xa', study, options.seed, 'cine'),
      kind: 'XA',
      instance,
      number: 1,
      imageType: ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE'],
    }),
    ['00180060', 'DS', 75],
    ['00181150', 'IS', ''],
    ['00181151', 'IS', ''],
    ['00181152', 'IS', ''],
    ['00181155', 'CS', 'SC'],
    ['00181500', 'CS', 'STATIC'],
    ['00181510', 'DS', 0],
    ['00181511', 'DS', 0],
    ['00200020', 'CS', ''],
    ['00281040', 'CS', 'DISP'],
    ['00281050', 'DS', 2 ** (bitsStored - 1)],
    ['00281051', 'DS', 2 ** bitsStored],
    ...spacing,
    ...cine(frames.length),
  ];
  return {
    files: [{ name: 'cine.dcm', bytes: fileOf({ elements, frames, columns, rows, bitsStored }) }],
    truth: {
      kind: 'fluoroscopy',
      ...frameTruth(phantom, instance),
      scale: { betweenColumns, betweenRows, unit: of },
      options,
    },
  };
};
