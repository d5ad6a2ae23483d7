import type { Types } from '@cornerstonejs/core';
import { describe, expect, it } from 'vitest';
import type { CornerstoneLibraries } from '../../../src/viewer/cornerstone.ts';
import { decodedImage } from '../../../src/viewer/decoded-image.ts';
import { greyCase, type GreyCase } from '../../support/grey-case.ts';

const JPEG_LS = '1.2.840.10008.1.2.4.80';

/** A page whose decoders answer what they are told to, and keep what they were asked. */
const page = (pixelData: Types.PixelDataTypedArray, size = { columns: 3, rows: 1 }) => {
  const asked: { readonly task: Record<string, unknown>; readonly how: unknown }[] = [];
  const core = {
    Enums: { VOILUTFunctionType: { LINEAR: 'LINEAR' } },
    utilities: { VoxelManager: { createImageVoxelManager: () => ({}) } },
    getWebWorkerManager: () => ({
      executeTask: (_worker: string, _method: string, task: Record<string, unknown>, how: unknown) => {
        asked.push({ task, how });
        const [smallestPixelValue, largestPixelValue] = [Math.min(...pixelData), Math.max(...pixelData)];
        return Promise.resolve({ pixelData, smallestPixelValue, largestPixelValue, ...size });
      },
    }),
  } as unknown as CornerstoneLibraries['core'];
  return { libraries: { core, decoderOptions: () => ({ wasmBasePath: '/codecs/' }) }, asked };
};

interface Given extends Omit<GreyCase, 'size'> {
  readonly bytes?: Uint8Array;
  readonly transferSyntaxUID?: string;
}

const decoded = async (
  { libraries }: ReturnType<typeof page>,
  { bytes = Uint8Array.of(1, 2, 3), transferSyntaxUID = JPEG_LS, ...given }: Given = {},
) => {
  const { pixels, told } = greyCase({ size: [3, 1], ...given });
  return decodedImage(libraries, { bytes, pixels, transferSyntaxUID }, told, { priority: 2 });
};

describe('an image of compressed grey values', () => {
  it('has what the decoders answer as it is, without another copy, and its range', async () => {
    const values = Int16Array.of(-1000, 40, 3000);
    const answering = page(values);
    const image = await decoded(answering, { intercept: -1024 });
    const [asked] = answering.asked;
    expect(image?.getPixelData()).toBe(values);
    expect(image).toMatchObject({ minPixelValue: -1000, maxPixelValue: 3000, intercept: -1024, columns: 3, rows: 1 });
    expect(image?.preScale?.scaled).toBe(true);
    expect(asked?.how).toEqual({ priority: 2 });
    expect(asked?.task).toMatchObject({
      transferSyntax: JPEG_LS,
      options: { preScale: { enabled: true, scalingParameters: { rescaleSlope: 1, rescaleIntercept: -1024 } } },
      decodeConfig: { wasmBasePath: '/codecs/' },
      imageFrame: { columns: 3, rows: 1, samplesPerPixel: 1 },
    });
  });

  it.each([
    ['stored values are wanted', { intercept: -1024, isRescaled: false }],
    ['there is nothing to rescale', {}],
  ])('isn’t rescaled where %s', async (_, given) => {
    const answering = page(Uint16Array.of(1, 2, 3));
    const image = await decoded(answering, given);
    expect(answering.asked[0]?.task).toMatchObject({ options: { preScale: { enabled: false } } });
    expect(image?.preScale).toBeUndefined();
  });

  it('takes no more of its file along to the decoder than a header, and words from a whole one on', async () => {
    const answering = page(Uint16Array.of(1, 2, 3));
    const around = async (before: number, transferSyntaxUID?: string): Promise<number | undefined> => {
      const bytes = new Uint8Array(before + 12).subarray(before);
      const pixels = { bitsAllocated: 32 } as const;
      await decoded(answering, { bytes, pixels, ...(transferSyntaxUID !== undefined && { transferSyntaxUID }) });
      return (answering.asked.at(-1)?.task['pixelData'] as Uint8Array | undefined)?.buffer.byteLength;
    };
    expect(await around(133)).toBe(145);
    expect(await around(70_000)).toBe(12);
    expect(await around(134, '1.2.840.10008.1.2.1')).toBe(12);
    expect(await around(136, '1.2.840.10008.1.2.1')).toBe(148);
  });

  it.each([
    ['rescaled', Uint8Array.of(0, 9, 255), { intercept: -3 }, Int16Array],
    ['rescaled and high', Uint16Array.of(0, 9, 40_000), { intercept: 3 }, Uint16Array],
    ['rescaled, without a value below zero', Uint16Array.of(0, 9, 30_000), { intercept: 3 }, Int16Array],
    ['signed', Uint8Array.of(0, 9, 255), { pixels: { pixelRepresentation: 1 } }, Int16Array],
    ['unsigned', Uint8Array.of(0, 9, 255), { pixels: { pixelRepresentation: 0 } }, Uint16Array],
    ['of one byte', Uint8Array.of(0, 9, 255), { pixels: { bitsAllocated: 8, bitsStored: 8, highBit: 7 } }, Uint8Array],
  ] as const)('%s has the type that its neighbours have, whatever its range', async (_, values, given, type) => {
    const image = await decoded(page(values), given);
    expect(image?.getPixelData()).toBeInstanceOf(type);
    expect([...(image?.getPixelData() ?? [])]).toEqual([...values]);
  });

  it('with a slope below zero has its range the right way round', async () => {
    const answering = page(Uint16Array.of(1, 2, 3000));
    const image = await decoded(answering, { slope: -1, intercept: 10 });
    expect([...(image?.getPixelData() ?? [])]).toEqual([9, 8, -2990]);
    expect(image).toMatchObject({ minPixelValue: -2990, maxPixelValue: 9, slope: -1, intercept: 10 });
    expect(answering.asked[0]?.task).toMatchObject({ options: { preScale: { enabled: false } } });
  });

  it.each([
    ['columns', { columns: 4, rows: 1 }, Uint16Array.of(1, 2, 3, 4)],
    ['turned', { columns: 1, rows: 3 }, Uint16Array.of(1, 2, 3)],
    ['values', { columns: 3, rows: 1 }, Uint16Array.of(1, 2)],
  ])('is refused where the stream has another size: %s', async (_, size, values) => {
    await expect(decoded(page(values, size))).rejects.toThrow('another size than the image says');
  });

  it.each([
    ['colours', { pixels: { samplesPerPixel: 3 } }],
    ['a palette', { pixels: { hasPalette: true } }],
    ['a slope that isn’t whole', { slope: 0.5 }],
  ])('isn’t made of %s: the stock loader does it', async (_, given) => {
    const answering = page(Uint16Array.of(1, 2, 3));
    expect(await decoded(answering, given)).toBeNull();
    expect(answering.asked).toEqual([]);
  });
});
