import { createHash } from 'node:crypto';
import { decodeJpegLs, encodeJpegLs } from './jpeg-ls.mjs';
import { decimal, part10, JPEG_LS_LOSSLESS } from './part10.mjs';
import { dot } from './vector.mjs';

/** @typedef {import('./part10.mjs').Element} Element */
/** @typedef {{ name: string, bytes: Uint8Array }} File */

/** A UID of the samples, from a name: the same name is always the same UID (a 128-bit number under 2.25, as for a UUID). @param {...(string | number)} name */
export const uid = (...name) => {
  const bytes = createHash('sha256')
    .update(['tipcheck samples', ...name].join('/'))
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`).toString()}`;
};

export const DATE = '20260301';

/** A time of that day as records write it. @param {string} time HHMMSS */
export const instantOf = (time) => `2026-03-01T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}Z`;

const SOP_CLASS = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  'US cine': '1.2.840.10008.5.1.4.1.1.3.1',
  XA: '1.2.840.10008.5.1.4.1.1.12.1',
};

/** @typedef {{ study: string, studyNumber: number, series: string, seriesNumber: number, studyDescription: string, description: string, time: string }} Place of a series in its study */

/**
 * Attributes that every sample has. The patient is made up.
 * @param {Place & { kind: keyof typeof SOP_CLASS, instance: string, number: number, imageType: string[] }} options @returns {Element[]}
 */
export const common = (options) => {
  const modality = options.kind.slice(0, 2);
  const { time } = options;
  return [
    ['00080008', 'CS', options.imageType],
    ['00080016', 'UI', SOP_CLASS[options.kind]],
    ['00080018', 'UI', options.instance],
    ['00080020', 'DA', DATE],
    ['00080021', 'DA', DATE],
    ['00080022', 'DA', DATE],
    ['00080023', 'DA', DATE],
    ['00080030', 'TM', '090000'],
    ['00080031', 'TM', time],
    ['00080032', 'TM', time],
    ['00080033', 'TM', time],
    ['00080050', 'SH', ''],
    ['00080060', 'CS', modality],
    ['00080070', 'LO', 'TipCheck'],
    ['00080090', 'PN', ''],
    ['00081030', 'LO', options.studyDescription],
    ['0008103E', 'LO', options.description],
    ['00081090', 'LO', 'Synthetic sample'],
    ['00100010', 'PN', `TIPCHECK^${modality}`],
    ['00100020', 'LO', `TIPCHECK-${String(options.studyNumber)}`],
    ['00100030', 'DA', ''],
    ['00100040', 'CS', 'O'],
    ['00180015', 'CS', 'ABDOMEN'],
    ['0020000D', 'UI', uid(options.study)],
    ['0020000E', 'UI', uid(options.study, options.series)],
    ['00200010', 'SH', String(options.studyNumber)],
    ['00200011', 'IS', String(options.seriesNumber)],
    ['00200013', 'IS', String(options.number)],
    ['00280301', 'CS', 'NO'],
  ];
};

/** A frame without loss: what can't be read back exactly is never written. @param {Uint8Array | Uint16Array} frame @param {number} columns @param {number} rows @param {number} bitsStored */
const encoded = (frame, columns, rows, bitsStored) => {
  const bytes = encodeJpegLs(frame, columns, rows, bitsStored);
  const back = decodeJpegLs(bytes, frame.BYTES_PER_ELEMENT === 1 ? 1 : 2);
  if (back.length !== frame.length || frame.some((value, i) => value !== back[i]))
    throw new Error('a frame is not the same when read back');
  return bytes;
};

/**
 * A file with its frames compressed without loss, one fragment each.
 * @param {{ elements: Element[], frames: readonly (Uint8Array | Uint16Array)[], columns: number, rows: number, bitsStored: number }} options
 */
export const fileOf = ({ elements, frames, columns, rows, bitsStored }) =>
  part10({
    elements: [
      ...elements,
      ['00280002', 'US', 1],
      ['00280004', 'CS', 'MONOCHROME2'],
      ['00280010', 'US', rows],
      ['00280011', 'US', columns],
      ['00280100', 'US', bitsStored > 8 ? 16 : 8],
      ['00280101', 'US', bitsStored],
      ['00280102', 'US', bitsStored - 1],
      ['00280103', 'US', 0],
    ],
    transferSyntax: JPEG_LS_LOSSLESS,
    frames: frames.map((frame) => encoded(frame, columns, rows, bitsStored)),
  });

/** @type {{ CT: Element[], MR: Element[] }} */
const MODULE = {
  CT: [
    ['00180060', 'DS', 120],
    ['00281052', 'DS', -1024],
    ['00281053', 'DS', 1],
    ['00281054', 'LO', 'HU'],
  ],
  MR: [
    ['00180020', 'CS', 'GR'],
    ['00180021', 'CS', 'SP'],
    ['00180022', 'CS', ''],
    ['00180023', 'CS', '2D'],
    ['00180080', 'DS', 120],
    ['00180081', 'DS', 4.6],
    ['00180087', 'DS', 1.5],
    ['00180091', 'IS', 1],
    ['00181312', 'CS', 'ROW'],
    ['00181314', 'DS', 70],
  ],
};

/** UIDs of the images of a stack, first slice first. @param {Place} place @param {number} slice 0-based */
export const sliceUid = ({ study, series }, slice) => uid(study, series, slice + 1);

/**
 * A CT or MR series on a grid, one file a slice.
 * @param {Place & { grid: import('./grid.mjs').Grid, volume: Float32Array, modality: 'CT' | 'MR', window: [number, number] }} options @returns {File[]}
 */
export const stackFiles = ({ grid, volume, modality, window, ...place }) => {
  const { columns, rows, row, column, normal, betweenColumns, betweenRows, betweenSlices } = grid;
  const size = columns * rows;
  const offset = modality === 'CT' ? 1024 : 0;
  return Array.from({ length: grid.slices }, (_, slice) => {
    const position = grid.positionOf(slice);
    const pixels = Uint16Array.from({ length: size }, (__, i) =>
      Math.min(4095, Math.max(0, Math.round(volume[slice * size + i]) + offset)),
    );
    /** @type {Element[]} */
    const elements = [
      ...common({
        ...place,
        kind: modality,
        instance: sliceUid(place, slice),
        number: slice + 1,
        imageType: ['ORIGINAL', 'PRIMARY', modality === 'CT' ? 'AXIAL' : 'OTHER'],
      }),
      ['00180050', 'DS', betweenSlices],
      ['00180088', 'DS', betweenSlices],
      ['00185100', 'CS', 'HFS'],
      ['00200012', 'IS', ''],
      ['00200032', 'DS', position.map(decimal)],
      ['00200037', 'DS', [...row, ...column].map(decimal)],
      ['00200052', 'UI', uid(place.study, 'frame of reference')],
      ['00201040', 'LO', ''],
      ['00201041', 'DS', Number(dot(position, normal).toFixed(4))],
      ['00280030', 'DS', [betweenRows, betweenColumns]],
      ['00281050', 'DS', window[0]],
      ['00281051', 'DS', window[1]],
      ...MODULE[modality],
    ];
    return {
      name: `slice-${String(slice + 1).padStart(3, '0')}.dcm`,
      bytes: fileOf({ elements, frames: [pixels], columns, rows, bitsStored: 12 }),
    };
  });
};
