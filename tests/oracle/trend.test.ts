import { describe, expect, it } from 'vitest';
import type { ChangingMetric, Quantity } from '../../src/assess/assessment.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { assessmentOf, PATIENT, rotation, type Triple } from '../support/records.ts';

/**
 * What changes from look to look, against marking both looks again and again. The numbers are made here, from plain vectors: nothing of the
 * product measures them.
 */
const ROUNDS = inLane({ fast: 2_500, full: 40_000 });
const SEED = 20261125;

const sub = (a: readonly number[], b: readonly number[]): number[] => a.map((value, axis) => value - (b[axis] ?? 0));
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);
const size = (a: readonly number[]): number => Math.sqrt(dot(a, a));

const RADIUS = 6;
const METRICS: Readonly<Record<ChangingMetric, (tip: number[], shaft: number[], center: number[]) => number>> = {
  tipToCenter: (tip, _shaft, center) => size(sub(tip, center)),
  signedDistance: (tip, _shaft, center) => size(sub(tip, center)) - RADIUS,
  remainingAdvance: (tip, shaft, center) => dot(sub(center, tip), sub(tip, shaft)) / size(sub(tip, shaft)),
  normalDistance: (tip, shaft, center) => {
    const along = METRICS.remainingAdvance(tip, shaft, center);
    return Math.sqrt(Math.max(0, dot(sub(center, tip), sub(center, tip)) - along ** 2));
  },
};

const turn = rotation(0.7, -0.4, 1.1);
const axis = (index: number): Triple => [0, 1, 2].map((row) => turn[row]?.[index] ?? 0) as Triple;
const VOXEL = {
  betweenColumns: 0.9,
  betweenRows: 0.6,
  betweenSlices: 2.5,
  sliceThickness: 3,
  orientation: [...axis(0), ...axis(1)],
};
const WIDTHS = [VOXEL.betweenColumns, VOXEL.betweenRows, VOXEL.sliceThickness];

interface Situation {
  readonly what: string;
  readonly earlier: readonly number[];
  readonly later: readonly number[];
  readonly nearAxis?: true;
  /** 1 SD of a target that both looks share. */
  readonly shared?: number;
  /** Where the target was marked for the earlier look, with its 1 SD. */
  readonly moved?: { readonly center: readonly number[]; readonly sigma: number };
}

const SITUATIONS: readonly Situation[] = [
  { what: 'an oblique advance far from the target', earlier: [22, -9, 31], later: [11, -3, 17] },
  { what: 'the last step into its middle', earlier: [8, -3, 12], later: [0.3, 0.2, -0.4] },
  { what: 'a step past it', earlier: [6, -4, 9], later: [-5, 3, -8] },
  { what: 'an advance to a target that is uncertain itself', earlier: [22, -9, 31], later: [11, -3, 17], shared: 1.5 },
  { what: 'a step past a target that is uncertain itself', earlier: [8, -5, 11], later: [-9, 2, -10], shared: 1 },
  {
    what: 'an advance along a line through a target that is uncertain itself',
    earlier: [22, -9, 31],
    later: [11, -3, 17],
    shared: 1.5,
    nearAxis: true,
  },
  {
    what: 'an advance to a target that was marked again',
    earlier: [22, -9, 31],
    later: [11, -3, 17],
    moved: { center: [3, 4, -2], sigma: 0.8 },
  },
];

const SIGMA = { earlier: 0.7, later: 0.4, shaft: 0.5 };
/** Where the needle comes from, so that its axis passes the target; and where it would have to come from to meet it. */
const [ASIDE, STRAIGHT]: readonly [number[], number[]] = [
  [60, -50, 35],
  [60, -20, 85],
];

const hubOf = ({ nearAxis }: Situation): number[] => (nearAxis === true ? STRAIGHT : ASIDE);

const stepOf = (situation: Situation) => {
  const { earlier, later, shared, moved } = situation;
  const hub = hubOf(situation);
  const target = (center: readonly number[], sigma: number | undefined) => ({
    shape: 'sphere',
    center,
    radius: RADIUS,
    ...(sigma !== undefined && { sigma }),
  });
  const { trend } = assessmentOf({
    space: { ...PATIENT, voxel: VOXEL },
    target: target([0, 0, 0], shared ?? moved?.sigma),
    tip: { position: later, evidence: 'person', sigma: SIGMA.later },
    shaft: [hub],
    shaftSigma: SIGMA.shaft,
    at: '2026-11-22T10:20:00Z',
    looks: [
      {
        at: '2026-11-22T10:10:00Z',
        tip: { position: earlier, evidence: 'person', sigma: SIGMA.earlier },
        shaft: [hub],
        ...(moved && { target: target(moved.center, moved.sigma) }),
      },
    ],
  });
  if (!trend?.[0]) throw new Error('no step');
  return trend[0];
};

describe('the sigma of what changes between two looks is within 5 % of marking both again and again:', () => {
  it.each(SITUATIONS)('$what', (situation) => {
    const random = generator(SEED);
    const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const jitter = (point: readonly number[], sigma: number): number[] => point.map((value) => value + sigma * gauss());
    const markedTip = (point: readonly number[], sigma: number): number[] => {
      const along = WIDTHS.map((width) => Math.hypot(sigma, width / Math.sqrt(12)) * gauss());
      return point.map((value, row) => value + dot(along, turn[row] ?? []));
    };
    const hub = hubOf(situation);
    const found: Record<string, number[]> = { tipMoved: [], targetMoved: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const earlier = markedTip(situation.earlier, SIGMA.earlier);
      const later = markedTip(situation.later, SIGMA.later);
      const center = jitter([0, 0, 0], situation.shared ?? situation.moved?.sigma ?? 0);
      const before = situation.moved ? jitter(situation.moved.center, situation.moved.sigma) : center;
      const [shaftBefore, shaft] = [jitter(hub, SIGMA.shaft), jitter(hub, SIGMA.shaft)];
      for (const [name, of] of Object.entries(METRICS))
        (found[name] ??= []).push(of(later, shaft, center) - of(earlier, shaftBefore, before));
      found['tipMoved']?.push(size(sub(later, earlier)));
      found['targetMoved']?.push(size(sub(center, before)));
    }
    const deviation = (values: readonly number[]): number => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    };
    const step = stepOf(situation);
    const given: Record<string, Quantity | null> = { ...step.change, tipMoved: step.tipMoved };
    if (situation.moved) given['targetMoved'] = step.targetMoved;
    expect(Object.keys(given)).toHaveLength(situation.moved ? 6 : 5);
    for (const [name, quantity] of Object.entries(given)) {
      const simulated = deviation(found[name] ?? []);
      const ratio = (quantity?.sigma ?? NaN) / simulated;
      expect(ratio, name).toBeGreaterThan(0.95);
      // A target that both share and that lies within 3 sigma of the axis: taken as more uncertain than it is.
      expect(ratio, name).toBeLessThan(situation.nearAxis === true && name === 'normalDistance' ? 1.15 : 1.05);
    }
  });
});
