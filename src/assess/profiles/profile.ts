import type { CaveatCode } from '../caveats.ts';
import type { MetricName, Quantity } from '../metric.ts';

/** What a profile may name: the nine metrics, and the least depth of the target's surface within an ablation zone. */
export type MeasureName = MetricName | 'ablativeMargin';

/** A bound, or both bounds of `within`, in the threshold's unit. */
export type Limit = number | readonly [low: number, high: number];

/** A limit from the literature or of a site's own. Off unless a person switches it on. */
export interface Threshold {
  readonly metric: MeasureName;
  readonly comparison: 'at-most' | 'at-least' | 'within';
  readonly limit: Limit;
  readonly unit: 'mm' | 'deg';
  readonly title: string;
  /** Where the limit comes from, so that it can be looked up. */
  readonly source: string;
  /** How the source was read when the limit was entered. */
  readonly seen?: 'full-text' | 'abstract';
  readonly note?: string;
  /** What the source itself states, where the limit may be edited away from it. */
  readonly stated?: Limit;
  /** Half of the narrowest zone that the source supports: a limit may not be narrower. */
  readonly narrowest?: number;
  /** The source measured in projections, so that a projected distance may be held against the limit. */
  readonly inProjection?: boolean;
  readonly enabled?: boolean;
}

/** What counts in one procedure. Plain data, as a site's own `*.tipcheck-profile.json` holds it. */
export interface ProcedureProfile {
  readonly tipcheckProfile: 1;
  /** Lower-case words joined by hyphens, at most 64 characters; what a record's `procedure` names. */
  readonly id: string;
  readonly procedure: string;
  /** In order of importance. */
  readonly metrics: readonly { readonly name: MeasureName; readonly why?: string }[];
  readonly thresholds: readonly Threshold[];
  /** Caveats with which going on isn't justified by this image. */
  readonly blocking: readonly { readonly code: CaveatCode; readonly why?: string }[];
}

/** `met` and `not-met` only where the whole 95 % interval of the true value says so. */
export type ThresholdResult = 'met' | 'not-met' | 'undecided' | 'not-measured';

/**
 * Why there is no `met` or `not-met`. `across-limit`: the interval reaches over the limit. `no-interval`: the uncertainty isn't known. `not-seen`:
 * the image leaves out a direction in which the true value may be on the other side. `no-value`: not measured. `other-unit`: in another unit.
 * `several-ablations`: more than one covers the target, and none alone says how far.
 */
export type OpenReason = 'across-limit' | 'no-interval' | 'not-seen' | 'no-value' | 'other-unit' | 'several-ablations';

/** A threshold that is on, and what the case comes to by it. */
export interface JudgedThreshold extends Threshold {
  readonly measured: Quantity | null;
  readonly result: ThresholdResult;
  /** Null where the result is `met` or `not-met`. */
  readonly reason: OpenReason | null;
}

/** How an assessment stands to a profile. It never changes the verdict. */
export interface JudgedProfile {
  readonly id: string;
  readonly procedure: string;
  /** What counts, in order of importance. */
  readonly measures: readonly {
    readonly name: MeasureName;
    readonly quantity: Quantity | null;
    readonly counts: true;
  }[];
  /** Those that are switched on; one that is off isn't judged. */
  readonly thresholds: readonly JudgedThreshold[];
  readonly blockedBy: readonly CaveatCode[];
}
