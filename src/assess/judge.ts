import type { Confirmation } from '../confirmation/record.ts';
import type { Covariance } from '../space/covariance.ts';
import { minus, type Surface } from '../space/surface.ts';
import { isSplit, type AssessedBand } from './assessed-band.ts';
import type { Caveat, Verdict } from './assessment.ts';
import { caveat, type CaveatCode } from './caveats.ts';
import { chanceInside } from './chance-inside.ts';
import type { Marks } from './marks.ts';
import { sliceShare } from './uncertainty.ts';

/** What a tip amounts to against its target. */
export interface Judged {
  readonly verdict: Verdict;
  readonly outside: boolean | null;
  readonly probabilityInside: number | null;
  readonly caveats: readonly Caveat[];
}

/** What a space lets be said. */
export interface Provable {
  readonly tipIsMarked: boolean;
  readonly targetIsMarked: boolean;
  readonly canProveInside: boolean;
  /** False where even the measured tip can only be shown to be outside. */
  readonly canFlagInside: boolean;
}

/** Decides by the probability of being inside, and says with caveats what keeps it from deciding. */
export const judge = (
  { space, tip, target }: Pick<Confirmation, 'space' | 'tip' | 'target'>,
  {
    marks,
    surface,
    covariance,
    confidence,
    chance: known,
    band = null,
  }: {
    readonly marks: Marks;
    readonly surface: Surface | null;
    readonly covariance: Covariance | null;
    readonly confidence: number;
    /** P(inside) where it was found with the metrics; else it is found here. */
    readonly chance?: number | null;
    /** Where the metal tip may lie instead of at the mark. */
    readonly band?: AssessedBand | null;
  },
  { tipIsMarked, targetIsMarked, canProveInside, canFlagInside }: Provable,
): Judged => {
  const codes: CaveatCode[] = [];
  if (!targetIsMarked) codes.push('no-target');
  if (!tipIsMarked) codes.push('no-tip');
  const unconfirmed = tipIsMarked && (tip?.evidence ?? 'none') === 'none';
  if (unconfirmed) codes.push('tip-unconfirmed');
  if (space.kind === 'projection') codes.push('single-projection');
  if (space.kind === 'image' && space.beamWidth === undefined) codes.push('out-of-plane-unknown');
  if (marks.tip && !covariance) codes.push('sigma-unknown');

  const measuredOutside = surface && marks.tip ? surface.signedDistance(marks.tip) > 0 : null;
  // A tip that may lie anywhere in a band has no probability, only the least and the most that it may be.
  const chance = band
    ? null
    : known !== undefined
      ? known
      : surface && marks.tip && covariance
        ? chanceInside(space, target, surface, marks.tip, covariance)
        : null;
  if (chance !== null && chance > 1 - confidence && chance < confidence) {
    codes.push('near-boundary');
    const normal = surface && marks.tip ? minus(marks.tip, surface.nearestPoint(marks.tip)) : [];
    if (space.kind === 'patient' && covariance && sliceShare(space, covariance, normal) > 0.5)
      codes.push('slice-thickness');
  }
  const split = band !== null && isSplit(band);
  const range = split ? null : band ? band.probabilityInside : chance === null ? null : ([chance, chance] as const);
  const [least, most] = range ?? [NaN, NaN];
  const verdict: Verdict =
    most <= 1 - confidence
      ? 'outside'
      : least >= confidence && canProveInside && !unconfirmed
        ? 'inside'
        : 'indeterminate';
  if (band) {
    codes.push('artefact-band');
    if (split || (most > 1 - confidence && least < confidence)) codes.push('artefact-band-undecided');
  }
  return {
    verdict,
    outside: split || (measuredOutside === false && !canFlagInside) ? null : measuredOutside,
    probabilityInside: space.kind === 'projection' ? null : chance,
    caveats: codes.map(caveat),
  };
};
