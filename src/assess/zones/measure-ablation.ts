import type { EllipsoidZone } from '../../confirmation/device.ts';
import type { Space, Target } from '../../confirmation/record.ts';
import type { Coordinates, Surface } from '../../space/surface.ts';
import type { MarkCovariances } from '../uncertainty.ts';
import { coveredShare, farthestOutOf } from './ablation-cover.ts';
import { deviceErrors, type PlacedDevice } from './device-errors.ts';
import type { DevicePath } from './device-path.ts';
import { movedPath } from './measure-segment.ts';
import { spheroidProfile, type Spheroid } from './spheroid.ts';
import { targetBody } from './target-body.ts';
import type { AssessedAblation } from './zone-assessment.ts';
import { depthSpread, probabilityOfDepth, spreadOver } from './zone-spread.ts';

/** Errors of the device that are looked at, and places in the target that a share is then taken over. */
const SAMPLES = 512;
const SAMPLED_PLACES = 512;

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
  const share = coveredShare(body, spheroid);
  // What target and ablation share, by the volume of the ablation instead of the target's.
  const perAblation = body.volume / ((4 / 3) * Math.PI * profile.along * profile.across ** 2);
  const ofAblation = (ofTarget: number): number => Math.min(1, ofTarget * perAblation);
  if (!covariances) {
    const exact = { sigma: null, interval: null } as const;
    return {
      insideFraction: { value: ofAblation(share), unit: '1', ...exact },
      targetCovered: { value: share, unit: '1', ...exact },
      ablativeMargin: { value: -farthestOutOf(body, spheroid)(spheroid), unit: 'mm', ...exact },
      probabilityCovered: null,
    };
  }
  const errors = deviceErrors(device, covariances);
  const samples = errors.samples(SAMPLES);
  const spheroidAt = (error: Coordinates): Spheroid => spheroidOn(movedPath(errors, error) ?? path);
  const moved = samples.map(spheroidAt);
  const farthestOut = farthestOutOf(body, spheroid);
  const margin = -farthestOut(spheroid);
  const margins = moved.map((one) => -farthestOut(one));
  const covered = moved.map((one) => coveredShare(body, one, SAMPLED_PLACES));
  const ofTarget = spreadOver(share, covered, samples);
  return {
    insideFraction: {
      value: ofAblation(share),
      unit: '1',
      ...spreadOver(ofAblation(share), covered.map(ofAblation), samples),
    },
    targetCovered: { value: share, unit: '1', ...ofTarget },
    ablativeMargin: {
      value: margin,
      unit: 'mm',
      ...depthSpread(margin, margins, samples, (error) => -farthestOut(spheroidAt(error))),
    },
    probabilityCovered: probabilityOfDepth(margins, samples),
  };
};
