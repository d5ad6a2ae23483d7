import type { Types } from '@cornerstonejs/core';
import type { PictureView } from '../session/mark-views.ts';
import type { ImageSource } from '../session/space-of.ts';
import { add, dot, length, scale, subtract } from '../space/vector.ts';
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

/** How the single view shows its image now: what `showKeyView` would show of it again. Null in other layouts, and before there is a picture. */
export const keyViewNow = ({ stage }: Pick<Machinery, 'stage'>): Omit<KeyView, 'caption' | 'marks'> | null => {
  const shown = stage.shown.peek();
  const [viewport] = stage.viewports();
  const now = pictureView(stage);
  const frame = shown?.series.frames[shown.index];
  if (!now || !frame || !viewport || now.series !== shown.series.key) return null;
  const { focus, halfHeight } = placeIn({ series: shown.series, frame }, now, viewport);
  return {
    sopInstanceUID: frame.instance.sopInstanceUID,
    frame: frame.frame,
    focus,
    halfHeight,
    ...(now.window && now.window.lower < now.window.upper && { window: now.window }),
  };
};

/** The other way than `placeOf`. */
const placeIn = (
  source: ImageSource,
  { focus, halfHeight }: PictureView,
  viewport: Types.IViewport,
): { readonly focus: readonly number[]; readonly halfHeight: number } => {
  if (source.frame.plane) return { focus, halfHeight };
  const { origin, column, row } = pixelGridOf(viewport, source);
  const from = subtract(focus, origin);
  return {
    focus: [column, row].map((step) => dot(from, step) / dot(step, step) + 0.5),
    halfHeight: halfHeight / length(row),
  };
};
