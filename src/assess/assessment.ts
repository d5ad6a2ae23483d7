import type { Caveat } from '../image/caveat.ts';
import type { Covariance } from '../space/covariance.ts';
import type { Coordinates } from '../space/surface.ts';
import type { AssessedBand } from './assessed-band.ts';
import { METRIC_NAMES, type MetricName, type Quantity } from './metric.ts';
import type { JudgedProfile } from './profiles/profile.ts';
import type { AssessedZone } from './zones/zone-assessment.ts';

export { METRIC_NAMES, type MetricName, type Quantity };

/** All nine metrics; null, never 0, for what can't be measured. */
export type Metrics = Readonly<Record<MetricName, Quantity | null>>;

/** Whether the tip is inside the target, at the confidence asked for; `indeterminate` where that can't be said. */
export type Verdict = 'inside' | 'outside' | 'indeterminate';

export type { Caveat } from '../image/caveat.ts';

/** An earlier look, judged as the record's own tip is. */
export interface AssessedLook {
  readonly at: string | null;
  readonly verdict: Verdict;
  readonly outside: boolean | null;
  readonly probabilityInside: number | null;
  readonly metrics: Metrics;
  readonly caveats: readonly Caveat[];
  readonly artefactBand?: AssessedBand;
}

/** What is compared from look to look. */
export const CHANGING_METRICS = ['tipToCenter', 'signedDistance', 'remainingAdvance', 'normalDistance'] as const;
/** What is compared from look to look. */
export type ChangingMetric = (typeof CHANGING_METRICS)[number];

/** From one look to the next in time, both in the record's frame of reference. A look is named by its index in the record, or is its own tip. */
export interface LookStep {
  readonly from: number | 'current';
  readonly to: number | 'current';
  readonly seconds: number;
  readonly tipMoved: Quantity | null;
  /** Null where the target wasn't marked anew: then it was assumed to have stayed where it was. */
  readonly targetMoved: Quantity | null;
  /** Later less earlier. */
  readonly change: Readonly<Record<ChangingMetric, Quantity | null>>;
}

/** When the step was taken that can't be taken back, and the last look at or before it: its index in the record, or its own tip. */
export interface Commitment {
  readonly at: string;
  /** Null where no look is known to have been before it. */
  readonly last: number | 'current' | null;
}

/** What a confirmation amounts to. */
export interface Assessment {
  readonly verdict: Verdict;
  /** The measured tip is outside the target; null when that can't be said. */
  readonly outside: boolean | null;
  readonly probabilityInside: number | null;
  readonly metrics: Metrics;
  readonly caveats: readonly Caveat[];
  readonly confidence: number;
  /** What each source contributes to the covariance of the tip, unit². */
  readonly components: Readonly<Record<string, Covariance>>;
  readonly looks: readonly AssessedLook[];
  /** In the order of time; only where two looks or more, the record's own tip among them, have a tip and a time. */
  readonly trend?: readonly LookStep[];
  /** Only of records with `committedAt`. */
  readonly commitment?: Commitment;
  /** Only of two-view records. */
  readonly biplane?: Biplane;
  /** Where the metal tip may lie, and what that amounts to; only where the tip has an artefact band. */
  readonly artefactBand?: AssessedBand;
  /** How the numbers stand to a procedure profile, where one was given. Changes nothing of the above. */
  readonly profile?: JudgedProfile;
  /** What of the device acts, in the record's order; only where the record has zones. */
  readonly zones?: readonly AssessedZone[];
}

/** A number of each of the two views, image pixels. */
export type InEachView = readonly [first: number, second: number];

/** What two projections say of a position: the middle of the shortest segment between its two rays, mm in the C-arm frame. */
export interface Biplane {
  readonly tip: Coordinates | null;
  readonly target: { readonly center: Coordinates; readonly radius: number } | null;
  /** Length of that segment, mm: what patient movement and wrong geometry leave between the rays. */
  readonly rayGap: { readonly tip: number | null; readonly target: number | null };
  /**
   * How far each mark lies from the shadow of the position that both gave, px of its view. Null too where that position isn't in front of
   * both sources.
   */
  readonly reprojection: { readonly tip: InEachView | null; readonly target: InEachView | null };
  /** Angle between the central rays, degrees, 0–90. */
  readonly separation: number;
}

export const NO_METRICS = Object.fromEntries(METRIC_NAMES.map((name) => [name, null])) as unknown as Metrics;
