import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { assess, isRefused, PROFILES } from '../../src/index.ts';
import { imageSpace, patientCase, recordOf } from '../support/records.ts';

const RUNS = { numRuns: 16, seed: 20270101, endOnFailure: true };

const someProfile = fc.tuple(fc.constantFrom(...PROFILES), fc.boolean()).map(([profile, enabled]) => ({
  ...profile,
  thresholds: profile.thresholds.map((threshold) => ({ ...threshold, enabled })),
}));

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const imageCase = fc
  .record({
    kind: fc.constantFrom('image', 'projection'),
    tip: fc.tuple(number(0, 500), number(0, 500)),
    radius: number(5, 200),
    evidence: fc.constantFrom('none', 'person'),
    beamWidth: fc.option(number(0.5, 8), { nil: undefined }),
  })
  .map(({ kind, tip, radius, evidence, beamWidth }) => ({
    space: imageSpace(0.2, 0.3, { kind, ...(kind === 'image' && beamWidth !== undefined && { beamWidth }) }),
    target: { shape: 'circle', center: [250, 250], radius },
    tip: { position: tip, evidence, sigma: 0.5 },
  }));

it('a profile changes nothing of an assessment, its verdict least of all', () => {
  fc.assert(
    fc.property(fc.oneof(patientCase, imageCase), someProfile, number(0.51, 0.99), (json, profile, confidence) => {
      const record = recordOf(json);
      const alone = assess(record, { confidence });
      const held = assess(record, { confidence, profile });
      if (isRefused(alone) || isRefused(held)) throw new Error('refused');
      const { profile: judged, ...rest } = held;
      expect(rest).toEqual(alone);
      expect(judged?.id).toBe(profile.id);
      const codes = alone.caveats.map(({ code }) => code);
      expect(judged?.blockedBy).toEqual(
        profile.blocking.map(({ code }) => code).filter((code) => codes.includes(code)),
      );
    }),
    RUNS,
  );
});
