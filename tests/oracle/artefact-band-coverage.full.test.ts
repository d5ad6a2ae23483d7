import { describe, expect, it } from 'vitest';
import { probabilityInside } from '../../src/assess/probability-inside.ts';
import { ellipsoid } from '../../src/space/ellipsoid.ts';
import { assessmentOf, PATIENT, rotation, turned, type Triple } from '../support/records.ts';
import { tallyVoids } from '../support/voids.ts';

describe('simulated voids, marked at their end, the metal tip anywhere in the band or at its worst place', () => {
  const ROUNDS = 4000;
  const tally = tallyVoids(ROUNDS, 20261127);

  it('are held by the distances of their band in at least 95 %', () => {
    expect(tally.held / ROUNDS).toBeGreaterThan(0.95);
  });

  it('are inside in at least 95 % of those called inside, outside in at least 95 % of those called outside', () => {
    expect(tally.inside).toBeGreaterThan(100);
    expect(tally.outside).toBeGreaterThan(1000);
    expect(tally.insideRight / tally.inside).toBeGreaterThan(0.95);
    expect(tally.outsideRight / tally.outside).toBeGreaterThan(0.95);
  });

  it('are never decided when the band lies across the surface', () => {
    expect(tally.split).toBeGreaterThan(500);
    expect(tally.splitDecided).toBe(0);
  });
});

it('a band through thick slices has the least and greatest chance of all of its places', () => {
  const rows = rotation(0.4, 0.9, -0.5);
  const space = {
    ...PATIENT,
    voxel: {
      betweenColumns: 0.8,
      betweenRows: 1.1,
      betweenSlices: 5,
      sliceThickness: 5,
      orientation: [1, 0, 0, 0, 1, 0],
    },
  };
  const axis = turned(rows, [0, 0, 1]);
  const sides = [turned(rows, [1, 0, 0]), turned(rows, [0, 1, 0])] as const;
  const center = [2, -3, 1];
  const axes = [
    [6, 0, 0],
    [0, 7.5, 0],
    [0, 0, 9],
  ];
  const covariance = [0.8, 1.1, 5].map((width, i) => [0, 1, 2].map((j) => (i === j ? 0.36 + width ** 2 / 12 : 0)));
  const surface = ellipsoid(center, axes);
  const [from, to, across] = [-5, 1, 1.5];
  const at = (along: number, u: number, v: number): Triple =>
    [0, 1, 2].map((i) => along * (axis[i] ?? 0) + u * (sides[0][i] ?? 0) + v * (sides[1][i] ?? 0)) as Triple;
  const chances: number[] = [];
  for (const along of [from, (from + to) / 2, to]) {
    for (let turn = 0; turn < 24; turn += 1) {
      const angle = (turn * Math.PI) / 12;
      const place = at(along, across * Math.cos(angle), across * Math.sin(angle));
      chances.push(probabilityInside(surface, place, covariance));
    }
  }
  const target = { shape: 'ellipsoid', center, axes };
  const tip = { position: [0, 0, 0], sigma: 0.6, artefactBand: { from, to, across } };
  const found = assessmentOf({ space, target, tip, shaft: [at(-60, 0, 0)] }).artefactBand?.probabilityInside;
  expect(Math.abs((found?.[0] ?? NaN) - Math.min(...chances))).toBeLessThan(0.01);
  expect(Math.abs((found?.[1] ?? NaN) - Math.max(...chances))).toBeLessThan(0.01);
});
