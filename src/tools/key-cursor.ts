import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { MarkPosition } from '../overlay/view.ts';
import type { Session } from '../session/session.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import type { Gesture } from './gestures.ts';
import type { LateMarking } from './late-marking.ts';
import type { MarkingView } from './marking-view.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Canvas pixels within which two presses are at one place. */
const SAME_PLACE_PX = 3;

interface Running {
  readonly gesture: Gesture;
  readonly from: CanvasPoint;
  /** Where the press was in the patient or the image: elsewhere now, the picture has changed. */
  readonly place: MarkPosition;
}

export interface KeyCursorParts {
  readonly session: Session;
  /** Loaded when the cursor is shown, where it isn't there yet. */
  readonly marking: LateMarking;
}

/**
 * A pointer for whoever has none: a cross on one viewport that arrow keys move by image pixels. Enter presses there as a click does; what is drawn
 * from one place to another (a target's radius, a mark that is dragged) begins with one Enter and ends with the next.
 */
export class KeyCursor {
  readonly #parts: KeyCursorParts;
  readonly #cross = crossNode();
  readonly #isShown = signal(false);
  #element: HTMLElement | null = null;
  #at = canvasPoint(0, 0);
  #running: Running | null = null;

  constructor(parts: KeyCursorParts) {
    this.#parts = parts;
  }

  get isShown(): ReadonlySignal<boolean> {
    return this.#isShown;
  }

  /** Shows the cursor in a viewport, in its middle or where it was there last; shown there, it goes away. */
  toggle(element: HTMLElement): void {
    if (this.#current() === element) {
      this.hide();
      return;
    }
    const isKnown = this.#element === element;
    this.hide();
    const { clientWidth, clientHeight } = element;
    this.#element = element;
    if (!isKnown || !isWithin(this.#at, element)) this.#at = canvasPoint(clientWidth / 2, clientHeight / 2);
    element.append(this.#cross);
    this.#isShown.value = true;
    this.#whenReady((controller) => {
      // While there is a cursor, Enter sets the next corner of a contour instead of closing it.
      controller.keyCursor = () => this.#current() !== null;
    });
    this.#draw();
    this.#parts.session.tell(
      'Cursor for keys: arrows move it by an image pixel (Shift: ten, Ctrl: a tenth), Enter marks, Escape ends.',
    );
  }

  hide(): void {
    this.#drop();
    this.#cross.remove();
    this.#isShown.value = false;
  }

  /** Moves the cursor by image pixels. False where none is shown. */
  move(columns: number, rows: number): boolean {
    const element = this.#current();
    const view = element && this.#parts.marking.ready?.viewOf(element);
    if (!element || !view) return false;
    const { column, row } = view.canvasPerPixel;
    const clamped = (value: number, most: number): number => Math.min(most, Math.max(0, value));
    this.#at = canvasPoint(
      clamped(this.#at[0] + columns * column, element.clientWidth),
      clamped(this.#at[1] + rows * row, element.clientHeight),
    );
    this.#draw();
    if (this.#isSame(view)) this.#running?.gesture.move(this.#at);
    return true;
  }

  /** Presses, or lets go what was pressed. False where no cursor is shown. */
  press(): boolean {
    const element = this.#current();
    const { session, marking } = this.#parts;
    const controller = marking.ready;
    if (!element) return false;
    if (!controller) {
      this.#whenReady(() => this.press());
      return true;
    }
    const view = controller.viewOf(element);
    if (!view) return false;
    const running = this.#running;
    if (running) {
      if (!this.#isSame(view)) return true;
      this.#running = null;
      running.gesture.end(this.#at);
      this.#draw();
      return true;
    }
    if (this.#isLastCorner(view)) {
      controller.closeContour(element);
      return true;
    }
    const tool = session.tool.peek();
    const gesture = controller.begin({ element, canvas: this.#at, pointerType: 'mouse' });
    if (!gesture) {
      if (tool === null) session.tell('Choose first what to mark: T target, N tip, S shaft, E entry, P plan.');
      return true;
    }
    const draws = tool === null || (tool === 'target' && !this.#drawsContour(view));
    if (!draws) {
      gesture.end(this.#at);
      return true;
    }
    this.#running = { gesture, from: this.#at, place: view.unproject(this.#at) };
    this.#draw();
    session.tell(
      tool === null
        ? 'Move the mark with the arrows, then press Enter again.'
        : 'Move the cursor to the edge of the target, then press Enter again.',
    );
    return true;
  }

  /** Takes back what was begun; else the cursor goes away. False where none is shown. */
  cancel(): boolean {
    if (!this.#current()) return false;
    if (this.#running) this.#drop();
    else this.hide();
    return true;
  }

  /** That it couldn't be loaded is told by what loads. */
  #whenReady(act: (controller: NonNullable<LateMarking['ready']>) => void): void {
    this.#parts.marking.load().then(act, () => undefined);
  }

  /** The viewport with the cursor, as long as it is on the page. */
  #current(): HTMLElement | null {
    const isThere = this.#cross.isConnected && this.#cross.parentElement === this.#element;
    if (!isThere && this.#isShown.peek()) this.hide();
    return isThere ? this.#element : null;
  }

  #drop(): void {
    const running = this.#running;
    this.#running = null;
    running?.gesture.cancel();
    this.#draw();
  }

  /** Another slice, zoom or layout: what was begun isn't ended there. */
  #isSame(view: MarkingView): boolean {
    const running = this.#running;
    if (!running) return true;
    const now = view.unproject(running.from);
    const isSame = now.every((value, axis) => Math.abs(value - (running.place[axis] ?? NaN)) < 1e-6);
    if (!isSame) {
      this.#drop();
      this.#parts.session.tell('The picture has changed meanwhile: begin this mark again.');
    }
    return isSame;
  }

  #drawsContour(view: MarkingView): boolean {
    return this.#parts.session.targetShape.peek() === 'contour' && view.shows === 'image' && !view.paired;
  }

  /** Enter twice at one place closes a contour, as a double click does. */
  #isLastCorner(view: MarkingView): boolean {
    const last = this.#parts.session.draft.peek()?.points.at(-1);
    if (!last || this.#parts.session.tool.peek() !== 'target' || !this.#drawsContour(view)) return false;
    const [x, y] = view.canvasOf(last);
    return Math.hypot(x - this.#at[0], y - this.#at[1]) < SAME_PLACE_PX;
  }

  #draw(): void {
    const [x, y] = this.#at;
    this.#cross.style.transform = `translate(${String(x)}px, ${String(y)}px)`;
    this.#cross.classList.toggle('pressed', this.#running !== null);
  }
}

const isWithin = ([x, y]: CanvasPoint, { clientWidth, clientHeight }: HTMLElement): boolean =>
  x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight;

/** Long arms with a gap in the middle: what is under it stays in sight. A dark line under the bright one shows it on bone and on air. */
const crossNode = (): SVGSVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'key-cursor');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('viewBox', '-30 -30 60 60');
  for (const name of ['under', 'over']) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', 'M-28 0H-5M5 0H28M0 -28V-5M0 5V28M-0.5 0H0.5');
    svg.append(path);
  }
  return svg;
};
