import { applyEdit } from '../confirmation/edit.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { isSameScaling, type Scaling } from '../confirmation/user-calibration.ts';
import type { ImagePoint } from '../space/frame.ts';
import { isOneOf, scalingAt } from './image-calibration.ts';
import type { ImageSource } from './image-source.ts';

/** Finds a loaded image by what a record says of it. */
export type ImageLookup = (sopInstanceUID: string, frame: number) => ImageSource | undefined;

/** The image that a record's marks were made on: its own, or the one that the tip names. */
export const imageOf = (record: Confirmation, lookup: ImageLookup): ImageSource | undefined => {
  const { space, tip } = record;
  if ('sopInstanceUID' in space) return lookup(space.sopInstanceUID, space.frame);
  if (space.kind === 'biplane') return lookup(space.views[0].sopInstanceUID, space.views[0].frame);
  return tip?.image ? lookup(tip.image.sopInstanceUID, tip.image.frame ?? 1) : undefined;
};

/** Every point of the record, of those marks that lie in its space. */
export const pointsOf = ({
  tip,
  target,
  shaft,
  entry,
  plan,
}: Pick<Confirmation, 'tip' | 'target' | 'shaft' | 'entry' | 'plan'>): ImagePoint[] => {
  const centers = target && 'center' in target ? [target.center] : target?.shape === 'contour' ? target.points : [];
  const points = [
    ...(tip?.position ? [tip.position] : []),
    ...centers,
    ...(shaft ?? []),
    ...(entry ? [entry] : []),
    ...(plan ? [plan.entry, plan.target] : []),
  ];
  return points as unknown as ImagePoint[];
};

/** The record in a scale of its image, with everything that is in the scale's unit. */
export const inScaling = (record: Confirmation, scaling: Scaling): Confirmation =>
  !('scale' in record.space) || isSameScaling(record.space, scaling)
    ? record
    : applyEdit(record, { kind: 'set-scale', ...scaling });

/** The record in the scale that now holds at its marks, whatever it was in. */
export const rescaled = (record: Confirmation, source: ImageSource | undefined): Confirmation =>
  source ? inScaling(record, scalingAt(source, pointsOf(record))) : record;

/** The record with the scale that holds at all of its marks. In ultrasound that depends on the regions that they lie in. */
export const withScaleOfMarks = (record: Confirmation, source: ImageSource | undefined): Confirmation => {
  if (!source || !('scale' in record.space) || pointsOf(record).length === 0) return record;
  // A reader's scale that came with the record, and not with the image, stays.
  const isForeign = record.space.scale.basis === 'user' && !isOneOf(source.calibrations, record.space);
  return isForeign ? record : rescaled(record, source);
};
