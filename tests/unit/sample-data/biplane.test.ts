import { expect, test } from 'vitest';
import { along, cross, dot, imageOf, length, readJson, sub, type Pair, type Triple } from './files.ts';

interface View {
  readonly sopInstanceUID: string;
  readonly rows: number;
  readonly columns: number;
  readonly imagerSpacing: Pair;
  readonly sid: number;
  readonly sod: number;
  readonly primaryAngle: number;
  readonly secondaryAngle: number;
  readonly tip: Pair;
  readonly shaft: readonly Pair[];
  readonly target: { readonly center: Pair; readonly radius: number };
}

const truth = readJson<{
  tip: Triple;
  shaft: Triple[];
  target: { center: Triple; radius: number };
  views: View[];
  separation: number;
  tipToCenter: number;
  signedDistance: number;
}>('biplane/truth.json');

/** Turns about an axis of the C-arm frame, by the right hand. */
const turned = ([x, y, z]: Triple, axis: 'x' | 'z', degrees: number): Triple => {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return axis === 'z' ? [c * x - s * y, s * x + c * y, z] : [x, c * y - s * z, s * y + c * z];
};

/**
 * A view from the words of docs/coordinates.md, by turning the arm instead of by its formulae: at 0/0 the detector is anterior, columns run to the
 * patient's left, rows to the feet. Cranial tilts the detector to the head, about the left–right axis; LAO then swings it to the left.
 */
const arm = ({ primaryAngle, secondaryAngle, sid, sod }: View) => {
  const place = (v: Triple): Triple => turned(turned(v, 'x', -secondaryAngle), 'z', primaryAngle);
  const towardsDetector = place([0, -1, 0]);
  return {
    columnsAlong: place([1, 0, 0]),
    rowsAlong: place([0, 0, -1]),
    towardsDetector,
    source: along([0, 0, 0], towardsDetector, -sod),
    middle: along([0, 0, 0], towardsDetector, sid - sod),
  };
};

/** Where the line from the source through a position meets the detector. */
const projected = (view: View, point: Triple): Pair => {
  const { source, middle, towardsDetector, columnsAlong, rowsAlong } = arm(view);
  const ray = sub(point, source);
  const hit = along(source, ray, dot(sub(middle, source), towardsDetector) / dot(ray, towardsDetector));
  const from = sub(hit, middle);
  return [
    view.columns / 2 + dot(from, columnsAlong) / view.imagerSpacing[1],
    view.rows / 2 + dot(from, rowsAlong) / view.imagerSpacing[0],
  ];
};

/** The ray of an image point, from the source. */
const rayOf = (view: View, [c, r]: Pair) => {
  const { source, middle, columnsAlong, rowsAlong } = arm(view);
  const on = along(
    along(middle, columnsAlong, (c - view.columns / 2) * view.imagerSpacing[1]),
    rowsAlong,
    (r - view.rows / 2) * view.imagerSpacing[0],
  );
  const ray = sub(on, source);
  return { source, direction: along([0, 0, 0], ray, 1 / length(ray)) };
};

const near = (actual: readonly number[], expected: readonly number[], tolerance: number): void => {
  expect(Math.hypot(...actual.map((value, i) => value - expected[i]!))).toBeLessThan(tolerance);
};

test('the image points are the projections of tip, shaft and target', () => {
  expect(truth.views).toHaveLength(2);
  for (const view of truth.views) {
    near(projected(view, truth.tip), view.tip, 1e-6);
    near(projected(view, truth.target.center), view.target.center, 1e-6);
    truth.shaft.forEach((point, i) => near(projected(view, point), view.shaft[i]!, 1e-6));
    const { source, towardsDetector } = arm(view);
    const depth = dot(sub(truth.target.center, source), towardsDetector);
    expect((view.target.radius * view.imagerSpacing[0] * depth) / view.sid).toBeCloseTo(truth.target.radius, 6);
  }
});

test('the rays of the two image points meet at the tip and at the target', () => {
  const meet = (pick: (view: View) => Pair): Triple => {
    const [a, b] = truth.views.map((view) => rayOf(view, pick(view)));
    const normal = cross(a!.direction, b!.direction);
    const between = sub(b!.source, a!.source);
    const t = dot(cross(between, b!.direction), normal) / dot(normal, normal);
    const u = dot(cross(between, a!.direction), normal) / dot(normal, normal);
    const [onA, onB] = [along(a!.source, a!.direction, t), along(b!.source, b!.direction, u)];
    expect(length(sub(onA, onB))).toBeLessThan(1e-6);
    return onA;
  };
  near(
    meet(({ tip }) => tip),
    truth.tip,
    1e-6,
  );
  near(
    meet(({ target }) => target.center),
    truth.target.center,
    1e-6,
  );
  expect(truth.tipToCenter).toBeCloseTo(length(sub(truth.tip, truth.target.center)), 6);
  expect(truth.signedDistance).toBeCloseTo(truth.tipToCenter - truth.target.radius, 6);
});

test('the views are over 60° apart and say so themselves', () => {
  const [a, b] = truth.views.map((view) => arm(view).towardsDetector);
  const degrees = (Math.acos(dot(a!, b!)) * 180) / Math.PI;
  expect(degrees).toBeCloseTo(truth.separation, 6);
  expect(degrees).toBeGreaterThan(60);
  truth.views.forEach((view, i) => {
    const image = imageOf(`biplane/view-${String(i + 1)}.dcm`);
    expect(image.sopInstanceUID).toBe(view.sopInstanceUID);
    expect([image.rows, image.columns]).toEqual([view.rows, view.columns]);
    expect(image.numbers('x00181164')).toEqual(view.imagerSpacing);
    expect(['x00181110', 'x00181111', 'x00181510', 'x00181511'].flatMap((tag) => image.numbers(tag))).toEqual([
      view.sid,
      view.sod,
      view.primaryAngle,
      view.secondaryAngle,
    ]);
  });
});
