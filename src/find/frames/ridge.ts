import type { ExposedField } from './field.ts';
import type { Bounds, Pixel } from './frame.ts';
import { smoothFor } from './kept.ts';
import { generator, robustSpread, type Plane } from './plane.ts';
import { sumAlong, valueAt, type Surface, type Tiled } from './tiles.ts';

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
  /** The plane blurred as little as is needed to read it between its cells. */
  readonly fine: Surface;
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
/** 1 SD of the least blur, cells. */
export const FINE = 0.8;
export const SCALES = [0.8, 1.2, 1.8, 2.7, 4] as const;
export const flankOf = (scale: number): number => 2.2 * scale + 0.8;

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
  const count = Math.round(length);
  const back = (count - 1) / 2;
  const [x0, y0] = [x - back * dx, y - back * dy];
  const middle = sumAlong(smooth, x0, y0, dx, dy, count);
  const left = sumAlong(smooth, x0 + flank * dy, y0 - flank * dx, dx, dy, count);
  const right = sumAlong(smooth, x0 - flank * dy, y0 + flank * dx, dx, dy, count);
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
  filterOn(smoothFor(plane, scale), smoothFor(plane, FINE), scale, sign, within);

export const filterOn = (
  smooth: Surface,
  fine: Surface,
  scale: number,
  sign: 1 | -1,
  within: Bounds | null,
): RidgeFilter => {
  const { width, height } = smooth;
  const filter: RidgeFilter = { width, height, smooth, fine, scale, flank: flankOf(scale), sign, noise: 0 };
  return { ...filter, noise: spreadOf(filter, PIECE, within ?? [0, 0, width, height]) };
};

/** 1 SD of a filter's response, from seeded places all over some bounds: robust, so that devices and edges don't count. */
export const spreadOf = (filter: RidgeFilter, length: number, [x0, y0, x1, y1]: Bounds): number => {
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
  /** 1 at the place that was asked for, less away from it. */
  readonly nearness: number;
}

const ANGLES = 24;
/** From the direction in which a device is known to run it is looked for up to here, radians. */
const OFF_HEADING = 0.42;
/** Length of the piece that is looked for at the start: longer than on the way, since nothing is known yet. */
export const START_PIECE = 15;
const HALF_PIECE = 5;

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
export const startsOfBothSigns = (
  filter: RidgeFilter,
  [x, y]: Pixel,
  reach: number,
  field: ExposedField,
  heading: number | null,
): readonly [dark: RidgeStart, bright: RidgeStart] => {
  const none = { place: [x, y] as Pixel, angle: 0, height: 0, weighed: 0, nearness: 1 };
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
        // Beyond a shutter's edge nothing is to be compared with.
        const [ex, ey] = [HALF_PIECE * Math.cos(angle), HALF_PIECE * Math.sin(angle)];
        if (!field.isField(px + ex, py + ey, filter.flank) || !field.isField(px - ex, py - ey, filter.flank)) continue;
        const { rise, oneSided } = standing(filter, px, py, angle, START_PIECE);
        const [low, high] = [-rise - oneSided, rise - oneSided];
        if (low * nearness > dark.weighed)
          dark = { place: [px, py], angle, height: low, weighed: low * nearness, nearness };
        if (high * nearness > bright.weighed)
          bright = { place: [px, py], angle, height: high, weighed: high * nearness, nearness };
      }
    }
  const startOf = ({ place, angle, height, nearness }: typeof none, sign: 1 | -1): RidgeStart => ({
    filter: { ...filter, sign },
    place,
    angle,
    height,
    contrast: height / filter.noise,
    nearness,
  });
  return [startOf(dark, -1), startOf(bright, 1)];
};

/** Half the side of the window around a place in which it is told how high its noise is, cells. */
export const NOISE_WINDOW = 128;
