import { ABDOMEN, anatomyOf, SPINE } from '../anatomy.mjs';
import { curveThrough, firstPart, lengthOf, viewOf } from '../c-arm.mjs';
import { step } from '../noise.mjs';
import { addBall, addRod, block, exposed, lossThrough, shifted } from '../radiograph.mjs';
import { common, fileOf, instantOf, uid } from '../study.mjs';
import { add, dot, len, mul, sub, unit } from '../vector.mjs';

/** @typedef {import('../vector.mjs').V3} V3 */
/** @typedef {import('../c-arm.mjs').View} View */
/** @typedef {import('../part10.mjs').Element} Element */
/** @typedef {import('./sample.mjs').Sample} Sample */

/** @type {{ rest: import('../radiograph.mjs').Block, spine: import('../radiograph.mjs').Block } | null} */ let body =
  null;
/** The body as a beam sees it: the spine finely and by itself, since it doesn't move with breathing, and all the rest. */
const bodyBlocks = () => {
  body ??= {
    rest: block(anatomyOf(ABDOMEN), [-136, 136, -95, 95, -70, 140], 1.4, false),
    spine: block(anatomyOf(SPINE), [-46, 46, 14, 93, -70, 140], 0.7, true),
  };
  return body;
};

/** @param {View} view @param {V3} isocentre @param {{ margin?: number, blocks?: ReturnType<typeof bodyBlocks> }} [options] */
export const losses = (view, isocentre, { margin = 0, blocks = bodyBlocks() } = {}) => {
  const { rest, spine } = blocks;
  return { moving: lossThrough(rest, view, isocentre, margin), still: lossThrough(spine, view, isocentre) };
};

/** @param {{ instance: string, place: import('../study.mjs').Place, view: View, frames: readonly (Uint8Array | Uint16Array)[], bitsStored: number, more: Element[] }} options */
export const xaFile = ({ instance, place, view, frames, bitsStored, more }) =>
  fileOf({
    elements: [
      ...common({ ...place, kind: 'XA', instance, number: 1, imageType: ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE'] }),
      ['00180060', 'DS', 75],
      ['00181150', 'IS', ''],
      ['00181151', 'IS', ''],
      ['00181152', 'IS', ''],
      ['00181155', 'CS', 'SC'],
      ['00181510', 'DS', view.primary],
      ['00181511', 'DS', view.secondary],
      ['00200020', 'CS', ''],
      ['00281040', 'CS', 'DISP'],
      ['00281050', 'DS', 2 ** (bitsStored - 1)],
      ['00281051', 'DS', 2 ** bitsStored],
      ...more,
    ],
    frames,
    columns: view.columns,
    rows: view.rows,
    bitsStored,
  });

/** @param {View} view @returns {Element[]} */
export const geometry = ({ spacing, sid, sod }) => [
  ['00181110', 'DS', sid],
  ['00181111', 'DS', sod],
  ['00181164', 'DS', [spacing, spacing]],
];

// ── a catheter on its way to an aneurysm ─────────────────────────────────────────────────────────────────────────────────────

const CINE = { frames: 60, seed: 900, frameTime: 100 };
const CINE_VIEW = viewOf({ sid: 1100, sod: 750, primary: -12, secondary: 5, spacing: 0.5, columns: 384, rows: 384 });
/** @type {V3} */ const CINE_ISOCENTRE = [-14, 4, 36];
const inCArm = (/** @type {V3} */ p) => sub(p, CINE_ISOCENTRE);
const ANEURYSM = { center: inCArm([-46, -8, 28]), radius: 7 };
const PATH = curveThrough(
  /** @type {V3[]} */ ([
    [8, 12, -95],
    [8.5, 13, -50],
    [5, 12, -10],
    [6, 10, 22],
    [9, 2, 37],
    [9, -8, 42],
    [-6, -12, 35],
    [-24, -14, 28],
    [-36, -10.5, 25.5],
    [-43, -8.6, 26.4],
  ]).map(inCArm),
);
const PATH_LENGTH = lengthOf(PATH);
/** Where on the path the aorta ends: from there on the vessel breathes with the liver. */
const OSTIUM = lengthOf(PATH.slice(0, 16 * 4 + 1));

/** How far the catheter has come, mm. @param {number} frame */
const reachOf = (frame) => PATH_LENGTH - 78 * (1 - Math.min(1, frame / 44)) ** 1.3;

/** The organs' place, mm towards the head and to the left: breath and heart. @param {number} frame @returns {V3} */
const drift = (frame) => [0.25 * Math.sin(frame * 0.75), 0, 2.4 * Math.sin((2 * Math.PI * (frame + 1)) / 40)];

/** The catheter in a frame, from the groin's side to its tip. @param {number} frame @returns {V3[]} */
const catheterAt = (frame) => {
  const moved = drift(frame);
  let before = 0;
  const part = firstPart(PATH, reachOf(frame));
  return part.map((point, i) => {
    if (i > 0) before += len(sub(point, part[i - 1]));
    return add(point, mul(moved, step(before - OSTIUM, 50)));
  });
};

/** How much contrast there is, 0 … 1: an injection that washes out. @param {number} frame */
const contrast = (frame) => (frame < 46 ? 0 : step(frame - 48, 4) * Math.exp(-Math.max(0, frame - 50) / 2.6));

const RUNOFF = [
  [
    [-43, -9, 27, 1.5],
    [-62, -2, 26, 1.3],
    [-78, 8, 22, 1],
    [-92, 16, 18, 0.7],
  ],
  [
    [-54, -5, 26, 1.3],
    [-66, -20, 34, 1.1],
    [-78, -34, 40, 0.8],
  ],
  [
    [-62, -2, 26, 1.1],
    [-76, 0, 42, 0.9],
    [-86, 4, 58, 0.6],
  ],
  [
    [-36, -10, 26, 1.2],
    [-33, -13, 10, 1.1],
    [-36, -8, -8, 0.9],
    [-34, 0, -26, 0.7],
  ],
];

const CINE_PLACE = {
  study: 'xa-cine',
  studyNumber: 3,
  studyDescription: 'Embolization',
  series: 'cine',
  seriesNumber: 1,
  description: 'Catheter to aneurysm',
  time: '120000',
};
const cineInstance = uid(CINE_PLACE.study, CINE_PLACE.series, 1);

/** Image points of a frame. @param {number} frame */
const cineMarks = (frame) => {
  const moved = drift(frame);
  const tip = /** @type {V3} */ (catheterAt(frame).at(-1));
  const centre = add(ANEURYSM.center, moved);
  return {
    tip: CINE_VIEW.project(tip),
    target: {
      shape: 'circle',
      center: CINE_VIEW.project(centre),
      radius: (ANEURYSM.radius * CINE_VIEW.magnificationAt(centre)) / CINE_VIEW.spacing,
    },
    shaft: [18, 9].map((back) =>
      CINE_VIEW.project(/** @type {V3} */ (firstPart(catheterAt(frame), lengthOf(catheterAt(frame)) - back).at(-1))),
    ),
  };
};

export const cineFrames = () => {
  const margin = 14;
  const { moving, still } = losses(CINE_VIEW, CINE_ISOCENTRE, { margin });
  const scale = CINE_VIEW.magnificationAt([0, 0, 0]) / CINE_VIEW.spacing;
  return Array.from({ length: CINE.frames }, (_, frame) => {
    const moved = drift(frame);
    const field = shifted(
      moving,
      CINE_VIEW,
      margin,
      scale * dot(moved, CINE_VIEW.alongColumns),
      scale * dot(moved, CINE_VIEW.alongRows),
    );
    for (let i = 0; i < field.length; i += 1) field[i] += still[i];
    const filled = contrast(frame);
    addBall(field, CINE_VIEW, add(ANEURYSM.center, moved), ANEURYSM.radius, 0.016 + 0.07 * filled, 1.4);
    if (filled > 0.02) {
      for (const nodes of RUNOFF) {
        const line = nodes.map(([x, y, z]) => add(inCArm([x, y, z]), moved));
        addRod(
          field,
          CINE_VIEW,
          curveThrough(line),
          nodes[0][3] * 0.9,
          (end) => 0.24 * filled * (0.4 + 0.6 * Math.min(1, end / 30)),
        );
      }
    }
    addRod(field, CINE_VIEW, catheterAt(frame), 1, (end) => (end < 2.4 ? 0.95 : 0.3), { hollow: 0.5 });
    return exposed(field, CINE_VIEW, {
      seed: CINE.seed + 7 * frame,
      grain: 0.045,
      dark: 4.5,
      bright: 1.95,
      maximum: 255,
    });
  });
};

const cineMm = (CINE_VIEW.spacing * CINE_VIEW.sod) / CINE_VIEW.sid;
const cineScale = { betweenColumns: cineMm, betweenRows: cineMm, unit: 'mm', basis: 'imager-magnification' };

/** @type {Sample} */
export const xaCine = {
  files: () => [
    {
      name: 'cine.dcm',
      bytes: xaFile({
        instance: cineInstance,
        place: CINE_PLACE,
        view: CINE_VIEW,
        bitsStored: 8,
        frames: cineFrames(),
        more: [
          ...geometry(CINE_VIEW),
          ['00181063', 'DS', CINE.frameTime],
          ['00181500', 'CS', 'STATIC'],
          ['00280008', 'IS', CINE.frames],
          ['00280009', 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
        ],
      }),
    },
  ],
  truth: () => {
    const last = cineMarks(CINE.frames - 1);
    const pixels = Math.hypot(last.tip[0] - last.target.center[0], last.tip[1] - last.target.center[1]);
    const tip3d = /** @type {V3} */ (catheterAt(CINE.frames - 1).at(-1));
    return {
      space: 'projection',
      sopInstanceUID: cineInstance,
      frame: CINE.frames,
      at: instantOf(CINE_PLACE.time),
      device: { kind: 'catheter', outerDiameter: 2 },
      tip: last.tip,
      shaft: last.shaft,
      target: last.target,
      scale: cineScale,
      tipToCenter: pixels * cineMm,
      signedDistance: (pixels - last.target.radius) * cineMm,
      inSpace: {
        tip: tip3d,
        targetCenter: add(ANEURYSM.center, drift(CINE.frames - 1)),
        radius: ANEURYSM.radius,
        frame: 'C-arm: origin at the isocentre, +x patient left, +y posterior, +z head',
      },
      tipsByFrame: Array.from({ length: CINE.frames }, (_, frame) => cineMarks(frame).tip),
      targetsByFrame: Array.from({ length: CINE.frames }, (_, frame) => cineMarks(frame).target.center),
      seed: CINE.seed,
    };
  },
  records: () => {
    const { tip, shaft, target } = cineMarks(CINE.frames - 1);
    return {
      'xa-aneurysm': {
        tipcheck: 1,
        id: 'sample-xa-aneurysm',
        space: {
          kind: 'projection',
          sopInstanceUID: cineInstance,
          frame: CINE.frames,
          modality: 'XA',
          scale: cineScale,
        },
        target,
        tip: { position: tip, evidence: 'person', sigma: 0.35 },
        shaft,
        device: { kind: 'catheter' },
        at: instantOf(CINE_PLACE.time),
        images: [{ sopInstanceUID: cineInstance, frame: CINE.frames }],
      },
    };
  },
};

// ── two projections of one needle in a vertebra ──────────────────────────────────────────────────────────────────────────────

/** @type {V3} */ const PAIR_ISOCENTRE = [2, 40, 34];
const PAIR_SEED = 40;
const PAIR_VIEWS = [
  { primary: -32, secondary: 6 },
  { primary: 43, secondary: -9 },
].map((angles) => viewOf({ sid: 1100, sod: 750, spacing: 0.2, columns: 640, rows: 640, ...angles }));
/** In the C-arm frame, mm. @type {{ center: V3, radius: number }} */
const PAIR_TARGET = { center: [0.5, -5, 1], radius: 6 };
/** From behind and the left, through the pedicle. */
const PAIR_DIRECTION = unit([-12, -23, -3.5]);
/** @type {V3} */ const PAIR_TIP = [2.2, -2.6, 2];
const pairBack = (/** @type {number} */ mm) => sub(PAIR_TIP, mul(PAIR_DIRECTION, mm));
const PAIR_DIAMETER = 2.4;
const pairPlace = (/** @type {number} */ index) => ({
  study: 'biplane',
  studyNumber: 4,
  studyDescription: 'Vertebral biopsy',
  series: `view ${String(index + 1)}`,
  seriesNumber: index + 1,
  description: index === 0 ? 'Needle RAO 32' : 'Needle LAO 43',
  time: `13000${String(index)}`,
});
const pairUid = (/** @type {number} */ index) => uid('biplane', `view ${String(index + 1)}`, 1);

const pairDescribed = () =>
  PAIR_VIEWS.map((view, index) => ({
    sopInstanceUID: pairUid(index),
    frame: 1,
    rows: view.rows,
    columns: view.columns,
    imagerSpacing: [view.spacing, view.spacing],
    sid: view.sid,
    sod: view.sod,
    primaryAngle: view.primary,
    secondaryAngle: view.secondary,
    tip: view.project(PAIR_TIP),
    shaft: [30, 15].map((mm) => view.project(pairBack(mm))),
    target: {
      center: view.project(PAIR_TARGET.center),
      radius: (PAIR_TARGET.radius * view.magnificationAt(PAIR_TARGET.center)) / view.spacing,
    },
  }));

/** @type {Sample} */
export const biplane = {
  files: () =>
    PAIR_VIEWS.map((view, index) => {
      const { moving, still } = losses(view, PAIR_ISOCENTRE);
      const field = moving.map((loss, i) => loss + still[i]);
      addBall(field, view, PAIR_TARGET.center, PAIR_TARGET.radius, 0.045, 0.8);
      addRod(field, view, [pairBack(230), PAIR_TIP], PAIR_DIAMETER / 2, () => 0.75, { hollow: 0 });
      addRod(field, view, [pairBack(118), pairBack(108)], 7, () => 0.05);
      const pixels = exposed(field, view, {
        seed: PAIR_SEED + 5 * index,
        grain: 0.035,
        dark: 5.3,
        bright: 2.5,
        maximum: 4095,
        shutter: 9,
      });
      return {
        name: `view-${String(index + 1)}.dcm`,
        bytes: xaFile({
          instance: pairUid(index),
          place: pairPlace(index),
          view,
          bitsStored: 12,
          frames: [pixels],
          more: geometry(view),
        }),
      };
    }),
  truth: () => {
    const tipToCenter = len(sub(PAIR_TIP, PAIR_TARGET.center));
    return {
      space: 'biplane',
      frame: 'C-arm: origin at the isocentre, +x patient left, +y posterior, +z head',
      at: instantOf('130000'),
      device: { kind: 'needle', outerDiameter: PAIR_DIAMETER },
      tip: PAIR_TIP,
      shaft: [pairBack(30), pairBack(15)],
      direction: PAIR_DIRECTION,
      target: { shape: 'sphere', ...PAIR_TARGET },
      views: pairDescribed(),
      separation:
        (Math.acos(Math.abs(dot(PAIR_VIEWS[0].towardsDetector, PAIR_VIEWS[1].towardsDetector))) * 180) / Math.PI,
      tipToCenter,
      signedDistance: tipToCenter - PAIR_TARGET.radius,
      seed: PAIR_SEED,
    };
  },
  records: () => ({
    biplane: {
      tipcheck: 1,
      id: 'sample-biplane',
      space: { kind: 'biplane', views: pairDescribed() },
      tip: { evidence: 'person', sigma: 1 },
      device: { kind: 'needle' },
      at: instantOf('130001'),
    },
  }),
};

// ── a picture that says nothing of its scale ─────────────────────────────────────────────────────────────────────────────────

const PLAIN_SEED = 50;
/** Drawn with a geometry; the file doesn't tell it. */
const PLAIN_VIEW = viewOf({ sid: 1050, sod: 720, primary: 0, secondary: 0, spacing: 0.6, columns: 320, rows: 320 });
/** @type {V3} */ const PLAIN_ISOCENTRE = [-34, 0, 22];
const PLAIN_TARGET = { center: sub([-44, -10, 26], PLAIN_ISOCENTRE), radius: 8 };
/** A drain's wire, from the right flank. */
const PLAIN_WIRE = curveThrough(
  /** @type {V3[]} */ ([
    [-150, 10, -30],
    [-120, 8, -12],
    [-92, 2, 6],
    [-70, -4, 15],
    [-50.5, -8, 22.5],
  ]).map((p) => sub(p, PLAIN_ISOCENTRE)),
);
/** mm; what a reader who knows the wire can calibrate on. */
const PLAIN_DIAMETER = 1.8;
const PLAIN_PLACE = {
  study: 'xa-uncalibrated',
  studyNumber: 6,
  studyDescription: 'Fluoroscopy',
  series: 'picture',
  seriesNumber: 1,
  description: 'No scale recorded',
  time: '150000',
};
const plainInstance = uid(PLAIN_PLACE.study, PLAIN_PLACE.series, 1);
const plainScale = { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' };
const plainMarks = () => ({
  tip: PLAIN_VIEW.project(/** @type {V3} */ (PLAIN_WIRE.at(-1))),
  shaft: [24, 12].map((back) =>
    PLAIN_VIEW.project(/** @type {V3} */ (firstPart(PLAIN_WIRE, lengthOf(PLAIN_WIRE) - back).at(-1))),
  ),
  target: {
    shape: 'circle',
    center: PLAIN_VIEW.project(PLAIN_TARGET.center),
    radius: (PLAIN_TARGET.radius * PLAIN_VIEW.magnificationAt(PLAIN_TARGET.center)) / PLAIN_VIEW.spacing,
  },
});

/** @type {Sample} */
export const xaUncalibrated = {
  files: () => {
    // Coarser than the others: this one is made again whenever the tests run.
    const blocks = {
      rest: block(anatomyOf(ABDOMEN), [-136, 92, -95, 95, -60, 104], 2.2, false),
      spine: block(anatomyOf(SPINE), [-46, 46, 14, 93, -60, 104], 1.1, true),
    };
    const { moving, still } = losses(PLAIN_VIEW, PLAIN_ISOCENTRE, { blocks });
    const field = moving.map((loss, i) => loss + still[i]);
    addBall(field, PLAIN_VIEW, PLAIN_TARGET.center, PLAIN_TARGET.radius, 0.035, 1.2);
    addRod(field, PLAIN_VIEW, PLAIN_WIRE, PLAIN_DIAMETER / 2, (end) => (end < 3 ? 0.9 : 0.6));
    const pixels = exposed(field, PLAIN_VIEW, {
      seed: PLAIN_SEED,
      grain: 0.045,
      dark: 4.5,
      bright: 1.95,
      maximum: 255,
    });
    return [
      {
        name: 'image.dcm',
        bytes: xaFile({
          instance: plainInstance,
          place: PLAIN_PLACE,
          view: PLAIN_VIEW,
          bitsStored: 8,
          frames: [pixels],
          more: [],
        }),
      },
    ];
  },
  truth: () => {
    const { tip, shaft, target } = plainMarks();
    const tipToCenter = Math.hypot(tip[0] - target.center[0], tip[1] - target.center[1]);
    return {
      space: 'projection',
      sopInstanceUID: plainInstance,
      frame: 1,
      at: instantOf(PLAIN_PLACE.time),
      device: { kind: 'wire', outerDiameter: PLAIN_DIAMETER },
      tip,
      shaft,
      target,
      scale: plainScale,
      tipToCenter,
      signedDistance: tipToCenter - target.radius,
      seed: PLAIN_SEED,
    };
  },
  records: () => {
    const { tip, shaft, target } = plainMarks();
    return {
      'xa-uncalibrated': {
        tipcheck: 1,
        id: 'sample-xa-px',
        space: { kind: 'projection', sopInstanceUID: plainInstance, frame: 1, modality: 'XA', scale: plainScale },
        target,
        tip: { position: tip, evidence: 'person', sigma: 1 },
        shaft,
        device: { kind: 'wire' },
        at: instantOf(PLAIN_PLACE.time),
        images: [{ sopInstanceUID: plainInstance, frame: 1 }],
      },
    };
  },
};
