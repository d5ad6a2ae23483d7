import { describe, expect, it } from 'vitest';
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
