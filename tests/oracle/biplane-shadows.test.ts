import { describe, expect, it } from 'vitest';
import { lineGaps, shadowsIn } from '../../src/assess/biplane-shadows.ts';
import type { BiplaneSpace } from '../../src/confirmation/record.ts';
import { imagePoint, type ImagePoint } from '../../src/space/frame.ts';
import { arm, shadowByTurning, type View } from '../support/c-arm-by-turning.ts';
import { generator } from '../support/random.ts';
import { recordOf as checked } from '../support/records.ts';
import { inner, minus, norm, randomCase, recordOf } from '../support/two-views.ts';

const viewsOf = (drawn: ReturnType<typeof randomCase>): BiplaneSpace['views'] =>
  (checked(recordOf(drawn)).space as BiplaneSpace).views;

const fromLine = ([c, r]: readonly number[], [a, b]: readonly [ImagePoint, ImagePoint]): number => {
  const [x, y] = [b[0] - a[0], b[1] - a[1]];
  return (x * ((r ?? NaN) - a[1]) - y * ((c ?? NaN) - a[0])) / Math.hypot(x, y);
};

/** The distance of a position from the line through a source and an image point. */
const fromRay = (view: View, point: ImagePoint, position: readonly number[]): number => {
  const { source, middle, columnsAlong, rowsAlong } = arm(view);
  const [c, r] = [
    (point[0] - view.columns / 2) * view.imagerSpacing[1],
    (point[1] - view.rows / 2) * view.imagerSpacing[0],
  ];
  const on = [0, 1, 2].map((axis) => middle[axis]! + c * columnsAlong[axis]! + r * rowsAlong[axis]!);
  const ray = minus(on, source);
  const way = minus(position, source);
  return norm(
    minus(
      way,
      ray.map((value) => (value * inner(way, ray)) / inner(ray, ray)),
    ),
  );
};

describe('what one view says in the other', () => {
  it('is a line through the shadow of the same place, and a sphere whose outline rays touch, pixels not square', () => {
    const random = generator(4308);
    for (let round = 0; round < 8; round += 1) {
      const drawn = randomCase(random);
      const views = viewsOf(drawn);
      for (const index of [0, 1] as const) {
        const turned = views[index] as unknown as View;
        const { line, tip, target } = shadowsIn(views, index);
        if (!line.tip || !line.target || !tip || !target) throw new Error('nothing is drawn');
        expect(Math.abs(fromLine(shadowByTurning(turned, drawn.tip), line.tip))).toBeLessThan(1e-6);
        expect(Math.abs(fromLine(shadowByTurning(turned, drawn.center), line.target))).toBeLessThan(1e-6);
        expect(norm(minus(tip, shadowByTurning(turned, drawn.tip)))).toBeLessThan(1e-6);
        for (const point of target) expect(fromRay(turned, point, drawn.center)).toBeCloseTo(drawn.radius, 6);
      }
    }
  });

  it('is known of a mark that the other view lacks, and nothing of one that neither has', () => {
    const [one, { tip: _tip, ...other }] = viewsOf(randomCase(generator(7)));
    const { target: _one, ...first } = one;
    const { target: _other, ...second } = other;
    expect(shadowsIn([first, second], 1)).toMatchObject({ line: { target: null }, tip: null, target: null });
    expect(shadowsIn([first, second], 1).line.tip).not.toBeNull();
    expect(shadowsIn([first, second], 0).line.tip).toBeNull();
    expect(lineGaps([first, second], 'tip')).toBeNull();
  });

  it('tells how far a mark lies off the line, px: as far as it was moved across it, and not at all along it', () => {
    const views = viewsOf(randomCase(generator(11)));
    const { line } = shadowsIn(views, 1);
    if (!line.tip) throw new Error('no line');
    const [a, b] = line.tip;
    const size = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const [x, y] = [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
    const [c, r] = views[1].tip ?? [NaN, NaN];
    const gapAt = (along: number, across: number): number | undefined =>
      lineGaps(
        [views[0], { ...views[1], tip: imagePoint(c + along * x - across * y, r + along * y + across * x) }],
        'tip',
      )?.[1];
    expect(gapAt(0, 3.5)).toBeCloseTo(3.5, 6);
    expect(gapAt(0, -2)).toBeCloseTo(2, 6);
    expect(gapAt(25, 0)).toBeCloseTo(0, 6);
  });
});
