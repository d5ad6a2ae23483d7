import type { ExposedField } from './field.ts';
import type { Bounds, Pixel } from './frame.ts';
import { generator, robustSpread, smoothed, type Plane } from './plane.ts';
import { valueAt, type Surface, type Tiled } from './tiles.ts';

/**
 * How far a bar stands out of both its sides, along a short piece of a line: an oriented ridge filter (Gaussian across, an even window
 * along), read where it is asked for rather than at all angles everywhere. Oriented filters keep low-contrast straight devices that a
 * Hessian loses in noise, and following them in small steps keeps curves.
 */
export interface RidgeFilter {
  readonly width: number;
  readonly height: number;
  /** The plane, blurred by `scale`, times `sign`. */
  readonly smooth: Surface;
  /** 1 SD of the blur, cells. */
  readonly scale: number;
  /** From the middle to where the sides are read, cells. */
  readonly flank: number;
  /** 1: the device is brighter than what surrounds it; −1: darker. */
  readonly sign: 1 | -1;
  /** 1 SD of the response of a piece of PIECE cells where there is no device. */
  readonly noise: number;
}

/** Length of the piece that a response is averaged over, cells. */
export const PIECE = 9;
const SCALES = [0.8, 1.2, 1.8, 2.7, 4] as const;
const flankOf = (scale: number): number => 2.2 * scale + 0.8;

/** What one side alone may add: an edge stands out of one side only, a device of both. */
const ONE_SIDED = 0.45;

/** Response averaged over a piece of `length` cells whose middle lies at (x, y). */
export const response = (filter: RidgeFilter, x: number, y: number, angle: number, length = PIECE): number => {
  const { rise, oneSided } = standing(filter, x, y, angle, length);
  return filter.sign * rise - oneSided;
};

/** How far the middle lies above its sides, and what one side alone adds. */
const standing = (
  { smooth, flank }: RidgeFilter,
  x: number,
  y: number,
  angle: number,
  length: number,
): { readonly rise: number; readonly oneSided: number } => {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  let [middle, left, right] = [0, 0, 0];
  const count = Math.round(length);
  for (let k = 0; k < count; k += 1) {
    const t = k - (count - 1) / 2;
    const [px, py] = [x + t * dx, y + t * dy];
    middle += valueAt(smooth, px, py);
    left += valueAt(smooth, px + flank * dy, py - flank * dx);
    right += valueAt(smooth, px - flank * dy, py + flank * dx);
  }
  return {
    rise: (middle - (left + right) / 2) / count,
    oneSided: (ONE_SIDED * Math.abs(left - right)) / 2 / count,
  };
};

/** Response at one place for a direction, no averaging along it. */
export const crossing = (filter: RidgeFilter, x: number, y: number, dx: number, dy: number): number =>
  response(filter, x, y, Math.atan2(dy, dx), 1);

/** Mean of both sides of a place on a device that runs in a direction. */
export const sidesAt = ({ smooth, flank }: RidgeFilter, [x, y]: Pixel, [dx, dy]: Pixel): number =>
  (valueAt(smooth, x + flank * dy, y - flank * dx) + valueAt(smooth, x - flank * dy, y + flank * dx)) / 2;

/** A filter of a given scale and sign, for another frame of the same device too; its noise is told within bounds, cells. */
export const ridgeFilter = (plane: Plane, scale: number, sign: 1 | -1, within: Bounds | null = null): RidgeFilter =>
  filterOn(smoothed(plane, scale), scale, sign, within);

const filterOn = (smooth: Surface, scale: number, sign: 1 | -1, within: Bounds | null): RidgeFilter => {
  const { width, height } = smooth;
  const filter: RidgeFilter = { width, height, smooth, scale, flank: flankOf(scale), sign, noise: 0 };
  return { ...filter, noise: spreadOf(filter, PIECE, within ?? [0, 0, width, height]) };
};

/** 1 SD of a filter's response, from seeded places all over some bounds: robust, so that devices and edges don't count. */
const spreadOf = (filter: RidgeFilter, length: number, [x0, y0, x1, y1]: Bounds): number => {
  const random = generator(12_345);
  const samples: number[] = [];
  for (let k = 0; k < 600; k += 1)
    samples.push(
      response(
        filter,
        x0 + 4 + random() * (x1 - x0 - 8),
        y0 + 4 + random() * (y1 - y0 - 8),
        random() * Math.PI,
        length,
      ),
    );
  // Where nothing is exposed there is no noise: that says nothing.
  const live = samples.filter((value) => value !== 0);
  return Math.max(robustSpread(live.length > 50 ? live : samples), 1e-12);
};

/** Bounds around a place, as far as the plane goes. */
export const boundsAround = ({ width, height }: Tiled, [x, y]: Pixel, half: number): Bounds => [
  Math.max(0, Math.floor(x) - half),
  Math.max(0, Math.floor(y) - half),
  Math.min(width, Math.floor(x) + half),
  Math.min(height, Math.floor(y) + half),
];

/** The device at a place: where its middle lies, which way it runs, and the filter that fits its width and brightness. */
export interface RidgeStart {
  readonly filter: RidgeFilter;
  readonly place: Pixel;
  readonly angle: number;
  /** Response there, and how many times the noise that is. */
  readonly height: number;
  readonly contrast: number;
}

const ANGLES = 24;
/** From the direction in which a device is known to run it is looked for up to here, radians. */
const OFF_HEADING = 0.42;
/** Length of the piece that is looked for at the start: longer than on the way, since nothing is known yet. */
const START_PIECE = 15;
/** Power of the scale: of two that fit alike the finer is taken, as edges of bones fit wide ones. */
const FINER = -0.25;

/** The best place and angle within `reach` cells of a place, for one filter; nearer places win where the responses are alike. */
export const startWith = (
  filter: RidgeFilter,
  place: Pixel,
  reach: number,
  field: ExposedField,
  heading: number | null = null,
): RidgeStart => {
  const [dark, bright] = startsOfBothSigns(filter, place, reach, field, heading);
  return filter.sign < 0 ? dark : bright;
};

/** The same for a dark and for a bright device. */
const startsOfBothSigns = (
  filter: RidgeFilter,
  [x, y]: Pixel,
  reach: number,
  field: ExposedField,
  heading: number | null,
): readonly [dark: RidgeStart, bright: RidgeStart] => {
  const none = { place: [x, y] as Pixel, angle: 0, height: 0, weighed: 0 };
  let [dark, bright] = [none, none];
  const grid = Math.max(0.7, filter.scale * 0.6);
  const steps = Math.ceil(reach / grid);
  for (let j = -steps; j <= steps; j += 1)
    for (let i = -steps; i <= steps; i += 1) {
      const [px, py] = [x + i * grid, y + j * grid];
      const away = Math.hypot(i, j) * grid;
      if (
        away > reach ||
        px < 0 ||
        py < 0 ||
        px > filter.width ||
        py > filter.height ||
        !field.isField(px, py, filter.flank)
      )
        continue;
      const nearness = Math.exp(-((away / reach) ** 2));
      for (let a = 0; a < ANGLES; a += 1) {
        const angle = (a * Math.PI) / ANGLES;
        if (heading !== null && Math.abs(Math.cos(angle - heading)) < Math.cos(OFF_HEADING)) continue;
        const { rise, oneSided } = standing(filter, px, py, angle, START_PIECE);
        const [low, high] = [-rise - oneSided, rise - oneSided];
        if (low * nearness > dark.weighed) dark = { place: [px, py], angle, height: low, weighed: low * nearness };
        if (high * nearness > bright.weighed)
          bright = { place: [px, py], angle, height: high, weighed: high * nearness };
      }
    }
  const startOf = ({ place, angle, height }: typeof none, sign: 1 | -1): RidgeStart => ({
    filter: { ...filter, sign },
    place,
    angle,
    height,
    contrast: height / filter.noise,
  });
  return [startOf(dark, -1), startOf(bright, 1)];
};

/** Half the sides of the windows around a place in which width and sign are told, and how high its noise is, cells. */
const WINDOW = 40;
export const NOISE_WINDOW = 128;

/**
 * The device that passes near a place, its width and sign told by the pixels: the filter whose response stands highest above white noise,
 * which falls with the area that a filter averages over. Where it is known which way the device runs (radians in the plane), others are not looked at.
 */
export const startNear = (
  plane: Plane,
  place: Pixel,
  reach: number,
  field: ExposedField,
  heading: number | null = null,
): RidgeStart | null => {
  const near = boundsAround(plane, place, WINDOW);
  let best: { readonly start: RidgeStart; readonly gain: number } | null = null;
  let white = 0;
  for (const scale of SCALES) {
    const smooth = smoothed(plane, scale);
    const { width, height } = smooth;
    const filter = { width, height, smooth, scale, flank: flankOf(scale), sign: -1, noise: 1 } as const;
    const area = scale * (START_PIECE + 2 * scale);
    if (white === 0) white = spreadOf(filter, START_PIECE, near) * Math.sqrt(area);
    for (const start of startsOfBothSigns(filter, place, reach, field, heading)) {
      const gain = (start.height - (2 * white) / Math.sqrt(area)) * scale ** FINER;
      if (gain > (best?.gain ?? 0)) best = { start, gain };
    }
  }
  if (!best) return null;
  const { start } = best;
  const { smooth, scale, sign } = start.filter;
  const filter = filterOn(smooth, scale, sign, boundsAround(plane, place, NOISE_WINDOW));
  return { ...start, filter, contrast: start.height / filter.noise };
};
