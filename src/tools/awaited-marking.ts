import type { DrawnGroup, Shape } from '../overlay/shape.ts';
import { cameraOf, drawnImageId, type ShowingViewport } from '../session/viewport-facts.ts';
import type { Gesture, Press } from './gestures.ts';
import type { Marker, MarkerHost } from './marker.ts';

export interface AwaitedMarkingOptions<Ready extends Marker> {
  /** Loads and makes what marks; asked again after it failed. */
  readonly load: () => Promise<Ready>;
  /** Tells the reader. */
  readonly tell: (text: string) => void;
}

/**
 * Stands for what marks until that is loaded, so that a viewport is ready at once. Nothing is drawn and no handle can be grabbed before it. A press
 * with a marking tool waits for it, and is then carried out where it was made, with all that followed it in the order in which it was done.
 */
export class AwaitedMarking<Ready extends Marker> implements Marker {
  readonly #host: MarkerHost;
  readonly #options: AwaitedMarkingOptions<Ready>;
  #ready: Ready | null = null;
  #loading: Promise<Ready> | null = null;
  #waiting: ((marker: Ready) => void)[] = [];
  #isOver = false;

  constructor(host: MarkerHost, options: AwaitedMarkingOptions<Ready>) {
    this.#host = host;
    this.#options = options;
  }

  /** Null until it is loaded. */
  get ready(): Ready | null {
    return this.#ready;
  }

  /** Loads it where it isn't there yet. Rejects where it can't be had: what waited for it is let go. */
  load(): Promise<Ready> {
    this.#loading ??= this.#options.load().then(
      (marker) => {
        if (this.#isOver) return marker;
        this.#ready = marker;
        for (const act of this.#waiting.splice(0)) act(marker);
        this.#host.redraw();
        return marker;
      },
      (error: unknown) => {
        this.#loading = null;
        this.#waiting = [];
        throw error;
      },
    );
    return this.#loading;
  }

  /** As `load`, for whoever doesn't wait for it; that it failed is told by what loads. */
  want(): void {
    this.load().catch(() => undefined);
  }

  /** What waits is let go. */
  dispose(): void {
    this.#isOver = true;
    this.#waiting = [];
  }

  shapes(element: HTMLElement, group: DrawnGroup): readonly Shape[] {
    return this.#ready?.shapes(element, group) ?? [];
  }

  release(element: HTMLElement): void {
    this.#ready?.release(element);
  }

  begin = (press: Press): Gesture | null => {
    if (this.#ready) return this.#ready.begin(press);
    const { element } = press;
    const tool = this.#host.toolOf(element);
    if (this.#isOver || tool === null) return null;
    const pressed = this.#lookOf(element);
    let begun: Gesture | null = null;
    this.#then((marker) => {
      if (this.#lookOf(element) === pressed) begun = marker.begin(press, tool);
      // Somewhere else in the patient lies under the same place of the canvas now.
      else this.#options.tell('The picture changed before the mark could be made: mark again.');
    });
    this.want();
    return {
      move: (at) => {
        this.#then(() => begun?.move(at));
      },
      end: (at) => {
        this.#then(() => begun?.end(at));
      },
      cancel: () => {
        this.#then(() => begun?.cancel());
      },
    };
  };

  hover = (press: Press): void => {
    this.#ready?.hover(press);
  };

  doubleClick = (press: Press): boolean => {
    if (this.#ready) return this.#ready.doubleClick(press);
    if (this.#waiting.length === 0) return false;
    this.#then((marker) => marker.doubleClick(press));
    return true;
  };

  key = (key: string, element: HTMLElement): boolean => this.#ready?.key(key, element) ?? false;

  #then(act: (marker: Ready) => void): void {
    if (this.#ready) act(this.#ready);
    else if (!this.#isOver) this.#waiting.push(act);
  }

  /** Which picture an element shows, and which part of it where. */
  #lookOf(element: HTMLElement): string | null {
    const viewport: ShowingViewport | undefined = this.#host.viewportOf(element);
    if (!viewport) return null;
    const { clientWidth, clientHeight } = element;
    return JSON.stringify(
      [drawnImageId(viewport), cameraOf(viewport), clientWidth, clientHeight],
      (key, value: unknown) =>
        // How much of the depth is drawn changes no place.
        key === 'clippingRange' ? undefined : value,
    );
  }
}
