/**
 * By how much a canvas differs from what Cornerstone takes it for without WebGL: as fine as the screen, which it no longer is once its viewport
 * was resized. On a screen of two device pixels a CSS pixel everything that Cornerstone says of places on the canvas is then off by a factor of
 * two. Canvas coordinates are multiplied by this before Cornerstone is asked, and divided by it in what it answers; 1 with WebGL.
 */
export const canvasFineness = (
  canvas: Pick<HTMLCanvasElement, 'width' | 'clientWidth'>,
  isByProcessor: boolean,
): number => {
  const density = window.devicePixelRatio || 1;
  // There it is always one pixel to one, and asking a canvas for its size has the page laid out.
  if (!isByProcessor || density === 1) return 1;
  return canvas.clientWidth > 0 ? canvas.width / canvas.clientWidth / density : 1;
};
