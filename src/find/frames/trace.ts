import type { ExposedField } from './field.ts';
import type { Pixel } from './frame.ts';
import { response, type RidgeFilter } from './ridge.ts';

/** A device followed from a place in one direction. */
export interface Trace {
  /** From the start to the end, STEP cells apart, in cells. */
  readonly places: readonly Pixel[];
  /** It went on until there was no image or no field left. */
  readonly hasLeft: boolean;
}

/** Which way a path runs from one of its places to another, radians. */
export const headingFrom = (path: readonly Pixel[], i: number, j: number): number => {
  const [a, b] = [path[i] ?? [0, 0], path[j] ?? [0, 0]];
  return Math.atan2(b[1] - a[1], b[0] - a[0]);
};

/** Which way a path runs at one of its places, radians: from the second before it to the second after it. */
export const headingAt = (path: readonly Pixel[], i: number): number =>
  headingFrom(path, Math.max(0, i - 2), Math.min(path.length - 1, i + 2));

/** Cells from one place to the next. */
export const STEP = 2;
/** Change of direction per step that is tried, radians, and how many on each side: curves of 12 cells' radius and more. */
const TURN = 0.055;
const TURNS = 3;
/** Ways that are kept at a time. */
const WAYS = 28;
/** Share of the device's own response that a place must have to count for it. */
const enoughOf = (contrast: number): number => Math.max(0.38, Math.min(0.55, 0.75 - 1.3 / contrast));
/** Steps' worth of nothing after which a way is given up: gaps of about GAP / share × STEP cells are bridged. */
const GAP = 4;
/** Cost of a turn, and of a turn that differs from those before it, per TURN²: a device bends evenly, a jump to another line is a kink. */
const BENDING = 0.03;
const JERK = 0.12;
const MOST_STEPS = 1500;

/** Steps that a loop has at least, and after how many it is looked for. */
const LOOP = 24;
const LOOKED_BACK = 4;
/** Nearer than this, cells, and with this cosine between them two pieces of a way are the same piece of a device. */
const SAME_PIECE = 2.5;
const SAME_WAY = 0.93;

interface Way {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly turn: number;
  readonly score: number;
  readonly before: Way | null;
  readonly steps: number;
  readonly hasLeft: boolean;
}

/** Whether a way goes once more where it has been: round a loop, a device goes once. */
const isRetraced = (way: Way): boolean => {
  let n = 0;
  for (let one = way.before; one; one = one.before) {
    n += 1;
    if (n < LOOP || n % 2 === 1) continue;
    if (
      Math.abs(one.x - way.x) < SAME_PIECE &&
      Math.abs(one.y - way.y) < SAME_PIECE &&
      Math.cos(one.angle - way.angle) > SAME_WAY
    )
      return true;
  }
  return false;
};

/**
 * Follows the device by a beam search: in steps of equal length, each way turns a little or not at all, gains what it sees of the device
 * and loses what it bends; where it sees nothing it loses steadily. The end is where the best way had gained most: the change point between
 * device and nothing. Straight ahead costs least, so that crossings are crossed, not taken.
 */
export const follow = (
  filter: RidgeFilter,
  from: Pixel,
  heading: number,
  { height, contrast }: { readonly height: number; readonly contrast: number },
  field: ExposedField,
  most = MOST_STEPS,
  gap = GAP,
): Trace => {
  const { width, height: rows } = filter;
  const start: Way = {
    x: from[0],
    y: from[1],
    angle: heading,
    turn: 0,
    score: 0,
    before: null,
    steps: 0,
    hasLeft: false,
  };
  let ways: readonly Way[] = [start];
  let best = start;
  let reference = height;
  const enough = enoughOf(contrast);
  for (let step = 0; step < most && ways.length > 0; step += 1) {
    const next = new Map<number, Way>();
    for (const way of ways) {
      for (let k = -TURNS; k <= TURNS; k += 1) {
        const angle = way.angle + k * TURN;
        const x = way.x + STEP * Math.cos(way.angle + (k * TURN) / 2);
        const y = way.y + STEP * Math.sin(way.angle + (k * TURN) / 2);
        const cost = BENDING * k * k + JERK * (k - way.turn) * (k - way.turn);
        if (x < 1 || y < 1 || x > width - 1 || y > rows - 1 || !field.isField(x, y, filter.flank)) {
          const left: Way = { ...way, score: way.score - cost + 0.3, hasLeft: true };
          if (way.score > best.score - 1.2 && left.score > best.score - (best.hasLeft ? 0 : 1)) best = left;
          continue;
        }
        const seen = response(filter, x, y, angle, 7) / reference;
        // Something much stronger is something else: no more is gained from it than from the device.
        const gain = Math.max(-0.25, Math.min(1, seen)) - enough;
        const score = way.score + gain - cost;
        if (score < best.score - gap) continue;
        // One way for each cell and direction.
        const key = (Math.round(x) * 4096 + Math.round(y)) * 64 + (((Math.round(angle / 0.11) % 57) + 57) % 57);
        const known = next.get(key);
        if (!known || score > known.score)
          next.set(key, {
            x,
            y,
            angle,
            turn: 0.6 * way.turn + 0.4 * k,
            score,
            before: way,
            steps: step + 1,
            hasLeft: false,
          });
      }
    }
    ways = [...next.values()].sort((a, b) => b.score - a.score).slice(0, WAYS);
    if (step % LOOKED_BACK === 0 && step > LOOP) ways = ways.filter((way) => !isRetraced(way));
    const first = ways[0];
    if (first && first.score > best.score) {
      best = first;
      // What the device looks like from here on: slowly, so that an end doesn't pull it down.
      reference =
        0.97 * reference +
        0.03 * Math.max(0.5 * height, Math.min(2 * height, response(filter, first.x, first.y, first.angle, 7)));
    }
    if (best.hasLeft && (!first || first.score < best.score + 1)) break;
  }
  const places: Pixel[] = [];
  for (let way: Way | null = best; way; way = way.before) places.push([way.x, way.y]);
  return { places: places.reverse(), hasLeft: best.hasLeft };
};

/** Places moved across the path to the top of the ridge, by a parabola through three responses, and evened over five of them. */
export const centred = (filter: RidgeFilter, places: readonly Pixel[]): readonly Pixel[] => {
  const aside = Math.max(0.7, 0.6 * filter.scale);
  const moved = places.map((place, i): Pixel => {
    const a = places[Math.max(0, i - 2)] ?? place;
    const b = places[Math.min(places.length - 1, i + 2)] ?? place;
    const size = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (!(size > 0)) return place;
    const [dx, dy] = [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
    const angle = Math.atan2(dy, dx);
    const at = (t: number): number => response(filter, place[0] - t * dy, place[1] + t * dx, angle, 7);
    const [low, middle, high] = [at(-aside), at(0), at(aside)];
    const curvature = low - 2 * middle + high;
    const shift =
      curvature < 0
        ? Math.max(-1, Math.min(1, (0.5 * (low - high)) / curvature)) * aside
        : Math.sign(high - low) * aside * 0.5;
    return [place[0] - shift * dy, place[1] + shift * dx];
  });
  return moved.map((place, i): Pixel => {
    const reach = Math.min(2, i, moved.length - 1 - i);
    let [x, y] = [0, 0];
    for (let k = -reach; k <= reach; k += 1) {
      const one = moved[i + k] ?? place;
      x += one[0];
      y += one[1];
    }
    return [x / (2 * reach + 1), y / (2 * reach + 1)];
  });
};
