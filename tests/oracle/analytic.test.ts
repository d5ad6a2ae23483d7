import { describe, expect, it } from 'vitest';
import { METRIC_NAMES, type MetricName } from '../../src/assess/assessment.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { apart, assessmentOf, imageSpace, PATIENT, rotation, turned, type Triple } from '../support/records.ts';

const RECORDS = inLane({ fast: 1000, full: 5000 });
const TOLERANCE = 1e-6;

type Vector = readonly number[];
type Answers = Readonly<Record<MetricName, number>>;

/** Marks in mm whose metrics are known by how they were laid out, the planned target at the origin and the planned axis along +x. */
interface Layout {
  readonly tip: Vector;
  readonly shaft: readonly Vector[];
  readonly entry: Vector;
  readonly plan: { readonly entry: Vector; readonly target: Vector };
  readonly center: Vector;
  readonly answers: Omit<Answers, 'signedDistance'>;
}

const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);
const along = (from: Vector, step: number, direction: Vector): number[] =>
  from.map((value, axis) => value + step * (direction[axis] ?? 0));

/** From polar coordinates about +x, of which two dimensions take the sign of the azimuth. */
const polar = (dimensions: 2 | 3, x: number, off: number, azimuth: number): number[] =>
  dimensions === 3 ? [x, off * Math.cos(azimuth), off * Math.sin(azimuth)] : [x, azimuth < Math.PI ? off : -off];

/** Across a unit vector with this angle and azimuth about +x: the direction in which the angle grows. */
const across = (dimensions: 2 | 3, angle: number, azimuth: number): number[] =>
  polar(dimensions, -Math.sin(angle), Math.cos(angle), azimuth);

/** @param toCenter from the tip to the target's centre; by default a place known by how far ahead and aside of the needle it lies */
const layOut = (dimensions: 2 | 3, random: () => number, toCenter: Vector | null): Layout => {
  const between = (low: number, high: number): number => low + (high - low) * random();
  const turn = (): number => between(0, 2 * Math.PI);
  const depth = between(-30, 30);
  const lateral = between(0, 20);
  const tip = polar(dimensions, depth, lateral, turn());

  const [angle, azimuth] = [between(0, Math.PI), turn()];
  const axis = polar(dimensions, Math.cos(angle), Math.sin(angle), azimuth);
  const normal = across(dimensions, angle, azimuth);
  const lastPiece = between(5, 60);
  const last = along(tip, -lastPiece, axis);

  const planEntry = polar(dimensions, -between(20, 120), 0, 0);
  const entryError = between(0, 15);
  const bearing = between(0, Math.PI);
  const entry = along(planEntry, entryError, polar(dimensions, Math.cos(bearing), Math.sin(bearing), turn()));

  const [ahead, aside] = [between(-25, 25), between(0, 25)];
  const offset = toCenter ?? along(along(tip, ahead, axis), aside, normal).map((value, i) => value - (tip[i] ?? 0));
  const [remaining, lengthSquared] = [toCenter ? dot(offset, axis) : ahead, dot(offset, offset)];
  return {
    tip,
    shaft: [last],
    entry,
    plan: { entry: planEntry, target: tip.map(() => 0) },
    center: along(tip, 1, offset),
    answers: {
      tipToCenter: toCenter ? Math.sqrt(lengthSquared) : Math.hypot(ahead, aside),
      depthError: depth,
      lateralError: lateral,
      normalDistance: toCenter ? crossNorm(offset, axis) : aside,
      remainingAdvance: remaining,
      angularError: (angle * 180) / Math.PI,
      entryError,
      insertedLength: apart(entry, last) + lastPiece,
    },
  };
};

const crossNorm = ([a = 0, b = 0, c = 0]: Vector, [d = 0, e = 0, f = 0]: Vector): number =>
  Math.hypot(b * f - c * e, c * d - a * f, a * e - b * d);

/** A place at a known distance from an ellipse or ellipsoid: out from a point of it along its normal, or in by less than it is curved. */
const offEllipsoid = (sizes: Vector, random: () => number): { readonly at: number[]; readonly distance: number } => {
  const [u, v] = [2 * random() - 1, 2 * Math.PI * random()];
  const onBall =
    sizes.length === 3
      ? [u, Math.sqrt(1 - u * u) * Math.cos(v), Math.sqrt(1 - u * u) * Math.sin(v)]
      : [Math.cos(v), Math.sin(v)];
  const point = onBall.map((value, axis) => value * (sizes[axis] ?? 0));
  const normal = onBall.map((value, axis) => value / (sizes[axis] ?? 0));
  const tightest = Math.min(...sizes) ** 2 / Math.max(...sizes);
  const distance = random() < 0.4 ? -0.95 * tightest * random() : 30 * random();
  return { at: along(point, distance / Math.hypot(...normal), normal), distance };
};

/** What is farthest off, over all metrics and records; a side that is told wrongly is infinitely far off. */
class Errors {
  worst = { error: 0, name: '', record: -1 };
  #records = 0;

  add(json: object, expected: Answers): void {
    const { metrics, outside } = assessmentOf(json);
    const found = METRIC_NAMES.map((name) => ({
      name,
      error: Math.abs((metrics[name]?.value ?? Infinity) - expected[name]),
    }));
    if (outside !== expected.signedDistance > 0) found.push({ name: 'signedDistance', error: Infinity });
    for (const { name, error } of found)
      if (Number.isNaN(error) || error > this.worst.error)
        this.worst = { error: Number.isNaN(error) ? Infinity : error, name, record: this.#records };
    this.#records += 1;
  }
}

describe(`the metrics of ${String(2 * RECORDS)} records laid out so that the answers are known (seeds 3 and 4)`, () => {
  it('are right within 1e-6 in oblique patient frames, with spheres, points and ellipsoids', () => {
    const errors = new Errors();
    const random = generator(3);
    const angles = (): [number, number, number] => [6 * random() - 3, 6 * random() - 3, 6 * random() - 3];
    for (let index = 0; index < RECORDS; index += 1) {
      const frame = rotation(...angles());
      const origin = [500 * random() - 250, 500 * random() - 250, 1500 * random() - 750];
      const place = (v: Vector): Triple => turned(frame, v).map((value, axis) => value + (origin[axis] ?? 0)) as Triple;

      const own = rotation(...angles());
      const sizes = [1 + 14 * random(), 1 + 14 * random(), 1 + 14 * random()];
      const off = offEllipsoid(sizes, random);
      const oval = index % 3 === 0;
      const layout = layOut(3, random, oval ? turned(own, off.at).map((value) => -value) : null);
      const center = place(layout.center);
      const [radius = 0] = sizes;
      const axes = sizes.map((size, axis) =>
        turned(
          frame,
          turned(
            own,
            [0, 1, 2].map((i) => (i === axis ? size : 0)),
          ),
        ),
      );
      const round =
        index % 3 === 1 ? { shape: 'sphere', center, radius } : { shape: 'point', center, tolerance: radius };
      const json = {
        space: PATIENT,
        target: oval ? { shape: 'ellipsoid', center, axes } : round,
        tip: { position: place(layout.tip), evidence: 'person' },
        shaft: layout.shaft.map(place),
        entry: place(layout.entry),
        plan: { entry: place(layout.plan.entry), target: place(layout.plan.target) },
      };
      const signedDistance = oval ? off.distance : layout.answers.tipToCenter - radius;
      errors.add(json, { ...layout.answers, signedDistance });
    }
    expect(errors.worst.error, JSON.stringify(errors.worst)).toBeLessThan(TOLERANCE);
  });

  it('are right within 1e-6 in images whose pixels are not square, with circles and contours', () => {
    const errors = new Errors();
    const random = generator(4);
    for (let index = 0; index < RECORDS; index += 1) {
      const spacing = [0.1 + random(), 0.1 + random()];
      const heading = 6 * random() - 3;
      const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
      const turn = ([x = 0, y = 0]: Vector): number[] => [cos * x - sin * y, sin * x + cos * y];
      const back = ([x = 0, y = 0]: Vector): number[] => [cos * x + sin * y, cos * y - sin * x];
      const place = (v: Vector): number[] => turn(v).map((value, axis) => (value + 300) / (spacing[axis] ?? NaN));

      const radius = 2 + 30 * random();
      const sizes = spacing.map((step) => radius * step);
      const off = offEllipsoid(sizes, random);
      const circle = index % 2 === 0;
      const layout = layOut(2, random, circle ? back(off.at).map((value) => -value) : null);
      const [long, wide] = [2 + 15 * random(), 2 + 15 * random()];
      const corners = [
        [-long, -wide],
        [long, -wide],
        [long, wide],
        [-long, wide],
      ].map((corner) => place(along(layout.center, 1, corner)));
      // The tip as seen from the middle of the rectangle, beyond its sides: positive where it is out.
      const [x = 0, y = 0] = along(layout.tip, -1, layout.center);
      const beyond = [Math.abs(x) - long, Math.abs(y) - wide];
      const fromRectangle = Math.hypot(...beyond.map((value) => Math.max(0, value))) + Math.min(0, Math.max(...beyond));
      const [betweenColumns = NaN, betweenRows = NaN] = spacing;
      const json = {
        space: imageSpace(betweenColumns, betweenRows),
        target: circle
          ? { shape: 'circle', center: place(layout.center), radius }
          : { shape: 'contour', points: corners },
        tip: { position: place(layout.tip), evidence: 'person' },
        shaft: layout.shaft.map(place),
        entry: place(layout.entry),
        plan: { entry: place(layout.plan.entry), target: place(layout.plan.target) },
      };
      const signedDistance = circle ? off.distance : fromRectangle;
      errors.add(json, { ...layout.answers, signedDistance });
    }
    expect(errors.worst.error, JSON.stringify(errors.worst)).toBeLessThan(TOLERANCE);
  });
});
