import type { ExposedField } from './field.ts';
import type { Pixel } from './frame.ts';
import { withoutLine } from './passing-line.ts';
import { median } from './plane.ts';
import { response, type RidgeFilter, type RidgeStart } from './ridge.ts';
import { follow, headingAt, type Trace } from './trace.ts';

/** Steps round a loop at least; its ends are the same place up to here, cells, and run the same way up to this cosine. */
const LOOP = 40;
const CLOSED = 4;
const SAME_WAY = 0.8;
/** Steps back from its end within which a loop may have closed. */
const LAST = 8;
/** Steps apart of places at which a line may touch the loop, how far it is followed, and how far at least for it to be one, steps. */
const APART = 2;
const FOLLOWED = 60;
const LEAST = 14;
/** Steps over which a line that touches the loop can't be told from it. */
const JUNCTION = 6;

/** Whether a path ends where it has come round to where it was. */
export const isClosed = ({ places }: Trace): boolean => closedAt(places) !== null;

/** Where a path that has come round to where it was has closed: the indices of the same place; null where it hasn't. */
const closedAt = (places: readonly Pixel[]): readonly [from: number, to: number] | null => {
  for (let j = places.length - 1; j > Math.max(LOOP, places.length - 1 - LAST); j -= 1) {
    const [end, along] = [places[j] ?? [0, 0], headingAt(places, j)];
    for (let i = 0; i < j - LOOP; i += 1) {
      const one = places[i] ?? [0, 0];
      if (Math.hypot(one[0] - end[0], one[1] - end[1]) < CLOSED && Math.cos(headingAt(places, i) - along) > SAME_WAY)
        return [i, j];
    }
  }
  return null;
};

/**
 * A device that overlaps itself in a loop goes round once and leaves it along a line that touches it: the way on, on the filter without the loop.
 * The path itself where it has closed no loop or nothing touches it.
 */
export const leavingLoop = (
  start: RidgeStart,
  trace: Trace,
  field: ExposedField,
): { readonly filter: RidgeFilter; readonly trace: Trace } => {
  const { filter } = start;
  const closed = closedAt(trace.places);
  if (!closed) return { filter, trace };
  const [from, to] = closed;
  const loop = trace.places.slice(from, to + 1);
  const without = withoutLine(filter, loop, []);
  let best: { readonly at: number; readonly length: number } | null = null;
  for (let at = 0; at < loop.length; at += APART) {
    const place = loop[at] ?? start.place;
    const on = follow(without, place, headingAt(loop, at), start, field, FOLLOWED);
    const length = on.hasLeft ? 2 * on.places.length : on.places.length;
    if (length > Math.max(LEAST, best?.length ?? 0)) best = { at, length };
  }
  if (!best) return { filter, trace };
  const at = from + best.at;
  const place = trace.places[at] ?? start.place;
  const on = follow(without, place, headingAt(trace.places, at), start, field);
  const places = [...trace.places.slice(0, at), ...on.places];
  // What the device goes round on the way stays.
  const rest = loop.slice(best.at + JUNCTION, loop.length - JUNCTION);
  return {
    filter: rest.length > LEAST ? withoutLine(filter, rest, places) : filter,
    trace: { places, hasLeft: on.hasLeft },
  };
};

/** Share of a start's height down to which a device is looked for beside it, and below which it stands higher there than elsewhere. */
const LEAST_SHARE = 0.35;
const DOUBLED = 0.7;
/** From where to where its height is told on each side, steps. */
const FROM = 8;
const TO = 22;

/**
 * A start with the height that the device has on both sides of it, where that is less: where two pieces of it lie on each other, as where a loop
 * closes, it stands twice as high.
 */
export const withItsOwnHeight = (start: RidgeStart, field: ExposedField): RidgeStart => {
  const { filter, place, angle, height, contrast } = start;
  const half = { height: height / 2, contrast: contrast / 2 };
  const sides = [angle, angle + Math.PI].map((heading) => {
    const { places } = follow(filter, place, heading, half, field, TO);
    const heights = places.slice(FROM).map(([x, y], i) => response(filter, x, y, headingAt(places, FROM + i), 7));
    return heights.length > 5 ? median(heights) / height : 1;
  });
  const share = Math.max(...sides);
  return share < DOUBLED && share > LEAST_SHARE
    ? { ...start, height: share * height, contrast: share * contrast }
    : start;
};
