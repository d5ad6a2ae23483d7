import type { Types } from '@cornerstonejs/core';
import type { ImageSeries } from '../image/series.ts';
import { isDrawnByProcessor } from '../session/drawn-by-processor.ts';
import { endUnwanted, loadWhileWanted } from './image-loads.ts';
import type { Scene } from './layouts/arrangement.ts';
import { prefetch } from './prefetch.ts';
import { wantedOrder } from './wanted-order.ts';

/** Requests that run at once: browsers let six through to one server, and one is for the picture that is asked for next. */
export const LOADS_AT_ONCE = 5;

/** Of the memory budget, for one series: the rest is for pictures of the others, which then come back at once. */
const SHARE_OF_BUDGET = 0.8;

/** Bytes that a decoded image takes at most: colour by the byte, else as stored, or 32 bits where its values aren't whole. */
export const decodedBytes = ({ frames, size: [columns, rows] }: ImageSeries): number => {
  const pixels = frames[0]?.instance.pixels;
  if (!pixels) return 0;
  const isColor = pixels.samplesPerPixel > 1 || pixels.hasPalette;
  const isWhole = frames.every(({ instance, frame }) => {
    const { rescaleSlope = 1, rescaleIntercept = 0 } = instance.frames[frame - 1] ?? {};
    return Number.isInteger(rescaleSlope) && Number.isInteger(rescaleIntercept);
  });
  const perPixel = isColor ? 4 : isWhole ? Math.max(1, pixels.bitsAllocated / 8) : 4;
  return columns * rows * perPixel;
};

/**
 * Loads the images of a stack that the reader is likely to see next, once the first picture stands, as many as the memory budget has room for;
 * ends what he has scrolled away from.
 */
export const loadStack = (
  scene: Scene,
  series: ImageSeries,
  viewport: Types.IStackViewport,
  imageIds: readonly string[],
  first: Promise<unknown>,
): void => {
  const { core } = scene.libraries;
  const { cache } = core;
  const loops = series.frameTimesMs !== null;
  const limit = Math.max(1, Math.floor((cache.getMaxCacheSize() * SHARE_OF_BUDGET) / decodedBytes(series)));
  const useRGBA = isDrawnByProcessor(viewport, core);
  let current = viewport.getCurrentImageIdIndex();
  let direction: -1 | 0 | 1 = 0;
  /** What the view asked for and may still be waiting for. */
  let asked = new Set<string>();

  const order = function* (): Generator<string> {
    for (const index of wantedOrder({ count: imageIds.length, current, direction, loops, limit })) {
      const imageId = imageIds[index];
      if (imageId !== undefined) yield imageId;
    }
  };
  const isThere = (imageId: string): boolean => cache.isLoaded(imageId);
  const tell = (): void => {
    scene.imagesThere(imageIds.filter(isThere).length, imageIds.length);
  };

  const begin = (): void => {
    if (scene.signal.aborted) return;
    const loading = prefetch({
      signal: scene.signal,
      atOnce: LOADS_AT_ONCE,
      order,
      isThere,
      load: (imageId, signal) =>
        loadWhileWanted(core, imageId, signal, { requestType: core.Enums.RequestType.Prefetch, useRGBA }),
      onArrived: tell,
    });
    tell();
    viewport.element.addEventListener(
      core.Enums.Events.PRE_STACK_NEW_IMAGE,
      (event: Event) => {
        const { imageId, imageIdIndex } = (event as CustomEvent<{ imageId: string; imageIdIndex: number }>).detail;
        if (imageIdIndex !== current) direction = imageIdIndex > current ? 1 : -1;
        current = imageIdIndex;
        asked.add(imageId);
        // Every frame of a run comes by again.
        loading.moved(!loops);
        endOvertaken();
      },
      { signal: scene.signal },
    );
  };

  /** Pictures that the view asked for while the reader scrolled on, and that he is now far from. */
  const endOvertaken = (): void => {
    // There the view waits in a queue of Cornerstone's, which would never hear that it need not wait.
    if (isDrawnByProcessor(viewport, core)) return;
    const near = new Set<string>();
    for (const imageId of order()) if (near.add(imageId).size >= 2 * LOADS_AT_ONCE) break;
    for (const imageId of asked) if (!near.has(imageId)) endUnwanted(core, imageId);
    asked = new Set([...asked].filter((imageId) => near.has(imageId) && !isThere(imageId)));
  };

  scene.signal.addEventListener('abort', () => {
    for (const imageId of [...asked, imageIds[current]]) if (imageId !== undefined) endUnwanted(core, imageId);
  });
  first.then(begin, begin);
};
