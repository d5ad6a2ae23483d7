import type { NeedleInFrame } from './needle-motion.ts';
import { lineProfile } from './needle-line.ts';
import { placeOn, type NeedleView } from './needle-view.ts';

/** So much farther than the end the line must go in other frames, and so many of them, mm. */
const FARTHER_MM = 5;
const FEWEST_FRAMES = 3;
/** An end that goes steadily lies within so much of where it is expected; no needle goes faster, mm and mm per frame. */
const STEADY_MM = 2.5;
const FASTEST_MM = 3;
const SPEED_STEP_MM = 0.1;
/** How far the device may lie from where it lies in the frame that was pointed at and still count as lying there, along its axis, mm. */
const SAME_MM = 1.5;
const STEP_MM = 0.25;
/** What the shaft shows is as alike in both frames, laid on each other where they lie, at least. */
const ALIKE = 0.35;
/** Of the shaft so much is compared at least, and at most, back from the end, mm. */
const LEAST_MM = 8;
const MOST_MM = 40;
/** The shaft's usual height over so much of it is taken off: what is left is what lies on it, mm. */
const AROUND_MM = 4;

/**
 * How far the needle goes on beyond an end in other frames, mm; null where it doesn't. A device that is moved on is longer in other frames as well, but
 * its end goes steadily: only where the line ends farther on than an end that goes at one speed would, in three frames and more in which the shaft is the same, is the
 * end where the beam leaves the device, and not its tip.
 */
export const goesOnBeyond = (
  frames: readonly NeedleInFrame[],
  view: NeedleView,
  sense: 1 | -1,
  end: number,
): number | null => {
  const { mm } = view;
  const seen = frames.map(({ time, view: other }) => {
    const last = sense > 0 ? other.line.to : -other.line.from;
    return { time, other, farther: time === 0 ? 0 : (last - sense * (end + offsetOf(view, other))) / mm };
  });
  const speed = steadiest(seen);
  const beyond = seen.filter(
    ({ time, other, farther }) =>
      Math.min(farther, farther - speed * time) > FARTHER_MM && isSameShaft(view, other, sense, end),
  );
  return beyond.length < FEWEST_FRAMES ? null : Math.max(...beyond.map(({ farther }) => farther));
};

/** The speed, mm per frame, at which most of the ends go; of those alike the slowest. */
const steadiest = (seen: readonly { readonly time: number; readonly farther: number }[]): number => {
  let best = { speed: 0, count: -1 };
  for (let n = 0; n <= FASTEST_MM / SPEED_STEP_MM; n += 1)
    for (const speed of [n * SPEED_STEP_MM, -n * SPEED_STEP_MM]) {
      const count = seen.filter(({ time, farther }) => Math.abs(farther - speed * time) < STEADY_MM).length;
      if (count > best.count) best = { speed, count };
    }
  return best.speed;
};

/** Whether what lies on the shaft before an end is alike in another frame. */
const isSameShaft = (view: NeedleView, other: NeedleView, sense: 1 | -1, end: number): boolean => {
  const offset = offsetOf(view, other);
  const back = Math.max(
    -MOST_MM,
    (sense > 0 ? view.line.from - end : end - view.line.to) / view.mm,
    (sense > 0 ? other.line.from - offset - end : end + offset - other.line.to) / view.mm,
  );
  if (-back < LEAST_MM) return false;
  const here = shaftOf(view, sense, end, back, 0);
  for (let travel = -SAME_MM; travel <= SAME_MM; travel += STEP_MM)
    if (alike(here, shaftOf(other, sense, end + offset, back, travel)) > ALIKE) return true;
  return false;
};

/** Where the middle of the one line lies along the other, cells from its middle. */
const offsetOf = ({ line: { middle } }: NeedleView, { line }: NeedleView): number =>
  (middle[0] - line.middle[0]) * line.direction[0] + (middle[1] - line.middle[1]) * line.direction[1];

/** What lies on the shaft, from `back` to 1 mm before a place of it, all moved on by `travel` (mm): its height less what it is around there. */
const shaftOf = (
  { filter, line, mm, isImage }: NeedleView,
  sense: 1 | -1,
  end: number,
  back: number,
  travel: number,
): Float64Array => {
  const [dx, dy] = line.direction;
  const first = Math.round((back + travel) * mm);
  const count = Math.max(0, Math.round((-back - 1) * mm));
  const read = lineProfile(
    filter,
    placeOn(line, end),
    [sense * dx, sense * dy],
    { low: first, high: first + count, step: 1 },
    isImage,
  );
  const values = new Float64Array(count).fill(NaN);
  read.positions.forEach((position, n) => {
    const at = Math.round(position - first);
    if (at < count) values[at] = read.values[n] ?? NaN;
  });
  const reach = Math.round(AROUND_MM * mm);
  return values.map((value, n) => {
    let [sum, seen] = [0, 0];
    for (let k = Math.max(0, n - reach); k < Math.min(count, n + reach + 1); k += 1) {
      const one = values[k] ?? NaN;
      if (!Number.isNaN(one)) [sum, seen] = [sum + one, seen + 1];
    }
    return value - sum / seen;
  });
};

/** Correlation of what both have; 0 where they have too little. */
const alike = (a: Float64Array, b: Float64Array): number => {
  let [ab, aa, bb, seen] = [0, 0, 0, 0];
  for (let n = 0; n < a.length; n += 1) {
    const [p, q] = [a[n] ?? NaN, b[n] ?? NaN];
    if (Number.isNaN(p) || Number.isNaN(q)) continue;
    ab += p * q;
    aa += p * p;
    bb += q * q;
    seen += 1;
  }
  return seen > a.length / 2 && aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
};
