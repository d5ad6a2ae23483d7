import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import { hasOverlays, type ImageFrame } from '../image/series.ts';
import { shownSource } from '../session/shown-source.ts';
import { add, scale } from '../space/vector.ts';
import { pixelGridOf, projectionOf } from '../tools/projection.ts';
import type { CornerstoneLibraries } from '../viewer/cornerstone.ts';
import type { FrameRegistry } from '../viewer/frame-registry.ts';
import type { Stage } from '../viewer/stage.ts';
import { drawnWithPictures } from './drawn-with-pictures.ts';
import { overlayBitmap } from './overlay-bitmap.ts';

interface Drawn {
  readonly libraries: CornerstoneLibraries;
  readonly registry: FrameRegistry;
  readonly stage: Stage;
}

/**
 * Draws the overlay planes of the picture in the single view on a canvas of their own, under the marks, as long as they are switched on.
 * Reformatted planes show none. Returns what ends it.
 */
export const drawOverlays = ({ libraries, registry, stage }: Drawn, isOn: ReadonlySignal<boolean>): (() => void) => {
  let layer: Layer | null = null;
  let isOver = false;
  // The viewport comes after what is to be shown in it is known, and isn't among the stage's yet when it has just been made.
  const follow = (): void => {
    queueMicrotask(() => {
      // The stage, which shows nothing at its end, can't be asked for views then.
      if (isOver) return;
      const shown = stage.shown.peek();
      const isWanted = isOn.peek() && shown?.layout === 'single' && hasOverlays(shown.series);
      const viewport = stage.viewports()[0];
      if (layer && (!isWanted || layer.viewport !== viewport)) {
        layer.dispose();
        layer = null;
      }
      if (isWanted && viewport) layer ??= createLayer(viewport, { libraries, registry, stage });
    });
  };
  const { core } = libraries;
  const { ELEMENT_ENABLED } = core.Enums.Events;
  core.eventTarget.addEventListener(ELEMENT_ENABLED, follow);
  const stop = effect(() => {
    void [stage.shown.value, isOn.value];
    follow();
  });
  return () => {
    isOver = true;
    stop();
    core.eventTarget.removeEventListener(ELEMENT_ENABLED, follow);
    layer?.dispose();
    layer = null;
  };
};

interface Layer {
  readonly viewport: Types.IViewport;
  dispose(): void;
}

const createLayer = (viewport: Types.IViewport, { libraries, registry, stage }: Drawn): Layer => {
  const listening = new AbortController();
  const canvas = document.createElement('canvas');
  canvas.className = 'overlay-planes';
  canvas.setAttribute('aria-hidden', 'true');
  const { element } = viewport;
  element.querySelector('canvas')?.after(canvas);
  let picture: { readonly frame: ImageFrame; readonly bitmap: HTMLCanvasElement | null } | null = null;

  const draw = (): void => {
    const source = shownSource(viewport, registry);
    const context = canvas.getContext('2d');
    const { clientWidth: width, clientHeight: height } = element;
    if (!context || !source || width === 0) return;
    const density = devicePixelRatio;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    if (picture?.frame !== source.frame) {
      picture = { frame: source.frame, bitmap: null };
      void overlayBitmap(registry, source.frame).then((bitmap) => {
        if (picture?.frame !== source.frame || listening.signal.aborted) return;
        picture = { frame: source.frame, bitmap };
        soon();
      });
    }
    if (!picture.bitmap) return;
    const grid = pixelGridOf(viewport, source);
    const { canvasAt } = projectionOf(viewport, stage.isByProcessor(viewport));
    const corner = canvasAt(add(grid.origin, scale(add(grid.column, grid.row), -0.5)));
    const across = canvasAt(add(grid.origin, scale(add(grid.column, scale(grid.row, -1)), 0.5)));
    const down = canvasAt(add(grid.origin, scale(add(grid.row, scale(grid.column, -1)), 0.5)));
    const [a, b] = [across[0] - corner[0], across[1] - corner[1]];
    const [c, d] = [down[0] - corner[0], down[1] - corner[1]];
    context.setTransform(a * density, b * density, c * density, d * density, corner[0] * density, corner[1] * density);
    // Lines one pixel wide would break up where the picture is smaller than its pixels.
    context.imageSmoothingEnabled = Math.hypot(a, b) * density < 1;
    context.drawImage(picture.bitmap, 0, 0);
  };
  const soon = drawnWithPictures(element, libraries.core, listening.signal, draw);
  return {
    viewport,
    dispose: () => {
      listening.abort();
      canvas.remove();
    },
  };
};
