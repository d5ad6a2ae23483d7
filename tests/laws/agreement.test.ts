import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intraclass, type Estimate } from '../../src/teach/agreement/intraclass.ts';
import { limitsOfAgreement, readingSigma } from '../../src/teach/agreement/limits.ts';
import { meanSquares, type Table } from '../../src/teach/agreement/two-way.ts';
import { inLane } from '../support/lane.ts';

const RUNS = inLane({ fast: 40, full: 3000 });

const number = fc.double({ min: -20, max: 20, noNaN: true });
/** A table whose cases and cells differ: two readers at least, three cases at least. */
const table: fc.Arbitrary<Table> = fc
  .tuple(fc.integer({ min: 3, max: 12 }), fc.integer({ min: 2, max: 5 }))
  .chain(([cases, readers]) =>
    fc.array(fc.array(number, { minLength: readers, maxLength: readers }), { minLength: cases, maxLength: cases }),
  )
  .filter((rows) => {
    const { rows: ofCases, error } = meanSquares(rows);
    return ofCases > 1e-3 && error > 1e-3;
  });

const near = (found: number, wanted: number): void => {
  expect(Math.abs(found - wanted)).toBeLessThan(1e-6 * Math.max(1, Math.abs(wanted)));
};
const same = (found: Estimate | undefined, wanted: Estimate | undefined, factor = 1): void => {
  near(found?.value ?? NaN, (wanted?.value ?? NaN) * factor);
  near(found?.interval[0] ?? NaN, (wanted?.interval[0] ?? NaN) * factor);
  near(found?.interval[1] ?? NaN, (wanted?.interval[1] ?? NaN) * factor);
};
const sigmaOf = (rows: Table): Estimate | undefined => readingSigma(meanSquares(rows)) ?? undefined;

describe('statistics of readers', () => {
  it('keep their correlations and scale their sigma in another unit', () => {
    fc.assert(
      fc.property(table, fc.double({ min: 0.1, max: 10, noNaN: true }), number, (rows, factor, shift) => {
        const other = rows.map((row) => row.map((value) => factor * value + shift));
        const [a, b] = [intraclass(meanSquares(rows)), intraclass(meanSquares(other))];
        same(b?.oneWay, a?.oneWay);
        same(b?.twoWayRandom, a?.twoWayRandom);
        same(b?.twoWayFixed, a?.twoWayFixed);
        same(sigmaOf(other), sigmaOf(rows), factor);
      }),
      { numRuns: RUNS },
    );
  });

  it('don’t depend on the order of cases and readers', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const other = [...rows].reverse().map((row) => [...row].reverse());
        same(intraclass(meanSquares(other))?.twoWayRandom, intraclass(meanSquares(rows))?.twoWayRandom);
        same(sigmaOf(other), sigmaOf(rows));
      }),
      { numRuns: RUNS },
    );
  });

  it('let a constant bias of one reader touch agreement, and not consistency', () => {
    fc.assert(
      fc.property(table, number, (rows, bias) => {
        const biased = rows.map(([first = 0, ...others]) => [first + bias, ...others]);
        const [a, b] = [meanSquares(rows), meanSquares(biased)];
        near(b.error, a.error);
        same(intraclass(b)?.twoWayFixed, intraclass(a)?.twoWayFixed);
        const of = (table: Table) => limitsOfAgreement(table.map(([x = 0, y = 0]) => x - y));
        near(of(biased).bias.value - of(rows).bias.value, bias);
        near(of(biased).sd, of(rows).sd);
      }),
      { numRuns: RUNS },
    );
  });

  it('lie within their own intervals, and a correlation is at most 1', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const found = intraclass(meanSquares(rows));
        for (const one of [found?.oneWay, found?.twoWayRandom, found?.twoWayFixed, sigmaOf(rows)]) {
          if (!one) throw new Error('no estimate');
          expect(one.interval[0]).toBeLessThanOrEqual(one.value + 1e-9);
          expect(one.interval[1]).toBeGreaterThanOrEqual(one.value - 1e-9);
        }
        for (const one of [found?.oneWay, found?.twoWayRandom, found?.twoWayFixed])
          expect(one?.value).toBeLessThanOrEqual(1);
      }),
      { numRuns: RUNS },
    );
  });

  it('of readers who say the same are perfect, and of cases that are all alike are none', () => {
    const alike = [1, 2, 5].map((value) => [value, value, value]);
    expect(intraclass(meanSquares(alike))).toEqual({
      oneWay: { value: 1, interval: [1, 1] },
      twoWayRandom: { value: 1, interval: [1, 1] },
      twoWayFixed: { value: 1, interval: [1, 1] },
    });
    expect(readingSigma(meanSquares(alike))).toEqual({ value: 0, interval: [0, 0] });
    // One reader always 1 more: consistent, not in agreement.
    const shifted = [1, 2, 5].map((value) => [value, value + 1]);
    const found = intraclass(meanSquares(shifted));
    expect(found?.twoWayFixed.value).toBe(1);
    expect(found?.twoWayRandom.value).toBeLessThan(1);
    expect(
      intraclass(
        meanSquares([
          [1, 2],
          [1, 2],
          [1, 2],
        ]),
      ),
    ).toBeNull();
  });
});
