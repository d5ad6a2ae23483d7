import type { Confirmation, Space, Target } from '../confirmation/record.ts';
import { addCovariance, type Covariance } from '../space/covariance.ts';
import { minus, type Coordinates, type Surface } from '../space/surface.ts';
import type { Caveat, Verdict } from './assessment.ts';
import { caveat, type CaveatCode } from './caveats.ts';
import type { Marks } from './marks.ts';
import { probabilityInside, probabilityInsideBeam } from './probability-inside.ts';
import { markCovariances, sliceShare } from './uncertainty.ts';

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
  }: {
    readonly marks: Marks;
    readonly surface: Surface | null;
    readonly covariance: Covariance | null;
    readonly confidence: number;
    /** P(inside) where it was found with the metrics; else it is found here. */
    readonly chance?: number | null;
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
  const chance =
    known !== undefined
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
  const verdict: Verdict =
    chance === null
      ? 'indeterminate'
      : chance <= 1 - confidence
        ? 'outside'
        : chance >= confidence && canProveInside && !unconfirmed
          ? 'inside'
          : 'indeterminate';
  return {
    verdict,
    outside: measuredOutside === false && !canFlagInside ? null : measuredOutside,
    probabilityInside: space.kind === 'projection' ? null : chance,
    caveats: codes.map(caveat),
  };
};

const chanceInside = (
  space: Space,
  target: Target | undefined,
  surface: Surface,
  tip: Coordinates,
  covariance: Covariance,
): number => {
  const total =
    target?.sigma === undefined
      ? covariance
      : addCovariance(covariance, markCovariances({ space, target }, covariance).center);
  if (space.kind === 'image' && space.beamWidth !== undefined)
    return probabilityInsideBeam(surface, tip, total, space.beamWidth);
  return probabilityInside(surface, tip, total);
};
