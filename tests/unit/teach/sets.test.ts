import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused } from '../../../src/index.ts';
import {
  beginSet,
  casesInOrder,
  casesToCome,
  parseCaseSet,
  parseProgress,
  retry,
  withAttempt,
  type Attempt,
  type CaseSet,
} from '../../../src/teach/case-set.ts';
import { confidenceCalibration } from '../../../src/teach/confidence.ts';
import { attemptOf, setRows, setSummary } from '../../../src/teach/set-summary.ts';
import { score } from '../../../src/teach/score.ts';
import { normalOf } from '../../support/normal.ts';
import { randomOf } from '../../support/planted-study.ts';
import { caseAnswers, ctReading, teachingAnswer, teachingCase } from '../../support/teaching.ts';

const setOf = (count: number, order: CaseSet['order'] = 'as-listed'): CaseSet => {
  const cases = Array.from({ length: count }, (_, index) => ({
    id: `case-${String(index + 1)}`,
    file: `${String(index + 1)}.zip`,
  }));
  const set = parseCaseSet({ tipcheckSet: 1, id: 'set', title: 'Pitfalls', order, cases });
  if (isRefused(set)) throw new Error(set.message);
  return set;
};

const attempt = (id: string, outcome: Attempt['outcome'], more: Partial<Attempt> = {}): Attempt => ({
  case: id,
  outcome,
  said: 'inside',
  truth: outcome === 'right' ? 'inside' : 'outside',
  confidence: 0.8,
  tipDistance: 2,
  targetDistance: null,
  unit: 'mm',
  along: 1,
  across: -1,
  through: null,
  tipIsRight: true,
  ...more,
});

describe('a set of cases', () => {
  it('is gone through once, whatever its order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), fc.boolean(), (count, seed, isShuffled) => {
        const set = setOf(count, isShuffled ? 'shuffled' : 'as-listed');
        let progress = beginSet(set, seed);
        const met: string[] = [];
        for (let [next] = casesToCome(set, progress); next; [next] = casesToCome(set, progress)) {
          met.push(next.id);
          progress = withAttempt(progress, attempt(next.id, 'right'));
        }
        expect(met).toEqual(casesInOrder(set, progress).map(({ id }) => id));
        expect([...met].sort()).toEqual(set.cases.map(({ id }) => id).sort());
        if (!isShuffled) expect(met).toEqual(set.cases.map(({ id }) => id));
      }),
    );
  });

  it('is in another order for another learner, and in the same for the same', () => {
    const set = setOf(12, 'shuffled');
    const orders = [1, 2, 3, 4, 5].map((seed) =>
      casesInOrder(set, beginSet(set, seed))
        .map(({ id }) => id)
        .join(),
    );
    expect(new Set(orders).size).toBe(5);
    expect(
      casesInOrder(set, beginSet(set, 3))
        .map(({ id }) => id)
        .join(),
    ).toBe(orders[2]);
  });

  it('brings a case back that is to be tried again, and counts the first attempt', () => {
    const set = setOf(2);
    let progress = beginSet(set, 1);
    expect(retry(progress, 'case-1')).toBe(progress);
    progress = withAttempt(progress, attempt('case-1', 'wrong', { confidence: 0.9 }));
    progress = withAttempt(progress, attempt('case-2', 'right'));
    expect(casesToCome(set, progress)).toEqual([]);
    progress = retry(progress, 'case-1');
    expect(casesToCome(set, progress).map(({ id }) => id)).toEqual(['case-1']);
    progress = withAttempt(progress, attempt('case-1', 'right', { tipDistance: 1 }));
    expect(casesToCome(set, progress)).toEqual([]);
    const summary = setSummary(set, progress);
    expect(summary).toMatchObject({
      cases: 2,
      answered: 2,
      improved: 1,
      tipWithinSpread: { right: 2, of: 2 },
      medianTipDistanceMm: 2,
    });
    expect(summary.outcomes).toEqual({ right: 1, wrong: 1, undecided: 0, 'reference-undecided': 0 });
    expect(setRows(set, progress).map((row) => [row['case'], row['attempt'], row['outcome']])).toEqual([
      ['case-1', 1, 'wrong'],
      ['case-1', 2, 'right'],
      ['case-2', 1, 'right'],
    ]);
  });

  it('is kept and read again, but not as another set’s progress', () => {
    const set = setOf(3);
    const progress = retry(withAttempt(beginSet(set, 7), attempt('case-1', 'wrong')), 'case-1');
    expect(parseProgress(set, JSON.stringify(progress))).toEqual(progress);
    expect(parseProgress({ ...set, id: 'another' }, progress)).toMatchObject({ kind: 'refused', code: 'other-set' });
    expect(parseProgress(set, { ...progress, tipcheckProgress: 2 })).toMatchObject({ code: 'unknown-version' });
    expect(parseProgress(set, { ...progress, learner: 'somebody' })).toMatchObject({ code: 'unknown-member' });
  });

  it.each([
    [{ cases: [] }, 'no-cases'],
    [{ cases: [{ id: 'a', file: '../a.zip' }] }, 'invalid-name'],
    [
      {
        cases: [
          { id: 'a', file: 'a.zip' },
          { id: 'a', file: 'b.zip' },
        ],
      },
      'twice',
    ],
    [{ order: 'by-chance' }, 'unknown-order'],
    [{ tipcheckSet: 2 }, 'unknown-version'],
  ])('is refused where it isn’t one: %j', (more, code) => {
    expect(parseCaseSet({ ...setOf(2), ...more })).toMatchObject({ kind: 'refused', code });
  });

  it('keeps of a score what its summary needs', () => {
    const answer = teachingAnswer(ctReading([2, 0, 0]));
    const result = score(teachingCase(), caseAnswers([ctReading([0, 0, 0])]), answer);
    if (isRefused(result)) throw new Error(result.message);
    const kept = attemptOf(result, answer);
    expect(kept).toMatchObject({
      case: 'case-1',
      outcome: 'right',
      said: 'inside',
      confidence: 0.8,
      unit: 'mm',
      tipIsRight: false,
    });
    expect(kept.along).toBeCloseTo(2, 12);
  });
});

describe('calibration of confidence', () => {
  it('has the Brier score of its definition, and tenths', () => {
    const found = confidenceCalibration([
      { outcome: 'right', confidence: 1 },
      { outcome: 'wrong', confidence: 0.9 },
      { outcome: 'right', confidence: 0.6 },
      { outcome: 'undecided', confidence: 0.5 },
      { outcome: 'reference-undecided', confidence: 0.5 },
    ]);
    expect(found.count).toBe(3);
    expect(found.brier).toBeCloseTo((0 + 0.81 + 0.16) / 3, 12);
    expect(found.overconfidence).toBeCloseTo((0 + 0.9 - 0.4) / 3, 12);
    expect(found.bins.map(({ from, count, shareRight }) => [from, count, shareRight])).toEqual([
      [0.6, 1, 1],
      [0.9, 2, 0.5],
    ]);
    expect(confidenceCalibration([])).toMatchObject({ count: 0, brier: null, overconfidence: null, bins: [] });
  });

  it('has Wilson’s interval', () => {
    // Wilson 1927 for 8 of 10: 0.490 to 0.943 (as statsmodels and R give it).
    const said = Array.from({ length: 10 }, (_, index) => ({
      outcome: index < 8 ? ('right' as const) : ('wrong' as const),
      confidence: 0.75,
    }));
    const [low, high] = confidenceCalibration(said).bins[0]?.interval ?? [];
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it('finds one who is as sure as they are right, and one who is surer', () => {
    const random = randomOf(3);
    const said = Array.from({ length: 4000 }, () => {
      const confidence = 0.5 + random() / 2;
      return { confidence, outcome: random() < confidence ? ('right' as const) : ('wrong' as const) };
    });
    const honest = confidenceCalibration(said);
    expect(Math.abs(honest.overconfidence ?? 1)).toBeLessThan(0.02);
    for (const { meanConfidence, shareRight } of honest.bins)
      expect(Math.abs(meanConfidence - shareRight)).toBeLessThan(0.06);
    const sure = confidenceCalibration(said.map(({ outcome }) => ({ outcome, confidence: 1 })));
    expect(sure.overconfidence).toBeGreaterThan(0.2);
    expect(sure.brier ?? 0).toBeGreaterThan(honest.brier ?? 1);
  });
});

describe('the support of these tests', () => {
  it('draws normal numbers', () => {
    const normal = normalOf(1);
    const drawn = Array.from({ length: 4000 }, normal);
    expect(Math.abs(drawn.reduce((sum, value) => sum + value, 0) / 4000)).toBeLessThan(0.05);
  });
});
