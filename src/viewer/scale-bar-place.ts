import type { Types } from '@cornerstonejs/core';
import { displayAspectOf } from '../image/display-aspect.ts';
import type { Scale } from '../image/scale.ts';
import { principalRegion, regionScale, type UltrasoundRegion } from '../image/ultrasound-region.ts';
import { regionOf, scalingAt } from '../session/image-calibration.ts';
import type { ImageSource } from '../session/space-of.ts';

/** Canvas pixels. */
export interface BarPlace {
  readonly left: number;
  readonly bottom: number;
  readonly height: number;
}

/** The scale that a bar shows, and the ultrasound region that it holds in: null for the whole picture. Null where none holds. */
export const scaleOfBar = (
  source: ImageSource,
): { readonly scale: Scale; readonly region: UltrasoundRegion | null } | null => {
  const { regions } = source.frame;
  if (regions.length === 0) return { scale: scalingAt(source, []).scale, region: null };
  const principal = principalRegion(regions);
  if (principal && regionScale(principal)) return { scale: scalingAt(source, []).scale, region: principal };
  const [made] = source.calibrations ?? [];
  const region = made ? regionOf(source.frame, made) : null;
  return made && region ? { scale: made.scale, region } : null;
};

const MARGIN_PX = 14;

/** A part of a region that is smaller than this on the screen has no room for a bar. */
const LEAST_PX = 60;

/** Where a bar stands: inside the region that it holds in, as much of it as is on the screen. Null where there is no room. */
export const placeInRegion = (
  viewport: Types.IViewport,
  { frame }: ImageSource,
  { bounds: [x0, y0, x1, y1] }: UltrasoundRegion,
  size: { readonly width: number; readonly height: number },
): BarPlace | null => {
  const aspect = displayAspectOf(frame);
  const corners = [
    [x0, y0],
    [x1 + 1, y0],
    [x0, y1 + 1],
    [x1 + 1, y1 + 1],
  ].map(([column = 0, row = 0]) => viewport.worldToCanvas([column - 0.5, (row - 0.5) * aspect, 0]));
  const within = (axis: 0 | 1, most: number): readonly [number, number] => {
    const values = corners.map((corner) => corner[axis]);
    return [Math.max(0, Math.min(...values)), Math.min(most, Math.max(...values))];
  };
  const [left, right] = within(0, size.width);
  const [top, bottom] = within(1, size.height);
  if (!(right - left >= LEAST_PX && bottom - top >= LEAST_PX)) return null;
  return { left: left + MARGIN_PX, bottom: size.height - bottom + MARGIN_PX, height: bottom - top };
};
