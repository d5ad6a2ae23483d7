import { ABDOMEN, anatomyOf, nodule } from '../anatomy.mjs';
import { mrCase } from '../cases.mjs';
import { blurredInPlane, sampled } from '../grid.mjs';
import { addRicianNoise, addVoid, echo } from '../mr.mjs';
import { instantOf, sliceUid, stackFiles, uid } from '../study.mjs';
import { add, sub } from '../vector.mjs';

const CASE = mrCase();
const SEED = 77;
const VOID = { width: 6, ball: 5 };

/** @type {import('../study.mjs').Place} */
const PLACE = {
  study: 'mr-void',
  studyNumber: 5,
  studyDescription: 'Liver biopsy',
  series: 'void',
  seriesNumber: 1,
  description: 'Needle as signal void',
  time: '140000',
};

/** How much of a place is fat, by its CT number. @param {import('../anatomy.mjs').Tissue} tissue */
const fatShare = ({ ct }) => (ct < -300 ? 0 : Math.max(0, Math.min(1, (-20 - ct) / 60)));

export const mrVolume = () => {
  const { grid, bodyCentre, centre, radius, now, shift } = CASE;
  const organs = anatomyOf([...ABDOMEN, ...nodule(sub(centre, bodyCentre), radius)]);
  const parts = [-0.33, 0, 0.33];
  const water = blurredInPlane(
    sampled(grid, organs, (tissue) => tissue.mr * (1 - fatShare(tissue)), bodyCentre, parts),
    grid,
    0.6,
  );
  const fat = blurredInPlane(
    sampled(grid, organs, (tissue) => 0.78 * tissue.mr * fatShare(tissue), bodyCentre, parts),
    grid,
    0.6,
  );
  const volume = echo(water, fat, grid, {
    aorta: (slice) => {
      const z = grid.positionOf(slice)[2] - bodyCentre[2];
      const [c, r] = grid.indexOf(add(bodyCentre, [10, 12, z]));
      return [c, r];
    },
  });
  addVoid(volume, grid, { tip: now.tip, hub: now.hub, ...VOID, shift, beside: grid.column });
  addRicianNoise(volume, 17, SEED);
  return volume;
};

const target = { shape: 'sphere', center: CASE.centre, radius: CASE.radius };

/** @type {import('./sample.mjs').Sample} */
export const mrVoid = {
  files: () => stackFiles({ ...PLACE, grid: CASE.grid, volume: mrVolume(), modality: 'MR', window: [330, 700] }),
  truth: () => {
    const { grid, now, centre, direction, shift, outerDiameter } = CASE;
    const [tipIndex, targetIndex] = [grid.indexOf(now.tip), grid.indexOf(centre)];
    return {
      space: 'patient',
      frameOfReferenceUID: uid(PLACE.study, 'frame of reference'),
      at: instantOf(PLACE.time),
      device: { kind: 'needle', gauge: 17, outerDiameter },
      tip: now.tip,
      shaft: now.shaft,
      entry: now.entry,
      direction,
      target,
      tipToCenter: now.tipToCenter,
      signedDistance: now.signedDistance,
      insertedLength: now.insertedLength,
      void: { width: VOID.width, tipBall: { center: add(now.tip, shift), radius: VOID.ball } },
      tipIndex,
      targetIndex,
      tipSlice: Math.round(tipIndex[2]) + 1,
      targetSlice: Math.round(targetIndex[2]) + 1,
      tipSopInstanceUID: sliceUid(PLACE, Math.round(tipIndex[2])),
      spacing: {
        betweenColumns: grid.betweenColumns,
        betweenRows: grid.betweenRows,
        betweenSlices: grid.betweenSlices,
      },
      seed: SEED,
    };
  },
  records: () => ({}),
};
