import { common, fileOf, uid } from '../lib/study.mjs';
import { decimal } from '../lib/part10.mjs';
import { cross, dot, len, unit } from '../lib/vector.mjs';

/** @typedef {import('../lib/part10.mjs').Element} Element */
/** @typedef {import('../lib/study.mjs').File} File */

/**
 * A CT phantom as files, one a slice, and its truth.
 * @param {ReturnType<typeof import('./ct.mjs').ctPhantom>} phantom @param {import('./ct.mjs').CtPhantomOptions} options
 */
export const ctFiles = ({ size, values, origin, columnStep, rowStep, sliceStep, sliceThickness, truth }, options) => {
  const [columns, rows, slices] = size;
  const study = `phantom ct ${String(options.seed)}`;
  const [row, column] = [unit(columnStep), unit(rowStep)];
  const normal = cross(row, column);
  const bits = options.maximum > 3071 ? 16 : 12;
  /** @type {File[]} */
  const files = Array.from({ length: slices }, (_, s) => {
    const position = origin.map((value, k) => value + s * sliceStep[k]);
    const pixels = Uint16Array.from({ length: columns * rows }, (__, n) => values[s * columns * rows + n] + 1024);
    /** @type {Element[]} */
    const elements = [
      ...common({
        study,
        studyNumber: 9000 + options.seed,
        series: 'slices',
        seriesNumber: 1,
        studyDescription: 'Needle phantom',
        description: `Needle phantom ${String(options.seed)}`,
        time: '090000',
        kind: 'CT',
        instance: uid(study, 'slices', s + 1),
        number: s + 1,
        imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
      }),
      ['00180050', 'DS', sliceThickness],
      ['00180060', 'DS', 120],
      ['00185100', 'CS', 'HFS'],
      ['00200012', 'IS', ''],
      ['00200032', 'DS', position.map(decimal)],
      ['00200037', 'DS', [...row, ...column].map(decimal)],
      ['00200052', 'UI', uid(study, 'frame of reference')],
      ['00201040', 'LO', ''],
      ['00201041', 'DS', Number(dot(/** @type {import('../lib/vector.mjs').V3} */ (position), normal).toFixed(4))],
      ['00280030', 'DS', [len(rowStep), len(columnStep)].map(decimal)],
      ['00281050', 'DS', 60],
      ['00281051', 'DS', 400],
      ['00281052', 'DS', -1024],
      ['00281053', 'DS', 1],
      ['00281054', 'LO', 'HU'],
    ];
    return {
      name: `slice-${String(s + 1).padStart(3, '0')}.dcm`,
      bytes: fileOf({ elements, frames: [pixels], columns, rows, bitsStored: bits }),
    };
  });
  return {
    files,
    truth: {
      kind: 'ct',
      frameOfReferenceUID: uid(study, 'frame of reference'),
      tip: truth.tip,
      axis: truth.axis,
      /** From the tip towards the hub, 5 mm apart, as far as the images show it. */
      path: Array.from({ length: 20 }, (_, n) => truth.at(n * 5)).filter(truth.holds),
      tipIsInImages: truth.holds(truth.tip),
      otherTips: truth.others,
      options,
    },
  };
};
