import type { EllipsoidZone } from '../../confirmation/device.ts';
import type { Space, Target } from '../../confirmation/record.ts';
import type { Coordinates, Surface } from '../../space/surface.ts';
import type { MarkCovariances } from '../uncertainty.ts';
import { farthestOutOf } from './ablation-cover.ts';
import { deviceErrors, type PlacedDevice } from './device-errors.ts';
import type { DevicePath } from './device-path.ts';
import { movedPath } from './measure-segment.ts';
import { insideNear } from './places-in-ablation.ts';
import { spheroidProfile, type Spheroid } from './spheroid.ts';
import { targetBody } from './target-body.ts';
import { ENOUGH_PLACES } from './volume-samples.ts';
import { shareSpread, volumeShares, type SampledShare, type VolumeShares } from './volume-shares.ts';
import type { AssessedAblation, Share } from './zone-assessment.ts';
import { depthSpread, probabilityOfDepth, probabilityOver } from './zone-spread.ts';

/** Errors of the device that are looked at, and places that a share is taken over for the marks and for each of those. */
const SAMPLES = 512;
/** As many are looked at for a probability where errors turn the device much. */
const LOOSE_SAMPLES = 8192;
const PLACES = { reckoned: ENOUGH_PLACES, asked: ENOUGH_PLACES } as const;
const SAMPLED_PLACES = { reckoned: 2048, asked: 512 } as const;

interface Case {
  readonly record: { readonly space: Space; readonly target: Target };
  readonly device: PlacedDevice;
  readonly path: DevicePath;
  readonly surface: Surface;
  readonly covariances: MarkCovariances | null;
}

type Measured = Pick<AssessedAblation, 'insideFraction' | 'targetCovered' | 'ablativeMargin' | 'probabilityCovered'>;

/** An ablation about the device against a target. */
export const measureAblation = (
  { center, along, across }: EllipsoidZone,
  { record, device, path, surface, covariances }: Case,
): Measured => {
  const profile = spheroidProfile(along / 2, across / 2);
  const spheroidOn = (line: DevicePath): Spheroid => ({
    center: line.at(center),
    axis: line.directionAt(center),
    profile,
  });
  const body = targetBody(record.space, record.target, surface);
  const spheroid = spheroidOn(path);
  const farthestOut = farthestOutOf(body, spheroid);
  const margin = -farthestOut(spheroid);
  const shares = volumeShares(body, surface, spheroid, {
    margin,
    looked: { ...PLACES, isInside: (point) => surface.contains(point) },
  });
  if (!covariances) {
    const exact = { sigma: null, interval: null } as const;
    return {
      insideFraction: shares && { value: shares.ofAblation.value, unit: '1', ...exact },
      targetCovered: shares && { value: shares.ofTarget.value, unit: '1', ...exact },
      ablativeMargin: { value: margin, unit: 'mm', ...exact },
      probabilityCovered: null,
    };
  }
  const errors = deviceErrors(device, covariances);
  const samples = errors.samples(SAMPLES);
  const spheroidAt = (error: Coordinates): Spheroid => spheroidOn(movedPath(errors, error) ?? path);
  const moved = samples.map(spheroidAt);
  const depthAt = (error: Coordinates): number => -farthestOut(spheroidAt(error));
  const margins = moved.map((one) => -farthestOut(one));
  const looked = { ...SAMPLED_PLACES, isInside: insideNear(spheroid, surface, SAMPLED_PLACES.asked) };
  const movedShares = moved.map((one, index) =>
    volumeShares(body, surface, one, { margin: margins[index] ?? NaN, looked }),
  );
  const shareOf = (of: (shares: VolumeShares) => SampledShare): Share | null =>
    shares && {
      value: of(shares).value,
      unit: '1',
      ...shareSpread(
        of(shares),
        movedShares.map((one) => of(one ?? shares)),
        samples,
      ),
    };
  return {
    insideFraction: shareOf(({ ofAblation }) => ofAblation),
    targetCovered: shareOf(({ ofTarget }) => ofTarget),
    ablativeMargin: {
      value: margin,
      unit: 'mm',
      ...depthSpread(margin, margins, samples, depthAt),
    },
    probabilityCovered: errors.isLoose
      ? probabilityOver(errors.singles(LOOSE_SAMPLES), depthAt)
      : probabilityOfDepth(margins, samples),
  };
};
