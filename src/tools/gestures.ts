import { canvasPoint, type CanvasPoint } from '../space/frame.ts';

/**
 * Pointer gestures on one viewport element, from PointerEvents.
 *
 * Cornerstone's own mouse path rounds to whole CSS pixels, waits 400 ms for a double click and knows touch as another event family;
 * PointerEvents carry sub-pixel coordinates, arrive at once and are the same for mouse, pen and finger. A press that nobody wants is
 * left untouched for the host's tools (window, pan, zoom).
 */
export interface Press {
  readonly element: HTMLElement;
  readonly canvas: CanvasPoint;
  readonly pointerType: string;
}

/** What a press has begun. `cancel` puts everything back as it was before the press. */
export interface Gesture {
  move(canvas: CanvasPoint): void;
  end(canvas: CanvasPoint): void;
  cancel(): void;
}

export interface GestureHandlers {
  /** Starts a gesture, or returns null to leave the press to the host. */
  readonly begin: (press: Press) => Gesture | null;
  readonly hover: (press: Press) => void;
  readonly doubleClick: (press: Press) => boolean;
  /** Told of keys while no gesture runs; true claims the key. */
  readonly key: (key: string, element: HTMLElement) => boolean;
}

export interface GestureListening {
  /** Puts back what a running gesture has done; its pointer does nothing more until it is let go. */
  cancel(): void;
  stop(): void;
}

/** Whether a key was typed in another element like the one that the viewport stands in: of several viewers on a page each has its own keys. */
const isOfAnotherViewer = (event: Event, element: HTMLElement): boolean => {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot)) return false;
  const { host } = root;
  return event.composedPath().some((one) => one instanceof Element && one !== host && one.localName === host.localName);
};

/** Listens until it is stopped. While a gesture runs, Escape, a second finger or a lost pointer cancel it. */
export const listenToGestures = (element: HTMLElement, handlers: GestureHandlers): GestureListening => {
  let running: { readonly pointerId: number; readonly gesture: Gesture } | null = null;
  const listening = new AbortController();
  const { signal } = listening;

  const pressFrom = (event: MouseEvent): Press => {
    const bounds = element.getBoundingClientRect();
    // The canvas lies inside the element's border, and a page may show both enlarged.
    const [scaleX, scaleY] = [bounds.width / element.offsetWidth, bounds.height / element.offsetHeight];
    return {
      element,
      canvas: canvasPoint(
        (event.clientX - bounds.left) / scaleX - element.clientLeft,
        (event.clientY - bounds.top) / scaleY - element.clientTop,
      ),
      pointerType: event instanceof PointerEvent ? event.pointerType : 'mouse',
    };
  };

  const claim = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const finish = (): void => {
    if (running && element.hasPointerCapture(running.pointerId)) element.releasePointerCapture(running.pointerId);
    running = null;
  };

  const cancel = (): void => {
    const stopped = running;
    finish();
    stopped?.gesture.cancel();
  };

  const options = { capture: true, signal } as const;

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (running) {
        // A second finger turns a mark into a pinch: the mark goes back, the host's zoom takes over.
        if (event.pointerType === 'touch') cancel();
        return;
      }
      if (event.button !== 0 || event.ctrlKey || event.metaKey || !event.isPrimary) return;
      const gesture = handlers.begin(pressFrom(event));
      if (!gesture) return;
      // Prevents the compatibility mouse events that the host's tools would otherwise act on.
      claim(event);
      // preventDefault also keeps the focus from moving here, which the keys need.
      element.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      running = { pointerId: event.pointerId, gesture };
    },
    options,
  );

  element.addEventListener(
    'pointermove',
    (event) => {
      if (!running) {
        if (event.buttons === 0) handlers.hover(pressFrom(event));
        return;
      }
      if (event.pointerId !== running.pointerId) return;
      claim(event);
      running.gesture.move(pressFrom(event).canvas);
    },
    options,
  );

  element.addEventListener(
    'pointerup',
    (event) => {
      if (!running || event.pointerId !== running.pointerId) return;
      claim(event);
      const { gesture } = running;
      finish();
      gesture.end(pressFrom(event).canvas);
    },
    options,
  );

  element.addEventListener('pointercancel', (event) => event.pointerId === running?.pointerId && cancel(), options);
  // Touch events are a second family beside pointer events: the host must not start its own gesture with the same finger.
  for (const type of ['touchstart', 'touchmove', 'touchend'] as const) {
    element.addEventListener(type, (event) => running && claim(event), { ...options, passive: false });
  }
  element.addEventListener(
    'dblclick',
    (event) => {
      if (handlers.doubleClick(pressFrom(event))) claim(event);
    },
    options,
  );
  element.ownerDocument.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && running) {
        claim(event);
        cancel();
        return;
      }
      if (isOfAnotherViewer(event, element)) return;
      // Fields keep their own keys.
      const [origin] = event.composedPath();
      if (origin instanceof HTMLElement && origin.matches('input, select, textarea, [contenteditable]')) return;
      if (!running && handlers.key(event.key, element)) claim(event);
    },
    options,
  );

  return {
    cancel,
    stop: () => {
      cancel();
      listening.abort();
    },
  };
};
