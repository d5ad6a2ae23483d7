import { describe, expect, it } from 'vitest';
import { isRefused, parseRecord } from '../../src/index.ts';

const scale = { betweenColumns: 0.25, betweenRows: 0.25, unit: 'mm', basis: 'user' };
const catheter = {
  method: 'catheter',
  size: 2,
  sizeSigma: 0.1,
  designation: '6 F',
  points: [
    [100, 100],
    [100, 108],
  ],
  sopInstanceUID: '1.2.5',
  frame: 3,
  atTargetDepth: true,
  observer: 'someone',
  at: '2026-11-22T10:20:00Z',
};
const record = (calibration: unknown, space: object = {}) => ({
  tipcheck: 1,
  id: 'calibrated',
  space: {
    kind: 'projection',
    sopInstanceUID: '1.2.5',
    frame: 1,
    modality: 'XA',
    scale,
    scaleSigma: 0.1,
    calibration,
    columns: 512,
    rows: 400,
    ...space,
  },
});
const codeOf = (calibration: unknown, space?: object): string => {
  const read = parseRecord(record(calibration, space));
  return isRefused(read) ? read.code : 'none';
};

describe('a calibration', () => {
  it('is read with every member, in an image as in a projection, and without what is optional', () => {
    expect(parseRecord(record(catheter))).toEqual(record(catheter));
    expect(codeOf(catheter, { kind: 'image' })).toBe('none');
    expect(codeOf({ method: 'entered' })).toBe('none');
    expect(codeOf({ method: 'needle', size: 1.27 })).toBe('none');
    const edges = [...catheter.points, [108, 108], [108, 120]];
    expect(codeOf({ ...catheter, points: edges })).toBe('none');
    const rim = { method: 'sphere', size: 20, points: edges.slice(0, 3) };
    expect(codeOf(rim)).toBe('none');
  });

  it.each([
    ['of no size', { ...catheter, size: 0 }, 'not-positive'],
    ['of a size below nothing', { ...catheter, size: -2 }, 'not-positive'],
    ['of no tolerance', { ...catheter, sizeSigma: 0 }, 'not-positive'],
    ['without the size of its object', { method: 'ruler' }, 'missing-member'],
    ['by nobody knows what', { ...catheter, method: 'guess' }, 'unknown-method'],
    ['entered, with an object', { ...catheter, method: 'entered' }, 'invalid-calibration'],
    [
      'on a line of no length',
      {
        ...catheter,
        points: [
          [9, 9],
          [9, 9],
        ],
      },
      'zero-length',
    ],
    ['on one point', { ...catheter, points: [[9, 9]] }, 'invalid-calibration'],
    [
      'on three points of a shaft',
      {
        ...catheter,
        points: [
          [1, 1],
          [9, 1],
          [1, 9],
        ],
      },
      'invalid-calibration',
    ],
    [
      'beyond the last row',
      {
        ...catheter,
        points: [
          [9, 9],
          [9, 401],
        ],
      },
      'point-outside-image',
    ],
    [
      'before the first column',
      {
        ...catheter,
        points: [
          [-1, 9],
          [9, 9],
        ],
      },
      'point-outside-image',
    ],
    ['of a frame that is none', { ...catheter, frame: 0 }, 'not-a-count'],
    ['at a time without a zone', { ...catheter, at: '2026-11-22T10:20:00' }, 'invalid-time'],
    ['with a word for its depth', { ...catheter, atTargetDepth: 'yes' }, 'wrong-type'],
    ['with a member of nobody', { ...catheter, colour: 'red' }, 'unknown-member'],
  ])('%s is refused', (_, calibration, code) => {
    expect(codeOf(calibration)).toBe(code);
  });

  it('is refused with a scale that is not the reader’s, or that makes the picture more than 2 m large', () => {
    const file = { betweenColumns: 0.25, betweenRows: 0.25, unit: 'mm', basis: 'imager-magnification' };
    expect(codeOf(catheter, { scale: file })).toBe('basis-mismatch');
    // 512 columns of 3.90625 mm are 2 m.
    expect(codeOf(catheter, { scale: { ...scale, betweenColumns: 3.9 } })).toBe('none');
    expect(codeOf(catheter, { scale: { ...scale, betweenColumns: 3.91 } })).toBe('implausible-scale');
    expect(codeOf(catheter, { scale: { ...scale, betweenRows: 5.01 } })).toBe('implausible-scale');
  });
});
