import type { LengthUnit } from '../confirmation/record.ts';
import type { Caveat } from '../image/caveat.ts';
import type { Covariance } from '../space/covariance.ts';
import type { Coordinates } from '../space/surface.ts';
import type { AssessedZone } from './zones/zone-assessment.ts';

export const METRIC_NAMES = [
  'tipToCenter',
  'signedDistance',
  'depthError',
  'lateralError',
  'normalDistance',
  'remainingAdvance',
  'angularError',
  'entryError',
  'insertedLength',
] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

/** A measured value. `sigma` is 1 SD and `interval` 95 %; both null where no uncertainty is known. */
export interface Quantity {
  readonly value: number;
  readonly unit: LengthUnit | 'deg';
  readonly sigma: number | null;
  readonly interval: readonly [low: number, high: number] | null;
}

/** All nine metrics; null, never 0, for what can't be measured. */
export type Metrics = Readonly<Record<MetricName, Quantity | null>>;

export type Verdict = 'inside' | 'outside' | 'indeterminate';

export type { Caveat } from '../image/caveat.ts';

export interface AssessedLook {
  readonly at: string | null;
  readonly metrics: Metrics;
  readonly caveats: readonly Caveat[];
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
  /** Only of two-view records. */
  readonly biplane?: Biplane;
  /** What of the device acts, in the record's order; only where the record has zones. */
  readonly zones?: readonly AssessedZone[];
}

/** What two projections say of a position: the middle of the shortest segment between its two rays, mm in the C-arm frame. */
export interface Biplane {
  readonly tip: Coordinates | null;
  readonly target: { readonly center: Coordinates; readonly radius: number } | null;
  /** Length of that segment, mm: what patient movement and wrong geometry leave between the rays. */
  readonly rayGap: { readonly tip: number | null; readonly target: number | null };
  /** Angle between the central rays, degrees, 0–90. */
  readonly separation: number;
}

export const NO_METRICS: Metrics = {
  tipToCenter: null,
  signedDistance: null,
  depthError: null,
  lateralError: null,
  normalDistance: null,
  remainingAdvance: null,
  angularError: null,
  entryError: null,
  insertedLength: null,
};
