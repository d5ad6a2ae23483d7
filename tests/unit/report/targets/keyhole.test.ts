import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutChannels } from '../../../../src/report/targets/keyhole.ts';
import { inLane } from '../../../support/lane.ts';

type Point = readonly [number, number];

/** Whether a ray to the right crosses the outlines an odd number of times. */
const isInside = (outlines: readonly (readonly Point[])[], [x, y]: Point): boolean =>
  outlines
    .flatMap((points) => points.map((from, index) => [from, points[(index + 1) % points.length] ?? from] as const))
    .filter(([a, b]) => a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])).length %
    2 ===
  1;

/** Corners around a centre, at the distance that the numbers say. */
const ring = (distances: readonly number[], [x, y]: Point): readonly Point[] =>
  distances.map((distance, index) => {
    const angle = (2 * Math.PI * index) / distances.length;
    return [x + distance * Math.cos(angle), y + distance * Math.sin(angle)];
  });

const distances = (min: number, max: number) =>
  fc.array(fc.double({ min, max, noNaN: true }), { minLength: 3, maxLength: 12 });

it('a keyhole contour, wherever it begins and whichever way it runs, is its outline and its holes', () => {
  fc.assert(
    fc.property(
      distances(20, 40),
      fc.array(distances(1, 4), { minLength: 1, maxLength: 3 }),
      fc.nat(100),
      fc.boolean(),
      fc.array(fc.tuple(fc.double({ min: -45, max: 45, noNaN: true }), fc.double({ min: -45, max: 45, noNaN: true })), {
        minLength: 30,
        maxLength: 30,
      }),
      (around, inner, turn, isReversed, places) => {
        const outer = ring(around, [0, 0]);
        const holes = inner.map((one, index) => ring(one, [0, 6 - 6 * index] as const));
        // From a corner of the outline to the first of each hole and back.
        const drawn = outer.flatMap((corner, index) => {
          const hole = holes[index];
          return hole ? [corner, ...hole, ...hole.slice(0, 1), corner] : [corner];
        });
        const from = turn % drawn.length;
        const turned = [...drawn.slice(from), ...drawn.slice(0, from)];
        const closed = turned.filter((point, index) => point !== turned[(index + 1) % turned.length]);
        const outlines = withoutChannels(isReversed ? closed.toReversed() : closed);
        expect(outlines.map(({ length }) => length).toSorted()).toEqual(
          [outer, ...holes].map(({ length }) => length).toSorted(),
        );
        for (const place of places) expect(isInside(outlines, place)).toBe(isInside([outer, ...holes], place));
      },
    ),
    { numRuns: inLane({ fast: 100, full: 2000 }) },
  );
});

it('any other outline stays as it is', () => {
  const square: readonly Point[] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ];
  expect(withoutChannels(square)).toEqual([square]);
  // Nothing but a line there and back: what is wrong with it is for others to say.
  const line: readonly Point[] = [
    [0, 0],
    [4, 0],
  ];
  expect(withoutChannels(line)).toEqual([line]);
});

it('a spike encloses nothing', () => {
  expect(
    withoutChannels([
      [0, 0],
      [4, 0],
      [6, 0],
      [4, 0],
      [4, 4],
    ]),
  ).toEqual([
    [
      [0, 0],
      [4, 0],
      [4, 4],
    ],
  ]);
});
