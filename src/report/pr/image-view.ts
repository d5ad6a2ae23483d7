import type { Confirmation } from '../../confirmation/record.ts';
import { imagePointFromPatient, patientFromImagePoint } from '../../image/plane-geometry.ts';
import type { ImageFrame } from '../../image/stacks.ts';
import type { OverlayView } from '../../overlay/view.ts';
import { canvasPoint, imagePoint, patientPoint, type CanvasPoint, type ImagePoint } from '../../space/frame.ts';

/** The larger side of an image, in the pixels that labels are laid out for. */
const CANVAS_PX = 1024;

/** An image as a place to draw marks in, and the way back from drawing to its pixels. */
export interface ImageView {
  readonly overlay: OverlayView;
  readonly imagePointOf: (at: CanvasPoint) => ImagePoint;
}

/**
 * The whole of an image, its pixels in their true aspect, as the overlay sees a viewport.
 *
 * @param halfSliceMm half the distance to the next image: marks farther off the plane belong to another one
 */
export const imageView = (record: Confirmation, on: ImageFrame, aspect: number, halfSliceMm: number): ImageView => {
  const { plane, instance } = on;
  const { columns, rows } = instance;
  const perColumn = CANVAS_PX / Math.max(columns, rows * aspect);
  const perRow = perColumn * aspect;
  const canvasOf = ([column, row]: ImagePoint): CanvasPoint => canvasPoint(column * perColumn, row * perRow);
  const imagePointOf = ([x, y]: CanvasPoint): ImagePoint => imagePoint(x / perColumn, y / perRow);
  const { space } = record;
  const shared = { width: columns * perColumn, height: rows * perRow, halfSliceMm };
  if (space.kind === 'patient' && plane) {
    return {
      imagePointOf,
      overlay: {
        ...shared,
        project: ([x = NaN, y = NaN, z = NaN]) => {
          const { point, offsetMm } = imagePointFromPatient(plane, patientPoint(x, y, z));
          return { at: canvasOf(point), offsetMm };
        },
        positionAt: (at) => patientFromImagePoint(plane, imagePointOf(at)),
        canvasPerMm: perColumn / plane.betweenColumns,
        otherFrame: null,
      },
    };
  }
  const isOwn =
    'sopInstanceUID' in space && space.sopInstanceUID === instance.sopInstanceUID && space.frame === on.frame;
  return {
    imagePointOf,
    overlay: {
      ...shared,
      project: ([column = NaN, row = NaN]) => (isOwn ? { at: canvasOf(imagePoint(column, row)), offsetMm: 0 } : null),
      positionAt: imagePointOf,
      canvasPerMm: 1,
      otherFrame: null,
    },
  };
};
