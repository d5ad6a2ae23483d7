import { describe, expect, it } from 'vitest';
import { decodeJpeg } from '../../../src/image/jpeg-dct.ts';
import { streamHeader, withRgbMarker } from '../../../src/image/jpeg-header.ts';
import { plainPixels } from '../../../src/image/native-pixels.ts';
import type { PixelAttributes } from '../../../src/image/pixel-attributes.ts';
import { decodeRle } from '../../../src/image/rle.ts';
import { darkenPadding, paddingRange, valueRange } from '../../../src/image/shown-values.ts';
import { windowOfVoiLut } from '../../../src/image/voi-lut.ts';
import { imageFrom, secondaryCapture } from '../../support/images.ts';
import { ctSlice } from '../../support/part10.ts';

const grey = (overrides: Partial<PixelAttributes> = {}): PixelAttributes => ({
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
  bitsAllocated: 16,
  bitsStored: 12,
  highBit: 11,
  pixelRepresentation: 0,
  planarConfiguration: 0,
  isFloat: false,
  hasPalette: false,
  pixelPaddingValue: undefined,
  pixelPaddingRangeLimit: undefined,
  smallestPixelValue: undefined,
  largestPixelValue: undefined,
  ...overrides,
});

const bytesOf = (words: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(words).buffer);
const wordsIn = (bytes: Uint8Array): readonly number[] => [...new Int16Array(bytes.slice().buffer)];

describe('uncompressed pixels', () => {
  it('lose what lies in bits beyond those stored, and keep their sign', () => {
    const words = bytesOf([0xf123, 0x8fff, 0x0800]);
    expect(wordsIn(plainPixels({ bytes: words, pixels: grey() }, 3, 1).bytes)).toEqual([0x123, 0xfff, 0x800]);
    const signed = plainPixels({ bytes: words, pixels: grey({ pixelRepresentation: 1 }) }, 3, 1);
    expect(wordsIn(signed.bytes)).toEqual([0x123, -1, -2048]);
  });

  it('of which the other bits hold nothing are passed on without a copy, signed ones too', () => {
    const words = bytesOf([0x123, 0xfff, 0]);
    expect(plainPixels({ bytes: words, pixels: grey() }, 3, 1).bytes).toBe(words);
    const signed = bytesOf([0x123, 0xffff, 0xf800]);
    expect(plainPixels({ bytes: signed, pixels: grey({ pixelRepresentation: 1 }) }, 3, 1).bytes).toBe(signed);
    const apart = new Uint8Array([0, ...words]).subarray(1);
    expect(wordsIn(plainPixels({ bytes: apart, pixels: grey() }, 3, 1).bytes)).toEqual([0x123, 0xfff, 0]);
  });

  it('are moved down where the highest stored bit is not the lowest possible one', () => {
    const { bytes, pixels } = plainPixels({ bytes: bytesOf([0x123f, 0xfff0]), pixels: grey({ highBit: 15 }) }, 2, 1);
    expect(wordsIn(bytes)).toEqual([0x123, 0xfff]);
    expect(pixels.highBit).toBe(11);
  });

  it('of all bits are passed on as they are, wherever they start in the file', () => {
    const bytes = new Uint8Array(7).subarray(1, 5);
    expect(plainPixels({ bytes, pixels: grey({ bitsStored: 16, highBit: 15 }) }, 2, 1).bytes).toBe(bytes);
  });

  it('of one bit are unpacked from the least significant on', () => {
    const { bytes } = plainPixels({ bytes: Uint8Array.of(0b101, 0b1), pixels: grey({ bitsAllocated: 1 }) }, 3, 3);
    expect([...bytes]).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 1]);
  });

  it('that share chrominance each get a copy of it, also at the end of an odd row', () => {
    const pixels = grey({
      samplesPerPixel: 3,
      photometricInterpretation: 'YBR_FULL_422',
      bitsAllocated: 8,
      bitsStored: 8,
      highBit: 7,
    });
    const found = plainPixels({ bytes: Uint8Array.of(1, 2, 10, 20, 3, 0, 30, 40), pixels }, 3, 1);
    expect([...found.bytes]).toEqual([1, 10, 20, 2, 10, 20, 3, 30, 40]);
    expect(found.pixels.photometricInterpretation).toBe('YBR_FULL');
  });

  it('in double precision become single precision', () => {
    const bytes = new Uint8Array(Float64Array.of(0.5, -3).buffer);
    const found = plainPixels({ bytes, pixels: grey({ isFloat: true, bitsAllocated: 64 }) }, 2, 1);
    expect([...new Float32Array(found.bytes.buffer)]).toEqual([0.5, -3]);
    expect(found.pixels.bitsAllocated).toBe(32);
  });

  it('are known as floating point by having neither bits stored nor sign', () => {
    const float = secondaryCapture({
      '00280100': ['US', 32],
      '00280101': ['US', []],
      '00280102': ['US', []],
      '00280103': ['US', []],
      '7FE00008': ['OF', Array.from({ length: 24 }, () => 1)],
    });
    expect(float.pixels.isFloat).toBe(true);
    expect(secondaryCapture().pixels.isFloat).toBe(false);
  });

  it('have padding with the sign of the pixels, even where it was written without', () => {
    const padded = (representation: number): number | undefined =>
      imageFrom(ctSlice(1, { '00280103': ['US', representation], '00280120': ['US', 63_536] })).pixels
        .pixelPaddingValue;
    expect(padded(1)).toBe(-2000);
    expect(padded(0)).toBe(63_536);
  });
});

/** A frame of run lengths (PS3.5 G.5): the header, then the segments, each of even length. */
const runLengths = (...segments: readonly (readonly number[])[]): Uint8Array => {
  const frame = new Uint8Array(64 + segments.reduce((sum, segment) => sum + segment.length, 0));
  const header = new DataView(frame.buffer);
  header.setUint32(0, segments.length, true);
  let at = 64;
  segments.forEach((segment, index) => {
    header.setUint32(4 + index * 4, at, true);
    frame.set(segment, at);
    at += segment.length;
  });
  return frame;
};

describe('run lengths', () => {
  it('of sixteen bits and three samples are put together by pixel, little endian', () => {
    // Two pixels: red 0x0102 0x0102, green 0x0304 0x0506, blue 0 0.
    const frame = runLengths([255, 1], [255, 2], [1, 3, 5, 0], [1, 4, 6, 0], [255, 0], [255, 0]);
    const decoded = decodeRle(frame, { samplesPerPixel: 3, bitsAllocated: 16 }, 2);
    expect([...new Uint16Array(decoded.buffer)]).toEqual([0x102, 0x304, 0, 0x102, 0x506, 0]);
  });

  it('may hold an order that does nothing', () => {
    const decoded = decodeRle(runLengths([128, 255, 7, 0]), { samplesPerPixel: 1, bitsAllocated: 8 }, 2);
    expect([...decoded]).toEqual([7, 7]);
  });

  it.each([
    ['too few segments', runLengths([255, 1]), 16],
    ['the end too early', runLengths([0, 1]), 8],
    ['no header', new Uint8Array(10), 8],
  ])('with %s are an error', (_, frame, bitsAllocated) => {
    expect(() => decodeRle(frame, { samplesPerPixel: 1, bitsAllocated }, 4)).toThrow();
  });
});

/**
 * JPEG of one 8 × 8 block by hand: quantisation by 1 throughout, a code table with the one symbol `category` as code 0, DC difference given
 * as bits, then end of block (code 0 of the AC table).
 */
const oneBlock = (precision: number, category: number, differenceBits: string): Uint8Array => {
  const bits = `0${differenceBits}0`.padEnd(Math.ceil((differenceBits.length + 2) / 8) * 8, '1');
  const scan = (bits.match(/.{8}/g) ?? []).flatMap((byte) => (byte === '11111111' ? [255, 0] : [parseInt(byte, 2)]));
  const counts = [1, ...Array.from({ length: 15 }, () => 0)];
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, ...Array.from({ length: 64 }, () => 1)],
    ...[0xff, 0xc1, 0, 11, precision, 0, 8, 0, 8, 1, 1, 0x11, 0],
    ...[0xff, 0xc4, 0, 20, 0x00, ...counts, category],
    ...[0xff, 0xc4, 0, 20, 0x10, ...counts, 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0x00, 0, 63, 0],
    ...[...scan, 0xff, 0xd9],
  ]);
};

describe('JPEG by the cosine transform', () => {
  // A block of one DC coefficient is flat: coefficient / 8 above the middle of the range (ITU-T T.81 A.3.3, A.3.1).
  it.each([
    ['twelve bits, 800 / 8 above 2048', 12, 10, '1100100000', 2148],
    ['twelve bits, -8000 / 8', 12, 13, '0000010111111', 1048],
    ['eight bits, 400 / 8 above 128', 8, 9, '110010000', 178],
    ['eight bits, beyond the range', 8, 11, '11111111111', 255],
  ])('%s', (_, precision, category, bits, expected) => {
    const picture = decodeJpeg(oneBlock(precision, category, bits));
    expect(picture).toMatchObject({ columns: 8, rows: 8, components: 1, precision });
    expect(new Set(picture.samples)).toEqual(new Set([expected]));
  });

  it('refuses other processes, damage and pictures too large to be true', () => {
    const whole = oneBlock(12, 10, '1100100000');
    const arithmetic = whole.map((byte, at) => (at === 71 + 1 && byte === 0xc1 ? 0xc9 : byte));
    expect(() => decodeJpeg(arithmetic)).toThrow('process');
    expect(() => decodeJpeg(whole.subarray(0, 80))).toThrow();
    const huge = whole.slice();
    huge.fill(0xff, 76, 80);
    expect(() => decodeJpeg(huge)).toThrow('too large');
  });

  it('headers tell depth, components and whether the colours are named', () => {
    const header = streamHeader(oneBlock(12, 10, '1100100000'));
    expect(header).toMatchObject({ frameMarker: 0xc1, precision: 12, components: 1, saysColour: false });
    const marked = withRgbMarker(oneBlock(8, 9, '110010000'));
    expect(streamHeader(marked)).toMatchObject({ frameMarker: 0xc1, precision: 8, saysColour: true });
    expect(decodeJpeg(marked).samples[0]).toBe(178);
    expect(streamHeader(Uint8Array.of(1, 2, 3))).toBeUndefined();
  });
});

describe('padding', () => {
  const padding = paddingRange({ value: 10, limit: 12 }, (stored) => stored * 2 + 1);

  it('is rescaled with its limit, in order', () => {
    expect(padding).toEqual({ lowest: 21, highest: 25 });
    expect(paddingRange({ value: 10, limit: undefined }, (stored) => -stored)).toEqual({ lowest: -10, highest: -10 });
  });

  it('is made dark only where it would shine', () => {
    const bright = [1, 5, 23];
    const picture = valueRange(bright, padding);
    expect(picture).toEqual({ lowest: 1, highest: 5 });
    expect(darkenPadding(bright, padding, picture ?? padding, false)).toBe(true);
    expect(bright).toEqual([1, 5, 1]);
    const dark = [1, 5, 23];
    expect(darkenPadding(dark, padding, { lowest: 1, highest: 5 }, true)).toBe(false);
    expect(dark).toEqual([1, 5, 23]);
    const inverted = [23, 30, 40];
    expect(darkenPadding(inverted, padding, { lowest: 30, highest: 40 }, true)).toBe(true);
    expect(inverted).toEqual([40, 30, 40]);
  });

  it('of a picture that is nothing else leaves nothing', () => {
    expect(valueRange([22, 23], padding)).toBeNull();
  });
});

describe('a VOI LUT', () => {
  const table = (first: number, values: readonly number[], more: Parameters<typeof ctSlice>[1] = {}) =>
    imageFrom(
      ctSlice(1, {
        '00283010': ['SQ', [{ '00283002': ['US', [values.length, first, 8]], '00283006': ['OW', values] }]],
        ...more,
      }),
    ).frames[0]?.windows;
  const ramp = Array.from({ length: 101 }, (_, index) => index * 2);

  it('that is a ramp is the window of that ramp', () => {
    expect(table(500, ramp)).toEqual([{ center: 550, width: 100, explanation: undefined }]);
  });

  it('has a first value with the sign of the pixels', () => {
    expect(table(65_536 - 1000, ramp, { '00280103': ['US', 1] })?.[0]?.center).toBe(-950);
  });

  it('is not asked where there is a window, and says nothing where it falls', () => {
    expect(table(500, ramp, { '00281050': ['DS', '40'], '00281051': ['DS', '400'] })?.[0]?.width).toBe(400);
    expect(table(500, ramp.toReversed())).toEqual([]);
    expect(
      windowOfVoiLut({ strings: () => undefined, numbers: () => undefined, items: () => undefined }),
    ).toBeUndefined();
  });
});
