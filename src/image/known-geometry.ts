import { imagePoint, type ImagePoint } from '../space/frame.ts';
import type { ImageAttributes } from './attributes.ts';
import type { SpacingPair } from './element-source.ts';
import type { ProjectionView } from './projection-view.ts';
import { refusal, type Refusal } from './refusal.ts';

/** What a projection's header says of its geometry, as C-arm geometry has it; undefined where it says nothing or can't be relied on. */
export interface KnownGeometry {
  readonly sid: number | undefined;
  readonly sod: number | undefined;
  readonly primaryAngle: number | undefined;
  readonly secondaryAngle: number | undefined;
  readonly imagerSpacing: readonly [betweenRows: number, betweenColumns: number] | undefined;
  /** Where the central ray meets the picture: its middle, unless the picture is a part of the detector. */
  readonly isocenter: ImagePoint | undefined;
}

/** How the arm stood in a frame. Where only the steps of its angles are recorded, those that are known are of the first. */
export const viewOfFrame = ({ frames }: ImageAttributes, frame: number): ProjectionView | undefined => {
  const view = frames[frame - 1]?.view;
  return view?.isMoving && frame > 1 ? { ...view, primaryAngle: undefined, secondaryAngle: undefined } : view;
};

/** Refused: a picture that doesn't lie on the detector as the geometry takes it to. */
export const knownGeometry = (instance: ImageAttributes, frame: number): KnownGeometry | Refusal => {
  const { rotation = 0, isFlipped = false } = instance.frames[frame - 1]?.fieldOfView ?? {};
  if (isFlipped || rotation % 360 !== 0)
    return refusal(
      'turned-picture',
      `the picture was ${isFlipped ? 'flipped' : `turned by ${String(rotation)}°`} before it was stored: the angles don’t say how it lies`,
    );
  const view = viewOfFrame(instance, frame);
  const imagerSpacing = view?.imagerSpacing;
  return {
    sid: view?.sid,
    sod: view?.sod,
    primaryAngle: view?.primaryAngle,
    secondaryAngle: view?.secondaryAngle,
    imagerSpacing: imagerSpacing && [imagerSpacing.betweenRows, imagerSpacing.betweenColumns],
    isocenter: isocenterOf(instance, frame, imagerSpacing),
  };
};

const SAME_EDGE = 0.01;

/** The middle of the detector, which the central ray meets (flat panel, no shift of it). */
const isocenterOf = (
  { columns, rows, frames }: ImageAttributes,
  frame: number,
  imagerSpacing: SpacingPair | undefined,
): ImagePoint | undefined => {
  const { origin, elementSpacing, edges } = frames[frame - 1]?.fieldOfView ?? {};
  const [down = 0, across = 0] = origin ?? [];
  if (down === 0 && across === 0) return imagePoint(columns / 2, rows / 2);
  const [betweenRows, betweenColumns] = elementSpacing ?? [];
  // Which of two edges comes first is told nowhere without doubt: only a square detector's are used.
  const [edge, other] = edges ?? [];
  if (!imagerSpacing || betweenRows === undefined || betweenColumns === undefined) return undefined;
  if (edge === undefined || other === undefined || !(Math.abs(other / edge - 1) <= SAME_EDGE)) return undefined;
  return imagePoint(
    (edge / 2 - across * betweenColumns) / imagerSpacing.betweenColumns,
    (edge / 2 - down * betweenRows) / imagerSpacing.betweenRows,
  );
};
