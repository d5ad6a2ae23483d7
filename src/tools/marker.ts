import type { Types } from '@cornerstonejs/core';
import type { DrawnGroup, Shape } from '../overlay/shape.ts';
import type { MarkTool } from '../session/marking.ts';
import type { Gesture, GestureHandlers, Press } from './gestures.ts';

/** What the viewports of a tool group are marked with and drawn by. */
export interface Marker extends GestureHandlers {
  /** @param tool the marking tool in use when it was pressed; without it, the one that is in use now */
  readonly begin: (press: Press, tool?: MarkTool | null) => Gesture | null;
  /** What one group of marks looks like on this element now. */
  shapes(element: HTMLElement, group: DrawnGroup): readonly Shape[];
  /** Gives the element its own cursor back. */
  release(element: HTMLElement): void;
}

/** What a marker knows of the host that it works in. */
export interface MarkerHost {
  readonly viewportOf: (element: HTMLElement) => Types.IViewport | undefined;
  /** Whether Cornerstone draws without WebGL. */
  readonly isByProcessor: (viewport: Types.IViewport) => boolean;
  /** The marking tool in use on this element; null: handles can be dragged, other presses are the host's. */
  readonly toolOf: (element: HTMLElement) => MarkTool | null;
  /** Told of the element that the next edits come from, before them. */
  readonly acting: (element: HTMLElement) => void;
  /** Draws the marks of all elements again. */
  readonly redraw: () => void;
}
