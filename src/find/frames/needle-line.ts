import type { Pixel } from './frame.ts';
import { crossing, type RidgeFilter } from './ridge.ts';

/** A straight bright segment of an ultrasound image, in cells of the plane. */
export interface NeedleLine {
  /** The place on the line that is nearest to where was pointed. */
  readonly middle: Pixel;
  /** Unit vector along the line, towards greater rows (deeper), or towards greater columns where it is level. */
  readonly direction: Pixel;
  /** From the middle to the ends of the segment, cells: the first is negative. */
  readonly from: number;
  readonly to: number;
  /** Sum of what stands out along the segment, less what speckle would do. */
  readonly gain: number;
  /** Mean of what stands out along the segment. */
  readonly height: number;
}

/** Response along a line, `step` cells apart, from `low` to `high`; null beyond the image. */
export const lineProfile = (
  filter: RidgeFilter,
  [x, y]: Pixel,
  [dx, dy]: Pixel,
  range: { readonly low: number; readonly high: number; readonly step: number },
  isImage: (x: number, y: number) => boolean,
): { readonly positions: readonly number[]; readonly values: readonly number[] } => {
  const positions: number[] = [];
  const values: number[] = [];
  for (let k = Math.ceil(range.low / range.step); k * range.step <= range.high; k += 1) {
    const s = k * range.step;
    const [px, py] = [x + s * dx, y + s * dy];
    if (!isImage(px, py)) {
      if (s < 0) {
        positions.length = 0;
        values.length = 0;
        continue;
      }
      break;
    }
    positions.push(s);
    values.push(crossing(filter, px, py, dx, dy));
  }
  return { positions, values };
};

/** The best segment around position 0 for a threshold: from there, as far both ways as the sum still grows. */
const segment = (positions: readonly number[], values: readonly number[], threshold: number, cap: number) => {
  const zero = positions.findIndex((s) => s >= 0);
  const reach = (direction: 1 | -1) => {
    let [sum, best, at] = [0, 0, 0];
    for (let i = direction > 0 ? zero : zero - 1; i >= 0 && i < positions.length; i += direction) {
      sum += Math.min(cap, values[i] ?? 0) - threshold;
      if (sum > best) [best, at] = [sum, positions[i] ?? 0];
    }
    return { best, at };
  };
  const [back, on] = [reach(-1), reach(1)];
  return { from: back.at, to: on.at, gain: back.best + on.best };
};

export interface LineSearch {
  /** How far from the place the line may pass, and how far along it is looked, cells. */
  readonly aside: number;
  readonly along: number;
  /** Direction to keep to (radians) and by how much it may differ; all directions where it isn't given. */
  readonly near?: { readonly angle: number; readonly within: number };
}

/**
 * The brightest line through or near a place: a bank of oriented filters over all angles and offsets, each summed over the segment that
 * stands out of its surroundings by more than speckle does, so that a short bright spot loses against a long line.
 */
export const findLine = (
  filter: RidgeFilter,
  place: Pixel,
  { aside, along, near }: LineSearch,
  isImage: (x: number, y: number) => boolean,
): NeedleLine | null => {
  const threshold = 1.1 * filter.noise;
  const cap = 7 * filter.noise;
  let best: { readonly angle: number; readonly offset: number; readonly weighed: number } | null = null;
  const consider = (angle: number, offset: number, step: number): void => {
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    const middle: Pixel = [place[0] - offset * dy, place[1] + offset * dx];
    if (!isImage(middle[0], middle[1])) return;
    const { positions, values } = lineProfile(filter, middle, [dx, dy], { low: -along, high: along, step }, isImage);
    const { gain } = segment(positions, values, threshold, cap);
    const weighed = gain * step * Math.exp(-1.5 * (offset / aside) ** 2);
    if (weighed > 0 && weighed > (best?.weighed ?? 0)) best = { angle, offset, weighed };
  };
  const spacing = Math.max(0.8, filter.scale * 0.6);
  const offsets = Math.ceil(aside / spacing);
  const within = near?.within ?? Math.PI / 2;
  const turns = Math.ceil(within / (Math.PI / 120));
  for (let a = -turns; a < turns + (near ? 1 : 0); a += 1)
    for (let o = -offsets; o <= offsets; o += 1) consider((near?.angle ?? 0) + (a * within) / turns, o * spacing, 2);
  for (const fine of [0.5, 0.25, 0.12]) {
    const from = best as { readonly angle: number; readonly offset: number } | null;
    if (!from) return null;
    for (let a = -2; a <= 2; a += 1)
      for (let o = -2; o <= 2; o += 1)
        consider(from.angle + (a * fine * Math.PI) / 120, from.offset + o * fine * spacing, 1);
  }
  const found = best as { readonly angle: number; readonly offset: number } | null;
  if (!found) return null;
  const [cos, sin] = [Math.cos(found.angle), Math.sin(found.angle)];
  const flip = Math.abs(sin) < 1e-6 ? cos < 0 : sin < 0;
  const direction: Pixel = flip ? [-cos, -sin] : [cos, sin];
  const middle: Pixel = [place[0] - found.offset * sin, place[1] + found.offset * cos];
  const { positions, values } = lineProfile(filter, middle, direction, { low: -along, high: along, step: 1 }, isImage);
  const { from, to, gain } = segment(positions, values, threshold, cap);
  const inside = values.filter((_, i) => (positions[i] ?? 0) >= from && (positions[i] ?? 0) <= to);
  const height = inside.reduce((sum, value) => sum + value, 0) / Math.max(1, inside.length);
  return { middle, direction, from, to, gain, height };
};
