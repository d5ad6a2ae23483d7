import type { Types } from '@cornerstonejs/core';
import { displayAspectOf } from '../image/display-aspect.ts';
import { canvasFineness } from '../session/canvas-fineness.ts';
import type { ImageSource } from '../session/space-of.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import { add, scale, subtract, type Vector3 } from '../space/vector.ts';
import { mendMissedResize } from './missed-resize.ts';

/** What a viewport says of the picture that it draws; its own types leave that open. */
interface DrawnImage {
  readonly origin: ArrayLike<number>;
  /** Unit vectors along a row, down a column and across, one after the other. */
  readonly direction: ArrayLike<number>;
  readonly spacing: readonly [number, number, number];
}

const vector = (value: ArrayLike<number>): Vector3 => [value[0] ?? NaN, value[1] ?? NaN, value[2] ?? NaN];

const drawnImage = (viewport: Types.IViewport): DrawnImage | undefined =>
  (viewport as { getImageData?: () => DrawnImage | undefined }).getImageData?.();

/** From one pixel to the next along a row (0) or down a column (1), in Cornerstone's world. */
const pixelStep = ({ direction, spacing }: DrawnImage, axis: 0 | 1): Vector3 =>
  scale([direction[3 * axis] ?? NaN, direction[3 * axis + 1] ?? NaN, direction[3 * axis + 2] ?? NaN], spacing[axis]);

/** Both ways between a viewport's canvas and Cornerstone's world. */
export interface Projection {
  readonly worldAt: (at: CanvasPoint) => Vector3;
  readonly canvasAt: (world: Vector3) => CanvasPoint;
}

/**
 * Without WebGL Cornerstone counts a stack's pixels from their corners where it maps canvas to world, but takes the world's origin for the
 * first pixel's centre: everything it says is half a pixel off, besides what `canvasFineness` mends. Both ways are off alike, so the screen
 * hides it; a record doesn't.
 */
export const projectionOf = (viewport: Types.IViewport, isByProcessor: boolean): Projection => {
  mendMissedResize(viewport);
  const drawn = isByProcessor && viewport.type.startsWith('stack') ? drawnImage(viewport) : undefined;
  const half: Vector3 = drawn ? scale(add(pixelStep(drawn, 0), pixelStep(drawn, 1)), 0.5) : [0, 0, 0];
  const fineness = canvasFineness(viewport.canvas, drawn !== undefined);
  return {
    worldAt: (at) => subtract(vector(viewport.canvasToWorld([at[0] * fineness, at[1] * fineness])), half),
    canvasAt: (world) => {
      const at = viewport.worldToCanvas([...add(world, half)]);
      return canvasPoint(at[0] / fineness, at[1] / fineness);
    },
  };
};

/** How Cornerstone's world lies over the pixels of an image: where the first pixel's centre is, and a step along a row and down a column. */
export interface PixelGrid {
  readonly origin: Vector3;
  readonly column: Vector3;
  readonly row: Vector3;
}

/**
 * Read from the picture itself. What Cornerstone takes for the spacing of an image that has no place in the patient depends on who answers its
 * metadata requests (a host's provider gives corrected spacings, ours pixels), so nothing is assumed of it.
 */
export const pixelGridOf = (viewport: Types.IViewport, source: ImageSource): PixelGrid => {
  const drawn = drawnImage(viewport);
  if (!drawn) return { origin: [0, 0, 0], column: [1, 0, 0], row: [0, displayAspectOf(source.frame), 0] };
  return { origin: vector(drawn.origin), column: pixelStep(drawn, 0), row: pixelStep(drawn, 1) };
};
