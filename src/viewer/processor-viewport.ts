import type { Types } from '@cornerstonejs/core';
import { noteDrawnByProcessor } from '../session/drawn-by-processor.ts';

/** What the camera of a stack that is drawn without WebGL says besides. */
type Camera = Types.ICamera & {
  /** Device pixels of the canvas for a pixel of the image that is as high as one of its rows. */
  scale?: number;
};

interface ProcessorViewport extends Types.IStackViewport {
  getUseCustomRenderingPipeline(): boolean;
  getCamera(): Camera;
  setCamera(camera: Camera): void;
  resize(): void;
}

/**
 * Makes a stack that Cornerstone draws without WebGL behave as the others do, on a page whose other views have WebGL. Of Cornerstone 5.14's: which way it is drawn
 * is asked of the whole page; a camera that is set by its height counts the canvas in CSS pixels, while everything else counts the screen's; its zoom is
 * that of the image's pixels, not of the picture that fits; and a canvas whose element has changed its size becomes coarse on a fine screen.
 */
export const mendProcessorViewport = (given: Types.IViewport): void => {
  const viewport = given as ProcessorViewport;
  noteDrawnByProcessor(viewport);
  const own = {
    getCamera: viewport.getCamera.bind(viewport),
    setCamera: viewport.setCamera.bind(viewport),
    setZoom: viewport.setZoom.bind(viewport),
  };
  // Before there is a picture there is none.
  const image = (): Types.IImage | undefined => viewport.getCornerstoneImage();
  /** Half the height of the picture where it just fits, in the world. */
  const fittedHalf = ({ rows, columns, rowPixelSpacing, columnPixelSpacing }: Types.IImage): number => {
    // The canvas, not its element: that may have another size already.
    const { width, height } = viewport.canvas;
    return Math.max(rows * rowPixelSpacing, (columns * columnPixelSpacing * height) / width) / 2;
  };
  /** Between the scale and half the height of the canvas in the world, both ways. Each side of a pixel is drawn as long as it is, the shorter one at the scale. */
  const inverse = ({ rowPixelSpacing, columnPixelSpacing }: Types.IImage, value: number): number =>
    (viewport.canvas.height * Math.min(rowPixelSpacing, columnPixelSpacing)) / value / 2;
  const half = (of: Types.IImage): number => inverse(of, own.getCamera().scale ?? NaN);
  Object.assign(viewport, {
    getUseCustomRenderingPipeline: () => true,
    getCamera: (): Camera => {
      const { scale, ...camera } = own.getCamera();
      const of = image();
      return of && scale !== undefined ? { ...camera, parallelScale: half(of) } : camera;
    },
    setCamera: ({ parallelScale, scale, ...camera }: Camera) => {
      const of = image();
      if (!of) return;
      const asked = parallelScale === undefined ? scale : inverse(of, parallelScale);
      own.setCamera({ ...camera, ...(asked !== undefined && { scale: asked }) });
    },
    getZoom: () => {
      const of = image();
      return of ? fittedHalf(of) / half(of) : 1;
    },
    setZoom: (zoom: number) => {
      const of = image();
      if (of) own.setZoom(inverse(of, fittedHalf(of) / zoom));
    },
    resize: () => {
      const { canvas, element } = viewport;
      const density = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(element.clientWidth * density), Math.round(element.clientHeight * density)];
      if ((canvas.width === width && canvas.height === height) || width === 0 || height === 0) return;
      const of = image();
      const before = of && half(of);
      [canvas.width, canvas.height] = [width, height];
      if (of && before !== undefined) own.setCamera({ scale: inverse(of, before) });
    },
  });
};
