import { scatterers, US, usFrame, usPoint } from '../b-mode.mjs';
import { common, fileOf, instantOf, uid } from '../study.mjs';

/** @typedef {import('../part10.mjs').Element} Element */

const FRAMES = 24;
const SEED = 31;
const STEP = US.depth / 1024;
const LESION = { x: -5.9, d: 45.1, radius: 9 };
/** @type {[number, number]} */ const ENTRY = [48, 1];
/** @type {[number, number]} */ const TIP = [-3.6, 43.4];
const LENGTH = Math.hypot(TIP[0] - ENTRY[0], TIP[1] - ENTRY[1]);

/** Frames (0-based) in which the whole needle lies in the beam; in between it slips out of the plane and comes back. @param {number} frame */
const inPlane = (frame) => frame < 8 || frame >= 19;

/** mm of the needle in the beam, from its entry. @param {number} frame */
const shownLength = (frame) => {
  if (inPlane(frame)) return LENGTH;
  const gone = frame < 11 ? (frame - 7) / 4 : frame < 16 ? 1 : (19 - frame) / 4;
  return LENGTH - 4 - 22 * gone;
};

/** How far breathing has moved the tissue down, mm: whole samples of the beam. @param {number} frame */
const sinkOf = (frame) => Math.round((1.1 * Math.sin((2 * Math.PI * frame) / 16)) / STEP) * STEP;

/** Where things are in a frame, mm. @param {number} frame */
const scene = (frame) => {
  const sink = sinkOf(frame);
  const down = (/** @type {[number, number]} */ [x, d]) => /** @type {[number, number]} */ ([x, d + sink]);
  return {
    sink,
    lesion: { ...LESION, d: LESION.d + sink },
    needle: { entry: down(ENTRY), tip: down(TIP), visible: shownLength(frame) },
  };
};

export const usFrames = () => {
  const tissue = scatterers(SEED);
  return Array.from({ length: FRAMES }, (_, frame) =>
    usFrame({ frame, tissue, ...scene(frame), seed: SEED + 1 + frame }),
  );
};

const PLACE = {
  study: 'us-cine',
  studyNumber: 2,
  studyDescription: 'Cyst puncture',
  series: 'cine',
  seriesNumber: 1,
  description: 'Cyst puncture cine',
  time: '110000',
};
const instance = uid(PLACE.study, PLACE.series, 1);
const scale = { betweenColumns: US.mmPerPixel, betweenRows: US.mmPerPixel, unit: 'mm', basis: 'us-region' };

/** @param {readonly number[]} box @param {{ format: number, data: number, flags: number, units: number, delta: number }} options @returns {Element[]} */
const region = (box, { format, data, flags, units, delta }) => [
  ['00186012', 'US', format],
  ['00186014', 'US', data],
  ['00186016', 'UL', flags],
  ['00186018', 'UL', box[0]],
  ['0018601A', 'UL', box[1]],
  ['0018601C', 'UL', box[2]],
  ['0018601E', 'UL', box[3]],
  ['00186024', 'US', units],
  ['00186026', 'US', units],
  ['0018602C', 'FD', delta],
  ['0018602E', 'FD', delta],
];

const marks = (/** @type {number} */ frame) => {
  const { lesion, needle } = scene(frame);
  const along = (/** @type {number} */ mm) =>
    usPoint(
      needle.entry[0] + ((needle.tip[0] - needle.entry[0]) * mm) / LENGTH,
      needle.entry[1] + ((needle.tip[1] - needle.entry[1]) * mm) / LENGTH,
    );
  return {
    tip: usPoint(...needle.tip),
    lineEnd: along(Math.min(LENGTH, needle.visible)),
    shaft: [along(LENGTH - 40), along(LENGTH - 20)],
    target: { shape: 'circle', center: usPoint(lesion.x, lesion.d), radius: LESION.radius / US.mmPerPixel },
  };
};

/** @type {import('./sample.mjs').Sample} */
export const usCine = {
  files: () => {
    /** @type {Element[]} */
    const elements = [
      ...common({ ...PLACE, kind: 'US cine', instance, number: 1, imageType: ['ORIGINAL', 'PRIMARY'] }),
      ['00181063', 'DS', 60],
      [
        '00186011',
        'SQ',
        [
          region(US.region, { format: 1, data: 1, flags: 0, units: 3, delta: US.mmPerPixel / 10 }),
          region(US.strip, { format: 4, data: 10, flags: 1, units: 0, delta: 0 }),
        ],
      ],
      ['00200020', 'CS', ''],
      ['00280008', 'IS', FRAMES],
      ['00280009', 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
      ['00282110', 'CS', '00'],
    ];
    return [
      {
        name: 'cine.dcm',
        bytes: fileOf({ elements, frames: usFrames(), columns: US.columns, rows: US.rows, bitsStored: 8 }),
      },
    ];
  },
  truth: () => {
    const first = marks(0);
    const tipToCenter =
      Math.hypot(first.tip[0] - first.target.center[0], first.tip[1] - first.target.center[1]) * US.mmPerPixel;
    const frames = Array.from({ length: FRAMES }, (_, frame) => frame);
    return {
      space: 'image',
      sopInstanceUID: instance,
      frame: 1,
      at: instantOf(PLACE.time),
      device: { kind: 'needle' },
      tip: first.tip,
      shaft: first.shaft,
      target: first.target,
      scale,
      region: US.region,
      uncalibratedStrip: US.strip,
      tipToCenter,
      signedDistance: tipToCenter - LESION.radius,
      framesWithTheTipInThePlane: frames.filter(inPlane).map((frame) => frame + 1),
      byFrame: frames.map((frame) => {
        const { tip, lineEnd, target } = marks(frame);
        return {
          frame: frame + 1,
          tip,
          target: target.center,
          tipInPlane: inPlane(frame),
          endOfTheBrightLine: lineEnd,
        };
      }),
      seed: SEED,
    };
  },
  records: () => {
    const { tip, shaft, target } = marks(0);
    return {
      'us-cyst': {
        tipcheck: 1,
        id: 'sample-us-cyst',
        space: { kind: 'image', sopInstanceUID: instance, frame: 1, modality: 'US', scale, beamWidth: 3 },
        target,
        tip: { position: tip, evidence: 'person', sigma: 0.4 },
        shaft,
        device: { kind: 'needle' },
        at: instantOf(PLACE.time),
        images: [{ sopInstanceUID: instance, frame: 1 }],
      },
    };
  },
};
