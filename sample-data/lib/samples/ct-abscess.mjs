import { ABDOMEN, abscess, anatomyOf } from '../anatomy.mjs';
import { ctCase } from '../cases.mjs';
import { rodShare, scanErrors, tableAt } from '../ct.mjs';
import { blurredInPlane, sampled } from '../grid.mjs';
import { instantOf, sliceUid, stackFiles, uid } from '../study.mjs';
import { sub } from '../vector.mjs';

/** @typedef {import('./sample.mjs').Sample} Sample */

const CASE = ctCase();
const SEEDS = { late: 1000, early: 5000 };
/** Steel as it counts before the scanner's scale ends, HU. */
const STEEL = 14_000;

const PLACE = { study: 'ct-abscess', studyNumber: 1, studyDescription: 'Abscess drainage' };
/** @type {{ [look in 'late' | 'early']: import('../study.mjs').Place }} */
export const CT_PLACES = {
  early: { ...PLACE, series: 'early', seriesNumber: 2, description: 'Needle on its way 3 mm', time: '101500' },
  late: { ...PLACE, series: 'late', seriesNumber: 3, description: 'Needle in abscess 3 mm', time: '102000' },
};

/** @type {Float32Array | null} */ let anatomy = null;
/** The patient without a needle or noise: the same in both looks. */
const patient = () => {
  const organs = anatomyOf([...ABDOMEN, ...abscess(sub(CASE.centre, CASE.bodyCentre), CASE.radius)]);
  anatomy ??= blurredInPlane(
    sampled(
      CASE.grid,
      (x, y, z, out) => {
        organs(x, y, z, out);
        if (out.ct < -995) out.ct = tableAt(x, y) ?? out.ct;
      },
      ({ ct }) => ct,
      CASE.bodyCentre,
      [-0.25, 0.25],
    ),
    CASE.grid,
    0.5,
  );
  return anatomy;
};

/** HU of a look, clipped as a 12-bit scanner does. Errors reach what is beside the metal: the metal itself is beyond the scale.  @param {'late' | 'early'} look */
export const ctVolume = (look) => {
  const { grid, outerDiameter } = CASE;
  const { tip, hub } = look === 'late' ? CASE.now : CASE.early;
  const clean = patient();
  const steel = rodShare(grid, { tip, hub, radius: outerDiameter / 2 });
  const size = grid.columns * grid.rows;
  const volume = new Float32Array(clean.length);
  for (let s = 0; s < grid.slices; s += 1) {
    const [slice, share] = [clean.subarray(s * size, (s + 1) * size), steel.subarray(s * size, (s + 1) * size)];
    const errors = scanErrors(slice, share, grid, { seed: SEEDS[look] + s, noise: 0.0215, hardening: 0.12 });
    for (let i = 0; i < size; i += 1)
      volume[s * size + i] = Math.max(
        -1024,
        Math.min(3071, slice[i] + (STEEL - slice[i]) * share[i] + errors[i] * (1 - Math.min(1, 3 * share[i]))),
      );
  }
  return volume;
};

const target = { shape: 'sphere', center: CASE.centre, radius: CASE.radius };
const frameOfReferenceUID = uid(PLACE.study, 'frame of reference');
const device = { kind: 'needle' };

/** @param {'late' | 'early' | 'first'} look */
const marksOf = (look) => ({ late: CASE.now, early: CASE.early, first: CASE.first })[look];

/** @param {'late' | 'early'} look */
const truthOf = (look) => {
  const { grid, centre, direction, outerDiameter } = CASE;
  const { tip, shaft, entry, insertedLength, tipToCenter, signedDistance } = marksOf(look);
  const [tipIndex, targetIndex] = [grid.indexOf(tip), grid.indexOf(centre)];
  return {
    space: 'patient',
    frameOfReferenceUID,
    at: instantOf(CT_PLACES[look].time),
    device: { ...device, gauge: 17, outerDiameter },
    tip,
    shaft,
    entry,
    direction,
    target,
    tipToCenter,
    signedDistance,
    insertedLength,
    tipIndex,
    targetIndex,
    tipSlice: Math.round(tipIndex[2]) + 1,
    targetSlice: Math.round(targetIndex[2]) + 1,
    tipSopInstanceUID: sliceUid(CT_PLACES[look], Math.round(tipIndex[2])),
    spacing: { betweenColumns: grid.betweenColumns, betweenRows: grid.betweenRows, betweenSlices: grid.betweenSlices },
    seed: SEEDS[look],
  };
};

const space = {
  kind: 'patient',
  frameOfReferenceUID,
  voxel: {
    betweenColumns: CASE.grid.betweenColumns,
    betweenRows: CASE.grid.betweenRows,
    betweenSlices: CASE.grid.betweenSlices,
    sliceThickness: CASE.grid.betweenSlices,
    orientation: [...CASE.grid.row, ...CASE.grid.column],
  },
};

/** @param {'late' | 'early'} look */
const imageOf = (look) => ({
  sopInstanceUID: sliceUid(CT_PLACES[look], Math.round(CASE.grid.indexOf(marksOf(look).tip)[2])),
  frame: 1,
  frameOfReferenceUID,
});

/** @param {'late' | 'early' | 'first'} look */
const markedTip = (look) => ({ position: marksOf(look).tip, evidence: 'person', sigma: 0.65 });

/** @param {'late' | 'early'} look */
const recordOf = (look) => ({
  tipcheck: 1,
  id: look === 'late' ? 'sample-ct-abscess' : 'sample-ct-early',
  space,
  target,
  tip: markedTip(look),
  shaft: marksOf(look).shaft,
  entry: marksOf(look).entry,
  device,
  at: instantOf(CT_PLACES[look].time),
  images: [imageOf(look)],
});

/** @type {Sample} */
export const ctAbscess = {
  files: () =>
    stackFiles({ ...CT_PLACES.late, grid: CASE.grid, volume: ctVolume('late'), modality: 'CT', window: [40, 400] }),
  truth: () => truthOf('late'),
  records: () => ({
    'ct-abscess': {
      ...recordOf('late'),
      looks: [
        // Of the first look there are only the marks: images of it would only make the sample longer to open.
        { at: instantOf('101000'), frameOfReferenceUID, tip: markedTip('first'), shaft: CASE.first.shaft },
        { at: instantOf(CT_PLACES.early.time), frameOfReferenceUID, tip: markedTip('early'), shaft: CASE.early.shaft },
      ],
    },
  }),
};

/** @type {Sample} */
export const ctAbscessEarly = {
  files: () =>
    stackFiles({ ...CT_PLACES.early, grid: CASE.grid, volume: ctVolume('early'), modality: 'CT', window: [40, 400] }),
  truth: () => truthOf('early'),
  records: () => ({ 'ct-abscess-early': recordOf('early') }),
};
