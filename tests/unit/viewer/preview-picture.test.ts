import type { Types } from '@cornerstonejs/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupSeries } from '../../../src/image/series.ts';
import type { ImageSource } from '../../../src/session/space-of.ts';
import {
  canvasWords,
  coarserBy,
  previewOfBytes,
  previewOfImage,
  previewView,
} from '../../../src/viewer/preview-picture.ts';
import { ct } from '../../support/images.ts';
import type { Elements } from '../../support/part10.ts';

const EXPLICIT = '1.2.840.10008.1.2.1';

/** The middle one of slices of 6×4 pixels of 0.8 × 0.7 mm. */
const source = (overrides: Elements = {}, count = 3): ImageSource => {
  const [series] = groupSeries(Array.from({ length: count }, (_, index) => ct(index + 1, overrides)));
  const frame = series?.frames[Math.floor(count / 2)];
  if (!series || !frame) throw new Error('no series');
  return { series, frame };
};

const stored = Uint16Array.from({ length: 24 }, (_, index) => 100 * index);
const bytesOf = (values: Uint16Array): Uint8Array => new Uint8Array(values.slice().buffer);

describe('a picture before its view', () => {
  const windowed = { '00281050': ['DS', '1000'], '00281051': ['DS', '2000'] } as const;

  it('has the shape in which it is shown, and leaves its bytes as they are', () => {
    const bytes = bytesOf(stored);
    const picture = previewOfBytes(source(windowed), { bytes, transferSyntaxUID: EXPLICIT });
    expect(picture).toMatchObject({ columns: 6, rows: 4 });
    expect(picture?.shape).toBeCloseTo((6 * 0.7) / (4 * 0.8), 9);
    expect(picture?.levels[0]).toBe(0);
    expect(picture?.levels.at(-1)).toBe(255);
    expect(bytes).toEqual(bytesOf(stored));
  });

  it('is the same of its bytes and of the image that Cornerstone has, rescaled or not', () => {
    const of = source({ ...windowed, '00281052': ['DS', '-50'], '00281053': ['DS', '2'] });
    const picture = previewOfBytes(of, { bytes: bytesOf(stored), transferSyntaxUID: EXPLICIT });
    const image = (values: Int16Array | Uint16Array, scaled: boolean): Types.IImage =>
      ({ color: false, getPixelData: () => values, preScale: { scaled } }) as unknown as Types.IImage;
    const rescaled = Int16Array.from(stored, (value) => 2 * value - 50);
    expect(previewOfImage(of, image(rescaled, true))).toEqual(picture);
    expect(previewOfImage(of, image(stored, false))).toEqual(picture);
  });

  it('isn’t there of what can’t be decoded here', () => {
    const bytes = Uint8Array.of(0xff, 0x4f, 0xff, 0x51);
    expect(previewOfBytes(source(), { bytes, transferSyntaxUID: '1.2.840.10008.1.2.4.90' })).toBeNull();
    const palette = source({ '00280004': ['CS', 'PALETTE COLOR'] });
    expect(previewOfBytes(palette, { bytes: bytesOf(stored), transferSyntaxUID: EXPLICIT })).toBeNull();
  });

  it('is painted coarser only where its place shows no more, and all of it', () => {
    const picture = { shape: 1, columns: 1024, rows: 1024, levels: new Uint8Array() };
    expect(coarserBy(picture, 550, 512)).toBe(2);
    expect(coarserBy(picture, 513, 520)).toBe(1);
    expect(coarserBy(picture, 0, 0)).toBe(1);
    expect(coarserBy({ ...picture, columns: 1023 }, 400, 400)).toBe(1);
  });

  it('has in each coarser pixel the mean of those in it', () => {
    const levels = Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 71);
    const words = canvasWords({ shape: 1, columns: 4, rows: 2, levels }, 2);
    expect([...words].map((word) => (word >>> 0).toString(16))).toEqual(['ff191919', 'ff2d2d2d']);
  });

  it('keeps the mean of its greys, whatever it is painted by', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 36, maxLength: 36 }), fc.constantFrom(1, 2, 3, 6), (levels, by) => {
        const words = canvasWords({ shape: 1, columns: 6, rows: 6, levels }, by);
        const mean = (values: ArrayLike<number>): number =>
          Array.from(values).reduce((a, b) => a + b, 0) / values.length;
        expect(Math.abs(mean(words.map((word) => word & 255)) - mean(levels))).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('has red lowest in the words of a picture in colour', () => {
    const words = canvasWords({ shape: 1, columns: 1, rows: 1, levels: Uint8Array.of(1, 2, 3) }, 1);
    expect(words[0]).toBe(0xff030201);
  });
});

describe('the view of three planes in which slices are shown as they are stored', () => {
  const along = (...cosines: readonly number[]): Elements => ({ '00200037': ['DS', cosines.join('\\')] });
  const at = (index: number): string => `-10\\${String(index * 2.5)}\\-10`;
  const coronal = (cosines: Elements): ImageSource => {
    const [series] = groupSeries([1, 2, 3].map((index) => ct(index, { ...cosines, '00200032': ['DS', at(index)] })));
    const frame = series?.frames[1];
    if (!series || !frame) throw new Error('no series');
    return { series, frame };
  };

  it('is that of the acquired plane, of a slice that came ahead of the others, too', () => {
    expect(previewView(source())).toBe('axial');
    expect(previewView(source({}, 1))).toBe('axial');
    expect(previewView(coronal(along(1, 0, 0, 0, 0, -1)))).toBe('coronal');
  });

  it('is none where they are turned or mirrored in it', () => {
    expect(previewView(source(along(-1, 0, 0, 0, -1, 0)))).toBeNull();
    expect(previewView(source(along(0, 1, 0, 1, 0, 0)))).toBeNull();
    expect(previewView(coronal(along(1, 0, 0, 0, 0, 1)))).toBeNull();
  });
});
