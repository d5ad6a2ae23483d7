import type { Shape } from '../../overlay/shape.ts';
import { canvasPoint, type CanvasPoint } from '../../space/frame.ts';
import type { DataSet } from '../dicom/data-set.ts';
import type { ImageView } from './image-view.ts';

/** Sizes on the canvas of the drawing, px. */
const RING_PX = 9;
const RING_STEPS = 24;
const CROSS_PX = 14;
/** A tip stays free in the middle, so that what is under it can be seen. */
const CROSS_GAP_PX = 4;
const DASH_PX = 12;
const CHARACTER_PX = 9;
const LINE_PX = 22;

/** Graphic and text objects of one annotation. */
export interface Graphics {
  readonly graphics: readonly DataSet[];
  readonly texts: readonly DataSet[];
}

/**
 * Shapes as presentation states have them: lines and texts in PIXEL units, whose 0\0 is the top left hand corner of the first pixel, so that
 * its centre lies at 0.5\0.5 (PS3.3 C.10.5, Graphic Annotation Units; the same convention as SCOORD and our image points). What lies outside of
 * the image can't be said in them and is cut off.
 */
export const graphicsOf = (shapes: readonly Shape[], view: ImageView): Graphics => ({
  graphics: shapes.flatMap((shape) => linesOf(shape).flatMap((line) => polylines(line, view))),
  texts: shapes.flatMap((shape) => (shape.kind === 'label' ? label(shape, view) : [])),
});

const linesOf = (shape: Shape): readonly (readonly CanvasPoint[])[] => {
  if (shape.kind === 'label') return [];
  if (shape.kind === 'handle') {
    const { mark } = shape.handle;
    // How large a target is its outline says; the place to take hold of it is for editing.
    if (mark === 'target-radius' || mark === 'target-point') return [];
    return mark === 'tip' && !shape.ghost ? crossAt(shape.at) : [ring(shape.at)];
  }
  const { points, closed, ghost } = shape;
  const [first] = points;
  const line = closed && first ? [...points, first] : points;
  return ghost ? dashes(line) : [line];
};

const moved = ([x, y]: CanvasPoint, dx: number, dy: number): CanvasPoint => canvasPoint(x + dx, y + dy);

const crossAt = (at: CanvasPoint): readonly (readonly CanvasPoint[])[] =>
  (
    [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const
  ).map(([dx, dy]) => [moved(at, dx * CROSS_GAP_PX, dy * CROSS_GAP_PX), moved(at, dx * CROSS_PX, dy * CROSS_PX)]);

const ring = (at: CanvasPoint): readonly CanvasPoint[] =>
  Array.from({ length: RING_STEPS + 1 }, (_, step) => {
    const angle = (2 * Math.PI * step) / RING_STEPS;
    return moved(at, RING_PX * Math.cos(angle), RING_PX * Math.sin(angle));
  });

/** A dashed line, in pieces: line styles are optional, and what doesn't lie in the shown plane must not look as if it did. */
const dashes = (line: readonly CanvasPoint[]): readonly (readonly CanvasPoint[])[] => {
  const pieces: CanvasPoint[][] = [];
  let done = 0;
  for (const [index, to] of line.entries()) {
    const from = line[index - 1];
    if (!from) continue;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const at = (way: number): CanvasPoint =>
      canvasPoint(from[0] + (way / length) * (to[0] - from[0]), from[1] + (way / length) * (to[1] - from[1]));
    for (let way = -(done % (2 * DASH_PX)); way < length; way += 2 * DASH_PX) {
      const [start, end] = [Math.max(0, way), Math.min(length, way + DASH_PX)];
      if (end > start) pieces.push([at(start), at(end)]);
    }
    done += length;
  }
  return pieces;
};

/** The pieces of a line that lie on the image. */
const polylines = (line: readonly CanvasPoint[], { overlay, imagePointOf }: ImageView): readonly DataSet[] => {
  const pieces: CanvasPoint[][] = [];
  let open: CanvasPoint[] | null = null;
  for (const [index, to] of line.entries()) {
    const from = line[index - 1];
    const seen = from ? clipped(from, to, overlay.width, overlay.height) : null;
    if (!seen) {
      open = null;
      continue;
    }
    const [start, end] = seen;
    if (open && isSame(open.at(-1), start)) open.push(end);
    else pieces.push((open = [start, end]));
    if (!isSame(end, to)) open = null;
  }
  return pieces.map((points) => ({
    GraphicAnnotationUnits: 'PIXEL',
    GraphicDimensions: 2,
    NumberOfGraphicPoints: points.length,
    GraphicData: points.flatMap((at) => [...imagePointOf(at)]),
    GraphicType: 'POLYLINE',
    GraphicFilled: isSame(points[0], points.at(-1)) ? 'N' : undefined,
  }));
};

const isSame = (a: CanvasPoint | undefined, b: CanvasPoint | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

/** The part of a segment within the rectangle from (0, 0) (Liang and Barsky). */
const clipped = (
  from: CanvasPoint,
  to: CanvasPoint,
  width: number,
  height: number,
): readonly [CanvasPoint, CanvasPoint] | null => {
  let [enter, leave] = [0, 1];
  for (const [axis, limit] of [
    [0, width],
    [1, height],
  ] as const) {
    const way = to[axis] - from[axis];
    for (const [step, room] of [
      [-way, from[axis]],
      [way, limit - from[axis]],
    ] as const) {
      if (step === 0) {
        if (room < 0) return null;
        continue;
      }
      const share = room / step;
      if (step < 0) enter = Math.max(enter, share);
      else leave = Math.min(leave, share);
    }
  }
  if (enter > leave) return null;
  const at = (share: number): CanvasPoint =>
    share === 0
      ? from
      : share === 1
        ? to
        : canvasPoint(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
  return [at(enter), at(leave)];
};

const within = (value: number, limit: number): number => Math.min(limit, Math.max(0, value));

const label = ({ at, from, text }: Extract<Shape, { readonly kind: 'label' }>, view: ImageView): readonly DataSet[] => {
  const { width, height } = view.overlay;
  const isOnImage = from[0] >= 0 && from[0] <= width && from[1] >= 0 && from[1] <= height;
  return isOnImage ? [textBox(text, at[0], at[1] - LINE_PX / 2, view, from)] : [];
};

/** Text in a box whose top left hand corner is given, all of it on the image. */
export const textBox = (text: string, left: number, top: number, view: ImageView, from?: CanvasPoint): DataSet => {
  const { overlay, imagePointOf } = view;
  const { width, height } = overlay;
  const lines = text.split('\n');
  const wide = CHARACTER_PX * Math.max(...lines.map((line) => line.length));
  const x = within(Math.min(left, width - wide), width);
  const y = within(Math.min(top, height - LINE_PX * lines.length), height);
  const corner = canvasPoint(within(x + wide, width), within(y + LINE_PX * lines.length, height));
  return {
    BoundingBoxAnnotationUnits: 'PIXEL',
    UnformattedTextValue: lines.join('\r\n'),
    BoundingBoxTopLeftHandCorner: [...imagePointOf(canvasPoint(x, y))],
    BoundingBoxBottomRightHandCorner: [...imagePointOf(corner)],
    BoundingBoxTextHorizontalJustification: 'LEFT',
    ...(from && {
      AnchorPointAnnotationUnits: 'PIXEL',
      AnchorPoint: [...imagePointOf(from)],
      AnchorPointVisibility: 'Y',
    }),
  };
};
