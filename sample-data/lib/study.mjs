import { decimal, part10, JPEG_LS_LOSSLESS } from './part10.mjs';
import { encodeJpegLs } from './jpeg-ls.mjs';

/** @typedef {import('./part10.mjs').Element} Element */

const ROOT = '2.25.26118653240381273544132511620517190';

/** A UID of the samples; the same number is always the same UID. @param {...number} parts */
export const uid = (...parts) => `${ROOT}${parts.map((part) => String(part).padStart(3, '0')).join('')}`;

/**
 * Attributes that every sample has. The patient is made up.
 * @param {{ sopClass: string, instance: string, study: number, series: number, seriesNumber: number, number: number, modality: string, description: string, studyDescription: string, time: string, position?: string }} options
 * @returns {Element[]}
 */
export const common = ({
  sopClass,
  instance,
  study,
  series,
  seriesNumber,
  number,
  modality,
  description,
  studyDescription,
  time,
}) => [
  [
    '00080008',
    'CS',
    [
      'ORIGINAL',
      'PRIMARY',
      ...(modality === 'CT' ? ['AXIAL'] : modality === 'XA' ? ['SINGLE PLANE'] : modality === 'MR' ? ['OTHER'] : []),
    ],
  ],
  ['00080016', 'UI', sopClass],
  ['00080018', 'UI', instance],
  ['00080020', 'DA', '20260301'],
  ['00080021', 'DA', '20260301'],
  ['00080022', 'DA', '20260301'],
  ['00080023', 'DA', '20260301'],
  ['00080030', 'TM', '090000'],
  ['00080031', 'TM', time],
  ['00080032', 'TM', time],
  ['00080033', 'TM', time],
  ['00080050', 'SH', ''],
  ['00080060', 'CS', modality],
  ['00080070', 'LO', 'TipCheck'],
  ['00080090', 'PN', ''],
  ['00081030', 'LO', studyDescription],
  ['0008103E', 'LO', description],
  ['00081090', 'LO', 'Synthetic sample'],
  ['00100010', 'PN', `TIPCHECK^${modality} SAMPLE`],
  ['00100020', 'LO', `TIPCHECK-${modality}`],
  ['00100030', 'DA', ''],
  ['00100040', 'CS', 'O'],
  ['00180015', 'CS', 'ABDOMEN'],
  ['0020000D', 'UI', uid(study)],
  ['0020000E', 'UI', uid(study, series)],
  ['00200010', 'SH', String(study)],
  ['00200011', 'IS', String(seriesNumber)],
  ['00200013', 'IS', String(number)],
];

/** @param {{ columns: number, rows: number, bitsStored: number, bitsAllocated: 8 | 16 }} options @returns {Element[]} */
export const pixelModule = ({ columns, rows, bitsStored, bitsAllocated }) => [
  ['00280002', 'US', 1],
  ['00280004', 'CS', 'MONOCHROME2'],
  ['00280010', 'US', rows],
  ['00280011', 'US', columns],
  ['00280100', 'US', bitsAllocated],
  ['00280101', 'US', bitsStored],
  ['00280102', 'US', bitsStored - 1],
  ['00280103', 'US', 0],
];

/** @param {{ elements: Element[], frames: readonly (Uint8Array | Uint16Array)[], columns: number, rows: number, bitsStored: number }} options */
export const fileOf = ({ elements, frames, columns, rows, bitsStored }) =>
  part10({
    elements,
    transferSyntax: JPEG_LS_LOSSLESS,
    frames: frames.map((frame) => encodeJpegLs(frame, columns, rows, bitsStored)),
  });

/**
 * A CT or MR series on a grid, one file a slice.
 * @param {{ grid: import('./tomography.mjs').Grid, volume: Float32Array, modality: 'CT' | 'MR', study: number, series: number, seriesNumber: number, description: string, studyDescription: string, time: string, window: [number, number] }} options
 * @returns {{ name: string, bytes: Uint8Array, sopInstanceUID: string }[]}
 */
export const stackFiles = ({
  grid,
  volume,
  modality,
  study,
  series,
  seriesNumber,
  description,
  studyDescription,
  time,
  window,
}) => {
  const { columns, rows, slices, row, column, normal, betweenColumns, betweenRows, betweenSlices } = grid;
  const size = columns * rows;
  const offset = modality === 'CT' ? 1024 : 0;
  return Array.from({ length: slices }, (_, slice) => {
    const position = grid.positionOf(slice);
    const instance = uid(study, series, slice + 1);
    const pixels = Uint16Array.from({ length: size }, (__, i) =>
      Math.min(4095, Math.max(0, Math.round(volume[slice * size + i]) + offset)),
    );
    /** @type {Element[]} */
    const elements = [
      ...common({
        sopClass: modality === 'CT' ? '1.2.840.10008.5.1.4.1.1.2' : '1.2.840.10008.5.1.4.1.1.4',
        instance,
        study,
        series,
        seriesNumber,
        number: slice + 1,
        modality,
        description,
        studyDescription,
        time,
      }),
      ...pixelModule({ columns, rows, bitsStored: 12, bitsAllocated: 16 }),
      ['00180050', 'DS', betweenSlices],
      ['00180088', 'DS', betweenSlices],
      ['00185100', 'CS', 'HFS'],
      ['00200012', 'IS', ''],
      ['00200032', 'DS', position.map((value) => decimal(Number(value.toFixed(6))))],
      ['00200037', 'DS', [...row, ...column].map((value) => decimal(value))],
      ['00200052', 'UI', uid(study, 900)],
      ['00201040', 'LO', ''],
      [
        '00201041',
        'DS',
        Number((position[0] * normal[0] + position[1] * normal[1] + position[2] * normal[2]).toFixed(4)),
      ],
      ['00280030', 'DS', [betweenRows, betweenColumns]],
      ['00281050', 'DS', window[0]],
      ['00281051', 'DS', window[1]],
      ...(modality === 'CT' ? CT_MODULE : MR_MODULE),
    ];
    return {
      name: `slice-${String(slice + 1).padStart(3, '0')}.dcm`,
      bytes: fileOf({ elements, frames: [pixels], columns, rows, bitsStored: 12 }),
      sopInstanceUID: instance,
    };
  });
};

/** @type {Element[]} */
const CT_MODULE = [
  ['00180060', 'DS', 120],
  ['00281052', 'DS', -1024],
  ['00281053', 'DS', 1],
  ['00281054', 'LO', 'HU'],
];

/** @type {Element[]} */
const MR_MODULE = [
  ['00180020', 'CS', 'GR'],
  ['00180021', 'CS', 'NONE'],
  ['00180022', 'CS', ''],
  ['00180023', 'CS', '2D'],
  ['00180080', 'DS', 120],
  ['00180081', 'DS', 8],
  ['00180091', 'IS', 1],
];
