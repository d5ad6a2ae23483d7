import { describe, expect, test } from 'vitest';
import { frameModality, searchBounds, searchPitch, searchSpace } from '../../../src/find/searchable.ts';
import type { ImageAttributes } from '../../../src/image/attributes.ts';
import { groupSeries } from '../../../src/image/series.ts';
import { ct, regions, us, xa } from '../../support/images.ts';

const seriesOf = (...images: readonly ImageAttributes[]) => {
  const [series] = groupSeries(images);
  const frame = series?.frames[0];
  if (!series || !frame) throw new Error('there is no series');
  return { series, frame };
};
const spaceOf = (...images: readonly ImageAttributes[]): unknown => {
  const { series, frame } = seriesOf(...images);
  const space = searchSpace(series, frame);
  return typeof space === 'string' ? space : space.code;
};
const stackOf = (modality: string): readonly ImageAttributes[] =>
  [1, 2, 3].map((index) => ct(index, { '00080060': ['CS', modality] }));

describe('what a tip is sought in', () => {
  test.each([
    ['CT', 'patient'],
    ['MR', 'patient'],
    ['PT', 'unsupported-modality'],
    ['NM', 'unsupported-modality'],
    ['US', 'unsupported-modality'],
  ])('a stack of %s: %s', (modality, space) => {
    expect(spaceOf(...stackOf(modality))).toBe(space);
  });

  test('single images of ultrasound and fluoroscopy, and no others', () => {
    expect(spaceOf(us())).toBe('image');
    expect(spaceOf(xa())).toBe('image');
    expect(spaceOf(us({ '00080060': ['CS', 'IVUS'] }))).toBe('image');
    expect(spaceOf(us({ '00080060': ['CS', 'XC'] }))).toBe('unsupported-modality');
    const { series, frame } = seriesOf(us({ '00080060': ['CS', 'IVUS'] }));
    expect(frameModality(series, frame)).toBe('US');
  });

  test('no volumes in colour, and no images with a palette', () => {
    const colour = [1, 2, 3].map((index) =>
      ct(index, {
        '00280002': ['US', 3],
        '00280004': ['CS', 'RGB'],
        '00280006': ['US', 0],
        '7FE00010': ['OW', Array.from({ length: 72 }, () => 1)],
      }),
    );
    expect(spaceOf(...colour)).toBe('colour');
    expect(spaceOf(us({ '00280004': ['CS', 'PALETTE COLOR'] }))).toBe('palette-color');
  });
});

describe('the region of an ultrasound picture that is searched', () => {
  const { frame } = seriesOf(
    us(
      regions(
        { bounds: [0, 0, 3, 3], flags: 3 },
        { bounds: [2, 0, 5, 3], flags: 2, delta: [0.05, 0.05] },
        // Laid over all of the picture by some scanners, and no claim about what lies in it.
        { bounds: [0, 0, 5, 3], format: 0, type: 0, units: [0, 0] },
      ),
    ),
  );

  test('is the one that the place lies in; where two overlap, the one of higher priority', () => {
    expect(searchBounds(frame, [1, 1]).region).toEqual([0, 0, 3, 3]);
    expect(searchBounds(frame, [2.5, 1]).region).toEqual([2, 0, 5, 3]);
    expect(searchBounds(frame, [5, 1]).region).toEqual([2, 0, 5, 3]);
  });

  test('a region’s last column belongs to it, and beyond it there is none', () => {
    expect(searchBounds(frame, [5.9, 1]).region).toEqual([2, 0, 5, 3]);
    expect(searchBounds(frame, [6, 1])).toEqual({});
  });

  test('an image without regions is searched as a whole', () => {
    expect(searchBounds(seriesOf(xa()).frame, [1, 1])).toEqual({});
  });
});

test('lengths are told in millimetres of the patient, else in pixels with their aspect', () => {
  const scale = { betweenColumns: 0.2, betweenRows: 0.3, basis: 'imager' } as const;
  expect(searchPitch({ ...scale, unit: 'mm' })).toEqual({ betweenColumns: 0.2, betweenRows: 0.3, unit: 'mm' });
  const { betweenColumns, betweenRows, unit } = searchPitch({ ...scale, unit: 'mm-at-detector' });
  expect([betweenColumns, unit]).toEqual([1, 'px']);
  expect(betweenRows).toBeCloseTo(1.5, 12);
});
