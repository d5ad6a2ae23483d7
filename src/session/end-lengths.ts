import type { Space } from '../confirmation/record.ts';
import type { FoundEnd } from './suggestions.ts';

/** What of an end that was found is a length, in the unit of its space: an image's own scale, where it has one. */
export interface EndLengths {
  readonly unit: string;
  /** 1 SD along the device and across it. */
  readonly along: number;
  readonly across: number;
  /** Of one unit of the end's positions along the device: 1 in the patient, a pixel's length in that direction in an image. */
  readonly perUnit: number;
  /** The device's direction in that unit, of length 1: in an image of pixels that aren't square another than among the pixels. */
  readonly direction: readonly number[];
  /** Of one unit of the end's positions, on each axis. */
  readonly spacing: readonly number[];
}

/**
 * In an image `sigma.across` is the length in pixels of a displacement that stands on the device in the image's unit: what is a right angle
 * there is none among pixels that aren't square.
 */
export const endLengths = (
  { axis, tip, sigma }: Pick<FoundEnd, 'axis' | 'tip' | 'sigma'>,
  space: Space,
): EndLengths => {
  if (tip.length === 3 || !('scale' in space))
    return { unit: 'mm', ...sigma, perUnit: 1, direction: axis, spacing: axis.map(() => 1) };
  const { unit, betweenColumns, betweenRows } = space.scale;
  const [x, y] = [axis[0] * betweenColumns, axis[1] * betweenRows];
  const perUnit = Math.hypot(x, y);
  const [ux, uy] = [x / perUnit, y / perUnit];
  return {
    unit,
    along: sigma.along * perUnit,
    across: sigma.across / Math.hypot(uy / betweenColumns, ux / betweenRows),
    perUnit,
    direction: [ux, uy],
    spacing: [betweenColumns, betweenRows],
  };
};

/** Where a position lies along the axis of an end, in the unit of its space: negative on the device. */
export const placeAlong = (end: FoundEnd, space: Space, position: readonly number[]): number => {
  const { direction, spacing } = endLengths(end, space);
  return direction.reduce(
    (sum, part, k) => sum + part * (spacing[k] ?? 1) * ((position[k] ?? 0) - (end.tip[k] ?? 0)),
    0,
  );
};
