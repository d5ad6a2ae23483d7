import { createHash } from 'node:crypto';
import { eightBitPalette, paletteOf } from '../../src/image/palette.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { decodeRle } from '../../src/image/rle.ts';
import { readDicomFile, type DicomFile } from '../../src/load/dicom-file.ts';
import { manifest, realFile } from '../support/real-data.ts';
import type { Decoded, DecodedAs } from './decoded.ts';

/** An entry of the list of real files, with what other programs found in its pixels. */
export interface PixelEntry {
  readonly file: string;
  readonly transfer_syntax: string;
  readonly tags: {
    readonly SOPInstanceUID?: string;
    readonly PhotometricInterpretation?: string;
    readonly SamplesPerPixel?: number;
    readonly BitsAllocated?: number;
  };
  readonly pixels: {
    readonly sha256: string;
    readonly dtype: string;
    readonly lossy: boolean;
    readonly min: number;
    readonly max: number;
    readonly mean: number;
  };
}

/** All with pixel figures but the malformed ones. */
export const pixelEntries = (): readonly PixelEntry[] =>
  (manifest() as unknown as readonly PixelEntry[]).filter(
    ({ file, pixels }) => (pixels as unknown) !== undefined && !file.startsWith('malformed/'),
  );

/**
 * How a row is compared. `stored`: the hash of the stored values. `bits`: the same without what other programs leave undone about the sign.
 * `shown`: the hash of what the decoder makes of them (colours of a palette or of luminance and chrominance, eight bits, no overlay bits),
 * computed here from stored values whose own hash is right. `figures`: lossy; lowest, highest and mean value, or for converted colours the mean.
 */
export type Way = 'stored' | 'bits' | 'shown' | 'figures';

/** Signed values of fewer bits than a word, listed without their sign: PixelRepresentation 1, 13 and 15 bits stored. */
const UNEXTENDED: Readonly<Record<string, number>> = {
  'ct/J2K_pixelrep_mismatch.dcm': 0x1fff,
  'transfer-syntax/JLSL_16_15_1_1F.dcm': 0x7fff,
};
/** Overlays in bits 14 and 15 of twelve-bit values. */
const WITH_OVERLAYS = 'sr-seg-rt/overlay.dcm';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const wayOf = ({ file, tags, pixels }: PixelEntry): Way => {
  if (pixels.lossy) return 'figures';
  if (UNEXTENDED[file] !== undefined) return 'bits';
  const { PhotometricInterpretation: colours, SamplesPerPixel: samples = 1, BitsAllocated: bits = 8 } = tags;
  const isConverted = colours === 'PALETTE COLOR' || (colours?.startsWith('YBR_FULL') ?? false);
  return isConverted || (samples > 1 && bits > 8) || file === WITH_OVERLAYS ? 'shown' : 'stored';
};

const typeOf = (entry: PixelEntry): DecodedAs['type'] => {
  if (wayOf(entry) === 'shown') return entry.file === WITH_OVERLAYS ? 'uint16' : 'uint8';
  const { dtype } = entry.pixels;
  return dtype === 'float32'
    ? 'float32'
    : dtype === 'uint8'
      ? 'uint8'
      : dtype.includes('i2') || dtype === 'int16'
        ? 'int16'
        : 'uint16';
};

export const decodedAs = (entry: PixelEntry): DecodedAs => ({
  sopInstanceUID: entry.tags.SOPInstanceUID ?? '',
  type: typeOf(entry),
  ...(wayOf(entry) === 'bits' && { mask: UNEXTENDED[entry.file] }),
});

/** What is wrong with decoded pixels; undefined where nothing is. */
export const differenceFrom = (entry: PixelEntry, found: Decoded): string | undefined => {
  const { pixels, tags } = entry;
  const way = wayOf(entry);
  if (way === 'stored' || way === 'bits')
    return found.sha256 === pixels.sha256 ? undefined : `lowest ${found.min}, highest ${found.max}, mean ${found.mean}`;
  if (way === 'shown') return found.sha256 === sha256(shownValues(entry)) ? undefined : 'other values are shown';
  if (found.sha256 === pixels.sha256) return undefined;
  if (tags.PhotometricInterpretation?.startsWith('YBR_FULL'))
    return Math.abs(found.ybrMean - pixels.mean) < 0.3 ? undefined : `mean ${found.ybrMean}, not ${pixels.mean}`;
  const isNear = Math.abs(found.min - pixels.min) <= 2 && Math.abs(found.max - pixels.max) <= 2;
  return isNear && Math.abs(found.mean - pixels.mean) < 0.05
    ? undefined
    : `lowest ${found.min}, highest ${found.max}, mean ${found.mean}`;
};

/** Stored values by our reader, believed because their hash is that of other programs; then what is to be shown, by the formulas of the standard. */
const shownValues = (entry: PixelEntry): Uint8Array => {
  const file = readDicomFile(realFile(entry.file), entry.file);
  if (isRefusal(file)) throw new Error(file.message);
  const stored = storedValues(entry, file);
  if (sha256(stored) !== entry.pixels.sha256) throw new Error('the stored values are not those of the list');
  const { pixels } = file.attributes;
  if (entry.file === WITH_OVERLAYS) {
    const words = new Uint16Array(stored.slice().buffer).map((word) => word & 0xfff);
    return new Uint8Array(words.buffer);
  }
  if (pixels.photometricInterpretation === 'PALETTE COLOR') return paletteColours(file, stored, pixels.bitsAllocated);
  if (pixels.bitsAllocated > 8)
    return stored.filter((_, at) => at % (pixels.bitsAllocated / 8) === pixels.bitsAllocated / 8 - 1);
  return fromYbr(stored);
};

const storedValues = (entry: PixelEntry, file: DicomFile): Uint8Array => {
  const { attributes } = file;
  const { columns, rows, numberOfFrames, pixels } = attributes;
  const frames = Array.from({ length: numberOfFrames }, (_, index) => {
    const bytes = file.encodedFrame(index + 1);
    return entry.transfer_syntax === '1.2.840.10008.1.2.5' ? decodeRle(bytes, pixels, columns * rows) : bytes;
  });
  const whole = Buffer.concat(frames);
  return pixels.photometricInterpretation === 'YBR_FULL_422' ? withChrominance(whole) : whole;
};

/** Y Y Cb Cr as Y Cb Cr, Y Cb Cr. */
const withChrominance = (pairs: Uint8Array): Uint8Array => {
  const full = new Uint8Array((pairs.length / 4) * 6);
  for (let pair = 0; pair < pairs.length / 4; pair += 1) {
    const [one, other, cb, cr] = [0, 1, 2, 3].map((offset) => pairs[pair * 4 + offset] ?? 0);
    full.set([one!, cb!, cr!, other!, cb!, cr!], pair * 6);
  }
  return full;
};

/** PS3.3 C.7.6.3.1.2, rounded and kept within a byte. */
const fromYbr = (ybr: Uint8Array): Uint8Array => {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let at = 0; at < ybr.length; at += 3) {
    const [y, b, r] = [ybr[at] ?? 0, (ybr[at + 1] ?? 0) - 128, (ybr[at + 2] ?? 0) - 128];
    rgb.set([y + 1.402 * r, y - 0.34414 * b - 0.71414 * r, y + 1.772 * b], at);
  }
  return new Uint8Array(rgb.buffer);
};

const paletteColours = (file: DicomFile, stored: Uint8Array, bits: number): Uint8Array => {
  const palette = paletteOf(file.source);
  if (!palette) throw new Error('no palette');
  const { descriptor, red, green, blue } = eightBitPalette(palette);
  const [count, first] = descriptor;
  const indices = bits === 16 ? new Uint16Array(stored.slice().buffer) : stored;
  const rgb = new Uint8Array(indices.length * 3);
  indices.forEach((value, pixel) => {
    const at = Math.min(count - 1, Math.max(0, value - first));
    rgb.set([red[at] ?? 0, green[at] ?? 0, blue[at] ?? 0], pixel * 3);
  });
  return rgb;
};

/** Files of one name each, so that all can be open at the same time. */
export const openableTogether = (entries: readonly PixelEntry[], most: number): readonly (readonly PixelEntry[])[] => {
  const groups: PixelEntry[][] = [];
  for (const entry of entries) {
    const fits = (group: readonly PixelEntry[]): boolean =>
      group.length < most && !group.some(({ tags }) => tags.SOPInstanceUID === entry.tags.SOPInstanceUID);
    const group = groups.find(fits);
    if (group) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
};
