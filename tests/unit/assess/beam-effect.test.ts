import { describe, expect, it } from 'vitest';
import { beamEffectOf, beamRecord } from '../../support/beams.ts';
import { assessmentOf } from '../../support/records.ts';

describe('the thickness of the beam', () => {
  it('puts the tip up to half of it off the plane, and the true distance between that in the plane and the slanted one', () => {
    const effect = beamEffectOf(beamRecord(6));
    expect(effect?.offPlane).toBe(3);
    const { interval } = assessmentOf(beamRecord(6)).metrics.tipToCenter ?? {};
    expect(effect?.tipToCenter).toEqual([interval?.[0], expect.closeTo(Math.hypot(interval?.[1] ?? NaN, 3), 12)]);
    expect(effect?.probabilityInside).toBe(assessmentOf(beamRecord(6)).probabilityInside);
  });

  it('is enough for inside up to a width on whose two sides the verdict differs', () => {
    const limit = beamEffectOf(beamRecord(3))?.insideUpTo ?? NaN;
    expect(beamEffectOf(beamRecord(9))?.insideUpTo).toBeCloseTo(limit, 9);
    expect(assessmentOf(beamRecord(limit - 0.02)).verdict).toBe('inside');
    expect(assessmentOf(beamRecord(limit + 0.02)).verdict).toBe('indeterminate');
    // With marks that are all but exact the tip, 3 mm from the centre of a ball of √80 mm, stays in it while |z| ≤ √(80·(1 − (3/8)²)).
    const exact = beamEffectOf(beamRecord(3, 0.001))?.insideUpTo ?? NaN;
    expect(exact * 0.95).toBeCloseTo(2 * Math.sqrt(80 * (1 - (3 / 8) ** 2)), 1);
  });

  it('is never enough where the plane alone is not', () => {
    expect(beamEffectOf({ ...beamRecord(3), tip: { position: [239, 200], sigma: 1 } })?.insideUpTo).toBeNull();
  });

  it('makes no difference to a contour, which reaches through it', () => {
    const contour = {
      shape: 'contour',
      points: [
        [150, 150],
        [250, 150],
        [250, 250],
        [150, 250],
      ],
    };
    expect(beamEffectOf(beamRecord(3, 0.5, contour))?.insideUpTo).toBe(Infinity);
  });

  it('is told of only where it is known, in millimetres and with marks to tell of', () => {
    expect(beamEffectOf(beamRecord(undefined))).toBeNull();
    const { tip: _tip, ...unmarked } = beamRecord(3);
    expect(beamEffectOf(unmarked)).toBeNull();
  });
});
