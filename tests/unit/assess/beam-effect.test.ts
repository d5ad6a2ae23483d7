import { describe, expect, it } from 'vitest';
import { beamEffect, type BeamEffect } from '../../../src/assess/beam-effect.ts';
import { assessmentOf, imageSpace, recordOf } from '../../support/records.ts';

/** Pixels of 0.2 by 0.25 mm; an ellipse of 40 columns, which is 8 by 10 mm. */
const json = (
  beamWidth: number | undefined,
  sigma = 0.5,
  target: object = { shape: 'circle', center: [200, 200], radius: 40 },
) => ({
  space: imageSpace(0.2, 0.25, beamWidth === undefined ? {} : { beamWidth }),
  target,
  tip: { position: [215, 200], evidence: 'person', sigma },
});
const effectOf = (record: object): BeamEffect | null => beamEffect(recordOf(record), assessmentOf(record));

describe('the thickness of the beam', () => {
  it('puts the tip up to half of it off the plane, and the true distance between that in the plane and the slanted one', () => {
    const effect = effectOf(json(6));
    expect(effect?.offPlane).toBe(3);
    const { interval } = assessmentOf(json(6)).metrics.tipToCenter ?? {};
    expect(effect?.tipToCenter).toEqual([interval?.[0], expect.closeTo(Math.hypot(interval?.[1] ?? NaN, 3), 12)]);
    expect(effect?.probabilityInside).toBe(assessmentOf(json(6)).probabilityInside);
  });

  it('is enough for inside up to a width on whose two sides the verdict differs', () => {
    const limit = effectOf(json(3))?.insideUpTo ?? NaN;
    expect(effectOf(json(9))?.insideUpTo).toBeCloseTo(limit, 9);
    expect(assessmentOf(json(limit - 0.02)).verdict).toBe('inside');
    expect(assessmentOf(json(limit + 0.02)).verdict).toBe('indeterminate');
    // With marks that are all but exact the tip, 3 mm from the centre of a ball of √80 mm, stays in it while |z| ≤ √(80·(1 − (3/8)²)).
    const exact = effectOf(json(3, 0.001))?.insideUpTo ?? NaN;
    expect(exact * 0.95).toBeCloseTo(2 * Math.sqrt(80 * (1 - (3 / 8) ** 2)), 1);
  });

  it('is never enough where the plane alone is not', () => {
    expect(effectOf({ ...json(3), tip: { position: [239, 200], sigma: 1 } })?.insideUpTo).toBeNull();
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
    expect(effectOf(json(3, 0.5, contour))?.insideUpTo).toBe(Infinity);
  });

  it('is told of only where it is known, in millimetres and with marks to tell of', () => {
    expect(effectOf(json(undefined))).toBeNull();
    const { tip: _tip, ...unmarked } = json(3);
    expect(effectOf(unmarked)).toBeNull();
  });
});
