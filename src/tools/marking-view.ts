import type { Types } from '@cornerstonejs/core';
import type { Confirmation } from '../confirmation/record.ts';
import type { Handle } from '../overlay/handle.ts';
import type { MarkGroup, Shape } from '../overlay/shape.ts';
import type { MarkPosition, OverlayView, Projected } from '../overlay/view.ts';
import type { TargetShape } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import { frameOfReferenceOf, spaceOf, nearestSource, type ImageSource } from '../session/space-of.ts';
import type { PlaneGeometry } from '../image/plane-geometry.ts';
import { shownSlab, type ShownSlab } from '../session/shown-slab.ts';
import { shownSource, type FrameSource } from '../session/shown-source.ts';
import { cameraOf, showsStack } from '../session/viewport-facts.ts';
import { pixelGridOf, projectionOf, type Projection } from './projection.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import { add, dot, length, normalize, scale, subtract, type Vector3 } from '../space/vector.ts';
import { said } from '../words/words.ts';

/** A viewport as a place to mark in: both ways between canvas and the positions that a record holds. */
export interface MarkingView {
  /** The image shown; in a reformatted plane the nearest acquired one. */
  readonly source: ImageSource;
  /** The acquired image nearest to a position, which a mark there refers to. */
  sourceAt(position: MarkPosition): ImageSource;
  readonly shows: 'patient' | 'image';
  /** Set where the picture is thicker than a voxel: at which depth a place of it lies isn't known. */
  readonly slab: ShownSlab | null;
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
  /** Where this is one of two views that are marked together. */
  readonly paired?: PairedView;
}

/** What a viewport that is one of two projections marks in, and what it shows because of the other. */
export interface PairedView {
  readonly index: 0 | 1;
  /** The session as this view has it: its confirmation is the view's own marks, in px. */
  readonly session: MarkingSession;
  /** Drawn beside the marks. */
  shapes(overlay: OverlayView): Readonly<Partial<Record<MarkGroup, readonly Shape[]>>>;
}

/** The part of a session that marks are made in. */
export type MarkingSession = Pick<
  Session,
  'dispatch' | 'dispatchIn' | 'amend' | 'cancel' | 'tell' | 'draft' | 'planStart'
> & {
  readonly active: { peek(): Confirmation | null };
  readonly selected: { value: Handle | null; peek(): Handle | null };
  readonly targetShape: { peek(): TargetShape };
};

const vector = (value: ArrayLike<number>): Vector3 => [value[0] ?? NaN, value[1] ?? NaN, value[2] ?? NaN];

/** Null while the viewport shows nothing, or an image that we know nothing about. */
export const markingView = (
  viewport: Types.IViewport,
  frames: FrameSource,
  isByProcessor: boolean,
): MarkingView | null => {
  const source = shownSource(viewport, frames);
  if (!source) return null;
  const shown: Shown = { viewport, source, projection: projectionOf(viewport, isByProcessor) };
  return source.frame.plane ? patientView(shown, source.frame.plane) : imageView(shown);
};

interface Shown {
  readonly viewport: Types.IViewport;
  readonly source: ImageSource;
  readonly projection: Projection;
}

/** The plane shown: the image's own where a stack shows one, else the camera's. Null where a viewport tells neither. */
const shownPlane = (
  { viewport, source }: Shown,
  plane: PlaneGeometry,
): { readonly point: Vector3; readonly normal: Vector3; readonly halfSliceMm: number } | null => {
  const spacing = source.series.betweenSlices ?? 1;
  if (showsStack(viewport)) return { point: plane.origin, normal: plane.normal, halfSliceMm: spacing / 2 };
  const camera = cameraOf(viewport);
  if (!camera?.focalPoint || !camera.viewPlaneNormal) return null;
  // Cornerstone's view plane normal points at the reader. Offsets count away from the reader in every view, as they do along row × column in a stack.
  const towardsReader = normalize(vector(camera.viewPlaneNormal));
  const voxelMm =
    Math.abs(dot(towardsReader, plane.alongRow)) * plane.betweenColumns +
    Math.abs(dot(towardsReader, plane.alongColumn)) * plane.betweenRows +
    Math.abs(dot(towardsReader, plane.normal)) * spacing;
  return { point: vector(camera.focalPoint), normal: scale(towardsReader, -1), halfSliceMm: voxelMm / 2 };
};

const patientView = (shown: Shown, plane: PlaneGeometry): MarkingView | null => {
  const { viewport, source, projection } = shown;
  const cut = shownPlane(shown, plane);
  if (!cut) return null;
  const { worldAt, canvasAt } = projection;
  const { clientWidth: width, clientHeight: height } = viewport.element;
  const mmPerCanvas = length(subtract(worldAt(canvasPoint(1, 0)), worldAt(canvasPoint(0, 0))));
  const pixelMm = Math.max(plane.betweenColumns, plane.betweenRows);
  const slab = shownSlab(viewport);
  return {
    source,
    slab: slab && slab.thicknessMm > 2 * cut.halfSliceMm + 1e-6 ? slab : null,
    sourceAt: (position) => nearestSource(source, vector(position)),
    shows: 'patient',
    unproject: (at) => onPlane(worldAt(at), cut),
    canvasOf: (position) => canvasAt(vector(position)),
    spaceAt: (position) => spaceOf(source, position),
    sigmaIn: () => Math.max(mmPerCanvas, pixelMm / 2),
    canvasPerPixel: stepsOnCanvas(shown, plane, mmPerCanvas),
    overlayFor: (confirmation) => {
      if (
        confirmation.space.kind !== 'patient' ||
        confirmation.space.frameOfReferenceUID !== frameOfReferenceOf(source.series)
      )
        return null;
      return {
        project: (position): Projected | null => {
          const world = vector(position);
          return { at: canvasAt(world), offsetMm: dot(subtract(world, cut.point), cut.normal) };
        },
        positionAt: (at) => onPlane(worldAt(at), cut),
        halfSliceMm: cut.halfSliceMm,
        canvasPerMm: 1 / mmPerCanvas,
        otherFrame: null,
        width,
        height,
        say: said,
      };
    },
  };
};

/** How far apart voxels lie across and down a view of the patient, in canvas pixels: by the acquired axes that it shows most of. */
const stepsOnCanvas = (
  { source, projection: { worldAt } }: Shown,
  plane: PlaneGeometry,
  mmPerCanvas: number,
): MarkingView['canvasPerPixel'] => {
  const corner = worldAt(canvasPoint(0, 0));
  const stepAlong = (to: CanvasPoint): number => {
    const direction = normalize(subtract(worldAt(to), corner));
    const spacings = [
      { along: plane.alongRow, mm: plane.betweenColumns },
      { along: plane.alongColumn, mm: plane.betweenRows },
      { along: plane.normal, mm: source.series.betweenSlices ?? 1 },
    ];
    const nearest = spacings.reduce((best, one) =>
      Math.abs(dot(one.along, direction)) > Math.abs(dot(best.along, direction)) ? one : best,
    );
    return nearest.mm / mmPerCanvas;
  };
  return { column: stepAlong(canvasPoint(1, 0)), row: stepAlong(canvasPoint(0, 1)) };
};

/** Rendering works in single precision; the mark is put exactly onto the plane that is shown. */
const onPlane = (world: Vector3, plane: { readonly point: Vector3; readonly normal: Vector3 }): Vector3 => {
  const off = dot(subtract(world, plane.point), plane.normal);
  return [world[0] - off * plane.normal[0], world[1] - off * plane.normal[1], world[2] - off * plane.normal[2]];
};

/** Images that have no place in the patient: marks are image points, whatever Cornerstone's world is. */
const imageView = ({ viewport, source, projection }: Shown): MarkingView => {
  const { frame } = source;
  const { clientWidth: width, clientHeight: height } = viewport.element;
  const grid = pixelGridOf(viewport, source);
  const pixelAt = (at: CanvasPoint): MarkPosition => {
    const from = subtract(projection.worldAt(at), grid.origin);
    // A pixel's centre lies half a pixel from its corner, where image points are counted from.
    return [
      dot(from, grid.column) / dot(grid.column, grid.column) + 0.5,
      dot(from, grid.row) / dot(grid.row, grid.row) + 0.5,
    ];
  };
  const canvasOf = ([column = NaN, row = NaN]: MarkPosition): CanvasPoint =>
    projection.canvasAt(add(grid.origin, add(scale(grid.column, column - 0.5), scale(grid.row, row - 0.5))));
  const pixelsFrom = (to: CanvasPoint): number => {
    const [[a = NaN, b = NaN], [c = NaN, d = NaN]] = [pixelAt(canvasPoint(0, 0)), pixelAt(to)];
    return Math.hypot(c - a, d - b);
  };
  const columnsPerCanvas = pixelsFrom(canvasPoint(1, 0));
  const rowsPerCanvas = pixelsFrom(canvasPoint(0, 1));
  return {
    source,
    slab: null,
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
        positionAt: pixelAt,
        halfSliceMm: 0,
        canvasPerMm: NaN,
        otherFrame: space.frame === frame.frame ? null : space.frame,
        width,
        height,
        say: said,
      };
    },
  };
};
