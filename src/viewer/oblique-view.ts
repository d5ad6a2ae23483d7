import type { Types } from '@cornerstonejs/core';
import { add, dot, cross, length, scale, subtract, type Vector3 } from '../space/vector.ts';
import type { Facing } from './device-planes.ts';

const vector = (value: readonly number[] | undefined): Vector3 => [
  value?.[0] ?? NaN,
  value?.[1] ?? NaN,
  value?.[2] ?? NaN,
];

/** Something to be seen whole: a ball around a place, mm. */
export interface Sight {
  readonly center: Vector3;
  readonly radius: number;
}

/** The part of a view that something to be seen may take up. */
const FILLED = 0.8;
/** mm from the middle of a view to its nearer edge: less shows nothing that one could find one's way by. */
const LEAST_HALF_MM = 22;

/** A plane through a volume that is turned and moved by us. The camera's own numbers are the only state: what tools pan and zoom stays. */
export class ObliqueView {
  readonly viewport: Types.IVolumeViewport;
  #fitted: { readonly scale: number; readonly focalPoint: Vector3 } | null = null;

  constructor(viewport: Types.IVolumeViewport) {
    this.viewport = viewport;
  }

  get focalPoint(): Vector3 {
    return vector(this.viewport.getCamera().focalPoint);
  }

  /** Turns the view and brings its plane to a place. What lay at `anchor` in the picture lies where `place` does now; the zoom stays. */
  turn({ towardsViewer, up }: Facing, anchor: Vector3, place: Vector3): void {
    const before = this.viewport.getCamera();
    const fitted = this.isFitted();
    const upBefore = vector(before.viewUp);
    const off = subtract(anchor, vector(before.focalPoint));
    const right = dot(off, cross(upBefore, vector(before.viewPlaneNormal)));
    const focalPoint = subtract(place, add(scale(cross(up, towardsViewer), right), scale(up, dot(off, upBefore))));
    this.#look({ towardsViewer, up }, focalPoint, before.parallelScale);
    // A picture that follows a tip is as its reader left it.
    if (fitted) this.#remember();
  }

  /** Moves the plane to a place, and the picture no more than that the place is on the screen. */
  cut(place: Vector3): void {
    const { viewPlaneNormal, focalPoint } = this.viewport.getCamera();
    const normal = vector(viewPlaneNormal);
    const [focal, at] = [vector(focalPoint), this.viewport.worldToCanvas([...place])];
    const { clientWidth, clientHeight } = this.viewport.element;
    const isSeen = at[0] > 0 && at[1] > 0 && at[0] < clientWidth && at[1] < clientHeight;
    const moved = isSeen ? add(focal, scale(normal, dot(subtract(place, focal), normal))) : place;
    this.#look({ towardsViewer: normal, up: vector(this.viewport.getCamera().viewUp) }, moved, undefined);
  }

  /** Turns the view and fits all that is to be seen into it. Its plane passes through `place`. */
  fit({ towardsViewer, up }: Facing, place: Vector3, sights: readonly Sight[]): void {
    const right = cross(up, towardsViewer);
    const spanOf = (direction: Vector3): readonly [middle: number, half: number] => {
      const along = sights.map(({ center, radius }) => [dot(subtract(center, place), direction), radius] as const);
      const low = Math.min(...along.map(([at, radius]) => at - radius));
      const high = Math.max(...along.map(([at, radius]) => at + radius));
      return [(low + high) / 2, (high - low) / 2];
    };
    const [[x, halfWidth], [y, halfHeight]] = [spanOf(right), spanOf(up)];
    const { clientWidth, clientHeight } = this.viewport.element;
    const aspect = clientHeight > 0 && clientWidth > 0 ? clientHeight / clientWidth : 1;
    const least = LEAST_HALF_MM * Math.max(1, aspect);
    const parallelScale = Math.max(least, halfHeight / FILLED, (halfWidth * aspect) / FILLED);
    this.#look({ towardsViewer, up }, add(place, add(scale(right, x), scale(up, y))), parallelScale);
    this.#remember();
  }

  isFitted(): boolean {
    const { parallelScale = NaN } = this.viewport.getCamera();
    const fitted = this.#fitted;
    return (
      fitted !== null &&
      Math.abs(parallelScale / fitted.scale - 1) < 1e-6 &&
      length(subtract(this.focalPoint, fitted.focalPoint)) < 1e-3
    );
  }

  #remember(): void {
    const { parallelScale = NaN } = this.viewport.getCamera();
    this.#fitted = { scale: parallelScale, focalPoint: this.focalPoint };
  }

  #look({ towardsViewer, up }: Facing, focalPoint: Vector3, parallelScale: number | undefined): void {
    const before = this.viewport.getCamera();
    const away = length(subtract(vector(before.position), vector(before.focalPoint)));
    this.viewport.setCamera({
      viewPlaneNormal: [...towardsViewer],
      viewUp: [...up],
      focalPoint: [...focalPoint],
      position: [...add(focalPoint, scale(towardsViewer, away))],
      ...(parallelScale !== undefined && { parallelScale }),
    });
    // Cornerstone moves the planes that clip the volume only when the camera moves out of its plane or its upper edge turns.
    this.viewport.setSlabThickness(this.viewport.getSlabThickness());
    this.viewport.render();
  }
}
