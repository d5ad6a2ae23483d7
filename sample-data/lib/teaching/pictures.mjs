import { scatterers, US, usFrame, usPoint } from '../b-mode.mjs';
import { viewOf } from '../c-arm.mjs';
import { addBall, addRod, exposed } from '../radiograph.mjs';
import { geometry, losses, xaFile } from '../samples/x-ray.mjs';
import { common, fileOf, uid } from '../study.mjs';
import { mul, sub, unit } from '../vector.mjs';

/** @typedef {import('../vector.mjs').V3} V3 */
/** @typedef {[number, number]} P2 */
/** @typedef {import('../part10.mjs').Element} Element */

// ── ultrasound ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Pixels of the scanner's picture that become one, and what is cut off it. */
const COARSER = 2;
const US_SIZE = { columns: US.columns / COARSER, rows: 448 / COARSER };
const US_MM = US.mmPerPixel * COARSER;

/** @param {Uint8Array} picture */
const coarser = (picture) =>
  Uint8Array.from({ length: US_SIZE.columns * US_SIZE.rows }, (_, i) => {
    const [c, r] = [(i % US_SIZE.columns) * COARSER, Math.floor(i / US_SIZE.columns) * COARSER];
    let sum = 0;
    for (let dr = 0; dr < COARSER; dr += 1)
      for (let dc = 0; dc < COARSER; dc += 1) sum += picture[(r + dr) * US.columns + c + dc];
    return Math.round(sum / COARSER ** 2);
  });

const CYST = { x: -5.9, d: 45.1, radius: 9 };
/** @type {P2} */ const ENTRY = [48, 1];
/** Along the needle from its entry, mm: where it comes nearest to the cyst's middle. */
const TO_CYST = Math.hypot(CYST.x - ENTRY[0], CYST.d - ENTRY[1]);
const TOWARDS = [(CYST.x - ENTRY[0]) / TO_CYST, (CYST.d - ENTRY[1]) / TO_CYST];
const onNeedle = (/** @type {number} */ mm) =>
  /** @type {P2} */ ([ENTRY[0] + TOWARDS[0] * mm, ENTRY[1] + TOWARDS[1] * mm]);
const shown = (/** @type {P2} */ [x, d]) => usPoint(x, d).map((value) => value / COARSER);

/**
 * Frames of a needle that points at the middle of a cyst. `tips`: how far beyond that middle it ends, frame by frame; `lost`: how much of its
 * end isn't in the beam's plane.
 * @param {{ name: string, number: number, seed: number, tips: readonly number[], lost?: number, sigma?: number, caption: string }} given
 */
export const usCase = ({ name, number, seed, tips, lost = 0, sigma = 0.5, caption }) => {
  const study = `teaching ${name}`;
  const instance = uid(study, 'cine', 1);
  const tissue = scatterers(seed);
  const frames = tips.map((beyond, frame) => {
    const tip = onNeedle(TO_CYST + beyond);
    const visible = TO_CYST + beyond - lost;
    return coarser(
      usFrame({ frame, tissue, lesion: CYST, sink: 0, needle: { entry: ENTRY, tip, visible }, seed: seed + 1 + frame }),
    );
  });
  const box = [12, 2, 306, 222];
  /** @type {Element[]} */
  const region = [
    ['00186012', 'US', 1],
    ['00186014', 'US', 1],
    ['00186016', 'UL', 0],
    ['00186018', 'UL', box[0]],
    ['0018601A', 'UL', box[1]],
    ['0018601C', 'UL', box[2]],
    ['0018601E', 'UL', box[3]],
    ['00186024', 'US', 3],
    ['00186026', 'US', 3],
    ['0018602C', 'FD', US_MM / 10],
    ['0018602E', 'FD', US_MM / 10],
  ];
  /** @type {Element[]} */
  const elements = [
    ...common({
      study,
      studyNumber: number,
      studyDescription: 'Needle phantom',
      series: 'cine',
      seriesNumber: 1,
      description: 'Needle phantom',
      time: '090000',
      kind: 'US cine',
      instance,
      number: 1,
      imageType: ['ORIGINAL', 'PRIMARY'],
    }),
    ['00181063', 'DS', 400],
    ['00186011', 'SQ', [region]],
    ['00200020', 'CS', ''],
    ['00280008', 'IS', frames.length],
    ['00280009', 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
    ['00282110', 'CS', '00'],
  ];
  const tip = TO_CYST + (tips[tips.length - 1] ?? 0);
  const position = shown(onNeedle(tip));
  const record = {
    tipcheck: 1,
    id: 'truth',
    space: {
      kind: 'image',
      sopInstanceUID: instance,
      frame: frames.length,
      modality: 'US',
      scale: { betweenColumns: US_MM, betweenRows: US_MM, unit: 'mm', basis: 'us-region' },
      beamWidth: 3,
    },
    target: { shape: 'circle', center: shown([CYST.x, CYST.d]), radius: CYST.radius / US_MM },
    tip: { position, evidence: 'person', sigma },
    shaft: [40, 20].map((back) => shown(onNeedle(tip - back))),
    device: { kind: 'needle' },
  };
  return {
    files: [{ name: 'cine.dcm', bytes: fileOf({ elements, frames, ...US_SIZE, bitsStored: 8 }) }],
    references: [{ expert: 'Truth', record }],
    keyViews: [
      {
        caption,
        sopInstanceUID: instance,
        frame: frames.length,
        focus: position,
        halfHeight: 70,
        marks: ['target', 'tip'],
      },
    ],
  };
};

// ── X-ray ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @type {V3} */ const ISOCENTRE = [2, 40, 34];
const SIZE = { sid: 1100, sod: 750, spacing: 0.5, columns: 272, rows: 272 };

/**
 * A needle and a dense ball before a spine, from one or two sides. Places in the C-arm frame, mm.
 * @param {{ name: string, number: number, seed: number, views: readonly { primary: number, secondary: number }[], target: { center: V3, radius: number }, tip: V3, direction: V3, sigma: number, isCalibrated?: boolean, captions: readonly string[] }} given
 */
export const xaCase = ({ name, number, seed, views, target, tip, direction, sigma, isCalibrated = true, captions }) => {
  const study = `teaching ${name}`;
  const along = unit(direction);
  const back = (/** @type {number} */ mm) => /** @type {V3} */ (sub(tip, mul(along, mm)));
  const made = views.map((angles, index) => {
    const view = viewOf({ ...SIZE, ...angles });
    const instance = uid(study, `view ${String(index + 1)}`, 1);
    const { moving, still } = losses(view, ISOCENTRE);
    const field = moving.map((/** @type {number} */ loss, /** @type {number} */ i) => loss + still[i]);
    addBall(field, view, target.center, target.radius, 0.055, 0.8);
    addRod(field, view, [back(230), tip], 0.9, () => 0.85, { hollow: 0 });
    const pixels = exposed(field, view, {
      seed: seed + 5 * index,
      grain: 0.035,
      dark: 5.3,
      bright: 2.5,
      maximum: 255,
      shutter: 5,
    });
    const place = {
      study,
      studyNumber: number,
      studyDescription: 'Needle phantom',
      series: `view ${String(index + 1)}`,
      seriesNumber: index + 1,
      description: `Needle phantom, view ${String(index + 1)}`,
      time: `09000${String(index)}`,
    };
    return {
      view,
      file: {
        name: `view-${String(index + 1)}.dcm`,
        bytes: xaFile({
          instance,
          place,
          view,
          bitsStored: 8,
          frames: [pixels],
          more: isCalibrated ? geometry(view) : [],
        }),
      },
      marks: {
        sopInstanceUID: instance,
        frame: 1,
        tip: view.project(tip),
        shaft: [30, 15].map((mm) => view.project(back(mm))),
        target: {
          center: view.project(target.center),
          radius: (target.radius * view.magnificationAt(target.center)) / view.spacing,
        },
      },
    };
  });
  const [first] = made;
  const mm = (SIZE.spacing * SIZE.sod) / SIZE.sid;
  const scale = isCalibrated
    ? { betweenColumns: mm, betweenRows: mm, unit: 'mm', basis: 'imager-magnification' }
    : { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' };
  const record =
    made.length === 1
      ? {
          tipcheck: 1,
          id: 'truth',
          space: { kind: 'projection', sopInstanceUID: first.marks.sopInstanceUID, frame: 1, modality: 'XA', scale },
          target: { shape: 'circle', ...first.marks.target },
          tip: { position: first.marks.tip, evidence: 'person', sigma },
          shaft: first.marks.shaft,
          device: { kind: 'needle' },
        }
      : {
          tipcheck: 1,
          id: 'truth',
          space: {
            kind: 'biplane',
            views: made.map(({ view, marks }) => ({
              ...marks,
              rows: view.rows,
              columns: view.columns,
              imagerSpacing: [view.spacing, view.spacing],
              sid: view.sid,
              sod: view.sod,
              primaryAngle: view.primary,
              secondaryAngle: view.secondary,
            })),
          },
          tip: { evidence: 'person', sigma },
          device: { kind: 'needle' },
        };
  return {
    files: made.map(({ file }) => file),
    references: [{ expert: 'Truth', record }],
    keyViews: made.map(({ marks }, index) => ({
      caption: captions[index] ?? '',
      sopInstanceUID: marks.sopInstanceUID,
      frame: 1,
      focus: marks.tip,
      halfHeight: 70,
      marks: ['target', 'tip'],
    })),
  };
};
