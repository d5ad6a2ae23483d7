#!/usr/bin/env node
/**
 * Makes the bundled samples, byte for byte the same on every run. `--check` compares with what is committed and writes nothing;
 * `--only NAME` makes one folder. What each sample shows stands in README.md.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addBall, addRod, curve, exposed, firstPart, radiograph, viewOf } from './lib/projection.mjs';
import { common, fileOf, pixelModule, stackFiles, uid } from './lib/study.mjs';
import { abscess, addNeedle, addNoise, addRicianNoise, addVoid, anatomy, gridOf } from './lib/tomography.mjs';
import { US, usFrame, usImagePoint, usSpeckle } from './lib/ultrasound.mjs';
import { add, len, mul, rounded, sub, unit } from './lib/vector.mjs';

/** @typedef {import('./lib/vector.mjs').V3} V3 */
/** @typedef {{ name: string, bytes: Uint8Array }} File */
/** @typedef {{ files: File[], truth: object, records: { [name: string]: object } }} Sample */

const HERE = dirname(fileURLToPath(import.meta.url));
const json = (/** @type {unknown} */ value) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
const round = (/** @type {number} */ value, digits = 4) => Number(value.toFixed(digits));

// ── a, b: CT, a needle in an abscess, and the same case one step earlier ──────────────────────────────────────────────────────

/** @type {V3} */ const CT_CENTRE = [-68, -168, 914];
const CT_BODY = /** @type {V3} */ ([4, -152, 908]);
const CT_GRID = gridOf({
  columns: 256,
  rows: 256,
  slices: 36,
  betweenColumns: 1.2,
  betweenRows: 1.3,
  betweenSlices: 3,
  angles: [12, -8],
  through: CT_CENTRE,
  at: [68, 115, 18],
});
const CT_RADIUS = 10;
/** In the slice: mostly along the row, from the patient's right. */
const CT_ACROSS = unit(add(mul(CT_GRID.row, 0.93), mul(CT_GRID.column, 0.37)));
const CT_ASIDE = unit(add(mul(CT_GRID.row, -0.37), mul(CT_GRID.column, 0.93)));
/** Seven millimetres along the needle are three across the slices, so that both looks end on a slice. */
const CT_DIRECTION = unit(add(mul(CT_ACROSS, Math.sqrt(1 - (3 / 7) ** 2)), mul(CT_GRID.normal, -3 / 7)));
const CT_TIP = rounded(add(CT_CENTRE, add(mul(CT_ACROSS, -5.2), mul(CT_ASIDE, 1.5))));
const CT_EARLY_TIP = rounded(sub(CT_TIP, mul(CT_DIRECTION, 7)));

let ctAnatomy = null;

/** @param {{ tip: V3, series: number, number: number, time: string, description: string, seed: number }} options @returns {File[]} */
const ctFiles = ({ tip, series, number, time, description, seed }) => {
  ctAnatomy ??= anatomy(CT_GRID, 'ct', abscess(CT_CENTRE, CT_RADIUS, 2.2, 14, 128), CT_BODY);
  const volume = ctAnatomy.slice();
  addNeedle(volume, CT_GRID, { tip, hub: sub(tip, mul(CT_DIRECTION, 96)), radius: 1.473 / 2, hu: 9000 });
  addNoise(volume, CT_GRID, 12, seed);
  return stackFiles({
    grid: CT_GRID,
    volume,
    modality: 'CT',
    study: 1,
    series,
    seriesNumber: number,
    description,
    studyDescription: 'Abscess drainage',
    time,
    window: [40, 400],
  });
};

/** @param {V3} tip @param {string} time */
const ctTruth = (tip, time) => ({
  frameOfReferenceUID: uid(1, 900),
  at: time,
  device: { kind: 'needle', gauge: 17, outerDiameter: 1.473 },
  tip,
  tipSlice: round(CT_GRID.indexOf(tip)[2]) + 1,
  target: { shape: 'sphere', center: CT_CENTRE, radius: CT_RADIUS },
  targetSlice: round(CT_GRID.indexOf(CT_CENTRE)[2]) + 1,
  shaft: [rounded(sub(tip, mul(CT_DIRECTION, 70))), rounded(sub(tip, mul(CT_DIRECTION, 35)))],
  direction: rounded(CT_DIRECTION, 8),
  tipToCenter: round(len(sub(tip, CT_CENTRE)), 6),
  signedDistance: round(len(sub(tip, CT_CENTRE)) - CT_RADIUS, 6),
  spacing: { betweenColumns: 1.2, betweenRows: 1.3, betweenSlices: 3 },
});

const CT_SPACE = {
  kind: 'patient',
  frameOfReferenceUID: uid(1, 900),
  voxel: {
    betweenColumns: 1.2,
    betweenRows: 1.3,
    betweenSlices: 3,
    sliceThickness: 3,
    orientation: [...CT_GRID.row, ...CT_GRID.column],
  },
};
const CT_TARGET = { shape: 'sphere', center: CT_CENTRE, radius: CT_RADIUS };

/** @returns {Sample} */
const ctLate = () => {
  const files = ctFiles({
    tip: CT_TIP,
    series: 2,
    number: 3,
    time: '102000',
    description: 'Needle in abscess 3 mm',
    seed: 1000,
  });
  const truth = ctTruth(CT_TIP, '2026-03-01T10:20:00Z');
  const early = ctTruth(CT_EARLY_TIP, '2026-03-01T10:15:00Z');
  return {
    files,
    truth,
    records: {
      'ct-abscess': {
        tipcheck: 1,
        id: 'sample-ct-abscess',
        space: CT_SPACE,
        target: CT_TARGET,
        tip: { position: CT_TIP, evidence: 'person', sigma: 0.65 },
        shaft: truth.shaft,
        device: { kind: 'needle' },
        at: truth.at,
        looks: [
          {
            at: early.at,
            frameOfReferenceUID: uid(1, 900),
            tip: { position: CT_EARLY_TIP, evidence: 'person', sigma: 0.65 },
            shaft: early.shaft,
          },
        ],
      },
    },
  };
};

/** @returns {Sample} */
const ctEarly = () => {
  const files = ctFiles({
    tip: CT_EARLY_TIP,
    series: 1,
    number: 2,
    time: '101500',
    description: 'Needle on its way 3 mm',
    seed: 5000,
  });
  const truth = ctTruth(CT_EARLY_TIP, '2026-03-01T10:15:00Z');
  return {
    files,
    truth,
    records: {
      'ct-abscess-early': {
        tipcheck: 1,
        id: 'sample-ct-early',
        space: CT_SPACE,
        target: CT_TARGET,
        tip: { position: CT_EARLY_TIP, evidence: 'person', sigma: 0.65 },
        shaft: truth.shaft,
        device: { kind: 'needle' },
        at: truth.at,
      },
    },
  };
};

// ── c: ultrasound cine ────────────────────────────────────────────────────────────────────────────────────────────────────────

const US_FRAMES = 24;
const US_LESION = { x: -9, d: 50, radius: 9 };
const US_ENTRY = /** @type {[number, number]} */ ([34, 14]);
const US_TIP = /** @type {[number, number]} */ ([-6.5, 48.5]);
/** The share of the needle in the beam, by frame: it slips out of the plane and comes back. @param {number} frame */
const usVisible = (frame) =>
  frame < 8 || frame >= 19 ? 1 : frame < 11 ? 1 - 0.13 * (frame - 7) : frame < 16 ? 0.58 : 0.58 + 0.13 * (frame - 15);

/** @returns {Sample} */
const usCine = () => {
  const [grain, other] = [usSpeckle(31), usSpeckle(32)];
  const frames = Array.from({ length: US_FRAMES }, (_, frame) =>
    usFrame({
      frame,
      grain,
      other,
      lesion: US_LESION,
      needle: { entry: US_ENTRY, tip: US_TIP, visible: usVisible(frame) },
    }),
  );
  const instance = uid(2, 1, 1);
  const region = (
    /** @type {number[]} */ box,
    /** @type {{ format: number, data: number, flags: number, units: number, delta: number }} */ {
      format,
      data,
      flags,
      units,
      delta,
    },
  ) =>
    /** @type {import('./lib/part10.mjs').Element[]} */ ([
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
    ]);
  const elements = [
    ...common({
      sopClass: '1.2.840.10008.5.1.4.1.1.3.1',
      instance,
      study: 2,
      series: 1,
      seriesNumber: 1,
      number: 1,
      modality: 'US',
      description: 'Cyst puncture cine',
      studyDescription: 'Cyst puncture',
      time: '110000',
    }),
    ...pixelModule({ columns: US.columns, rows: US.rows, bitsStored: 8, bitsAllocated: 8 }),
    /** @type {const} */ (['00280008', 'IS', US_FRAMES]),
    /** @type {const} */ (['00280009', 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)]),
    /** @type {const} */ (['00181063', 'DS', 50]),
    /** @type {const} */ (['00200020', 'CS', '']),
    /** @type {const} */ (['00282110', 'CS', '00']),
    /** @type {const} */ ([
      '00186011',
      'SQ',
      [
        region(US.region, { format: 1, data: 1, flags: 0, units: 3, delta: US.mmPerPixel / 10 }),
        region(US.strip, { format: 4, data: 10, flags: 1, units: 0, delta: 0 }),
      ],
    ]),
  ];
  const file = fileOf({
    elements: /** @type {any} */ (elements),
    frames,
    columns: US.columns,
    rows: US.rows,
    bitsStored: 8,
  });
  const tip = usImagePoint(...US_TIP);
  const centre = usImagePoint(US_LESION.x, US_LESION.d);
  const distance = Math.hypot(tip[0] - centre[0], tip[1] - centre[1]) * US.mmPerPixel;
  const radius = US_LESION.radius / US.mmPerPixel;
  const whole = Array.from({ length: US_FRAMES }, (_, frame) => frame)
    .filter((frame) => usVisible(frame) === 1)
    .map((frame) => frame + 1);
  return {
    files: [{ name: 'cine.dcm', bytes: file }],
    truth: {
      sopInstanceUID: instance,
      device: { kind: 'needle' },
      tip,
      target: { shape: 'circle', center: centre, radius },
      shaft: [usImagePoint(US_ENTRY[0], US_ENTRY[1])],
      scale: { betweenColumns: US.mmPerPixel, betweenRows: US.mmPerPixel, unit: 'mm', basis: 'us-region' },
      region: US.region,
      uncalibratedStrip: US.strip,
      framesWithTheTipInThePlane: whole,
      tipToCenter: round(distance, 6),
      signedDistance: round(distance - US_LESION.radius, 6),
    },
    records: {
      'us-cyst': {
        tipcheck: 1,
        id: 'sample-us-cyst',
        space: {
          kind: 'image',
          sopInstanceUID: instance,
          frame: 1,
          modality: 'US',
          scale: { betweenColumns: 0.2, betweenRows: 0.2, unit: 'mm', basis: 'us-region' },
          beamWidth: 3,
        },
        target: { shape: 'circle', center: centre, radius },
        tip: { position: tip, evidence: 'person', sigma: 0.4 },
        shaft: [usImagePoint(US_ENTRY[0], US_ENTRY[1])],
        device: { kind: 'needle' },
      },
    },
  };
};

// ── d: fluoroscopy cine ───────────────────────────────────────────────────────────────────────────────────────────────────────

const XA = { size: 384, frames: 60, spacing: 0.3, sid: 1100, sod: 750 };
const XA_PATH = curve([
  [205, 400],
  [208, 330],
  [200, 262],
  [214, 205],
  [196, 158],
  [160, 132],
  [128, 116],
]);
const XA_TARGET = { center: /** @type {[number, number]} */ ([121, 113]), radius: 15 };

/** @param {{ instance: string, series: number, study: number, description: string, time: string, more: unknown[], frames: readonly (Uint8Array | Uint16Array)[], size: number, bitsStored: number }} options */
const xaFile = ({ instance, series, study, description, time, more, frames, size, bitsStored }) =>
  fileOf({
    elements: /** @type {any} */ ([
      ...common({
        sopClass: '1.2.840.10008.5.1.4.1.1.12.1',
        instance,
        study,
        series,
        seriesNumber: series,
        number: 1,
        modality: 'XA',
        description,
        studyDescription: study === 3 ? 'Embolization' : study === 4 ? 'Vertebroplasty' : 'Fluoroscopy',
        time,
      }),
      ...pixelModule({ columns: size, rows: size, bitsStored, bitsAllocated: bitsStored > 8 ? 16 : 8 }),
      ['00180060', 'DS', 75],
      ['00181155', 'CS', 'SC'],
      ['00281040', 'CS', 'DISP'],
      ['00181150', 'IS', ''],
      ['00181151', 'IS', ''],
      ['00181152', 'IS', ''],
      ['00281050', 'DS', 2 ** (bitsStored - 1)],
      ['00281051', 'DS', 2 ** bitsStored],
      ['00200020', 'CS', ''],
      ...more,
    ]),
    frames,
    columns: size,
    rows: size,
    bitsStored,
  });

const xaBackground = (/** @type {number} */ size) =>
  radiograph({ columns: size, rows: size, scale: (1.15 * size) / 384, ribs: 9, spineAt: 18, turn: 0.2, seed: 5 });

/** How far the catheter has come, pixels along its path, by frame. @param {number} frame */
const xaReach = (frame) => 120 + 268 * Math.min(1, frame / 44) ** 0.8;

/** @returns {Sample} */
const xaCine = () => {
  const { size } = XA;
  const background = xaBackground(size);
  const whole = XA_PATH.slice(1).reduce(
    (sum, point, i) => sum + Math.hypot(point[0] - XA_PATH[i][0], point[1] - XA_PATH[i][1]),
    0,
  );
  const reach = (/** @type {number} */ frame) => Math.min(whole - 1, xaReach(frame));
  const frames = Array.from({ length: XA.frames }, (_, frame) => {
    const field = background.slice();
    addBall(field, size, XA_TARGET.center, XA_TARGET.radius, 0.13);
    addRod(field, size, XA_PATH, 5, () => 0.045);
    addRod(field, size, firstPart(XA_PATH, reach(frame)), 3.3, (along, length) => (length - along < 9 ? 0.75 : 0.33));
    return exposed(field, size, { seed: 900 + frame, quanta: 9000, white: 2.7, maximum: 255 });
  });
  const instance = uid(3, 1, 1);
  const file = xaFile({
    instance,
    series: 1,
    study: 3,
    description: 'Catheter to aneurysm',
    time: '120000',
    size,
    bitsStored: 8,
    frames,
    more: [
      ['00280008', 'IS', XA.frames],
      ['00280009', 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
      ['00181063', 'DS', 100],
      ['00181500', 'CS', 'STATIC'],
      ['00181164', 'DS', [XA.spacing, XA.spacing]],
      ['00181110', 'DS', XA.sid],
      ['00181111', 'DS', XA.sod],
      ['00181510', 'DS', -12],
      ['00181511', 'DS', 5],
    ],
  });
  const tips = Array.from({ length: XA.frames }, (_, frame) => {
    const end = firstPart(XA_PATH, reach(frame)).at(-1) ?? [0, 0];
    return [round(end[0]), round(end[1])];
  });
  const tip = tips[XA.frames - 1];
  const mm = (XA.spacing * XA.sod) / XA.sid;
  const distance = Math.hypot(tip[0] - XA_TARGET.center[0], tip[1] - XA_TARGET.center[1]) * mm;
  return {
    files: [{ name: 'cine.dcm', bytes: file }],
    truth: {
      sopInstanceUID: instance,
      device: { kind: 'catheter' },
      frame: XA.frames,
      tip,
      tipsByFrame: tips,
      target: { shape: 'circle', ...XA_TARGET },
      scale: { betweenColumns: mm, betweenRows: mm, unit: 'mm', basis: 'imager-magnification' },
      tipToCenter: round(distance, 6),
      signedDistance: round(distance - XA_TARGET.radius * mm, 6),
    },
    records: {
      'xa-aneurysm': {
        tipcheck: 1,
        id: 'sample-xa-aneurysm',
        space: {
          kind: 'projection',
          sopInstanceUID: instance,
          frame: XA.frames,
          modality: 'XA',
          scale: { betweenColumns: mm, betweenRows: mm, unit: 'mm', basis: 'imager-magnification' },
        },
        target: { shape: 'circle', ...XA_TARGET },
        tip: { position: tip, evidence: 'person', sigma: 0.3 },
        device: { kind: 'catheter' },
      },
    },
  };
};

// ── e: two projections of one needle ──────────────────────────────────────────────────────────────────────────────────────────

const BIPLANE = { size: 512, spacing: 0.2, sid: 1100, sod: 750 };
const BIPLANE_VIEWS = [
  { primary: -32, secondary: 6 },
  { primary: 43, secondary: -9 },
];
/** @type {V3} */ const BIPLANE_TARGET = [4, -6, 3];
/** @type {V3} */ const BIPLANE_TIP = [2.4, -4.1, 4.8];
/** @type {V3} */ const BIPLANE_ENTRY = [-24, 26, 22];
const BIPLANE_RADIUS = 6;

/** @returns {Sample} */
const biplane = () => {
  const { size, spacing, sid, sod } = BIPLANE;
  const views = BIPLANE_VIEWS.map((angles) => viewOf({ ...angles, sid, sod, spacing, columns: size, rows: size }));
  const shaft3d = [BIPLANE_ENTRY, add(BIPLANE_ENTRY, mul(sub(BIPLANE_TIP, BIPLANE_ENTRY), 0.5))];
  const described = views.map((view, index) => ({
    sopInstanceUID: uid(4, index + 1, 1),
    frame: 1,
    rows: size,
    columns: size,
    imagerSpacing: [spacing, spacing],
    sid,
    sod,
    primaryAngle: view.primary,
    secondaryAngle: view.secondary,
    tip: view.project(BIPLANE_TIP),
    shaft: shaft3d.map((point) => view.project(/** @type {V3} */ (point))),
    target: {
      center: view.project(BIPLANE_TARGET),
      radius: (BIPLANE_RADIUS * view.magnificationAt(BIPLANE_TARGET)) / spacing,
    },
  }));
  const files = views.map((view, index) => {
    const field = radiograph({
      columns: size,
      rows: size,
      scale: 2.6,
      ribs: 5,
      spineAt: 26 - 34 * index,
      turn: index,
      seed: 40 + index,
    });
    const { tip, target } = described[index];
    addBall(field, size, target.center, target.radius, 0.16);
    const hub = view.project(add(BIPLANE_TIP, mul(sub(BIPLANE_ENTRY, BIPLANE_TIP), 3)));
    addRod(
      field,
      size,
      [hub, tip],
      (0.5 * 1.473 * view.magnificationAt(BIPLANE_TIP)) / spacing,
      (along, length) => 0.9 * Math.min(1, (length - along + 1) / 6),
    );
    const pixels = exposed(field, size, { seed: 70 + index, quanta: 16_000, white: 2.9, maximum: 4095 });
    return {
      name: `view-${String(index + 1)}.dcm`,
      bytes: xaFile({
        instance: uid(4, index + 1, 1),
        series: index + 1,
        study: 4,
        description: index === 0 ? 'Needle RAO 32' : 'Needle LAO 43',
        time: `13000${String(index)}`,
        size,
        bitsStored: 12,
        frames: [pixels],
        more: [
          ['00181164', 'DS', [spacing, spacing]],
          ['00181110', 'DS', sid],
          ['00181111', 'DS', sod],
          ['00181510', 'DS', view.primary],
          ['00181511', 'DS', view.secondary],
        ],
      }),
    };
  });
  const distance = len(sub(BIPLANE_TIP, BIPLANE_TARGET));
  return {
    files,
    truth: {
      frame: 'C-arm: origin at the isocentre, +x patient left, +y posterior, +z head',
      tip: BIPLANE_TIP,
      entry: BIPLANE_ENTRY,
      shaft: shaft3d,
      target: { shape: 'sphere', center: BIPLANE_TARGET, radius: BIPLANE_RADIUS },
      views: described,
      tipToCenter: round(distance, 6),
      signedDistance: round(distance - BIPLANE_RADIUS, 6),
    },
    records: {
      biplane: {
        tipcheck: 1,
        id: 'sample-biplane',
        space: { kind: 'biplane', views: described },
        tip: { evidence: 'person', sigma: 1 },
        device: { kind: 'needle' },
      },
    },
  };
};

// ── f: MR, the needle as a void ───────────────────────────────────────────────────────────────────────────────────────────────

/** @type {V3} */ const MR_CENTRE = [-58, 22, -40];
const MR_GRID = gridOf({
  columns: 224,
  rows: 192,
  slices: 20,
  betweenColumns: 1.3,
  betweenRows: 1.4,
  betweenSlices: 4,
  angles: [4, 3],
  through: MR_CENTRE,
  at: [70, 98, 9],
});
const MR_RADIUS = 9;
const MR_DIRECTION = unit(add(MR_GRID.row, mul(MR_GRID.column, 0.3)));
const MR_TIP = rounded(add(MR_CENTRE, add(mul(MR_DIRECTION, -3), mul(MR_GRID.column, 1.2))));
/** Along the frequency-encode direction (down the columns). */
const MR_SHIFT = mul(MR_GRID.column, 3.2);

/** @returns {Sample} */
const mrVoid = () => {
  const lesion = abscess(MR_CENTRE, MR_RADIUS, 1.8, 180, 540);
  const volume = anatomy(MR_GRID, 'mr', lesion, [6, 30, -44]);
  for (let i = 0; i < volume.length; i += 1) {
    // Coils at the surface see less of the middle.
    const [c, r] = [
      (i % MR_GRID.columns) / MR_GRID.columns - 0.5,
      (Math.floor(i / MR_GRID.columns) % MR_GRID.rows) / MR_GRID.rows - 0.5,
    ];
    volume[i] *= 0.8 + 1.1 * (c * c + r * r) + 0.06 * Math.sin(9 * c + 4 * r);
  }
  addVoid(volume, MR_GRID, {
    tip: MR_TIP,
    hub: sub(MR_TIP, mul(MR_DIRECTION, 95)),
    width: 5.5,
    shift: MR_SHIFT,
    ball: 4.6,
  });
  addRicianNoise(volume, 16, 77);
  const files = stackFiles({
    grid: MR_GRID,
    volume,
    modality: 'MR',
    study: 5,
    series: 1,
    seriesNumber: 1,
    description: 'Needle as signal void',
    studyDescription: 'Liver biopsy',
    time: '140000',
    window: [320, 760],
  });
  const distance = len(sub(MR_TIP, MR_CENTRE));
  return {
    files,
    truth: {
      frameOfReferenceUID: uid(5, 900),
      device: { kind: 'needle' },
      tip: MR_TIP,
      voidEnd: rounded(add(MR_TIP, MR_SHIFT)),
      target: { shape: 'sphere', center: MR_CENTRE, radius: MR_RADIUS },
      shaft: [rounded(sub(MR_TIP, mul(MR_DIRECTION, 50)))],
      tipToCenter: round(distance, 6),
      signedDistance: round(distance - MR_RADIUS, 6),
    },
    records: {},
  };
};

// ── g: fluoroscopy that says nothing of its scale ─────────────────────────────────────────────────────────────────────────────

/** @returns {Sample} */
const xaUncalibrated = () => {
  const size = 320;
  const field = xaBackground(size);
  const path = /** @type {[number, number][]} */ (XA_PATH.map(([c, r]) => [(c * size) / 384, (r * size) / 384]));
  const target = { center: /** @type {[number, number]} */ ([101, 94]), radius: 13 };
  addBall(field, size, target.center, target.radius, 0.13);
  const line = firstPart(path, 300);
  addRod(field, size, line, 2.8, (along, length) => (length - along < 8 ? 0.75 : 0.33));
  const tip = (line.at(-1) ?? [0, 0]).map((value) => round(value));
  const instance = uid(6, 1, 1);
  const file = xaFile({
    instance,
    series: 1,
    study: 6,
    description: 'No scale recorded',
    time: '150000',
    size,
    bitsStored: 8,
    frames: [exposed(field, size, { seed: 5, quanta: 9000, white: 2.7, maximum: 255 })],
    more: [
      ['00181510', 'DS', 0],
      ['00181511', 'DS', 0],
    ],
  });
  const distance = Math.hypot(tip[0] - target.center[0], tip[1] - target.center[1]);
  return {
    files: [{ name: 'image.dcm', bytes: file }],
    truth: {
      sopInstanceUID: instance,
      device: { kind: 'catheter' },
      tip,
      target: { shape: 'circle', ...target },
      scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
      tipToCenter: round(distance, 6),
      signedDistance: round(distance - target.radius, 6),
    },
    records: {
      'xa-uncalibrated': {
        tipcheck: 1,
        id: 'sample-xa-px',
        space: {
          kind: 'projection',
          sopInstanceUID: instance,
          frame: 1,
          modality: 'XA',
          scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
        },
        target: { shape: 'circle', ...target },
        tip: { position: tip, evidence: 'person', sigma: 1 },
      },
    },
  };
};

// ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @type {{ folder: string, title: string, modality: string, description: string, make: () => Sample, with?: string[], layout?: string }[]} */
export const SAMPLES = [
  {
    folder: 'ct-abscess',
    title: 'CT: needle in abscess',
    modality: 'CT',
    description:
      'A 17 G needle whose tip lies in an abscess of the liver; oblique 3 mm slices, pixels not square. With the look before.',
    make: ctLate,
    with: ['ct-abscess-early'],
  },
  {
    folder: 'ct-abscess-early',
    title: 'CT: one step earlier',
    modality: 'CT',
    description: 'The same case before the last push: the tip is 7 mm short.',
    make: ctEarly,
  },
  {
    folder: 'us-cine',
    title: 'Ultrasound: cyst puncture',
    modality: 'US',
    description: 'A cine in which the shaft leaves the plane: in some frames the bright line ends before the tip.',
    make: usCine,
  },
  {
    folder: 'xa-cine',
    title: 'Fluoroscopy: catheter',
    modality: 'XA',
    description: 'A catheter on its way to an aneurysm; imager spacing with SID and SOD.',
    make: xaCine,
  },
  {
    folder: 'biplane',
    title: 'Two projections: needle',
    modality: 'XA',
    description: 'One needle from two C-arm angles 75° apart.',
    make: biplane,
  },
  {
    folder: 'mr-void',
    title: 'MR: needle as void',
    modality: 'MR',
    description: 'The needle is a signal void, wider than the metal and shifted at the tip.',
    make: mrVoid,
  },
  {
    folder: 'xa-uncalibrated',
    title: 'Fluoroscopy without a scale',
    modality: 'XA',
    description: 'Nothing in the file gives the size of a pixel: distances are in pixels.',
    make: xaUncalibrated,
  },
];

const main = () => {
  const check = process.argv.includes('--check');
  const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
  /** @type {Map<string, Uint8Array>} */ const made = new Map();
  /** @type {Map<string, string[]>} */ const listed = new Map();
  for (const { folder, make } of SAMPLES) {
    if (only !== undefined && only !== folder) continue;
    const { files, truth, records } = make();
    for (const { name, bytes } of files) made.set(`${folder}/${name}`, bytes);
    made.set(`${folder}/truth.json`, json(truth));
    for (const [name, record] of Object.entries(records)) made.set(`records/${name}.tipcheck.json`, json(record));
    listed.set(
      folder,
      files.map(({ name }) => name),
    );
    console.log(
      `${folder}: ${String(files.length)} files, ${(files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6).toFixed(2)} MB`,
    );
  }
  if (only === undefined) {
    const filesOf = (/** @type {string} */ folder, /** @type {string} */ from) =>
      (listed.get(folder) ?? []).map((name) => (folder === from ? name : `../${folder}/${name}`));
    made.set(
      'index.json',
      json({
        samples: SAMPLES.map(({ folder, title, modality, description, with: others = [] }) => ({
          id: folder,
          title,
          modality,
          description,
          folder,
          files: [folder, ...others].flatMap((name) => filesOf(name, folder)),
        })),
      }),
    );
  }
  if (check) {
    const differing = [...made].filter(
      ([path, bytes]) => !existsSync(join(HERE, path)) || !Buffer.from(bytes).equals(readFileSync(join(HERE, path))),
    );
    for (const [path] of differing) console.error(`differs: ${path}`);
    process.exit(differing.length > 0 ? 1 : 0);
  }
  for (const { folder } of SAMPLES) {
    if (only === undefined || only === folder) rmSync(join(HERE, folder), { recursive: true, force: true });
  }
  for (const [path, bytes] of made) {
    mkdirSync(dirname(join(HERE, path)), { recursive: true });
    writeFileSync(join(HERE, path), bytes);
  }
};

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) main();
