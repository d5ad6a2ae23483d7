import type { Types } from '@cornerstonejs/core';
import type { Confirmation } from '../confirmation/record.ts';
import type { MarkPosition, OverlayView, Projected } from '../overlay/view.ts';
import { frameOfReferenceOf, spaceOf, nearestSource, type ImageSource } from '../session/space-of.ts';
import { displayAspectOf } from '../image/display-aspect.ts';
import { shownSource, type FrameSource } from '../session/shown-source.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import { add, dot, length, normalize, scale, subtract, type Vector3 } from '../space/vector.ts';

/** A viewport as a place to mark in: both ways between canvas and the positions that a record holds. */
export interface MarkingView {
  /** The image shown; in a reformatted plane the nearest acquired one. */
  readonly source: ImageSource;
  /** The acquired image nearest to a position, which a mark there refers to. */
  sourceAt(position: MarkPosition): ImageSource;
  readonly shows: 'patient' | 'image';
  unproject(at: CanvasPoint): MarkPosition;
  canvasOf(position: MarkPosition): CanvasPoint;
  /** The space in which a mark at this position would be recorded. */
  spaceAt(position: MarkPosition): Confirmation['space'];
  /** max(1 CSS pixel at this zoom, half an image pixel), in the unit of the space. */
  sigmaIn(space: Confirmation['space']): number;
  /** Canvas pixels from one image pixel to the next, across and down the canvas: the steps of a nudge. */
  readonly canvasPerPixel: { readonly column: number; readonly row: number };
  /** How marks of a confirmation are to be drawn here; null where this view can't show them at all. */
  overlayFor(confirmation: Confirmation): OverlayView | null;
}

type AnyViewport = Types.IViewport & {
  getCurrentImageId?: () => string | undefined;
  getImageIds?: () => string[];
};

/** What a viewport says of the picture that it draws; its own types leave that open. */
interface DrawnImage {
  readonly origin: ArrayLike<number>;
  /** Unit vectors along a row, down a column and across, one after the other. */
  readonly direction: ArrayLike<number>;
  readonly spacing: readonly [number, number, number];
}

const vector = (value: ArrayLike<number>): Vector3 => [value[0] ?? NaN, value[1] ?? NaN, value[2] ?? NaN];

const worldAt = (viewport: AnyViewport, at: CanvasPoint): Vector3 => vector(viewport.canvasToWorld([at[0], at[1]]));
const canvasAt = (viewport: AnyViewport, world: Vector3): CanvasPoint => {
  const at = viewport.worldToCanvas([...world]);
  return canvasPoint(at[0], at[1]);
};

/** Null while the viewport shows nothing, or an image that we know nothing about. */
export const markingView = (viewport: AnyViewport, frames: FrameSource): MarkingView | null => {
  const source = shownSource(viewport, frames);
  if (!source) return null;
  const { clientWidth: width, clientHeight: height } = viewport.element;
  return source.frame.plane
    ? patientView(viewport, source, source.frame.plane.normal, width, height)
    : imageView(viewport, source, width, height);
};

/** The plane shown: the image's own where a stack shows one, else the camera's. */
const shownPlane = (
  viewport: AnyViewport,
  source: ImageSource,
  imageNormal: Vector3,
): { readonly point: Vector3; readonly normal: Vector3; readonly halfSliceMm: number } => {
  const camera = viewport.type.startsWith('stack') ? null : (viewport as Types.IVolumeViewport).getCamera();
  const spacing = source.series.betweenSlices ?? 1;
  if (!camera?.focalPoint || !camera.viewPlaneNormal) {
    return { point: source.frame.plane?.origin ?? [0, 0, 0], normal: imageNormal, halfSliceMm: spacing / 2 };
  }
  // Cornerstone's view plane normal points at the reader. Offsets count away from the reader in every view, as they do along row × column in a stack.
  const towardsReader = normalize(vector(camera.viewPlaneNormal));
  const plane = source.frame.plane;
  const voxelMm = plane
    ? Math.abs(dot(towardsReader, plane.alongRow)) * plane.betweenColumns +
      Math.abs(dot(towardsReader, plane.alongColumn)) * plane.betweenRows +
      Math.abs(dot(towardsReader, plane.normal)) * spacing
    : spacing;
  return { point: vector(camera.focalPoint), normal: scale(towardsReader, -1), halfSliceMm: voxelMm / 2 };
};

const patientView = (
  viewport: AnyViewport,
  source: ImageSource,
  imageNormal: Vector3,
  width: number,
  height: number,
): MarkingView => {
  const { frame, series } = source;
  const mmPerCanvas = length(subtract(worldAt(viewport, canvasPoint(1, 0)), worldAt(viewport, canvasPoint(0, 0))));
  const pixelMm = Math.max(frame.plane?.betweenColumns ?? 0, frame.plane?.betweenRows ?? 0);
  const plane = shownPlane(viewport, source, imageNormal);
  return {
    source,
    sourceAt: (position) => nearestSource(source, vector(position)),
    shows: 'patient',
    unproject: (at) => onPlane(worldAt(viewport, at), plane),
    canvasOf: (position) => canvasAt(viewport, vector(position)),
    spaceAt: (position) => spaceOf(source, position),
    sigmaIn: () => Math.max(mmPerCanvas, pixelMm / 2),
    canvasPerPixel: stepsOnCanvas(viewport, source, mmPerCanvas),
    overlayFor: (confirmation) => {
      if (
        confirmation.space.kind !== 'patient' ||
        confirmation.space.frameOfReferenceUID !== frameOfReferenceOf(series)
      )
        return null;
      return {
        project: (position): Projected | null => {
          const world = vector(position);
          return { at: canvasAt(viewport, world), offsetMm: dot(subtract(world, plane.point), plane.normal) };
        },
        halfSliceMm: plane.halfSliceMm,
        canvasPerMm: 1 / mmPerCanvas,
        otherFrame: null,
        width,
        height,
      };
    },
  };
};

/** How far apart voxels lie across and down a view of the patient, in canvas pixels: by the acquired axes that it shows most of. */
const stepsOnCanvas = (
  viewport: AnyViewport,
  { frame, series }: ImageSource,
  mmPerCanvas: number,
): MarkingView['canvasPerPixel'] => {
  const { plane } = frame;
  const corner = worldAt(viewport, canvasPoint(0, 0));
  const stepAlong = (to: CanvasPoint): number => {
    const direction = normalize(subtract(worldAt(viewport, to), corner));
    if (!plane) return 1;
    const spacings = [
      { along: plane.alongRow, mm: plane.betweenColumns },
      { along: plane.alongColumn, mm: plane.betweenRows },
      { along: plane.normal, mm: series.betweenSlices ?? 1 },
    ];
    const shown = spacings.reduce((best, one) =>
      Math.abs(dot(one.along, direction)) > Math.abs(dot(best.along, direction)) ? one : best,
    );
    return shown.mm / mmPerCanvas;
  };
  return { column: stepAlong(canvasPoint(1, 0)), row: stepAlong(canvasPoint(0, 1)) };
};

/** Rendering works in single precision; the mark is put exactly onto the plane that is shown. */
const onPlane = (world: Vector3, plane: { readonly point: Vector3; readonly normal: Vector3 }): Vector3 => {
  const off = dot(subtract(world, plane.point), plane.normal);
  return [world[0] - off * plane.normal[0], world[1] - off * plane.normal[1], world[2] - off * plane.normal[2]];
};

/** How Cornerstone's world lies over the pixels of an image: where the first pixel's centre is, and a step along a row and down a column. */
interface PixelGrid {
  readonly origin: Vector3;
  readonly column: Vector3;
  readonly row: Vector3;
}

/**
 * Read from the picture itself. What Cornerstone takes for the spacing of an image that has no place in the patient depends on who answers its
 * metadata requests (a host's provider gives corrected spacings, ours pixels), so nothing is assumed of it.
 */
const pixelGridOf = (viewport: AnyViewport, source: ImageSource): PixelGrid => {
  const drawn = (viewport as { getImageData?: () => DrawnImage | undefined }).getImageData?.();
  if (!drawn) return { origin: [0, 0, 0], column: [1, 0, 0], row: [0, displayAspectOf(source.frame), 0] };
  const { origin, direction, spacing } = drawn;
  const axis = (at: 0 | 1): Vector3 =>
    scale([direction[3 * at] ?? NaN, direction[3 * at + 1] ?? NaN, direction[3 * at + 2] ?? NaN], spacing[at]);
  return { origin: vector(origin), column: axis(0), row: axis(1) };
};

/** Images that have no place in the patient: marks are image points, whatever Cornerstone's world is. */
const imageView = (viewport: AnyViewport, source: ImageSource, width: number, height: number): MarkingView => {
  const { frame } = source;
  const grid = pixelGridOf(viewport, source);
  const pixelAt = (at: CanvasPoint): MarkPosition => {
    const from = subtract(worldAt(viewport, at), grid.origin);
    // A pixel's centre lies half a pixel from its corner, where image points are counted from.
    return [
      dot(from, grid.column) / dot(grid.column, grid.column) + 0.5,
      dot(from, grid.row) / dot(grid.row, grid.row) + 0.5,
    ];
  };
  const canvasOf = ([column = NaN, row = NaN]: MarkPosition): CanvasPoint =>
    canvasAt(viewport, add(grid.origin, add(scale(grid.column, column - 0.5), scale(grid.row, row - 0.5))));
  const [origin, right, down] = [canvasPoint(0, 0), canvasPoint(1, 0), canvasPoint(0, 1)].map(pixelAt);
  const columnsPerCanvas = apart(origin, right);
  const rowsPerCanvas = apart(origin, down);
  return {
    source,
    sourceAt: () => source,
    shows: 'image',
    unproject: pixelAt,
    canvasOf,
    spaceAt: (position) => spaceOf(source, position),
    sigmaIn: (space) => {
      const { betweenColumns, betweenRows } = 'scale' in space ? space.scale : { betweenColumns: 1, betweenRows: 1 };
      const canvasPixel = Math.max(columnsPerCanvas * betweenColumns, rowsPerCanvas * betweenRows);
      return Math.max(canvasPixel, Math.max(betweenColumns, betweenRows) / 2);
    },
    canvasPerPixel: { column: 1 / columnsPerCanvas, row: 1 / rowsPerCanvas },
    overlayFor: (confirmation) => {
      const { space } = confirmation;
      if (space.kind !== 'image' && space.kind !== 'projection') return null;
      const own = space.sopInstanceUID === frame.instance.sopInstanceUID;
      if (!own) return null;
      return {
        project: (position) => ({ at: canvasOf(position), offsetMm: 0 }),
        halfSliceMm: 0,
        canvasPerMm: NaN,
        otherFrame: space.frame === frame.frame ? null : space.frame,
        width,
        height,
      };
    },
  };
};

const apart = (a: MarkPosition | undefined, b: MarkPosition | undefined): number =>
  Math.hypot((a?.[0] ?? NaN) - (b?.[0] ?? NaN), (a?.[1] ?? NaN) - (b?.[1] ?? NaN));
