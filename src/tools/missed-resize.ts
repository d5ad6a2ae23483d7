/** What a next viewport says of the size that it maps canvas to world by, and what has it look at its canvas again. */
export interface SizedViewport {
  readonly canvas: Pick<HTMLCanvasElement, 'clientWidth' | 'clientHeight'>;
  getResolvedView?: () =>
    { readonly state?: { readonly canvasWidth?: number; readonly canvasHeight?: number } } | undefined;
  resize?: () => void;
}

/** Of one size on a screen whose pixels are no whole number of CSS pixels. */
const SAME_PX = 1;

/** The sizes that viewports were told of: told once more, nothing would change. */
const told = new WeakMap<object, string>();

/**
 * Tells a viewport of its canvas's size where it missed that this has changed. Next viewports (Cornerstone 5.6.8 to 5.14) keep the size, and their
 * rendering engine doesn't tell them of another while a picture waits to be drawn, as when a host sets a second viewport beside: the picture is
 * fitted into the new size then, and everything that they say of places is of the old one.
 */
export const mendMissedResize = (viewport: SizedViewport): void => {
  const { canvasWidth, canvasHeight } = viewport.getResolvedView?.()?.state ?? {};
  // The others are told by their engine. Asking a canvas for its size has the page laid out.
  if (canvasWidth === undefined || canvasHeight === undefined) return;
  const { clientWidth, clientHeight } = viewport.canvas;
  // A viewport that isn't laid out has no size to be told of.
  if (clientWidth === 0 || clientHeight === 0) return;
  if (Math.abs(canvasWidth - clientWidth) <= SAME_PX && Math.abs(canvasHeight - clientHeight) <= SAME_PX) {
    told.delete(viewport);
    return;
  }
  const size = `${String(clientWidth)}x${String(clientHeight)}`;
  if (told.get(viewport) === size) return;
  told.set(viewport, size);
  viewport.resize?.();
};
