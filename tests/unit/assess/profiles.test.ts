import { describe, expect, it } from 'vitest';
import { assess, parseProfile, PROFILES, type Assessment, type ProcedureProfile } from '../../../src/index.ts';
import { CAVEATS } from '../../../src/assess/caveats.ts';
import { NO_METRICS, type MetricName, type Quantity } from '../../../src/assess/assessment.ts';
import { resultText } from '../../../src/report/profile-wording.ts';
import { judgeProfile, type Judgeable } from '../../../src/assess/profiles/judge.ts';
import type { JudgedThreshold, MeasureName, Threshold } from '../../../src/assess/profiles/profile.ts';
import { trueInterval } from '../../../src/assess/profiles/true-interval.ts';
import { generator } from '../../support/random.ts';
import { assessmentOf, imageSpace, PATIENT, recordOf } from '../../support/records.ts';

const profileOf = (id: string): ProcedureProfile => {
  const found = PROFILES.find((one) => one.id === id);
  if (!found) throw new Error(`no profile ${id}`);
  return found;
};

const switchedOn = (profile: ProcedureProfile): ProcedureProfile => ({
  ...profile,
  thresholds: profile.thresholds.map((threshold) => ({ ...threshold, enabled: true })),
});

const quantity = (low: number, high: number, unit: Quantity['unit'] = 'mm'): Quantity => ({
  value: (low + high) / 2,
  unit,
  sigma: (high - low) / 3.92,
  interval: [low, high],
});

const foundWith = (metric: MeasureName, measured: Quantity | null, codes: readonly string[] = []): Judgeable => ({
  metrics: metric === 'ablativeMargin' ? NO_METRICS : { ...NO_METRICS, [metric]: measured },
  caveats: codes.map((code) => ({ code, message: '' })),
  ...(metric === 'ablativeMargin' && { zones: [{ role: 'ablation', ablativeMargin: measured }] }),
});

const judgedOne = (threshold: Threshold, found: Judgeable): JudgedThreshold => {
  const [judged] = judgeProfile(found, {
    tipcheckProfile: 1,
    id: 'one',
    procedure: 'One',
    metrics: [],
    thresholds: [{ ...threshold, enabled: true }],
    blocking: [],
  }).thresholds;
  if (!judged) throw new Error('not judged');
  return judged;
};

const every = PROFILES.flatMap(({ id, thresholds }) =>
  thresholds.map((threshold) => [`${id}: ${threshold.title}`, threshold] as const),
);

describe('the bundled profiles', () => {
  it('are nine, each read as a site’s own file would be, and unchanged by it', () => {
    expect(PROFILES.map(({ id }) => id)).toEqual([
      'biopsy',
      'drainage',
      'vascular-access',
      'embolization',
      'angioplasty-stent',
      'ablation',
      'ptcd',
      'vertebroplasty',
      'nerve-joint-injection',
    ]);
    for (const profile of PROFILES) expect(parseProfile(JSON.stringify(profile))).toEqual(profile);
  });

  it.each(every)('cite a source that can be looked up, how it was read, and what it states: %s', (_name, threshold) => {
    expect(threshold.source).toMatch(/doi:10\.\d{4,}\/\S+|PMC\d+|https:\/\/\S+/);
    expect(threshold.source).toMatch(/(19|20)\d\d/);
    expect(threshold.seen).toBe('abstract');
    expect(threshold.stated).toEqual(threshold.limit);
    expect(threshold.note).toBeTruthy();
  });

  it.each(every)('are off, and what is off is not judged: %s', (_name, threshold) => {
    expect(threshold.enabled).toBe(false);
  });

  it('judge nothing unless it is switched on', () => {
    const record = recordOf({
      space: PATIENT,
      target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
      tip: { position: [0, 0, 1], evidence: 'person', sigma: 0.2 },
    });
    for (const profile of PROFILES) {
      const alone = assess(record, { profile }) as Assessment;
      expect(alone.profile?.thresholds).toEqual([]);
      const judged = assess(record, { profile: switchedOn(profile) }) as Assessment;
      expect(judged.profile?.thresholds).toHaveLength(profile.thresholds.length);
    }
  });

  it('have no number where none was found', () => {
    for (const id of [
      'drainage',
      'embolization',
      'angioplasty-stent',
      'ptcd',
      'vertebroplasty',
      'nerve-joint-injection',
    ])
      expect(profileOf(id).thresholds).toEqual([]);
  });

  it('block an unconfirmed tip and missing marks in every procedure, one projection in all but those made of it', () => {
    for (const { id, blocking } of PROFILES) {
      const codes = blocking.map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(['tip-unconfirmed', 'no-tip', 'no-target', 'ray-gap']));
      const isAngiography = ['vascular-access', 'embolization', 'angioplasty-stent'].includes(id);
      expect(codes.includes('single-projection')).toBe(!isAngiography);
      expect(blocking.find(({ code }) => code === 'tip-unconfirmed')?.why).toBeTruthy();
    }
  });
});

describe('a threshold', () => {
  it.each(every)('is met, not met or undecided by the whole interval: %s', (_name, threshold) => {
    const { metric, comparison } = threshold;
    const limit = threshold.limit as number;
    const below = quantity(limit - 0.9, limit - 0.001);
    const above = quantity(limit + 0.001, limit + 0.9);
    const [good, bad] = comparison === 'at-most' ? [below, above] : [above, below];
    expect(judgedOne(threshold, foundWith(metric, good))).toMatchObject({ result: 'met', reason: null });
    expect(judgedOne(threshold, foundWith(metric, bad))).toMatchObject({ result: 'not-met', reason: null });
    for (const across of [quantity(limit - 0.9, limit + 0.001), quantity(limit - 0.001, limit + 0.9)])
      expect(judgedOne(threshold, foundWith(metric, across))).toMatchObject({
        result: 'undecided',
        reason: 'across-limit',
        measured: across,
      });
  });

  it('of two bounds is met only between them', () => {
    const threshold: Threshold = {
      metric: 'depthError',
      comparison: 'within',
      limit: [-4, 6],
      unit: 'mm',
      title: 'Depth',
      source: 'A site’s own',
    };
    const resultOf = (low: number, high: number): string =>
      judgedOne(threshold, foundWith('depthError', quantity(low, high))).result;
    expect(resultOf(-4, 6)).toBe('met');
    expect(resultOf(-4.01, 5)).toBe('undecided');
    expect(resultOf(0, 6.01)).toBe('undecided');
    expect(resultOf(-9, 9)).toBe('undecided');
    expect(resultOf(6, 8)).toBe('undecided');
    expect(resultOf(-8, -4)).toBe('undecided');
    expect(resultOf(6.01, 8)).toBe('not-met');
    expect(resultOf(-8, -4.01)).toBe('not-met');
  });

  it('is undecided without an interval, not measured without a value or in another unit', () => {
    const [threshold] = profileOf('biopsy').thresholds as [Threshold];
    const unsure = { value: 1, unit: 'mm', sigma: null, interval: null } as const;
    expect(judgedOne(threshold, foundWith('tipToCenter', unsure))).toMatchObject({
      result: 'undecided',
      reason: 'no-interval',
    });
    expect(judgedOne(threshold, foundWith('tipToCenter', null))).toMatchObject({
      result: 'not-measured',
      reason: 'no-value',
    });
    for (const unit of ['px', 'mm-at-detector', 'deg'] as const)
      expect(judgedOne(threshold, foundWith('tipToCenter', quantity(0, 1, unit)))).toMatchObject({
        result: 'not-measured',
        reason: 'other-unit',
      });
  });

  it('on the ablative margin is not measured without an ablation zone', () => {
    const [threshold] = profileOf('ablation').thresholds as [Threshold];
    const zones = [{ role: 'side-holes' }, { role: 'ablation', ablativeMargin: null }];
    expect(judgedOne(threshold, { metrics: NO_METRICS, caveats: [] }).result).toBe('not-measured');
    expect(judgedOne(threshold, { metrics: NO_METRICS, caveats: [], zones }).result).toBe('not-measured');
    const covered = [{ role: 'side-holes' }, { role: 'ablation', ablativeMargin: quantity(5.2, 7) }];
    expect(judgedOne(threshold, { metrics: NO_METRICS, caveats: [], zones: covered }).result).toBe('met');
  });

  it('on the ablative margin is undecided with several ablations, in any order: none alone says what they cover', () => {
    const [threshold] = profileOf('ablation').thresholds as [Threshold];
    const [wide, narrow] = [quantity(5.2, 7), quantity(-9, -7)].map((margin) => ({
      role: 'ablation',
      ablativeMargin: margin,
    })) as [NonNullable<Judgeable['zones']>[number], NonNullable<Judgeable['zones']>[number]];
    for (const zones of [
      [wide, narrow],
      [narrow, wide],
      [wide, wide],
      [{ role: 'side-holes' }, narrow, { role: 'ablation', ablativeMargin: null }],
    ]) {
      const found: Judgeable = { metrics: NO_METRICS, caveats: [], zones };
      const judged = judgedOne(threshold, found);
      expect(judged).toMatchObject({ result: 'undecided', reason: 'several-ablations', measured: null });
      expect(resultText(judged)).toBe(
        'Undecided: several ablations cover the target together, and the margin of none alone says how far',
      );
      expect(judgeProfile(found, profileOf('ablation')).measures).toContainEqual({
        name: 'ablativeMargin',
        quantity: null,
        counts: true,
      });
    }
  });

  it('is judged on a record’s own numbers, on both sides of its edge', () => {
    const profile = switchedOn(profileOf('biopsy'));
    const at = (distance: number, sigma: number): string | undefined => {
      const record = recordOf({
        space: PATIENT,
        target: { shape: 'sphere', center: [10, 20, 30], radius: 8 },
        tip: { position: [10, 20 + 0.6 * distance, 30 - 0.8 * distance], evidence: 'person', sigma },
      });
      return (assess(record, { profile }) as Assessment).profile?.thresholds[0]?.result;
    };
    // 2.7 mm ± 1.96 sigma
    expect(at(2.5, 0.1)).toBe('met');
    expect(at(2.51, 0.1)).toBe('undecided');
    expect(at(2.89, 0.1)).toBe('undecided');
    expect(at(2.9, 0.1)).toBe('not-met');
    expect(at(2.5, 0.3)).toBe('undecided');
  });
});

describe('the zone round the cavo-atrial junction', () => {
  const vascular = profileOf('vascular-access');
  const withLimit = (index: number, change: object): unknown => ({
    ...vascular,
    thresholds: vascular.thresholds.map((threshold, at) => (at === index ? { ...threshold, ...change } : threshold)),
  });

  it('is never thinner than ±2 cm, as bundled or as a site edits it', () => {
    expect(Math.min(...vascular.thresholds.map(({ limit }) => limit as number))).toBe(20);
    expect(parseProfile(withLimit(1, { limit: 19.99 }))).toMatchObject({ code: 'narrower-than-supported' });
    // Nor by leaving the rule out, by another metric, or as a range.
    expect(parseProfile(withLimit(1, { limit: 19.99, narrowest: undefined }))).toMatchObject({
      code: 'narrower-than-supported',
    });
    for (const metric of ['remainingAdvance', 'depthError'])
      expect(
        parseProfile(withLimit(0, { metric, comparison: 'within', limit: [-19, 20], stated: [-20, 20], narrowest: 1 })),
      ).toMatchObject({ code: 'narrower-than-supported' });
    expect(
      parseProfile(withLimit(0, { comparison: 'within', limit: [-20, 20], stated: [-20, 20], narrowest: undefined })),
    ).toMatchObject({ thresholds: [{ narrowest: 20 }, {}] });
  });

  it('is judged in a chest X-ray, which is how its source measured it', () => {
    const projection = (unit: string, basis: string, offset: number) =>
      assess(
        recordOf({
          space: {
            kind: 'projection',
            sopInstanceUID: '1.2',
            frame: 1,
            modality: 'DX',
            scale: { betweenColumns: 0.2, betweenRows: 0.2, unit, basis },
          },
          target: { shape: 'point', center: [1000, 1000], tolerance: 5 },
          tip: { position: [1000, 1000 + offset], evidence: 'person', sigma: 0.5 },
        }),
        { profile: switchedOn(vascular) },
      ) as Assessment;
    const results = (assessment: Assessment): unknown[] =>
      (assessment.profile?.thresholds ?? []).map(({ result }) => result);
    expect(results(projection('mm', 'pixel-spacing-geometry', 90))).toEqual(['met', 'met']);
    expect(results(projection('mm', 'pixel-spacing-geometry', 100))).toEqual(['met', 'undecided']);
    expect(results(projection('mm', 'pixel-spacing-geometry', 125))).toEqual(['met', 'not-met']);
    expect(results(projection('mm', 'pixel-spacing-geometry', 170))).toEqual(['not-met', 'not-met']);
    const atDetector = projection('mm-at-detector', 'imager', 90);
    expect(results(atDetector)).toEqual(['not-measured', 'not-measured']);
    expect(atDetector.profile?.blockedBy).toEqual(['at-detector-scale']);
  });
});

describe('what an image leaves out', () => {
  const [needle] = profileOf('biopsy').thresholds as [Threshold];
  const results = (codes: readonly string[], low: number, high: number): readonly unknown[] => {
    const { result, reason } = judgedOne(needle, foundWith('tipToCenter', quantity(low, high), codes));
    return [result, reason];
  };

  it('keeps a projected or flat distance from meeting a limit, not from missing it', () => {
    for (const code of ['single-projection', 'out-of-plane-unknown']) {
      expect(results([code], 0.1, 1)).toEqual(['undecided', 'not-seen']);
      expect(results([code], 2.8, 3.5)).toEqual(['not-met', null]);
    }
  });

  it('keeps a margin, a depth or an angle undecided where they may be anything', () => {
    const within = { ...needle, comparison: 'within', limit: [-5, 5] } as const;
    for (const metric of ['depthError', 'remainingAdvance'] as const)
      expect(judgedOne({ ...within, metric }, foundWith(metric, quantity(7, 8), ['single-projection'])).result).toBe(
        'undecided',
      );
    const angle = { ...needle, metric: 'angularError', unit: 'deg' } as const;
    expect(judgedOne(angle, foundWith('angularError', quantity(7, 8, 'deg'), ['out-of-plane-unknown'])).result).toBe(
      'undecided',
    );
  });

  it('counts up to half the beam width', () => {
    const of = (beamWidth: number): string | undefined =>
      (
        assess(
          recordOf({
            space: imageSpace(0.2, 0.2, { beamWidth }),
            target: { shape: 'circle', center: [200, 200], radius: 40 },
            tip: { position: [205, 200], evidence: 'person', sigma: 0.1 },
          }),
          { profile: switchedOn(profileOf('biopsy')) },
        ) as Assessment
      ).profile?.thresholds[0]?.result;
    // 1 mm in the plane, 1.196 at most: with a beam of w it is √(1.196² + w²/4).
    expect(of(4.83)).toBe('met');
    expect(of(4.85)).toBe('undecided');
  });

  it('counts where in its artefact band the metal tip may be', () => {
    const [one] = switchedOn(profileOf('biopsy')).thresholds as [Threshold];
    const of = (metric: MeasureName, reach: number, across: number, unit: 'mm' | 'deg' = 'mm'): string =>
      judgedOne(
        { ...one, metric, unit, limit: 5 },
        { ...foundWith(metric, quantity(1, 2, unit)), artefactBand: { reach, across } },
      ).result;
    expect([of('tipToCenter', 2.9, 0), of('tipToCenter', 3.1, 0)]).toEqual(['met', 'undecided']);
    // Off along its axis the tip leaves the axis as it is; off beside it the axis isn't known.
    expect([of('normalDistance', 9, 0), of('normalDistance', 9, 1)]).toEqual(['met', 'undecided']);
    expect([of('angularError', 9, 0, 'deg'), of('angularError', 9, 1, 'deg')]).toEqual(['met', 'undecided']);
    expect(of('entryError', 9, 1)).toBe('met');
  });

  it('holds the true value of points thrown at random', () => {
    const random = generator(7);
    const anywhere = (spread: number): number => (random() - 0.5) * spread;
    const exact = (value: number): Quantity => ({ value, unit: 'mm', sigma: 0, interval: [value, value] });
    let worst = -Infinity;
    for (let run = 0; run < 300; run += 1) {
      const beamWidth = 0.5 + random() * 8;
      const [x, y, radius] = [anywhere(20), anywhere(20), 1 + random() * 8];
      const flat = Math.hypot(x, y);
      for (const [z, unseen] of [
        [anywhere(60), 'depth'],
        [anywhere(60), 'offset'],
        [anywhere(beamWidth), { beamWidth }],
      ] as const) {
        const true3 = Math.hypot(x, y, z);
        for (const [metric, shown, truth] of [
          ['tipToCenter', flat, true3],
          ['lateralError', Math.abs(x), Math.hypot(x, z)],
          ['signedDistance', flat - radius, true3 - radius],
        ] as const satisfies readonly (readonly [MetricName, number, number])[]) {
          const [low, high] = trueInterval(metric, exact(shown), unseen) ?? [NaN, NaN];
          worst = Math.max(worst, low - truth, truth - high);
        }
      }
    }
    expect(worst).toBeLessThan(1e-9);
  });
});

describe('an assessment with a profile', () => {
  const record = recordOf({
    space: PATIENT,
    target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
    tip: { position: [0, 0, 3], sigma: 0.2 },
    shaft: [[0, 0, 40]],
  });

  it('gives what counts in the profile’s order, null where it was not measured', () => {
    const { profile, metrics } = assess(record, { profile: profileOf('ablation') }) as Assessment;
    expect(profile?.measures).toEqual([
      { name: 'ablativeMargin', quantity: null, counts: true },
      { name: 'tipToCenter', quantity: metrics.tipToCenter, counts: true },
      { name: 'normalDistance', quantity: metrics.normalDistance, counts: true },
      { name: 'depthError', quantity: null, counts: true },
      { name: 'angularError', quantity: null, counts: true },
    ]);
  });

  it('says what blocks, in the profile’s order, and only what the profile names', () => {
    const blocked = (json: object, id: string): readonly string[] | undefined =>
      (assess(recordOf(json), { profile: profileOf(id) }) as Assessment).profile?.blockedBy;
    expect(blocked(record, 'biopsy')).toEqual(['tip-unconfirmed']);
    const flat = { ...record, space: imageSpace(0.2, 0.2), target: undefined, tip: { position: [3, 4] }, shaft: [] };
    expect(blocked(flat, 'biopsy')).toEqual(['tip-unconfirmed', 'no-target', 'sigma-unknown', 'out-of-plane-unknown']);
    expect(blocked(flat, 'embolization')).toEqual(['tip-unconfirmed', 'no-target']);
    expect(Object.keys(CAVEATS)).toEqual(expect.arrayContaining([...(blocked(flat, 'biopsy') ?? [])]));
  });

  it('has no profile where none was given, whatever procedure the record names', () => {
    expect(assessmentOf({ ...record, procedure: 'biopsy' })).toEqual(assessmentOf(record));
    expect(assessmentOf({ ...record, procedure: 'biopsy' }).profile).toBeUndefined();
  });

  it('is refused with the profile', () => {
    expect(assess(record, { profile: parseProfile('{') })).toMatchObject({ kind: 'refused', code: 'not-json' });
  });
});
