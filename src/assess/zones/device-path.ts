import { minus, norm, plus, times, type Coordinates } from '../../space/surface.ts';
import type { Marks } from '../marks.ts';

/**
 * The device as a line: places along it are mm from the tip, positive ahead of it. Behind the tip it follows the marked shaft and goes straight
 * on beyond its last point; ahead of the tip it follows the achieved axis.
 */
export interface DevicePath {
  /** mm from the tip back to the shaft point farthest along the device: behind it the path is extrapolated. */
  readonly marked: number;
  at(place: number): Coordinates;
  /** Unit direction towards the tip's side. */
  directionAt(place: number): Coordinates;
  /** The line between two places with its bends, hub side first. */
  between(from: number, to: number): readonly Coordinates[];
}

interface Knot {
  readonly place: number;
  readonly point: Coordinates;
  /** Of the piece behind it, towards the tip. */
  readonly direction: Coordinates;
}

/** Null without a tip and a shaft point apart from it. */
export const devicePath = ({ tip, shaft }: Pick<Marks, 'tip' | 'shaft'>): DevicePath | null => {
  if (!tip) return null;
  const knots: Knot[] = [];
  let [place, point] = [0, tip];
  for (let index = shaft.length - 1; index >= 0; index -= 1) {
    const next = shaft[index] ?? point;
    const step = minus(point, next);
    const size = norm(step);
    if (!(size > 0)) continue;
    knots.push({ place, point, direction: times(step, 1 / size) });
    [place, point] = [place - size, next];
  }
  const last = knots.at(-1);
  if (!last) return null;
  const knotAt = (at: number): Knot => knots.findLast((knot, index) => index === 0 || at < knot.place) ?? last;
  const positionAt = (at: number): Coordinates => {
    const knot = knotAt(at);
    return plus(knot.point, times(knot.direction, at - knot.place));
  };
  return {
    marked: -place,
    at: positionAt,
    directionAt: (at) => knotAt(at).direction,
    between: (from, to) => [
      positionAt(from),
      ...knots
        .flatMap((knot, index) => (index > 0 && knot.place > from && knot.place < to ? [knot.point] : []))
        .reverse(),
      positionAt(to),
    ],
  };
};
