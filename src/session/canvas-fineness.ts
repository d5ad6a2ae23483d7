/**
 * By how much a canvas differs from what Cornerstone takes it for without WebGL: as fine as the screen, which it no longer is once its viewport
 * was resized. On a screen of two device pixels a CSS pixel everything that Cornerstone says of places on the canvas is then off by a factor of
 * two. Canvas coordinates are multiplied by this before Cornerstone is asked, and divided by it in what it answers; 1 with WebGL.
 */
export const canvasFineness = (
  { width, clientWidth }: Pick<HTMLCanvasElement, 'width' | 'clientWidth'>,
  cpuRendering: boolean,
): number => (cpuRendering && clientWidth > 0 ? width / clientWidth / (window.devicePixelRatio || 1) : 1);
