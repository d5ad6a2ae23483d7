import { said } from '../words/words.ts';
import type { Types } from '@cornerstonejs/core';
import { effect } from '@preact/signals-core';
import { crossing, lineAcross } from '../space/clip-line.ts';
import { dot, subtract, type Vector3 } from '../space/vector.ts';
import type { Scene } from './layouts/arrangement.ts';

/** A plane among others that are shown with it. */
export interface LinedView {
  readonly viewport: Types.IVolumeViewport;
  /** Written at its line; the line's colour is only a help beside it. */
  readonly name: string;
  readonly colour: string;
  /** Names of the planes that are drawn in it as lines. */
  readonly lines: readonly string[];
  /** Where the lines leave room, in the view's canvas; their crossing where nothing else is said. */
  readonly center?: () => ArrayLike<number>;
}

type Point = readonly [x: number, y: number];

/** Canvas pixels around the crossing that stay free, so that what lies there is seen. */
const GAP_PX = 16;

const vector = ([x = NaN, y = NaN, z = NaN]: ArrayLike<number> & Iterable<number>): Vector3 => [x, y, z];

/**
 * Draws each plane as a line in the others, as long as the views stand. Display alone: the lines take no part in marking. Returns where the lines
 * of a view cross, in its canvas; null where they don't or aren't shown.
 */
export const drawReferenceLines = (
  { libraries, signal, lines: shown }: Pick<Scene, 'libraries' | 'signal' | 'lines'>,
  views: readonly LinedView[],
): ((viewport: Types.IVolumeViewport) => Point | null) => {
  const layers = new Map(views.map((view) => [view.viewport, layerOn(view.viewport.element)]));
  const centers = new Map<Types.IVolumeViewport, Point>();
  const update = (): void => {
    centers.clear();
    for (const view of views) {
      const layer = layers.get(view.viewport);
      const found = shown.peek() ? linesIn(view, views) : [];
      const [first, second] = found;
      const crossed = first && second ? crossing(first.ends, second.ends) : null;
      if (crossed) centers.set(view.viewport, crossed);
      const [x = NaN, y = NaN] = Array.from(view.center?.() ?? crossed ?? []);
      const center: Point | null = Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
      const markup = found.map(({ of, ends }) => drawn(of, ends, center)).join('');
      if (layer && layer.innerHTML !== markup) layer.innerHTML = markup;
    }
  };
  let waiting = false;
  const soon = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      // The views of a layout that is gone can't be asked for places.
      if (!signal.aborted) update();
    });
  };
  const { CAMERA_MODIFIED, IMAGE_RENDERED } = libraries.core.Enums.Events;
  for (const { viewport } of views)
    for (const event of [CAMERA_MODIFIED, IMAGE_RENDERED]) viewport.element.addEventListener(event, soon, { signal });
  const stop = effect(() => {
    void shown.value;
    soon();
  });
  signal.addEventListener('abort', stop);
  return (viewport) => centers.get(viewport) ?? null;
};

const layerOn = (element: HTMLElement): SVGSVGElement => {
  const layer = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  layer.setAttribute('class', 'reference-lines');
  layer.setAttribute('aria-hidden', 'true');
  element.append(layer);
  return layer;
};

const linesIn = (
  { viewport, lines }: LinedView,
  views: readonly LinedView[],
): { readonly of: LinedView; readonly ends: readonly [Point, Point] }[] => {
  const { clientWidth: width, clientHeight: height } = viewport.element;
  if (width === 0 || height === 0) return [];
  const [origin, right, down] = (
    [
      [0, 0],
      [width, 0],
      [0, height],
    ] as const
  ).map(([x, y]) => vector(viewport.canvasToWorld([x, y])));
  return views.flatMap((of) => {
    const { focalPoint, viewPlaneNormal } = of.viewport.getCamera();
    if (!lines.includes(of.name) || !focalPoint || !viewPlaneNormal || !origin || !right || !down) return [];
    const off = (at: Vector3): number => dot(subtract(at, vector(focalPoint)), vector(viewPlaneNormal));
    const ends = lineAcross(width, height, [off(origin), off(right), off(down)]);
    return ends ? [{ of, ends }] : [];
  });
};

const fixed = (value: number): string => value.toFixed(1);

const drawn = ({ name, colour }: LinedView, [from, to]: readonly [Point, Point], center: Point | null): string => {
  const size = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const along = ([x, y]: Point): number =>
    ((x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1])) / size;
  const at = (px: number): Point => {
    const share = Math.min(1, Math.max(0, px / size));
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  };
  const middle = center && along(center);
  const pieces: (readonly [Point, Point])[] =
    middle === null
      ? [[from, to]]
      : [
          [from, at(middle - GAP_PX)],
          [at(middle + GAP_PX), to],
        ];
  const [x, y] = at(size - 4);
  const upright = Math.abs(to[0] - from[0]) < Math.abs(to[1] - from[1]);
  return (
    pieces
      .map(
        ([[x1, y1], [x2, y2]]) =>
          `<line x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}" stroke="${colour}" data-plane="${name}"></line>`,
      )
      .join('') +
    `<text x="${fixed(upright ? x + 5 : x - 2)}" y="${fixed(upright ? y - 24 : y - 5)}" text-anchor="${upright ? 'start' : 'end'}" fill="${colour}">${said(name)}</text>`
  );
};
