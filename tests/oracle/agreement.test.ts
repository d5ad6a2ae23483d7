import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { quantileChi2, quantileF, quantileT } from '../../src/teach/agreement/distributions.ts';
import { intraclass, type Estimate } from '../../src/teach/agreement/intraclass.ts';
import { agreementOf, type MeasureAgreement } from '../../src/teach/agreement/agreement.ts';
import { readingsOf, type Reading } from '../../src/teach/agreement/readings.ts';
import { meanSquares, type Table } from '../../src/teach/agreement/two-way.ts';
import { isRefused } from '../../src/index.ts';
import { pythonWith } from '../support/dicom-tools.ts';
import { inLane } from '../support/lane.ts';
import { normalOf } from '../support/normal.ts';
import { recordOf } from '../support/records.ts';

const python = pythonWith('scipy');

/** Shrout & Fleiss 1979, table 2: six targets, four judges. */
const SHROUT_FLEISS: Table = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

describe('the published table of Shrout & Fleiss', () => {
  const squares = meanSquares(SHROUT_FLEISS);

  it('has the mean squares of their table 3', () => {
    expect(squares.rows).toBeCloseTo(11.24, 2);
    expect(squares.within).toBeCloseTo(6.26, 2);
    expect(squares.columns).toBeCloseTo(32.49, 2);
    expect(squares.error).toBeCloseTo(1.02, 2);
  });

  it('has their correlations of single ratings, with the intervals that are published for it', () => {
    const found = intraclass(squares);
    expect(found?.oneWay.value).toBeCloseTo(0.17, 2);
    expect(found?.twoWayRandom.value).toBeCloseTo(0.29, 2);
    expect(found?.twoWayFixed.value).toBeCloseTo(0.71, 2);
    // As R’s psych::ICC prints them for the same table.
    expect(found?.oneWay.interval.map((end) => end.toFixed(2))).toEqual(['-0.13', '0.72']);
    expect(found?.twoWayRandom.interval.map((end) => end.toFixed(2))).toEqual(['0.02', '0.76']);
    expect(found?.twoWayFixed.interval.map((end) => end.toFixed(2))).toEqual(['0.34', '0.95']);
  });
});

describe('quantiles', () => {
  // Tables of statistics: Student’s t, χ², F.
  it.each([
    [quantileT(0.975, 1), 12.7062],
    [quantileT(0.975, 10), 2.2281],
    [quantileT(0.975, 120), 1.9799],
    [quantileChi2(0.975, 1), 5.0239],
    [quantileChi2(0.025, 10), 3.247],
    [quantileChi2(0.975, 100), 129.561],
    [quantileF(0.975, 5, 18), 3.382],
    [quantileF(0.975, 15, 5), 6.4277],
    [quantileF(0.95, 3, 15), 3.2874],
  ])('are those of printed tables: %s, %s', (found, printed) => {
    expect(Math.abs(found / printed - 1)).toBeLessThan(5e-5);
  });
});

const tableOf = (cases: number, readers: number, seed: number): Table => {
  const normal = normalOf(seed);
  const biases = Array.from({ length: readers }, () => 0.8 * normal());
  return Array.from({ length: cases }, () => {
    const truth = 5 * normal();
    return biases.map((bias) => truth + bias + 0.7 * normal());
  });
};

/** Readings whose tips lie where a table says, along the shaft of a tilted stack. */
const readingsIn = (table: Table): readonly Reading[] =>
  table.flatMap((row, at) =>
    row.map((value, reader) => ({
      reader: `reader ${String(reader + 1)}`,
      case: `case ${String(at + 1)}`,
      record: recordOf({
        space: { kind: 'patient', frameOfReferenceUID: `1.2.${String(at + 1)}` },
        target: { shape: 'sphere', center: [0, 0, 100], radius: 5 },
        tip: { position: [3, 4, 100 + value], evidence: 'person' },
        shaft: [[3, 4, -2000]],
      }),
    })),
  );

const studied = (table: Table): MeasureAgreement => {
  const readings = readingsOf(readingsIn(table));
  if (isRefused(readings)) throw new Error(readings.message);
  const found = agreementOf(readings).measures.find(({ measure }) => measure === 'tip along');
  if (!found) throw new Error('not studied');
  return found;
};

const flat = ({ value, interval }: Estimate): readonly number[] => [value, ...interval];

interface Oracle {
  readonly icc: readonly (readonly number[])[];
  readonly pairs: readonly { sd: number; bias: number[]; low: number[]; high: number[] }[];
  readonly against_all: readonly (readonly number[])[];
  readonly sigma: readonly number[];
  readonly between: number;
}

const close = (found: readonly number[], wanted: readonly number[], what: string): void => {
  expect(found.length, what).toBe(wanted.length);
  found.forEach((value, at) =>
    expect(Math.abs(value - (wanted[at] ?? NaN)), `${what} ${String(at)}`).toBeLessThan(
      1e-6 * Math.max(1, Math.abs(wanted[at] ?? 0)),
    ),
  );
};

describe.skipIf(python === null)('statistics by numpy and scipy (skipped where scipy isn’t installed)', () => {
  const tables: readonly (readonly [string, Table])[] = [
    ['Shrout & Fleiss', SHROUT_FLEISS],
    ['30 cases, 3 readers', tableOf(30, 3, 1)],
    ['12 cases, 2 readers', tableOf(12, 2, 2)],
    ['40 cases, 6 readers', tableOf(40, 6, 3)],
    [
      'readers that hardly agree',
      tableOf(5, 5, 4).map((row, at) =>
        row.map((value, reader) => ((value * 7 * (at + 1) * (reader + 2)) % 3) + value / 10),
      ),
    ],
  ];
  let oracles: readonly Oracle[] = [];

  beforeAll(() => {
    const run = spawnSync(python ?? '', [join(import.meta.dirname, '../support/agreement.py')], {
      input: JSON.stringify({ tables: tables.map(([, table]) => table) }),
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    oracles = JSON.parse(run.stdout) as Oracle[];
  }, 60_000);

  it.each(tables.map(([name, table], at) => [name, table, at] as const))('are the same: %s', (_, table, number) => {
    const oracle = oracles[number];
    if (!oracle) throw new Error('the other program has no such table');
    const found = studied(table);
    const correlations = found.intraclass;
    if (!correlations || !found.sigma) throw new Error('no correlations');
    [correlations.oneWay, correlations.twoWayRandom, correlations.twoWayFixed].forEach((one, at) =>
      close(flat(one), oracle.icc[at] ?? [], `ICC ${String(at + 1)}`),
    );
    found.pairs.forEach(({ bias, sd, low, high }, at) => {
      const wanted = oracle.pairs[at];
      if (!wanted) throw new Error('no such pair');
      close(
        [sd, ...flat(bias), ...flat(low), ...flat(high)],
        [wanted.sd, ...wanted.bias, ...wanted.low, ...wanted.high],
        'pair',
      );
    });
    found.biases.forEach(({ againstAll }, at) => close(flat(againstAll), oracle.against_all[at] ?? [], 'bias'));
    close(flat(found.sigma), oracle.sigma, 'sigma');
    close([found.betweenReaders], [oracle.between], 'between readers');
  });
});

describe('simulated readers', () => {
  const CASES = inLane({ fast: 2000, full: 20_000 });

  it('give their planted bias of 1.0 mm and spread of 0.7 mm back within 5 %, by component, in an oblique stack', () => {
    const normal = normalOf(11);
    // Rows and columns of a stack that is tilted about two axes, with pixels that aren’t square.
    const [row, column, slice] = [
      [0.8, 0.6, 0],
      [-0.48, 0.64, 0.6],
      [0.36, -0.48, 0.8],
    ] as const;
    const at = (a: number, b: number, c: number): number[] =>
      [0, 1, 2].map((axis) => 50 + a * (row[axis] ?? 0) + b * (column[axis] ?? 0) + c * (slice[axis] ?? 0));
    const readings: Reading[] = [];
    for (let index = 0; index < CASES; index += 1) {
      const [a, b, c] = [10 * normal(), 10 * normal(), 10 * normal()];
      for (let reader = 0; reader < 4; reader += 1) {
        // The first marks 1.0 mm too deep, the second 1.0 mm high in the stack; along the rows is along the shaft.
        const tip = at(
          a + 0.7 * normal() + (reader === 0 ? 1 : 0),
          b + 0.7 * normal(),
          c + 0.7 * normal() + (reader === 1 ? 1 : 0),
        );
        readings.push({
          reader: `reader ${String(reader + 1)}`,
          case: `case ${String(index + 1)}`,
          record: recordOf({
            space: {
              kind: 'patient',
              frameOfReferenceUID: `1.2.${String(index + 1)}`,
              voxel: {
                betweenColumns: 0.5,
                betweenRows: 0.9,
                betweenSlices: 3,
                sliceThickness: 3,
                orientation: [...row, ...column],
              },
            },
            tip: { position: tip, evidence: 'person' },
            shaft: [at(a - 5000, b, c)],
          }),
        });
      }
    }
    const found = readingsOf(readings);
    if (isRefused(found)) throw new Error(found.message);
    const { measures } = agreementOf(found);
    const of = (name: string): MeasureAgreement => {
      const measure = measures.find((one) => one.measure === name);
      if (!measure) throw new Error(`${name} is not studied`);
      return measure;
    };
    const biased = (name: string, reader: number): number => of(name).biases[reader]?.againstOthers.value ?? NaN;
    expect(Math.abs(biased('tip along', 0) - 1)).toBeLessThan(0.05);
    expect(Math.abs(biased('tip through', 1) - 1)).toBeLessThan(0.05);
    expect(Math.abs(biased('tip across', 0))).toBeLessThan(0.05);
    for (const name of ['tip along', 'tip across', 'tip through'])
      expect(Math.abs((of(name).residual?.value ?? NaN) / 0.7 - 1), name).toBeLessThan(0.05);
    // Without a bias a reading is as far off as it was spread; with one it is farther.
    const sigma = of('tip across').sigma;
    expect(Math.abs((sigma?.value ?? NaN) / 0.7 - 1)).toBeLessThan(0.05);
    expect(of('tip along').sigma?.value).toBeGreaterThan(0.8);
    expect(of('tip along').betweenReaders).toBeCloseTo(0.5, 1);
  });
});
