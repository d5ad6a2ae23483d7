import type { Types } from '@cornerstonejs/core';
import { describe, expect, it } from 'vitest';
import type { CornerstoneLibraries } from '../../../src/viewer/cornerstone.ts';
import { plainImage } from '../../../src/viewer/plain-image.ts';
import { greyCase, type GreyCase } from '../../support/grey-case.ts';

const core = {
  Enums: { VOILUTFunctionType: { LINEAR: 'LINEAR' } },
  utilities: {
    VoxelManager: { createImageVoxelManager: ({ scalarData }: { scalarData: unknown }) => ({ scalarData }) },
  },
} as unknown as CornerstoneLibraries['core'];

const [COLUMNS, ROWS] = [3, 2];

interface Case extends Omit<GreyCase, 'size'> {
  readonly values: Int16Array | Uint16Array | Uint8Array;
  /** Bytes before those of the frame, as in a file. */
  readonly before?: number;
  /** What they are in. */
  readonly file?: Uint8Array;
  /** Whether nobody else has the file's memory. */
  readonly isOwn?: boolean;
}

const image = ({
  values,
  before = 0,
  file = new Uint8Array(before + values.byteLength),
  isOwn = false,
  pixels: described,
  ...given
}: Case): Types.IImage | null => {
  const bits = values.BYTES_PER_ELEMENT * 8;
  const { pixels, told } = greyCase({
    size: [COLUMNS, ROWS],
    pixels: {
      bitsAllocated: bits,
      bitsStored: bits,
      highBit: bits - 1,
      pixelRepresentation: values instanceof Int16Array ? 1 : 0,
      ...described,
    },
    ...given,
  });
  file.set(new Uint8Array(values.buffer), before);
  return plainImage(
    core,
    { bytes: file.subarray(before), transferSyntaxUID: '1.2.840.10008.1.2.1', pixels, isOwn },
    told,
  );
};

const STORED = [0, 7, -2000, 4095, 12, -1];

describe('an image of uncompressed grey values', () => {
  it('has them rescaled, in the smallest type of 16 bits that holds them, with their range', () => {
    const scaled = image({ values: Int16Array.from(STORED), slope: 2, intercept: -1024 });
    expect(scaled?.getPixelData()).toEqual(Int16Array.from(STORED.map((value) => 2 * value - 1024)));
    expect(scaled).toMatchObject({ minPixelValue: -5024, maxPixelValue: 7166, slope: 2, intercept: -1024, rows: ROWS });
    expect(scaled?.preScale?.scaled).toBe(true);
    const high = image({ values: Uint16Array.from([0, 40_000, 1, 2, 3, 4]), intercept: 1000 });
    expect(high?.getPixelData()).toEqual(Uint16Array.from([1000, 41_000, 1001, 1002, 1003, 1004]));
  });

  it('has them as they are stored where they are wanted so', () => {
    const stored = image({ values: Int16Array.from(STORED), slope: 2, intercept: -1024, isRescaled: false });
    expect(stored?.getPixelData()).toEqual(Int16Array.from(STORED));
    expect(stored).toMatchObject({ minPixelValue: -2000, maxPixelValue: 4095, slope: 2, intercept: -1024 });
    expect(stored?.preScale).toBeUndefined();
  });

  it('with a slope below zero has its range the right way round', () => {
    const turned = image({ values: Int16Array.from(STORED), slope: -1 });
    expect(turned).toMatchObject({ minPixelValue: -4095, maxPixelValue: 2000 });
  });

  it('holds what was stored as it is, and doesn’t hold on to the file around it', () => {
    const own = Uint8Array.from([1, 2, 3, 4, 5, 255]);
    expect(image({ values: own })?.getPixelData()).toEqual(own);
    const inFile = image({ values: Int16Array.from(STORED), before: 133 })?.getPixelData();
    expect(inFile).toEqual(Int16Array.from(STORED));
    expect(inFile?.buffer.byteLength).toBe(12);
  });

  it('is made in the memory of its file where nobody else has it, and nowhere else', () => {
    const made = (given: Partial<Case>): ReturnType<Types.IImage['getPixelData']> | undefined =>
      image({ values: Uint16Array.from([5, 7, 2000, 4095, 12, 1]), intercept: -1024, ...given })?.getPixelData();
    const expected = Int16Array.from([-1019, -1017, 976, 3071, -1012, -1023]);
    const over = made({ isOwn: true, before: 2 });
    expect(over).toEqual(expected);
    expect(over?.buffer.byteLength).toBe(14);
    const elsewhere = [made({ before: 2 }), made({ isOwn: true, before: 3 }), made({ isOwn: true, before: 4 })];
    for (const values of elsewhere) {
      expect(values).toEqual(expected);
      expect(values?.buffer.byteLength).toBe(12);
    }
  });

  it('leaves memory that others have as it was', () => {
    const values = Uint16Array.from([5, 7, 2000, 4095, 12, 1]);
    const file = new Uint8Array(values.byteLength);
    expect(image({ values, intercept: -9, file })?.getPixelData()[0]).toBe(-4);
    expect(new Uint16Array(file.buffer)).toEqual(values);
  });

  it('opens at the recommended window, else at all of its values', () => {
    const values = Int16Array.from(STORED);
    expect(image({ values, windows: [{ center: 40, width: 400, explanation: undefined }] })).toMatchObject({
      windowCenter: 40,
      windowWidth: 400,
    });
    expect(image({ values, intercept: 10 })).toMatchObject({ windowCenter: 1058, windowWidth: 6096 });
  });

  it('is inverted where black is high', () => {
    const pixels = { photometricInterpretation: 'MONOCHROME1' };
    expect(image({ values: Int16Array.from(STORED), pixels })?.invert).toBe(true);
    expect(image({ values: Int16Array.from(STORED) })?.invert).toBe(false);
  });

  it.each([
    ['a slope that isn’t whole', { values: Int16Array.from(STORED), slope: 0.5 }],
    ['values beyond 16 bits', { values: Int16Array.from(STORED), slope: 20 }],
    ['colours', { values: Int16Array.from(STORED), pixels: { samplesPerPixel: 3 } }],
    ['floating point numbers', { values: Int16Array.from(STORED), pixels: { isFloat: true } }],
    ['too few bytes', { values: Int16Array.from(STORED.slice(1)) }],
    ['bytes with a sign', { values: Uint8Array.from([1, 2, 3, 4, 5, 6]), pixels: { pixelRepresentation: 1 as const } }],
  ])('isn’t made of %s: the decoder does it', (_, given) => {
    expect(image(given)).toBeNull();
  });
});
