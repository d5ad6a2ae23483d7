import type { Coordinates, Surface } from '../../space/surface.ts';
import type { Covariance } from '../../space/covariance.ts';
import { surfaceSpread } from '../surface-spread.ts';
import type { MarkCovariances } from '../uncertainty.ts';
import { deviceErrors, type DeviceErrors, type PlacedDevice } from './device-errors.ts';
import { devicePath, type DevicePath } from './device-path.ts';
import { farthestOut, insideShare, SEARCHED_TO_MM } from './segment-cover.ts';
import type { AssessedSegment, ZoneLength } from './zone-assessment.ts';
import { depthSpread, probabilityOfDepth, probabilityOver, spreadOver } from './zone-spread.ts';

/** Errors of the device that are looked at: fewer where the zone has to be searched for each. */
const SAMPLES = { round: 512, drawn: 256 } as const;
/** As many are looked at for a probability where errors turn the device much. */
const LOOSE_SAMPLES = { round: 8192, drawn: 2048 } as const;
/** mm; for the spread alone. */
const SAMPLES_SEARCHED_TO_MM = 5 * SEARCHED_TO_MM;

type Measured = Pick<AssessedSegment, 'insideFraction' | 'margin' | 'ends' | 'probabilityCovered'>;

/** A length of the device from one place to another (mm from the tip) against a target. */
export const measureSegment = (
  [from, to]: readonly [number, number],
  device: PlacedDevice,
  path: DevicePath,
  surface: Surface,
  covariances: MarkCovariances | null,
): Measured => {
  const lineOn = (along: DevicePath): readonly Coordinates[] => along.between(from, to);
  const line = lineOn(path);
  const ends = [line[0] ?? [], line.at(-1) ?? []] as const;
  const margin = -farthestOut(line, surface).distance;
  const share = insideShare(line, surface);
  if (!covariances) {
    const exact = { sigma: null, interval: null } as const;
    const length = (value: number): ZoneLength => ({ value, unit: 'mm', ...exact });
    return {
      insideFraction: { value: share, unit: '1', ...exact },
      margin: length(margin),
      ends: [length(surface.signedDistance(ends[0])), length(surface.signedDistance(ends[1]))],
      probabilityCovered: null,
    };
  }
  const errors = deviceErrors(device, covariances);
  const depthOf = (moved: readonly Coordinates[]): number =>
    -farthestOut(moved, surface, SAMPLES_SEARCHED_TO_MM).distance;
  const kind = surface.toUnitBall ? 'round' : 'drawn';
  const samples = errors.samples(SAMPLES[kind]);
  const lines = samples.map((error) => lineOn(movedPath(errors, error) ?? path));
  const margins = lines.map(depthOf);
  const depthAt = (error: Coordinates): number => depthOf(lineOn(movedPath(errors, error) ?? path));
  const end = (at: 0 | -1, place: Coordinates): ZoneLength => ({
    value: surface.signedDistance(place),
    unit: 'mm',
    ...surfaceSpread(surface, place, covarianceOf(lines.map((moved) => moved.at(at) ?? place))),
  });
  return {
    insideFraction: {
      value: share,
      unit: '1',
      ...spreadOver(
        share,
        lines.map((moved) => insideShare(moved, surface)),
        samples,
      ),
    },
    margin: { value: margin, unit: 'mm', ...depthSpread(margin, margins, samples, depthAt) },
    ends: [end(0, ends[0]), end(-1, ends[1])],
    probabilityCovered:
      surface.dimensions < 3
        ? null
        : errors.isLoose
          ? probabilityOver(errors.singles(LOOSE_SAMPLES[kind]), depthAt)
          : probabilityOfDepth(margins, samples),
  };
};

/** Null where an error brings the tip onto the shaft: then the device has no direction. */
export const movedPath = (errors: DeviceErrors, error: Coordinates): DevicePath | null =>
  devicePath(errors.placeAt(error));

const covarianceOf = (points: readonly Coordinates[]): Covariance => {
  const size = points[0]?.length ?? 0;
  const axes = Array.from({ length: size }, (_, axis) => axis);
  const means = axes.map((axis) => points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / points.length);
  return axes.map((row) =>
    axes.map(
      (column) =>
        points.reduce(
          (sum, point) => sum + ((point[row] ?? 0) - (means[row] ?? 0)) * ((point[column] ?? 0) - (means[column] ?? 0)),
          0,
        ) /
        (points.length - 1),
    ),
  );
};
