import { describe, expect, it } from 'vitest';
import type { FrameAttributes } from '../../../src/image/frame-attributes.ts';
import type { PixelAttributes } from '../../../src/image/pixel-attributes.ts';
import { shownGreys, shownPicture } from '../../../src/image/shown-picture.ts';
import { ct } from '../../support/images.ts';

type Values = Int8Array | Uint8Array | Int16Array | Uint16Array | Float32Array;

interface Case extends Partial<FrameAttributes> {
  readonly values: Values;
  readonly pixels?: Partial<PixelAttributes>;
  /** Bytes before those of the frame, as in a file. */
  readonly before?: number;
}

const greys = ({ values, pixels, before = 0, ...attributes }: Case): number[] => {
  const one = ct(1);
  const bits = values.BYTES_PER_ELEMENT * 8;
  const file = new Uint8Array(before + values.byteLength);
  file.set(new Uint8Array(values.buffer), before);
  const described: PixelAttributes = {
    ...one.pixels,
    bitsAllocated: bits,
    bitsStored: bits,
    pixelRepresentation: values instanceof Int16Array || values instanceof Int8Array ? 1 : 0,
    isFloat: values instanceof Float32Array,
    ...pixels,
  };
  const [frame] = one.frames;
  if (!frame) throw new Error('no frame');
  const native = { bytes: file.subarray(before), pixels: described };
  const size = { columns: values.length, rows: 1 };
  const { levels } = shownGreys(native, { ...frame, ...attributes }, size);
  const { rgb } = shownPicture({ ...native, isYbr: false }, { ...frame, ...attributes }, null, size);
  expect([...rgb]).toEqual([...levels].flatMap((level) => [level, level, level]));
  return [...levels];
};

const WINDOW = [{ center: 40, width: 400, explanation: undefined }];
const STORED = [-2000, 864, 924, 1064, 1164, 1263, 1264, 3000];
const clamp = (share: number): number => Math.round(255 * Math.min(1, Math.max(0, share)));

describe('a frame in grey, as a screen shows it', () => {
  const scaled = { rescaleSlope: 1, rescaleIntercept: -1024, windows: WINDOW };
  const hounsfield = STORED.map((stored) => stored - 1024);

  it.each([
    ['LINEAR', (x: number) => clamp((x - 39.5) / 399 + 0.5)],
    ['LINEAR_EXACT', (x: number) => clamp((x - 40) / 400 + 0.5)],
    ['SIGMOID', (x: number) => Math.round(255 / (1 + Math.exp((-4 * (x - 40)) / 400)))],
  ] as const)('runs through its window by %s', (voiLutFunction, expected) => {
    expect(greys({ values: Int16Array.from(STORED), ...scaled, voiLutFunction })).toEqual(hounsfield.map(expected));
  });

  it('is the same of values that are looked up and of others, and wherever its bytes begin', () => {
    const looked = greys({ values: Int16Array.from(STORED), ...scaled });
    expect(greys({ values: Float32Array.from(STORED), ...scaled })).toEqual(looked);
    expect(greys({ values: Int16Array.from(STORED), before: 3, ...scaled })).toEqual(looked);
  });

  it('has white where it is said to be low', () => {
    const dark = greys({ values: Int16Array.from(STORED), ...scaled });
    const inverted = greys({
      values: Int16Array.from(STORED),
      pixels: { photometricInterpretation: 'MONOCHROME1' },
      ...scaled,
    });
    expect(inverted).toEqual(dark.map((level) => 255 - level));
  });

  it('without a window has that of its values, rescaled with either sign', () => {
    expect(greys({ values: Uint8Array.of(10, 60, 110), windows: [] })).toEqual([0, 128, 255]);
    expect(greys({ values: Uint8Array.of(10, 60, 110), windows: [], rescaleSlope: -2 })).toEqual([255, 128, 0]);
  });

  it('has padding that would be the brightest as its darkest value, and doesn’t make its window of it', () => {
    const pixels = { pixelPaddingValue: 4000, pixelPaddingRangeLimit: 4095 };
    expect(greys({ values: Uint16Array.of(100, 150, 200, 4000, 4095), pixels, windows: [] })).toEqual([
      0, 128, 255, 0, 0,
    ]);
  });
});
