import type { CanvasPoint } from '../space/frame.ts';
import type { Handle } from './handle.ts';

/** Which colours and line a shape takes; never the only carrier of a meaning. */
export type Tone = 'target' | 'tip' | 'device' | 'plan' | 'zone' | 'calibration' | 'suggestion';

/** Drawing as plain data, in canvas pixels. A `ghost` belongs to another slice or frame and is drawn hollow and dashed. */
export type Shape =
  | {
      readonly kind: 'path';
      readonly points: readonly CanvasPoint[];
      readonly closed: boolean;
      readonly tone: Tone;
      readonly ghost: boolean;
      /** A length of the device that acts is drawn thicker than the device. */
      readonly thick?: boolean;
      /** What a line is that isn't a mark itself, for readers of the drawing. */
      readonly name?: 'epipolar-line' | 'reprojection';
    }
  | {
      readonly kind: 'handle';
      readonly at: CanvasPoint;
      readonly handle: Handle;
      readonly tone: Tone;
      readonly ghost: boolean;
    }
  | {
      readonly kind: 'label';
      readonly at: CanvasPoint;
      readonly from: CanvasPoint;
      readonly text: string;
      readonly tone: Tone;
      readonly ghost: boolean;
    };

/** Shapes of one tool's marks, so that each Cornerstone tool draws its own. */
export type MarkGroup = 'target' | 'tip' | 'shaft' | 'entry' | 'plan';

/** What is drawn: the marks of a confirmation, the object that an image is calibrated on, and ends of a device that were found. */
export type DrawnGroup = MarkGroup | 'calibration' | 'suggestion';
