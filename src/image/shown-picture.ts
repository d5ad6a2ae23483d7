import type { ImageAttributes } from './attributes.ts';
import type { FrameAttributes } from './frame-attributes.ts';
import { eightBitPalette, type Palette } from './palette.ts';
import { paddingBackground, paddingRange, valueRange, type PaddingRange, type ValueRange } from './shown-values.ts';
import type { FramePixels } from './frame-pixels.ts';
import type { NativePixels } from './native-pixels.ts';

/** A display window: centre and width in the values of the image. */
export interface ShownWindow {
  readonly center: number;
  readonly width: number;
}

/** A frame as a screen shows it: red, green and blue of each pixel, 0 to 255, row by row. */
export interface ShownPicture {
  readonly rgb: Uint8Array;
  readonly columns: number;
  readonly rows: number;
  /** Of pictures in grey. */
  readonly window: ShownWindow | null;
}

type Size = Pick<ImageAttributes, 'columns' | 'rows'>;

/** The frame in the window that its file recommends, else that of all its values (PS3.3 C.11.2). */
export const shownPicture = (
  { bytes, pixels, isYbr }: FramePixels,
  attributes: FrameAttributes | undefined,
  palette: Palette | null,
  size: Size,
): ShownPicture => {
  const values = valuesOf({ bytes, pixels });
  if (pixels.samplesPerPixel > 1)
    return inColour(values, size, {
      isYbr,
      byPlane: pixels.planarConfiguration === 1,
      samples: pixels.samplesPerPixel,
      isPartial: pixels.photometricInterpretation.includes('PARTIAL'),
    });
  if (pixels.photometricInterpretation === 'PALETTE COLOR' && palette)
    return byPalette(values, eightBitPalette(palette), size);
  const { levels, window } = shownGreys({ bytes, pixels }, attributes, size);
  const rgb = new Uint8Array(levels.length * 3);
  for (let index = 0, to = 0; to < rgb.length; index += 1, to += 3) {
    const shown = levels[index] ?? 0;
    rgb[to] = shown;
    rgb[to + 1] = shown;
    rgb[to + 2] = shown;
  }
  return { rgb, columns: size.columns, rows: size.rows, window };
};

type Values = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

const valuesOf = ({ bytes, pixels }: NativePixels): Values => {
  const { bitsAllocated, pixelRepresentation, isFloat } = pixels;
  const bytesEach = bitsAllocated / 8;
  const isView = bytes.byteOffset % bytesEach === 0;
  const { buffer, byteOffset } = isView ? bytes : bytes.slice();
  const whole = [buffer, byteOffset, Math.floor(bytes.length / bytesEach)] as const;
  if (isFloat) return new Float32Array(...whole);
  const isSigned = pixelRepresentation === 1;
  if (bitsAllocated === 8) return isSigned ? new Int8Array(...whole) : new Uint8Array(...whole);
  if (bitsAllocated === 16) return isSigned ? new Int16Array(...whole) : new Uint16Array(...whole);
  return isSigned ? new Int32Array(...whole) : new Uint32Array(...whole);
};

/** One byte a pixel of a frame in grey, row by row: in the window that its file recommends, else that of all its values (PS3.3 C.11.2). */
export const shownGreys = (
  { bytes, pixels }: NativePixels,
  attributes: FrameAttributes | undefined,
  { columns, rows }: Size,
): { readonly levels: Uint8Array; readonly window: ShownWindow } => {
  const values = valuesOf({ bytes, pixels }).subarray(0, columns * rows);
  const slope = attributes?.rescaleSlope ?? 1;
  const intercept = attributes?.rescaleIntercept ?? 0;
  const rescale = (value: number): number => value * slope + intercept;
  const isInverted = pixels.photometricInterpretation === 'MONOCHROME1';
  const { pixelPaddingValue: value, pixelPaddingRangeLimit: limit } = pixels;
  const recommended = attributes?.windows[0];
  const paddingAs = (rescaled: (stored: number) => number): PaddingRange =>
    value === undefined ? { lowest: NaN, highest: NaN } : paddingRange({ value, limit }, rescaled);
  const padding = paddingAs(rescale);
  // Looking at all values takes as long as showing them.
  const stored = recommended && value === undefined ? null : valueRange(values, paddingAs(Number));
  const range = stored && sorted(rescale(stored.lowest), rescale(stored.highest));
  const background = range && paddingBackground(padding, range, isInverted);
  const window: ShownWindow = recommended
    ? { center: recommended.center, width: recommended.width }
    : range
      ? { center: (range.lowest + range.highest + 1) / 2, width: range.highest - range.lowest + 1 }
      : { center: 0.5, width: 1 };
  const grey = greyOf(window, attributes?.voiLutFunction);
  const shownOf = tabulated(values, (one) => {
    const rescaled = rescale(one);
    const isPadding = background !== null && rescaled >= padding.lowest && rescaled <= padding.highest;
    const share = Math.round(255 * grey(isPadding ? background : rescaled));
    return isInverted ? 255 - share : share;
  });
  const levels = new Uint8Array(columns * rows);
  for (let index = 0; index < levels.length; index += 1) levels[index] = shownOf(values[index] ?? 0);
  return { levels, window };
};

const sorted = (one: number, other: number): ValueRange => ({
  lowest: Math.min(one, other),
  highest: Math.max(one, other),
});

/** A byte for a value, looked up where values are few. */
const tabulated = (values: Values, byteOf: (value: number) => number): ((value: number) => number) => {
  if (values.BYTES_PER_ELEMENT > 2) return byteOf;
  const count = 2 ** (8 * values.BYTES_PER_ELEMENT);
  const lowest = values instanceof Int8Array || values instanceof Int16Array ? -count / 2 : 0;
  const table = Uint8Array.from({ length: count }, (_, index) => byteOf(lowest + index));
  return (value) => table[value - lowest] ?? 0;
};

/** The share of full brightness of a value, by the functions of PS3.3 C.11.2.1.2 and C.11.2.1.3. */
const greyOf = ({ center, width }: ShownWindow, name: string | undefined): ((value: number) => number) => {
  const clamp = (share: number): number => Math.min(1, Math.max(0, share));
  if (name === 'SIGMOID') return (value) => 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (name === 'LINEAR_EXACT') return (value) => clamp((value - center) / width + 0.5);
  // A width of 1 is a threshold.
  if (width <= 1) return (value) => (value <= center - 0.5 ? 0 : 1);
  return (value) => clamp((value - (center - 0.5)) / (width - 1) + 0.5);
};

const byPalette = (
  values: ArrayLike<number>,
  { descriptor: [entries, first], red, green, blue }: Palette,
  { columns, rows }: Size,
): ShownPicture => {
  const rgb = new Uint8Array(columns * rows * 3);
  for (let index = 0; index < columns * rows; index += 1) {
    const entry = Math.min(entries - 1, Math.max(0, (values[index] ?? 0) - first));
    rgb.set([red[entry] ?? 0, green[entry] ?? 0, blue[entry] ?? 0], index * 3);
  }
  return { rgb, columns, rows, window: null };
};

const inColour = (
  values: ArrayLike<number>,
  { columns, rows }: Size,
  {
    isYbr,
    isPartial,
    byPlane,
    samples,
  }: { readonly isYbr: boolean; readonly isPartial: boolean; readonly byPlane: boolean; readonly samples: number },
): ShownPicture => {
  const count = columns * rows;
  const rgb = new Uint8Array(count * 3);
  const at = (pixel: number, sample: number): number =>
    values[byPlane ? sample * count + pixel : pixel * samples + sample] ?? 0;
  for (let pixel = 0; pixel < count; pixel += 1) {
    const colour = [at(pixel, 0), at(pixel, 1), at(pixel, 2)] as const;
    rgb.set(isYbr ? rgbOfYbr(colour, isPartial) : colour, pixel * 3);
  }
  return { rgb, columns, rows, window: null };
};

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

/** ITU-R BT.601, over the full range of values or from 16 to 235 and 240 (PS3.3 C.7.6.3.1.2). */
const rgbOfYbr = ([luminance, blue, red]: readonly [number, number, number], isPartial: boolean): readonly number[] => {
  const y = isPartial ? (255 / 219) * (luminance - 16) : luminance;
  const share = isPartial ? 255 / 224 : 1;
  const [cb, cr] = [share * (blue - 128), share * (red - 128)];
  return [byte(y + 1.402 * cr), byte(y - 0.344136 * cb - 0.714136 * cr), byte(y + 1.772 * cb)];
};
