/** The marks that a press can make. */
export type MarkTool = 'target' | 'tip' | 'shaft' | 'entry' | 'plan' | 'calibrate';

/** `round`: a sphere in patient space, a circle in images. */
export type TargetShape = 'round' | 'point' | 'contour';
