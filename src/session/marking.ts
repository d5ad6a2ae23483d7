import type { ViewGeometry } from '../confirmation/edit-view.ts';
import type { ImageSource } from './space-of.ts';

/** What a press can make or ask for: marks, an object of known size, the end of a device. */
export type MarkTool = 'target' | 'tip' | 'shaft' | 'entry' | 'plan' | 'calibrate' | 'find';

/** `round`: a sphere in patient space, a circle in images. */
export type TargetShape = 'round' | 'point' | 'contour';

/** Two projections side by side: the image that each shows, and what of its geometry a person entered before anything was marked. */
export interface TwoViews {
  readonly sources: readonly [ImageSource, ImageSource];
  readonly entered: readonly [ViewGeometry, ViewGeometry];
}
