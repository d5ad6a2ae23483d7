import type { ExposedField } from './field.ts';
import type { Pixel } from './frame.ts';
import { smoothFor } from './kept.ts';
import type { Plane } from './plane.ts';
import {
  boundsAround,
  filterOn,
  FINE,
  flankOf,
  NOISE_WINDOW,
  SCALES,
  spreadOf,
  START_PIECE,
  startsOfBothSigns,
  type RidgeStart,
} from './ridge.ts';
import { follow, STEP } from './trace.ts';

/** Power of the scale: of two that fit alike the finer is taken, as edges of bones fit wide ones. */
const FINER = -0.25;
/** Half the sides of the window around a place in which width and sign are told, cells. */
const WINDOW = 40;
/** Guesses that are followed to tell the device from them. */
const GUESSES = 4;
/** Of the best guess's gain: one below this is none. */
const LEAST_SHARE = 0.35;
/** Starts nearer than this, cells, that run the same way, radians, are one. */
const SAME_PLACE = 4;
const SAME_WAY = 0.35;
/** How far a guess is followed each way, cells, and the power of that length: a device is long, a spot or a corner of a bone isn't. */
const FOLLOWED = 40;
const LONGER = 0.7;

interface Guess {
  readonly start: RidgeStart;
  readonly gain: number;
}

/**
 * The device that passes near a place, its width and sign told by the pixels. Guesses are ranked by how far their response stands above white noise,
 * which falls with the area that a filter averages over, by how far above what else is in the image, and by how far they can be followed. Where it is known which way the device runs (radians
 * in the plane), others are not looked at.
 */
export const startNear = (
  plane: Plane,
  place: Pixel,
  reach: number,
  field: ExposedField,
  heading: number | null = null,
): RidgeStart | null => {
  const near = boundsAround(plane, place, WINDOW);
  const guesses: Guess[] = [];
  const fine = smoothFor(plane, FINE);
  let white = 0;
  for (const scale of SCALES) {
    const smooth = smoothFor(plane, scale);
    const { width, height } = smooth;
    const filter = { width, height, smooth, fine, scale, flank: flankOf(scale), sign: -1, noise: 1 } as const;
    const area = scale * (START_PIECE + 2 * scale);
    if (white === 0) white = spreadOf(filter, START_PIECE, near) * Math.sqrt(area);
    for (const start of startsOfBothSigns(filter, place, reach, field, heading)) {
      const gain = (start.height - (2 * white) / Math.sqrt(area)) * scale ** FINER * start.nearness;
      if (gain > 0) guesses.push({ start, gain });
    }
  }
  guesses.sort((a, b) => b.gain - a.gain);
  const others = guesses.filter(({ start }) => !isFieldsEdge(start, field));
  const told: Guess[] = [];
  for (const guess of others.length > 0 ? others : guesses)
    if (
      told.length < GUESSES &&
      guess.gain > LEAST_SHARE * (told[0]?.gain ?? 0) &&
      !told.some((one) => isSame(one, guess))
    )
      told.push(guess);
  let best: Guess | null = null;
  for (const { start, gain } of told) {
    const { smooth, scale, sign } = start.filter;
    const filter = filterOn(smooth, fine, scale, sign, boundsAround(plane, place, NOISE_WINDOW));
    const known = { ...start, filter, contrast: start.height / filter.noise };
    const weighed = gain * Math.sqrt(known.contrast) * (lengthOf(known, field) / FOLLOWED) ** LONGER;
    if (weighed > (best?.gain ?? 0)) best = { start: known, gain: weighed };
  }
  return best?.start ?? null;
};

/** Places along a start at which the field's edge is looked for beside it, cells, and how far from its flank. */
const ALONG = [-12, -6, 0, 6, 12] as const;
const ASIDE = 8;

/** Whether it runs along the edge of the field: a shutter's blurred edge looks like a ridge. */
const isFieldsEdge = ({ place: [x, y], angle, filter }: RidgeStart, field: ExposedField): boolean => {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  return [1, -1].some((side) => {
    const aside = side * (filter.flank + ASIDE);
    return ALONG.every((s) => !field.isField(x + s * dx - aside * dy, y + s * dy + aside * dx, 0));
  });
};

const isSame = ({ start: a }: Guess, { start: b }: Guess): boolean =>
  a.filter.sign === b.filter.sign &&
  Math.hypot(a.place[0] - b.place[0], a.place[1] - b.place[1]) < SAME_PLACE &&
  Math.abs(Math.sin(a.angle - b.angle)) < Math.sin(SAME_WAY);

/** How far a start can be followed the way that it goes on further, cells: who points near a tip has little of the device on one side. */
const lengthOf = (start: RidgeStart, field: ExposedField): number =>
  [start.angle, start.angle + Math.PI].reduce((most, heading) => {
    const { places, hasLeft } = follow(start.filter, start.place, heading, start, field, FOLLOWED / STEP);
    const length = (places.length - 1) * STEP;
    return Math.max(most, Math.min(FOLLOWED, hasLeft ? 2 * length : length));
  }, 1);
