import type { Types } from '@cornerstonejs/core';
import type { Confirmation } from '../confirmation/record.ts';
import type { MarkPosition, OverlayView, Projected } from '../overlay/view.ts';
import { frameOfReferenceOf, spaceOf, nearestSource, type ImageSource } from '../session/space-of.ts';
import { betweenSlicesOf } from '../image/series.ts';
import { displayAspectOf } from '../image/display-aspect.ts';
import { shownSource, type FrameSource } from '../session/shown-source.ts';
import { canvasPoint, imagePoint, type CanvasPoint } from '../space/frame.ts';
import { dot, length, normalize, subtract, type Vector3 } from '../space/vector.ts';

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
  /** Canvas pixels that one image pixel takes up: the step of a nudge. */
  readonly canvasPerImagePixel: number;
  /** How marks of a confirmation are to be drawn here; null where this view can't show them at all. */
  overlayFor(confirmation: Confirmation): OverlayView | null;
}

type AnyViewport = Types.IViewport & {
  getCurrentImageId?: () => string | undefined;
  getImageIds?: () => string[];
};

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
  const spacing = betweenSlicesOf(source.series) ?? 1;
  if (!camera?.focalPoint || !camera.viewPlaneNormal) {
    return { point: source.frame.plane?.origin ?? [0, 0, 0], normal: imageNormal, halfSliceMm: spacing / 2 };
  }
  // Cornerstone's view plane normal points at the reader; offsets count along the acquisition's own normal so that a sign means the same in every view of that plane.
  const towardsReader = normalize(vector(camera.viewPlaneNormal));
  const plane = source.frame.plane;
  const voxelMm = plane
    ? Math.abs(dot(towardsReader, plane.alongRow)) * plane.betweenColumns +
      Math.abs(dot(towardsReader, plane.alongColumn)) * plane.betweenRows +
      Math.abs(dot(towardsReader, plane.normal)) * spacing
    : spacing;
  const normal: Vector3 =
    dot(towardsReader, imageNormal) < -0.5 ? [-towardsReader[0], -towardsReader[1], -towardsReader[2]] : towardsReader;
  return { point: vector(camera.focalPoint), normal, halfSliceMm: voxelMm / 2 };
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
    canvasPerImagePixel: pixelMm / mmPerCanvas,
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

/** Rendering works in single precision; the mark is put exactly onto the plane that is shown. */
const onPlane = (world: Vector3, plane: { readonly point: Vector3; readonly normal: Vector3 }): Vector3 => {
  const off = dot(subtract(world, plane.point), plane.normal);
  return [world[0] - off * plane.normal[0], world[1] - off * plane.normal[1], world[2] - off * plane.normal[2]];
};

/**
 * Images that have no place in the patient: Cornerstone's "world" is then made from the plane that our metadata gives it, origin at the
 * centre of the first pixel, x along columns and y along rows, in units of one column; a row is as many of them as the pixel aspect says.
 */
const imageView = (viewport: AnyViewport, source: ImageSource, width: number, height: number): MarkingView => {
  const { frame } = source;
  const aspect = displayAspectOf(frame);
  const pixelAt = (at: CanvasPoint): MarkPosition => {
    const world = worldAt(viewport, at);
    return [world[0] + 0.5, world[1] / aspect + 0.5];
  };
  const canvasOf = (position: MarkPosition): CanvasPoint =>
    canvasAt(viewport, [(position[0] ?? NaN) - 0.5, ((position[1] ?? NaN) - 0.5) * aspect, 0]);
  const columnsPerCanvas = Math.abs((pixelAt(canvasPoint(1, 0))[0] ?? 0) - (pixelAt(canvasPoint(0, 0))[0] ?? 0));
  return {
    source,
    sourceAt: () => source,
    shows: 'image',
    unproject: pixelAt,
    canvasOf,
    spaceAt: (position) => spaceOf(source, position),
    sigmaIn: (space) => {
      const scale = 'scale' in space ? Math.max(space.scale.betweenColumns, space.scale.betweenRows) : 1;
      return Math.max(columnsPerCanvas, 0.5) * scale;
    },
    canvasPerImagePixel: 1 / columnsPerCanvas,
    overlayFor: (confirmation) => {
      const { space } = confirmation;
      if (space.kind !== 'image' && space.kind !== 'projection') return null;
      const own = space.sopInstanceUID === frame.instance.sopInstanceUID;
      if (!own) return null;
      return {
        project: (position) => ({ at: canvasOf(imagePoint(position[0] ?? NaN, position[1] ?? NaN)), offsetMm: 0 }),
        halfSliceMm: 0,
        canvasPerMm: NaN,
        otherFrame: space.frame === frame.frame ? null : space.frame,
        width,
        height,
      };
    },
  };
};
