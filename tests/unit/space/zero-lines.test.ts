import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zeroLines } from '../../../src/space/zero-lines.ts';
import { generator } from '../../support/random.ts';
import { apart, rotation, turned } from '../../support/records.ts';
import { meshOf, star } from '../../support/solids.ts';

const lengthOf = (line: readonly (readonly number[])[]): number =>
  line.slice(1).reduce((sum, point, index) => sum + apart(point, line[index] ?? []), 0);

describe('lines of distance 0', () => {
  it('of a circle are one closed line on it, as long as its circumference', () => {
    const [line, ...others] = zeroLines((x, y) => Math.hypot(x - 50, y - 40) - 23.7, 100, 80, 3);
    expect(others).toEqual([]);
    expect(line?.at(-1)).toEqual(line?.[0]);
    expect(Math.max(...(line ?? []).map((point) => Math.abs(apart(point, [50, 40]) - 23.7)))).toBeLessThan(0.1);
    expect(lengthOf(line ?? [])).toBeGreaterThan(2 * Math.PI * 23.7 * 0.99);
    expect(lengthOf(line ?? [])).toBeLessThan(2 * Math.PI * 23.7 * 1.001);
  });

  it('of a ring are two, of what leaves the rectangle open ones from rim to rim, of nothing none', () => {
    const ring = zeroLines((x, y) => Math.abs(Math.hypot(x - 50, y - 50) - 25) - 6, 100, 100, 2);
    expect(ring.map((line) => Math.round(lengthOf(line) / Math.PI)).sort()).toEqual([38, 62]);
    const half = zeroLines((x) => x - 30.4, 99, 60, 3);
    expect(half).toHaveLength(1);
    expect(half[0]?.every(([x]) => Math.abs(x - 30.4) < 1e-9)).toBe(true);
    expect(lengthOf(half[0] ?? [])).toBeCloseTo(60, 6);
    expect(zeroLines((x, y) => Math.hypot(x + 50, y) - 20, 100, 100, 3)).toEqual([]);
  });

  it('keep apart what only nearly touches: opposite corners alike are joined as the middle says', () => {
    const discs = (gap: number) => (x: number, y: number) =>
      Math.min(Math.hypot(x - 30, y - 30), Math.hypot(x - 58.3 - gap, y - 58.3 - gap)) - 20;
    expect(zeroLines(discs(1), 100, 100, 3)).toHaveLength(2);
    expect(zeroLines(discs(-3), 100, 100, 3)).toHaveLength(1);
  });

  it('of a mesh on an oblique plane lie on it, and asks only near them', () => {
    const { vertices, triangles } = star(generator(3));
    const surface = meshOf(vertices, triangles);
    fc.assert(
      fc.property(
        fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
        ([a, b]) => {
          const rows = rotation(a, b, 0.3);
          const place = (x: number, y: number): number[] => turned(rows, [(x - 120) / 8, (y - 120) / 8, 1]);
          let asked = 0;
          const lines = zeroLines(
            (x, y) => {
              asked += 1;
              return 8 * surface.signedDistance(place(x, y));
            },
            240,
            240,
            3,
          );
          expect(lines.length).toBeGreaterThan(0);
          for (const [x, y] of lines.flat()) expect(Math.abs(surface.signedDistance(place(x, y)))).toBeLessThan(3 / 8);
          expect(asked).toBeLessThan(81 * 81);
        },
      ),
      { numRuns: 4, seed: 20261125 },
    );
  });
});
