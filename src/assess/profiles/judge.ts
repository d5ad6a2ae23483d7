import type { Space } from '../../confirmation/record.ts';
import type { Assessment } from '../assessment.ts';
import type { Quantity } from '../metric.ts';
import type { JudgedProfile, JudgedThreshold, MeasureName, ProcedureProfile, Threshold } from './profile.ts';
import { trueInterval, type Unseen } from './true-interval.ts';

/** What a profile is held against. */
export interface Judgeable extends Pick<Assessment, 'metrics' | 'caveats'> {
  /** Where a device acts; one ablation zone gives the ablative margin, several together give none. */
  readonly zones?: readonly { readonly role: string; readonly ablativeMargin?: Quantity | null }[];
  /** Thickness of what an image shows, mm. */
  readonly beamWidth?: number;
  /** How far from the mark the metal tip may be, mm. */
  readonly artefactBand?: { readonly reach: number; readonly across: number };
}

/** How measured values stand to a profile. Thresholds that are off aren't looked at. Pure. */
export const judgeProfile = (found: Judgeable, profile: ProcedureProfile): JudgedProfile => {
  const codes = new Set(found.caveats.map(({ code }) => code));
  const ablations = found.zones?.filter(({ role }) => role === 'ablation').length ?? 0;
  const unseen: Unseen | null = codes.has('single-projection')
    ? 'depth'
    : codes.has('out-of-plane-unknown')
      ? 'offset'
      : found.beamWidth === undefined
        ? (found.artefactBand ?? null)
        : { beamWidth: found.beamWidth };
  return {
    id: profile.id,
    procedure: profile.procedure,
    measures: profile.metrics.map(({ name }) => ({ name, quantity: measured(found, name), counts: true })),
    thresholds: profile.thresholds
      .filter(({ enabled }) => enabled === true)
      .map((threshold) =>
        threshold.metric === 'ablativeMargin' && ablations > 1
          ? { ...threshold, measured: null, result: 'undecided', reason: 'several-ablations' }
          : judged(threshold, measured(found, threshold.metric), unseen),
      ),
    blockedBy: profile.blocking.flatMap(({ code }) => (codes.has(code) ? [code] : [])),
  };
};

/** The assessment with a profile held against it; everything else as it was. */
export const withProfile = (assessment: Assessment, space: Space, profile: ProcedureProfile): Assessment => {
  const beamWidth = space.kind === 'image' ? space.beamWidth : undefined;
  const found: Judgeable = { ...assessment, ...(beamWidth !== undefined && { beamWidth }) };
  return { ...assessment, profile: judgeProfile(found, profile) };
};

/** Several ablations cover a tumour together: the margin of none of them is that of the treatment. */
const measured = ({ metrics, zones }: Judgeable, name: MeasureName): Quantity | null => {
  if (name !== 'ablativeMargin') return metrics[name];
  const ablations = zones?.filter(({ role }) => role === 'ablation') ?? [];
  return (ablations.length === 1 && ablations[0]?.ablativeMargin) || null;
};

const judged = (threshold: Threshold, quantity: Quantity | null, unseen: Unseen | null): JudgedThreshold => {
  const { metric, unit, inProjection } = threshold;
  const because = (reason: NonNullable<JudgedThreshold['reason']>): JudgedThreshold => ({
    ...threshold,
    measured: quantity,
    result: reason === 'no-value' || reason === 'other-unit' ? 'not-measured' : 'undecided',
    reason,
  });
  if (!quantity) return because('no-value');
  if (quantity.unit !== unit) return because('other-unit');
  const hidden = unseen === 'depth' && inProjection === true ? null : unseen;
  const interval = trueInterval(metric, quantity, hidden);
  if (!interval || !quantity.interval) return because('no-interval');
  const result = sideOf(threshold, interval);
  if (result) return { ...threshold, measured: quantity, result, reason: null };
  return because(sideOf(threshold, quantity.interval) ? 'not-seen' : 'across-limit');
};

/** Null where the interval isn't wholly on one side. */
const sideOf = ({ comparison, limit }: Threshold, [low, high]: readonly [number, number]): 'met' | 'not-met' | null => {
  const [least, most] =
    typeof limit !== 'number' ? limit : comparison === 'at-least' ? [limit, Infinity] : [-Infinity, limit];
  if (low >= least && high <= most) return 'met';
  return high < least || low > most ? 'not-met' : null;
};
