import type { Confirmation } from '../../confirmation/record.ts';
import { patientFromImagePoint, imagePointFromPatient, type PlaneGeometry } from '../../image/plane-geometry.ts';
import { targetMiddle } from '../../overlay/target-outline.ts';
import { targetReach } from '../../overlay/target-reach.ts';
import type { MarkPosition, OverlayView, Projected } from '../../overlay/view.ts';
import { canvasPoint, imagePoint, patientPoint, type CanvasPoint, type ImagePoint } from '../../space/frame.ts';
import type { ShownFrame } from './shown-frame.ts';

/** The part of an image that is shown: its corner as an image point, and how large its pixels are drawn. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  /** Units of the picture for a pixel along a row, and down a column. */
  readonly across: number;
  readonly down: number;
  /** Units of the picture. */
  readonly width: number;
  readonly height: number;
}

/** Room around the marks, as a share of what they take up. */
const MARGIN = 0.5;
/** No less of the body than this is shown, so that it is known where one is; of an image without millimetres, this share of it. */
const LEAST_MM = 90;
const LEAST_SHARE = 0.45;

/**
 * Tip and target with some of what lies around them, in a picture of `width` × `height` units. As large as the image at most, in its true
 * proportions, and within it as far as it goes.
 */
export const cropAround = (
  { record, plane, aspect, image: { attributes } }: ShownFrame,
  { width, height }: { readonly width: number; readonly height: number },
): Crop => {
  const { columns, rows } = attributes;
  const found = markedBox(record, plane);
  // Without any mark that has a place, all of it.
  const marked = Number.isFinite(found.left + found.top) ? found : { left: 0, top: 0, right: columns, bottom: rows };
  // All in columns: what a row counts in them is `aspect`.
  const room =
    Math.max(marked.right - marked.left, ((marked.bottom - marked.top) * aspect * width) / height) * (1 + 2 * MARGIN);
  const mmPerColumn =
    plane?.betweenColumns ??
    ('scale' in record.space && record.space.scale.unit === 'mm' ? record.space.scale.betweenColumns : null);
  const whole = Math.max(columns, (rows * aspect * width) / height);
  const least = mmPerColumn === null ? LEAST_SHARE * whole : LEAST_MM / mmPerColumn;
  const shown = Math.min(whole, Math.max(room, least));
  const across = width / shown;
  const down = across * aspect;
  return {
    left: placed((marked.left + marked.right) / 2, width / across, columns),
    top: placed((marked.top + marked.bottom) / 2, height / down, rows),
    across,
    down,
    width,
    height,
  };
};

/** Where a window of this size begins around a middle: within the image, or with the image in its middle where that is smaller. */
const placed = (middle: number, size: number, of: number): number =>
  size >= of ? (of - size) / 2 : Math.min(of - size, Math.max(0, middle - size / 2));

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What tip and target take up, image points. */
const markedBox = (record: Confirmation, plane: PlaneGeometry | null): Box => {
  const { tip, target } = record;
  const points: (readonly [ImagePoint, reachColumns: number, reachRows: number])[] = [];
  const add = (position: MarkPosition, reach: number, inPixels = false): void => {
    const scale =
      plane ?? (!inPixels && 'scale' in record.space ? record.space.scale : { betweenColumns: 1, betweenRows: 1 });
    points.push([imagePointOf(position, plane).point, reach / scale.betweenColumns, reach / scale.betweenRows]);
  };
  if (tip?.position) add(tip.position, 0);
  const middle = target && (record.space.kind === 'patient' ? targetMiddle(record, target) : null);
  if (target && middle) {
    const [x = NaN, y = NaN, z = NaN] = middle;
    add(middle, targetReach(target, [x, y, z]));
  } else if (target?.shape === 'circle') add(target.center, target.radius, true);
  else if (target?.shape === 'point') add(target.center, target.tolerance);
  else if (target?.shape === 'contour') for (const point of target.points) add(point, 0);
  return {
    left: Math.min(...points.map(([[column], reach]) => column - reach)),
    right: Math.max(...points.map(([[column], reach]) => column + reach)),
    top: Math.min(...points.map(([[, row], , reach]) => row - reach)),
    bottom: Math.max(...points.map(([[, row], , reach]) => row + reach)),
  };
};

const imagePointOf = (
  [a = NaN, b = NaN, c = NaN]: MarkPosition,
  plane: PlaneGeometry | null,
): { readonly point: ImagePoint; readonly offsetMm: number } =>
  plane ? imagePointFromPatient(plane, patientPoint(a, b, c)) : { point: imagePoint(a, b), offsetMm: 0 };

/** The picture as a view to draw marks in. */
export const viewOfCrop = (
  { left, top, across, down, width, height }: Crop,
  { plane, record }: Pick<ShownFrame, 'plane' | 'record'>,
): OverlayView => {
  const voxel = record.space.kind === 'patient' ? record.space.voxel : undefined;
  return {
    project: (position): Projected => {
      const { point, offsetMm } = imagePointOf(position, plane);
      return { at: canvasPoint((point[0] - left) * across, (point[1] - top) * down), offsetMm };
    },
    positionAt: (at: CanvasPoint): MarkPosition => {
      const point = imagePoint(left + at[0] / across, top + at[1] / down);
      return plane ? patientFromImagePoint(plane, point) : point;
    },
    halfSliceMm: (voxel?.betweenSlices ?? 1) / 2,
    canvasPerMm: plane ? across / plane.betweenColumns : across,
    otherFrame: null,
    width,
    height,
  };
};
