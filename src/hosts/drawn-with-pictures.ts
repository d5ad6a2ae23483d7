import type { CornerstoneLibraries } from '../viewer/cornerstone.ts';

/**
 * Draws whenever the picture in a viewport's element has moved or changed, once a frame however much of it happens, until the signal fires. Returns
 * what asks for it once more.
 */
export const drawnWithPictures = (
  element: HTMLElement,
  core: CornerstoneLibraries['core'],
  signal: AbortSignal,
  draw: () => void,
): (() => void) => {
  let isWaiting = false;
  const soon = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      if (!signal.aborted) draw();
    });
  };
  const { CAMERA_MODIFIED, IMAGE_RENDERED, STACK_NEW_IMAGE } = core.Enums.Events;
  for (const event of [CAMERA_MODIFIED, IMAGE_RENDERED, STACK_NEW_IMAGE])
    element.addEventListener(event, soon, { signal });
  soon();
  return soon;
};
