import type { Pixel } from './frame.ts';
import { median } from './plane.ts';
import type { RidgeFilter } from './ridge.ts';
import { valueAt } from './tiles.ts';

/** Between the samples of a cross-section, cells, and beyond the flanks how far it reaches, beside a slope and beside a bent background. */
const BIN = 0.5;
const MARGIN = 2.5;
const WIDE_MARGIN = 5.5;
/** Cross-sections that a mean one is made of at least. */
const FEWEST = 8;

/** A place on a device and which way it runs there. */
export interface Station {
  readonly place: Pixel;
  readonly direction: Pixel;
}

/**
 * How high the device stands at a place, told by its whole cross-section: the mean one along its shaft, fitted by least squares beside an even
 * slope of the background or, wider, a parabola: the edge of a bone bends the background. What stands out of one side only, or is of another width,
 * adds little.
 */
export const crossSection = (
  filter: RidgeFilter,
  shaft: readonly Station[],
  background: 'slope' | 'parabola' = 'slope',
): ((station: Station) => number) | null => {
  const section = meanSection(filter, shaft, background);
  if (!section) return null;
  const { shape, half, size, peak } = section;
  return (station) => {
    const values = acrossAt(filter, station, half);
    let sum = 0;
    for (let k = 0; k < values.length; k += 1) sum += (shape[k] ?? 0) * (values[k] ?? 0);
    return (sum / size) * peak;
  };
};

/**
 * How much of the device is seen at places across a station, of its usual height, from `reach` cells to the right of it to as far to the left, half a
 * cell apart.
 */
export const shareAside = (
  filter: RidgeFilter,
  shaft: readonly Station[],
  reach: number,
): ((station: Station) => Float64Array) | null => {
  const section = meanSection(filter, shaft, 'parabola');
  if (!section) return null;
  const { shape, half, size } = section;
  const aside = Math.round(reach / BIN);
  return (station) => {
    const values = acrossAt(filter, station, half + aside);
    const shares = new Float64Array(2 * aside + 1);
    for (let n = 0; n < shares.length; n += 1) {
      let sum = 0;
      for (let k = 0; k < shape.length; k += 1) sum += (shape[k] ?? 0) * (values[n + k] ?? 0);
      shares[n] = sum / size;
    }
    return shares;
  };
};

/** What is read across a station, BIN apart, `half` bins to each side. */
const acrossAt = (
  { smooth, sign }: RidgeFilter,
  { place: [x, y], direction: [dx, dy] }: Station,
  half: number,
): Float64Array => {
  const values = new Float64Array(2 * half + 1);
  for (let k = 0; k < values.length; k += 1) {
    const t = (k - half) * BIN;
    values[k] = sign * valueAt(smooth, x - t * dy, y + t * dx);
  }
  return values;
};

interface MeanSection {
  /** What a cross-section is multiplied by: without a mean, a slope and, where that is asked for, a parabola. */
  readonly shape: readonly number[];
  /** Bins to each side; what the shape gives for the device itself; and the device's height. */
  readonly half: number;
  readonly size: number;
  readonly peak: number;
}

const meanSection = (
  filter: RidgeFilter,
  shaft: readonly Station[],
  background: 'slope' | 'parabola',
): MeanSection | null => {
  const half = Math.ceil((filter.flank + (background === 'slope' ? MARGIN : WIDE_MARGIN)) / BIN);
  const bins = 2 * half + 1;
  if (shaft.length < FEWEST) return null;
  const sections = shaft.map((station) => {
    const values = acrossAt(filter, station, half);
    const mean = values.reduce((sum, value) => sum + value, 0) / bins;
    return values.map((value) => value - mean);
  });
  const middle = Array.from({ length: bins }, (_, k) => median(sections.map((section) => section[k] ?? 0)));
  // Alike on both sides, so that no slope is left in it, and without a mean.
  const even = middle.map((value, k) => (value + (middle[bins - 1 - k] ?? 0)) / 2);
  const mean = even.reduce((sum, value) => sum + value, 0) / bins;
  const level = even.map((value) => value - mean);
  const shape = background === 'slope' ? level : withoutParabola(level);
  const size = shape.reduce((sum, value, k) => sum + value * (level[k] ?? 0), 0);
  const peak = (level[half] ?? 0) - ((level[0] ?? 0) + (level[bins - 1] ?? 0)) / 2;
  return size > 0 && peak > 0 ? { shape, half, size, peak } : null;
};

/** An even shape without a mean, less the parabola about its middle that fits it best. */
const withoutParabola = (shape: readonly number[]): readonly number[] => {
  const half = (shape.length - 1) / 2;
  const squares = shape.map((_, k) => (k - half) ** 2);
  const mean = squares.reduce((sum, value) => sum + value, 0) / shape.length;
  const parabola = squares.map((value) => value - mean);
  const size = parabola.reduce((sum, value) => sum + value * value, 0);
  const share = parabola.reduce((sum, value, k) => sum + value * (shape[k] ?? 0), 0) / size;
  return shape.map((value, k) => value - share * (parabola[k] ?? 0));
};
