import type { ExposedField } from './field.ts';
import type { FrameSearch, Pixel } from './frame.ts';
import { fieldFor, planeFor } from './kept.ts';
import { heightOn, type Arc } from './passing-line.ts';
import { median } from './plane.ts';
import { boundsAround, response, ridgeFilter, type RidgeFilter } from './ridge.ts';
import { startNear } from './device-start.ts';
import { follow } from './trace.ts';

/** A line that leaves a place one way. */
interface Arm {
  readonly angle: number;
  readonly height: number;
}

const ROUND = 48;
/** Bends and places across that are tried, radians per cell and cells. */
const BENDS = [-0.012, -0.006, 0, 0.006, 0.012] as const;
const ASIDE = [-3, -1.5, 0, 1.5, 3] as const;
/** Arms nearer to each other than this are one, and by how much two may differ from one straight line, radians. */
const ONE_ARM = 0.45;
const STRAIGHT = 0.5;
/** Height of an arm in multiples of the noise; of those of a device that goes on on both sides; of the weaker one of them. */
const LEAST = 2.2;
const PLAIN = 4;
const ALIKE = 0.5;
/** Share of the device's height from which on another arm may be a device that ends here. */
const OTHER = 0.3;
/** What goes on on both sides is followed so far at least, cells. */
const FOLLOWED = 22;
const REACH = 6;

const armsAt = (filter: RidgeFilter, [x, y]: Pixel, field: ExposedField): readonly Arm[] => {
  const least = LEAST * filter.noise;
  const all = Array.from({ length: ROUND }, (_, k): Arm => {
    const angle = (2 * Math.PI * k) / ROUND;
    let height = 0;
    for (const aside of ASIDE)
      for (const bend of BENDS) {
        const arc: Arc = { place: [x - aside * Math.sin(angle), y + aside * Math.cos(angle)], heading: angle, bend };
        height = Math.max(height, heightOn(filter, arc, 1, field, Math.max(least, height)));
      }
    return { angle, height };
  }).filter(({ height }) => height > 0);
  const arms: Arm[] = [];
  for (const arm of all.sort((a, b) => b.height - a.height))
    if (arms.every(({ angle }) => Math.cos(angle - arm.angle) < Math.cos(ONE_ARM))) arms.push(arm);
  return arms;
};

/** How a device lies at a place: it goes on on both sides, it comes from one side only, or neither can be said. */
export type Standing =
  | { readonly kind: 'goes-on' }
  /** A place on it, in pixels, not far back. */
  | { readonly kind: 'ends'; readonly shaft: Pixel }
  | { readonly kind: 'unclear' };

const UNCLEAR = { kind: 'unclear' } as const;
/** How far back on its only arm a device is looked at, cells. */
const BACK = 24;

/** What runs through a place or ends there, told from all the lines that leave it. */
export const standingAt = (search: FrameSearch): Standing => {
  const frame = search.frames[search.pointed];
  if (!frame) return UNCLEAR;
  const plane = planeFor(frame, search.region ?? null);
  const field = fieldFor(plane);
  const start = startNear(plane, plane.toPlane(search.seed), REACH, field);
  if (!start) return UNCLEAR;
  const { filter } = start;
  const place = plane.toPlane(search.seed);
  const arms = armsAt(filter, place, field);
  const isPair = (a: Arm, b: Arm): boolean => Math.cos(a.angle - b.angle) < -Math.cos(STRAIGHT);
  const pair = arms
    .flatMap((a, i) => arms.slice(i + 1).map((b) => [a, b] as const))
    .find(
      ([a, b]) =>
        isPair(a, b) &&
        Math.min(a.height, b.height) > PLAIN * filter.noise &&
        Math.min(a.height, b.height) > ALIKE * Math.max(a.height, b.height),
    );
  if (pair) {
    // A third line may be the device, and end on the one that goes on.
    const others = arms.filter((arm) => !pair.includes(arm) && arm.height > OTHER * pair[0].height);
    const goesOn = pair.every(({ angle, height }) => {
      const { places } = follow(filter, place, angle, { height, contrast: height / filter.noise }, field, 40);
      return places.length * 2 > FOLLOWED;
    });
    return others.length === 0 && goesOn ? { kind: 'goes-on' } : UNCLEAR;
  }
  const [only, next] = arms;
  if (!only || (next && next.height > ALIKE * only.height)) return UNCLEAR;
  return {
    kind: 'ends',
    shaft: plane.toImage([place[0] + BACK * Math.cos(only.angle), place[1] + BACK * Math.sin(only.angle)]),
  };
};

/** Whether a place lies well behind a shutter: nothing can be seen there. */
export const isShuttered = (search: FrameSearch): boolean => {
  const frame = search.frames[search.pointed];
  if (!frame) return false;
  const plane = planeFor(frame, search.region ?? null);
  const { isField } = fieldFor(plane);
  const [x, y] = plane.toPlane(search.seed);
  for (let j = -1; j <= 1; j += 1)
    for (let i = -1; i <= 1; i += 1) if (isField(x + i * BEHIND, y + j * BEHIND, -BLURRED)) return false;
  return true;
};

/** How far behind its edge, and how far a shutter's edge is blurred, cells. */
const BEHIND = 5;
const BLURRED = 4;

/** Widths at which a device is sought between two places, cells, and its height on the way, and over each third of it, in multiples of the noise. */
const WIDTHS = [1, 2, 3] as const;
const ON_THE_WAY = 2.5;
const EACH_THIRD = 1.6;
const BOWS = [-5, -2.5, 0, 2.5, 5] as const;
const AROUND = 100;

/** Whether a device runs from one place to another that isn't far: straight or in an even bow. */
export const runsBetween = (search: FrameSearch, from: Pixel, to: Pixel): boolean => {
  const frame = search.frames[search.pointed];
  if (!frame) return false;
  const plane = planeFor(frame, search.region ?? null);
  const [a, b] = [plane.toPlane(from), plane.toPlane(to)];
  const size = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const count = Math.floor(size / 2);
  if (count < 6) return false;
  const [ux, uy] = [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
  const around = boundsAround(plane, b, AROUND);
  const signs = [1, -1] as const;
  return WIDTHS.some((width) => {
    const bright = ridgeFilter(plane, width, 1, around);
    return signs.some((sign) => {
      const filter = { ...bright, sign };
      const heightsOn = (first: number, last: number, bow: number): readonly number[] => {
        const [x, y] = [a[0] - first * uy, a[1] + first * ux];
        const [dx, dy] = [b[0] - last * uy - x, b[1] + last * ux - y];
        return Array.from({ length: count - 1 }, (_, k) => {
          const t = (k + 0.5) / count;
          const off = 4 * bow * t * (1 - t);
          const angle = Math.atan2(dy, dx) + Math.atan2(4 * bow * (1 - 2 * t), size);
          return response(filter, x + t * dx - off * uy, y + t * dy + off * ux, angle, 7) / filter.noise;
        });
      };
      // Beside a dark device it is brighter than on both sides, and the other way round: that is none.
      const isBeside = (first: number, last: number, bow: number): boolean =>
        [-1.4, -1, 1, 1.4].some(
          (by) =>
            -median(heightsOn(first + by * filter.flank, last + by * filter.flank, bow)) >
            median(heightsOn(first, last, bow)),
        );
      return ASIDE.some((first) =>
        ASIDE.some((last) =>
          BOWS.some((bow) => isThroughout(heightsOn(first, last, bow)) && !isBeside(first, last, bow)),
        ),
      );
    });
  });
};

/** Whether heights are high enough all along. */
const isThroughout = (heights: readonly number[]): boolean => {
  const third = Math.ceil(heights.length / 3);
  return (
    median(heights) > ON_THE_WAY &&
    [0, 1, 2].every((n) => median(heights.slice(n * third, (n + 1) * third)) > EACH_THIRD)
  );
};
