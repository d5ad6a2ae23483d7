import type { ArtefactBand, Confirmation } from '../confirmation/record.ts';
import { acrossOf } from '../space/across.ts';
import { addCovariance, quadraticForm, type Covariance } from '../space/covariance.ts';
import { inner, minus, norm, plus, times, unitVector, type Coordinates, type Surface } from '../space/surface.ts';
import { chanceInside } from './chance-inside.ts';
import { achievedAxis, type Marks } from './marks.ts';
import type { AssessedBand } from './assessed-band.ts';
import { measure } from './measure.ts';
import type { Quantity } from './metric.ts';
import { markCovariances } from './uncertainty.ts';

/** Null where the tip has no band. Bands are of the patient: everything is in mm of it. */
export const assessBand = (
  { space, target, tip: { artefactBand } = {} }: Pick<Confirmation, 'space' | 'target' | 'tip'>,
  marks: Marks,
  surface: Surface | null,
  covariance: Covariance | null,
): AssessedBand | null => {
  const { tip } = marks;
  if (!artefactBand || !tip) return null;
  const { from, to, across = 0 } = artefactBand;
  const axis = achievedAxis(marks);
  const at = (along: number): Coordinates => plus(tip, times(axis ?? [], along));
  const placed = {
    ends: axis && ([at(from), at(to)] as const),
    across,
    reach: Math.hypot(Math.max(Math.abs(from), Math.abs(to)), across),
  };
  if (!surface) return { ...placed, signedDistance: null, probabilityInside: null };
  const region = axis ? rod(artefactBand, tip, axis) : ball(placed.reach, tip);
  const record = { space, ...(target && { target }) };
  const distanceAt = (place: Coordinates): number => surface.signedDistance(place);
  // As the distance of any other tip is measured.
  const measured = (place: Coordinates): Quantity | null =>
    measure(record, { ...NO_MARKS, tip: place, center: marks.center }, surface, covariance).signedDistance;
  const distances = extremes(region, distanceAt);
  const [innermost, outermost] = [measured(distances.least), measured(distances.most)];
  const signedDistance = innermost && outermost && { innermost, outermost };
  if (!covariance) return { ...placed, signedDistance, probabilityInside: null };
  const total = addCovariance(covariance, markCovariances(record, covariance).center);
  // How many standard deviations a place lies outside, counted across the surface: P is Φ of minus that as far as the surface is flat.
  const sigmasAt = (place: Coordinates): number => {
    const across = unitVector(minus(place, surface.nearestPoint(place)));
    return across ? distanceAt(place) / Math.sqrt(quadraticForm(total, across)) : 0;
  };
  const sigmas = extremes(region, sigmasAt);
  const telling = [sigmas.least, sigmas.most, ...sigmas.inOrder.slice(0, TRIED), ...sigmas.inOrder.slice(-TRIED)];
  const chances = telling.map((place) => chanceInside(space, target, surface, place, covariance));
  return { ...placed, signedDistance, probabilityInside: [Math.min(...chances), Math.max(...chances)] };
};

const NO_MARKS: Marks = { tip: null, center: null, shaft: [], entry: null, planEntry: null, planTarget: null };

/** Where a surface is curved P may be least or most beside the place that is most standard deviations off: so many others are tried, too. */
const TRIED = 2;

/** All places of a band: some of them to begin a search at, and how to come from any other place to the nearest of the band. */
interface Region {
  readonly places: readonly Coordinates[];
  readonly size: number;
  readonly nearest: (place: Coordinates) => Coordinates;
}

const ALONG = 12;
const AROUND = 8;

/** The band on its axis: a straight line, or a rod of radius `across`. */
const rod = ({ from, to, across = 0 }: ArtefactBand, tip: Coordinates, axis: Coordinates): Region => {
  const sides = across > 0 ? ringAround(axis, across) : [];
  return {
    places: Array.from({ length: ALONG + 1 }, (_, step) =>
      plus(tip, times(axis, from + ((to - from) * step) / ALONG)),
    ).flatMap((place) => [place, ...sides.map((side) => plus(place, side))]),
    size: Math.max(to - from, across),
    nearest: (place) => {
      const off = minus(place, tip);
      const along = inner(off, axis);
      const aside = minus(off, times(axis, along));
      const far = norm(aside);
      const held = far > across ? times(aside, across / far) : aside;
      return plus(plus(tip, times(axis, Math.min(to, Math.max(from, along)))), held);
    },
  };
};

/** Half-way to the side and on it. */
const ringAround = (axis: Coordinates, across: number): readonly Coordinates[] => {
  const [u, v] = acrossOf(axis);
  return Array.from({ length: AROUND }, (_, index) => {
    const turn = (2 * Math.PI * index) / AROUND;
    return plus(times(u, Math.cos(turn)), times(v, Math.sin(turn)));
  }).flatMap((side) => [times(side, across / 2), times(side, across)]);
};

/** The band where nobody knows the needle's direction. */
const ball = (reach: number, tip: Coordinates): Region => ({
  places: [tip, ...WAYS.flatMap((way) => [plus(tip, times(way, reach / 2)), plus(tip, times(way, reach))])],
  size: reach,
  nearest: (place) => {
    const off = minus(place, tip);
    const far = norm(off);
    return far > reach ? plus(tip, times(off, reach / far)) : place;
  },
});

/** Towards the faces, edges and corners of a cube. */
const WAYS: readonly Coordinates[] = [-1, 0, 1].flatMap((x) =>
  [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((z) => unitVector([x, y, z])).filter((way) => way !== null)),
);

/** mm to which places are searched: a distance to a surface changes by no more. */
const SEARCHED_TO_MM = 0.01;

/** The places of a band where something is least and where it is most, and others in the order of it. */
const extremes = (
  { places, size, nearest }: Region,
  at: (place: Coordinates) => number,
): { readonly least: Coordinates; readonly most: Coordinates; readonly inOrder: readonly Coordinates[] } => {
  const found = places.map((place) => ({ place, value: at(place) })).toSorted((a, b) => a.value - b.value);
  // From the best of the places on, with shrinking steps.
  const searched = (start: { readonly place: Coordinates; readonly value: number } | undefined, sign: -1 | 1) => {
    let { place, value } = start ?? { place: [], value: NaN };
    for (let step = size / ALONG; step > SEARCHED_TO_MM;) {
      const [from, before] = [place, value];
      for (const way of WAYS) {
        const there = nearest(plus(from, times(way, step)));
        const found = at(there);
        if (sign * found > sign * value) [place, value] = [there, found];
      }
      if (value === before) step /= 2;
    }
    return place;
  };
  return {
    least: searched(found[0], -1),
    most: searched(found.at(-1), 1),
    inOrder: found.map(({ place }) => place),
  };
};
