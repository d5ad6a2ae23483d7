import { solve } from '../least-squares.ts';
import { shareAside, type Station } from './cross-section.ts';
import type { Pixel } from './frame.ts';
import { onArc } from './passing-line.ts';
import { median } from './plane.ts';
import { FINE, type RidgeFilter } from './ridge.ts';
import { STEP } from './trace.ts';

/** The way along a path to each of its places. */
export const lengthsAlong = (path: readonly Pixel[]): readonly number[] => {
  const lengths = [0];
  for (let i = 1; i < path.length; i += 1) {
    const [a, b] = [path[i - 1] ?? [0, 0], path[i] ?? [0, 0]];
    lengths.push((lengths[i - 1] ?? 0) + Math.hypot(b[0] - a[0], b[1] - a[1]));
  }
  return lengths;
};

/** Places at the end of a path that its direction and bend are told from, and the largest bend, radians per cell. */
const BENT_PLACES = 20;
const MOST_BEND = 0.02;

/** Direction at the end of a path and how it bends there, from a parabola through its last pieces. */
export const courseOf = (path: readonly Pixel[]): { readonly direction: Pixel; readonly bend: number } => {
  const last = path.slice(-BENT_PLACES);
  const [a, b] = [last[0] ?? [0, 0], last[last.length - 1] ?? [0, 0]];
  const size = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (!(size > 0)) return { direction: [1, 0], bend: 0 };
  const [dx, dy] = [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
  // Aside of the chord as a function of the way along it; a short piece is taken for straight.
  let normal = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, last.length < 10 ? 1e9 : 1e4],
  ];
  let right = [0, 0, 0];
  for (const [x, y] of last) {
    const u = (x - b[0]) * dx + (y - b[1]) * dy;
    const v = (y - b[1]) * dx - (x - b[0]) * dy;
    // What is nearest to the end says most about it.
    const weight = Math.exp(u / 25);
    const terms = [1, u, u * u];
    normal = normal.map((row, i) => row.map((value, j) => value + weight * (terms[i] ?? 0) * (terms[j] ?? 0)));
    right = right.map((value, i) => value + weight * (terms[i] ?? 0) * v);
  }
  const [, slope = 0, half = 0] = solve(normal, right) ?? [0, 0, 0];
  const turn = Math.atan(slope);
  return {
    direction: [dx * Math.cos(turn) - dy * Math.sin(turn), dy * Math.cos(turn) + dx * Math.sin(turn)],
    bend: Math.max(-MOST_BEND, Math.min(MOST_BEND, 2 * half)),
  };
};

/** The place a signed distance from an end on an even bend through it. */
const beyond = (
  place: Pixel,
  { direction, bend }: { readonly direction: Pixel; readonly bend: number },
  distance: number,
): Station => {
  const there = onArc({ place, heading: Math.atan2(direction[1], direction[0]), bend }, distance);
  return { place: there.place, direction: [Math.cos(there.angle), Math.sin(there.angle)] };
};

/** The path and, on from its end as it bends there, what comes beyond: a place and direction for a signed distance from the path's end. */
export const ruler = (path: readonly Pixel[], direction: Pixel, bend: number) => {
  const lengths = lengthsAlong(path);
  const total = lengths[lengths.length - 1] ?? 0;
  const end = path[path.length - 1] ?? [0, 0];
  const at = (distance: number): Station => {
    if (distance >= 0) return beyond(end, { direction, bend }, distance);
    const s = total + distance;
    let i = 1;
    while (i < path.length - 1 && (lengths[i] ?? 0) < s) i += 1;
    const [a, b] = [path[i - 1] ?? end, path[i] ?? end];
    const size = Math.max(1e-9, (lengths[i] ?? 0) - (lengths[i - 1] ?? 0));
    const t = Math.max(0, Math.min(1, (s - (lengths[i - 1] ?? 0)) / size));
    return {
      place: [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])],
      direction: [(b[0] - a[0]) / size, (b[1] - a[1]) / size],
    };
  };
  return { at, total };
};

/** The last cells of a path whose course is settled, and how far beyond its end the device may go on. */
const SETTLED = 36;
const ON = 14;
/** How far to the side its end, the place where the settled piece begins, and its middle may lie from where the path has them, cells. */
const ENDS_ASIDE = 4;
const STARTS_ASIDE = 1;
const BULGES = 2;
const APART = 0.5;
/** 1 SD of each that is expected. */
const ENDS_SD = 2.5;
const STARTS_SD = 0.7;
const BULGES_SD = 1.2;
/** A path that leaves an even bend by more than this, cells, is bent more than the courses are: the end of a J-wire or of a pigtail. */
const EVEN = 2.5;
/** Least 1 SD of the share of a device that is seen at a place. */
const LEAST_SPREAD = 0.2;
/** Share of the device from which on seeing more says no more. */
const ALL = 1;

/** A device's last piece: a parabola through three places, from `SETTLED` cells before the end of its path on. */
interface Course {
  readonly start: number;
  readonly bulge: number;
  readonly end: number;
}

/**
 * The path with its last piece where the image has the device: of all gently bent courses that end near the best, the mean weighed by how likely
 * each is from what is seen along it. A step of a trace sees a few cells and is drawn aside by a line that crosses or by a bone's edge; a course is held by
 * all its cells. The path itself where it is too short to say, or bent more than such courses are.
 */
export const settled = (
  filter: RidgeFilter,
  path: readonly Pixel[],
  isImage: (place: Pixel) => boolean,
): readonly Pixel[] => {
  const course = courseOf(path);
  const { at: onPath, total } = ruler(path, course.direction, course.bend);
  if (total < SETTLED + 12) return path;
  const end = path[path.length - 1] ?? [0, 0];
  const back = (s: number): Station => beyond(end, course, s);
  for (let s = -SETTLED; s < -SETTLED / 4; s += STEP) {
    const [[x, y], [onX, onY]] = [back(s).place, onPath(s).place];
    if (Math.hypot(x - onX, y - onY) > EVEN) return path;
  }
  const fine: RidgeFilter = { ...filter, smooth: filter.fine };
  const shaft = [];
  for (let s = -Math.min(90, total - 2); s <= -20; s += 1) shaft.push(onPath(s));
  const reach = ENDS_ASIDE + 2 * BULGES + 1;
  const sharesAt = shareAside(fine, shaft, reach);
  if (!sharesAt) return path;
  const onShaft = shaft.map((station) => sharesAt(station)[2 * reach] ?? 0);
  const changes = onShaft.slice(3).map((share, i) => Math.abs(share - (onShaft[i] ?? 0)));
  const spread = Math.max(LEAST_SPREAD, (1.4826 * median(changes)) / Math.SQRT2);
  const weight = 1 / (2 * spread * spread * (1 + 2 * FINE));
  const rows: Float64Array[] = [];
  for (let s = -SETTLED; s <= ON; s += 1) {
    const station = back(s);
    if (!isImage(station.place)) break;
    rows.push(sharesAt(station).map((share) => weight * (2 * Math.max(-0.5, Math.min(ALL, share)) - 1)));
  }
  if (rows.length < SETTLED) return path;
  const gain = ({ start, bulge, end }: Course): number => {
    let [sum, most, all] = [0, -Infinity, 0];
    for (let n = 0; n < rows.length; n += 1) {
      const t = n / SETTLED;
      const place = Math.max(
        0,
        Math.min(4 * reach - 1e-6, 2 * (reach + start + (end - start) * t + 4 * bulge * t * (1 - t))),
      );
      const cell = Math.floor(place);
      const row = rows[n];
      if (!row) break;
      const a = row[cell] ?? 0;
      sum += a + (place - cell) * ((row[cell + 1] ?? 0) - a);
      if (n < SETTLED / 2) continue;
      if (sum > most) [most, all] = [sum, 1 + all * Math.exp(most - sum)];
      else all += Math.exp(sum - most);
    }
    return most + Math.log(all) - ((start / STARTS_SD) ** 2 + (bulge / BULGES_SD) ** 2 + (end / ENDS_SD) ** 2) / 2;
  };
  const gains: { readonly course: Course; readonly gain: number }[] = [];
  for (let start = -STARTS_ASIDE; start <= STARTS_ASIDE; start += APART)
    for (let bulge = -BULGES; bulge <= BULGES; bulge += APART)
      for (let end = -ENDS_ASIDE; end <= ENDS_ASIDE; end += APART) {
        const one = { start, bulge, end };
        gains.push({ course: one, gain: gain(one) });
      }
  const best = gains.reduce((a, b) => (b.gain > a.gain ? b : a));
  let [all, start, bulge, aside] = [0, 0, 0, 0];
  for (const one of gains) {
    const share = Math.exp(one.gain - best.gain);
    if (Math.abs(one.course.end - best.course.end) > 1.5) continue;
    all += share;
    start += share * one.course.start;
    bulge += share * one.course.bulge;
    aside += share * one.course.end;
  }
  const mean = { start: start / all, bulge: bulge / all, end: aside / all };
  const places: Pixel[] = [];
  for (let s = -SETTLED; s <= 0; s += STEP) {
    const { place, direction } = back(s);
    const t = 1 + s / SETTLED;
    const off = mean.start + (mean.end - mean.start) * t + 4 * mean.bulge * t * (1 - t);
    places.push([place[0] - off * direction[1], place[1] + off * direction[0]]);
  }
  const before = path.length - places.length;
  return [...path.slice(0, Math.max(0, before)), ...places];
};
