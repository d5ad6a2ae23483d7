import type { Types } from '@cornerstonejs/core';
import type { Vector3 } from '../space/vector.ts';
import type { Scene } from './layouts/arrangement.ts';

/** Canvas pixels within which the crossing of the lines is taken hold of. */
const reachOf = (pointerType: string): number => (pointerType === 'mouse' ? 10 : 24);

/**
 * Brings all planes to a place: a press with Shift anywhere, or on the crossing of the lines, and on while it is dragged. Marks come first: a press
 * that a handle or a marking tool takes never arrives here without Shift.
 */
export const listenToJumps = (
  { signal }: Pick<Scene, 'signal'>,
  viewports: readonly Types.IVolumeViewport[],
  centerOf: (viewport: Types.IVolumeViewport) => readonly [number, number] | null,
  jump: (to: Vector3, from: Types.IVolumeViewport) => void,
): void => {
  const host = viewports[0]?.element.parentElement;
  if (!host) return;
  let running: { readonly viewport: Types.IVolumeViewport; readonly pointerId: number } | null = null;

  const viewportAt = (event: Event): Types.IVolumeViewport | undefined =>
    viewports.find(({ element }) => event.composedPath().includes(element));
  const canvasOf = ({ element }: Types.IVolumeViewport, event: MouseEvent): [number, number] => {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const claim = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const follow = (event: PointerEvent): void => {
    if (!running) return;
    const { viewport } = running;
    const [x, y, z] = viewport.canvasToWorld(canvasOf(viewport, event));
    jump([x, y, z], viewport);
  };
  const begin = (event: PointerEvent, viewport: Types.IVolumeViewport): void => {
    claim(event);
    running = { viewport, pointerId: event.pointerId };
    viewport.element.setPointerCapture(event.pointerId);
    viewport.element.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    follow(event);
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== running?.pointerId) return;
    claim(event);
    running = null;
  };

  host.addEventListener(
    'pointerdown',
    (event) => {
      const viewport = viewportAt(event);
      if (viewport && !running && event.shiftKey && event.button === 0 && !event.ctrlKey && !event.metaKey)
        begin(event, viewport);
    },
    { capture: true, signal },
  );
  host.addEventListener(
    'pointerdown',
    (event) => {
      const viewport = viewportAt(event);
      const center = viewport && centerOf(viewport);
      if (!viewport || !center || running || event.button !== 0 || event.ctrlKey || event.metaKey) return;
      const [x, y] = canvasOf(viewport, event);
      if (Math.hypot(x - center[0], y - center[1]) <= reachOf(event.pointerType)) begin(event, viewport);
    },
    { signal },
  );
  host.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== running?.pointerId) return;
      claim(event);
      follow(event);
    },
    { capture: true, signal },
  );
  for (const type of ['pointerup', 'pointercancel'] as const)
    host.addEventListener(type, end, { capture: true, signal });
  // Touch and mouse events come beside pointer events: Cornerstone must not begin its own gesture with the same press.
  for (const type of ['touchstart', 'touchmove', 'mousedown'] as const)
    host.addEventListener(type, (event) => running && claim(event), { capture: true, passive: false, signal });
};
