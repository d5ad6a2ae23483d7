import type { Types } from '@cornerstonejs/core';
import type { ImageSource } from '../session/space-of.ts';
import { add, length, scale } from '../space/vector.ts';
import type { KeyView } from '../teach/case.ts';
import { pixelGridOf } from '../tools/projection.ts';
import { pictureView, showPictureView } from '../viewer/picture-view.ts';
import type { Machinery } from './machinery.ts';

/** Shows an image alone, as its key view has it; what the key view leaves open stays as it is. */
export const showKeyView = async (view: KeyView, { stage, study }: Machinery): Promise<void> => {
  const source = study.lookup(view.sopInstanceUID, view.frame);
  if (!source) return;
  const index = source.series.frames.indexOf(source.frame);
  const shown = stage.shown.peek();
  if (shown?.series.key === source.series.key && shown.layout === 'single') await stage.setIndex(index);
  else await stage.show(source.series, { index });
  const [viewport] = stage.viewports();
  const now = pictureView(stage);
  if (!viewport || now?.series !== source.series.key) return;
  showPictureView(stage, {
    ...now,
    ...placeOf(view, source, viewport),
    ...(view.window && { window: view.window }),
  });
};

/** Place and zoom in the picture's own coordinates: patient mm, or Cornerstone's of an image without a place. */
const placeOf = (
  { focus, halfHeight }: KeyView,
  source: ImageSource,
  viewport: Types.IViewport,
): { focus?: readonly [number, number, number]; halfHeight?: number } => {
  const [x, y, z] = focus ?? [];
  if (source.frame.plane)
    return {
      ...(x !== undefined && y !== undefined && z !== undefined && { focus: [x, y, z] as const }),
      ...(halfHeight !== undefined && { halfHeight }),
    };
  const { origin, column, row } = pixelGridOf(viewport, source);
  return {
    ...(x !== undefined && y !== undefined && { focus: add(origin, add(scale(column, x - 0.5), scale(row, y - 0.5))) }),
    ...(halfHeight !== undefined && { halfHeight: halfHeight * length(row) }),
  };
};
