import type { ExposedField } from './field.ts';
import type { Pixel } from './frame.ts';
import { median } from './plane.ts';
import { response, type RidgeFilter } from './ridge.ts';
import { changedBy, valueAt, type Surface } from './tiles.ts';
import { follow, headingFrom, STEP } from './trace.ts';

export const awayFrom = (place: Pixel, path: readonly Pixel[]): number => {
  let least = Infinity;
  for (const one of path) least = Math.min(least, (one[0] - place[0]) ** 2 + (one[1] - place[1]) ** 2);
  return Math.sqrt(least);
};

/** Of a turn: a device that has bent so much before bends evenly there. */
const EVENLY = 0.6;
/** A path that comes within so many cells of a place again, after so many places, has gone round. */
const AGAIN = 5;
const ROUND_PLACES = 30;

/**
 * How far a path turns at each of its places, radians, told from pieces of `piece` places before and after: 0 below `least`, near its ends, where it has bent so
 * before, as round a loop, and where it comes by again, as where a loop closes.
 */
export const kinksOf = (path: readonly Pixel[], piece: number, least: number): readonly number[] => {
  const turns = path.map((_, i) => {
    if (i < piece || i + piece >= path.length) return 0;
    const turn = headingFrom(path, i, i + piece) - headingFrom(path, i - piece, i);
    return Math.atan2(Math.sin(turn), Math.cos(turn));
  });
  const comesAgain = (place: Pixel, i: number): boolean =>
    awayFrom(place, path.slice(i + ROUND_PLACES)) < AGAIN ||
    awayFrom(place, path.slice(0, Math.max(0, i - ROUND_PLACES))) < AGAIN;
  return path.map((place, i) => {
    const [turn, before] = [turns[i] ?? 0, turns[i - 2 * piece] ?? 0];
    if (Math.abs(turn) < least || turn * before > EVENLY * turn * turn || comesAgain(place, i)) return 0;
    return Math.abs(turn);
  });
};

/** Where a line is looked at on each side of a place, cells from it. */
const SIDES = [9, 14, 19, 24, 29] as const;
/** Bends that are tried, radians per cell. */
const BENDS = [-0.006, -0.003, 0, 0.003, 0.006] as const;
/** Places across the line that are tried, cells. */
const ASIDE = [-3, -1.5, 0, 1.5, 3] as const;
/** Height on the weaker side that a passing line has at least, of the stronger side and of the noise. */
const SAME_LINE = 0.5;
const OF_NOISE = 2.5;
/** Cells from the device that both sides of a line must reach. */
const LEFT = 5;

/** A line through a place, evenly bent (radians per cell). */
export interface Arc {
  readonly place: Pixel;
  readonly heading: number;
  readonly bend: number;
}

export const onArc = (
  { place, heading: angle, bend }: Arc,
  s: number,
): { readonly place: Pixel; readonly angle: number } => ({
  place: [place[0] + s * Math.cos(angle + (bend * s) / 2), place[1] + s * Math.sin(angle + (bend * s) / 2)],
  angle: angle + bend * s,
});

/** The second least of what is seen at SIDES, 0 where it is below `least`: a line goes on, a spot doesn't. */
export const heightOn = (filter: RidgeFilter, arc: Arc, side: 1 | -1, field: ExposedField, least: number): number => {
  const heights: number[] = [];
  let missed = 0;
  for (const s of SIDES) {
    const { place, angle } = onArc(arc, side * s);
    if (!field.isField(place[0], place[1], filter.flank)) return 0;
    const height = response(filter, place[0], place[1], angle, 7);
    if (height < least) missed += 1;
    if (missed > 1) return 0;
    heights.push(height);
  }
  heights.sort((a, b) => a - b);
  return heights[1] ?? 0;
};

/** The line that passes a place on both sides, in one of the directions; null where there is none or it is the device itself. */
const lineThrough = (
  filter: RidgeFilter,
  [x, y]: Pixel,
  headings: readonly number[],
  device: readonly Pixel[],
  field: ExposedField,
): readonly Pixel[] | null => {
  let best: { readonly arc: Arc; readonly height: number } | null = null;
  for (const angle of headings)
    for (const aside of ASIDE)
      for (const bend of BENDS) {
        const arc: Arc = { place: [x - aside * Math.sin(angle), y + aside * Math.cos(angle)], heading: angle, bend };
        const least = Math.max(best?.height ?? 0, OF_NOISE * filter.noise);
        const on = heightOn(filter, arc, 1, field, least);
        const behind = on > 0 ? heightOn(filter, arc, -1, field, Math.max(least, SAME_LINE * on)) : 0;
        const height = Math.min(on, behind);
        if (height > least && height >= SAME_LINE * on) best = { arc, height };
      }
  if (!best) return null;
  const { arc, height } = best;
  for (const side of [1, -1]) if (awayFrom(onArc(arc, side * 24).place, device) < LEFT) return null;
  const along = (side: 1 | -1): readonly Pixel[] => {
    const from = onArc(arc, side * 16);
    const towards = side > 0 ? from.angle : from.angle + Math.PI;
    const near = [4, 6, 8, 10, 12, 14].map((s) => onArc(arc, side * s).place);
    return [
      ...near,
      ...follow(filter, from.place, towards, { height, contrast: height / filter.noise }, field, 70).places,
    ];
  };
  return [...[...along(-1)].reverse(), onArc(arc, -2).place, arc.place, onArc(arc, 2).place, ...along(1)];
};

/** Places before and after one that its turn is told from. */
const PIECE_PLACES = 6;
/** Turn, radians, over those pieces from which on a path may have gone over to another line. */
const LEAST_TURN = 0.22;

/** A line that passes a device, and the index of the place at which the device's path had gone over to it. */
export interface PassingLine {
  readonly places: readonly Pixel[];
  readonly at: number;
}

/**
 * Where a path has gone over to another line: that line goes on straight, on the other side of the turn, where the device bends and leaves
 * nothing there. `before` are places on the device on the other side of the path's start, from there on back.
 */
export const takenLine = (
  filter: RidgeFilter,
  path: readonly Pixel[],
  field: ExposedField,
  before: readonly Pixel[] = [],
): PassingLine | null => {
  const behind = [...before.slice(0, 3 * PIECE_PLACES)].reverse();
  const turns = kinksOf([...behind, ...path], PIECE_PLACES, LEAST_TURN).slice(behind.length);
  for (let i = 0; i < path.length; i += 1) {
    const turn = turns[i] ?? 0;
    if (turn === 0 || turns.slice(Math.max(0, i - 4), i + 5).some((one) => one > turn)) continue;
    const place = path[i];
    if (!place) continue;
    const beyond = headingFrom(path, Math.min(path.length - 1, i + 3), Math.min(path.length - 1, i + 12));
    const headings = [-0.24, -0.16, -0.08, 0, 0.08, 0.16, 0.24].map((by) => beyond + by);
    const line = lineThrough(filter, place, headings, [...before, ...path.slice(0, i + 1)], field);
    if (line) return { places: line, at: i };
  }
  return null;
};

/** Angles at which a line that passes the end is looked for, and by how much it must differ from the device's own, radians. */
const ROUND = 30;
const OTHER_WAY = 0.4;
/** Places from the end backwards and one beyond it near which a line may pass, cells. */
const NEAR_END = [-12, -8, -4, 0, 4] as const;

/** A line that passes the device near its end. */
export const lineAtEnd = (
  filter: RidgeFilter,
  end: Pixel,
  direction: Pixel,
  device: readonly Pixel[],
  field: ExposedField,
): readonly Pixel[] | null => {
  const own = Math.atan2(direction[1], direction[0]);
  const headings = Array.from({ length: ROUND }, (_, k) => own + (k * Math.PI) / ROUND).filter(
    (angle) => Math.abs(Math.sin(angle - own)) > Math.sin(OTHER_WAY),
  );
  for (const s of NEAR_END) {
    const line = lineThrough(filter, [end[0] + s * direction[0], end[1] + s * direction[1]], headings, device, field);
    if (line) return line;
  }
  return null;
};

/** Half the width of what is taken off a line, cells. */
const halfWidthOf = (scale: number): number => Math.ceil(7 + 2 * scale);
const BIN = 0.5;
/** Places over which the strength of a line is evened. */
const EVENED = 14;

/**
 * The filter without a line: its mean profile across, as strong as the line is around each place, is taken off. Places near the device are
 * left out of the profile; there the line is as strong as on both sides.
 */
export const withoutLine = (filter: RidgeFilter, line: readonly Pixel[], device: readonly Pixel[]): RidgeFilter => {
  const { width, height } = filter;
  const half = halfWidthOf(filter.scale);
  const bins = Math.round((2 * half) / BIN) + 1;
  const directions = line.map((_, i) => {
    const angle = headingFrom(line, Math.max(0, i - 2), Math.min(line.length - 1, i + 2));
    return [Math.cos(angle), Math.sin(angle)] as const;
  });
  const isClear = line.map((place) => awayFrom(place, device) > half + 3);
  if (isClear.filter(Boolean).length < 8) return filter;
  const nearest = new Map<number, readonly [away: number, aside: number, index: number]>();
  line.forEach(([x, y], i) => {
    const [dx, dy] = directions[i] ?? [1, 0];
    for (let row = Math.max(0, Math.floor(y - half)); row <= Math.min(height - 1, y + half); row += 1)
      for (let column = Math.max(0, Math.floor(x - half)); column <= Math.min(width - 1, x + half); column += 1) {
        const [px, py] = [column + 0.5 - x, row + 0.5 - y];
        const [alongLine, aside] = [px * dx + py * dy, py * dx - px * dy];
        if (Math.abs(alongLine) > STEP || Math.abs(aside) >= half) continue;
        const key = row * width + column;
        const known = nearest.get(key);
        if (!known || Math.abs(alongLine) < known[0]) nearest.set(key, [Math.abs(alongLine), aside, i]);
      }
  });
  const without = (surface: Surface): Surface => {
    const across = line.map(([x, y], i) => {
      const [dx, dy] = directions[i] ?? [1, 0];
      const values = Array.from({ length: bins }, (_, k) =>
        valueAt(surface, x - (k * BIN - half) * dy, y + (k * BIN - half) * dx),
      );
      const [low, high] = [values[0] ?? 0, values[bins - 1] ?? 0];
      return values.map((value, k) => value - low - ((high - low) * k) / (bins - 1));
    });
    const clear = across.filter((_, i) => isClear[i]);
    const shape = Array.from({ length: bins }, (_, k) => median(clear.map((values) => values[k] ?? 0)));
    const size = shape.reduce((sum, value) => sum + value * value, 0);
    if (!(size > 0)) return surface;
    const strengths = across.map((values) => values.reduce((sum, value, k) => sum + value * (shape[k] ?? 0), 0) / size);
    const evened = line.map((_, i) => {
      const near = strengths.filter((_one, j) => isClear[j] === true && Math.abs(j - i) <= EVENED);
      const strength = near.length > 4 ? median(near) : 1;
      return Math.max(0, Math.min(2, strength));
    });
    const added = new Map<number, number>();
    for (const [key, [, aside, index]] of nearest) {
      const at = (aside + half) / BIN;
      const k = Math.min(bins - 2, Math.floor(at));
      const a = shape[k] ?? 0;
      added.set(key, -(evened[index] ?? 0) * (a + (at - k) * ((shape[k + 1] ?? 0) - a)));
    }
    return changedBy(surface, added);
  };
  return { ...filter, smooth: without(filter.smooth), fine: without(filter.fine) };
};
