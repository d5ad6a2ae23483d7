import type { Types } from '@cornerstonejs/core';
import type { PictureView } from '../session/mark-views.ts';
import type { Stage } from './stage.ts';

type Shows = Pick<Stage, 'shown' | 'viewports'>;

const single = (stage: Shows): { readonly series: string; readonly viewport: Types.IStackViewport } | null => {
  const now = stage.shown.peek();
  const [viewport] = stage.viewports();
  return now?.layout === 'single' && viewport
    ? { series: now.series.key, viewport: viewport as Types.IStackViewport }
    : null;
};

/** How the single view shows its picture now; null in other layouts, and before there is a picture. */
export const pictureView = (stage: Shows): PictureView | null => {
  const found = single(stage);
  const { focalPoint, parallelScale } = found?.viewport.getCamera() ?? {};
  if (!found || !focalPoint || !parallelScale) return null;
  const { voiRange, invert } = found.viewport.getProperties();
  const { series } = found;
  const [x, y, z] = focalPoint;
  return {
    ...{ series, focus: [x, y, z], halfHeight: parallelScale, inverted: invert === true },
    window: voiRange ? { lower: voiRange.lower, upper: voiRange.upper } : null,
  };
};

/** Shows the picture as it was looked at; does nothing where another stack, or another layout, is shown. The slice stays. */
export const showPictureView = (stage: Shows, { series, focus, halfHeight, window, inverted }: PictureView): void => {
  const found = single(stage);
  if (found?.series !== series) return;
  const { viewport } = found;
  viewport.setProperties({ ...(window && { voiRange: { ...window } }), invert: inverted });
  const { focalPoint, position, viewPlaneNormal } = viewport.getCamera();
  if (focalPoint && position && viewPlaneNormal) {
    // Only across the line of sight: along it lies the slice.
    const away = focus.map((value, axis) => value - (focalPoint[axis] ?? 0));
    const along = away.reduce((sum, value, axis) => sum + value * (viewPlaneNormal[axis] ?? 0), 0);
    const moved = (point: Types.Point3): Types.Point3 => {
      const to = (axis: 0 | 1 | 2): number => point[axis] + (away[axis] ?? 0) - along * viewPlaneNormal[axis];
      return [to(0), to(1), to(2)];
    };
    viewport.setCamera({ parallelScale: halfHeight, focalPoint: moved(focalPoint), position: moved(position) });
  }
  viewport.render();
};
