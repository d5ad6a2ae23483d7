import { expect, test } from 'vitest';
import { arm, shadowByTurning, type View } from '../../support/c-arm-by-turning.ts';
import { along, cross, dot, imageOf, length, readJson, sub, type Pair, type Triple } from './files.ts';

const truth = readJson<{
  tip: Triple;
  shaft: Triple[];
  target: { center: Triple; radius: number };
  views: View[];
  separation: number;
  tipToCenter: number;
  signedDistance: number;
}>('biplane/truth.json');

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
    near(shadowByTurning(view, truth.tip), view.tip, 1e-6);
    near(shadowByTurning(view, truth.target.center), view.target.center, 1e-6);
    truth.shaft.forEach((point, i) => near(shadowByTurning(view, point), view.shaft[i]!, 1e-6));
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
