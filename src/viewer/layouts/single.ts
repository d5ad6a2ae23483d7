import type { Types } from '@cornerstonejs/core';
import { nearestFrame } from '../../image/nearest-frame.ts';
import type { ImageSeries } from '../../image/series.ts';
import { createCineClock, type CineClock } from '../cine-clock.ts';
import { hasPicture } from '../has-picture.ts';
import { loadStack } from '../stack-loading.ts';
import type { Arrange, Arrangement, Scene, ViewRequest } from './arrangement.ts';

/** One view of a stack of images, or of a run. */
export const arrangeSingle: Arrange = (scene, series, index) =>
  arrangeStack(scene, series, index, { name: 'Image', title: () => '' });

export const arrangeStack = (
  scene: Scene,
  first: ImageSeries,
  index: number,
  labels: Pick<ViewRequest, 'name' | 'title'>,
): Arrangement => {
  const { core } = scene.libraries;
  const { Events, ViewportType } = core.Enums;
  const opening = scene.registry.imageIdsOf(first)[index];
  if (opening !== undefined) scene.registry.fetchAhead(opening);
  const viewport = scene.enable({
    ...labels,
    type: ViewportType.STACK,
    needsWebgl: needsWebgl(first),
  }) as Types.IStackViewport;
  viewport.element.addEventListener(
    Events.STACK_NEW_IMAGE,
    (event: Event) => {
      scene.imageChanged((event as CustomEvent<{ imageIdIndex: number }>).detail.imageIdIndex);
    },
    { signal: scene.signal },
  );
  viewport.element.addEventListener(
    Events.IMAGE_RENDERED,
    () => {
      if (hasPicture(viewport)) scene.pictured();
    },
    { signal: scene.signal },
  );
  let series = first;
  const ended = new Promise<void>((resolve) => {
    scene.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  let settled: Promise<unknown> = Promise.resolve();
  const open = (at: number): Promise<void> => {
    const imageIds = scene.registry.imageIdsOf(series);
    // Pictures that are no longer wanted never come: who waits for one waits for the end of this view, too.
    const pictured = Promise.race([viewport.setStack(imageIds, at), ended]);
    settled = pictured.catch(() => undefined);
    loadStack(scene, series, viewport, imageIds, settled);
    return pictured.then(() => {
      if (!scene.signal.aborted) viewport.render();
    });
  };
  const opened = open(index);
  let overtake = (): void => undefined;
  const setIndex = async (asked: number): Promise<void> => {
    // Cornerstone would come back to the first picture when that arrives after another was asked for.
    await settled;
    const bounded = Math.min(series.frames.length - 1, Math.max(0, asked));
    if (scene.signal.aborted || bounded === viewport.getCurrentImageIdIndex()) return;
    // A picture that can't be had is told of by an event.
    const shown = viewport.setImageIdIndex(bounded).catch(() => undefined);
    overtake();
    const overtaken = new Promise<void>((resolve) => {
      overtake = resolve;
    });
    await Promise.race([shown, overtaken, ended]);
  };
  return {
    opened,
    cine: cineOf(scene, series, viewport),
    setIndex,
    scroll: async (by) => {
      await settled;
      // From the picture asked for last: the one shown may be behind, or the next one may never come.
      if (!scene.signal.aborted) await setIndex(viewport.getCurrentImageIdIndex() + by);
    },
    grow: async (whole, at) => {
      await settled;
      if (scene.signal.aborted) return;
      series = whole;
      await open(at);
    },
    jumpToPatient: async (position) => {
      const nearest = nearestFrame(series.frames, position);
      if (nearest !== null) await setIndex(nearest);
    },
    fit: () => {
      viewport.resetCamera();
    },
    dispose: () => undefined,
  };
};

/** Without WebGL Cornerstone knows linear windows of whole values only. */
export const needsWebgl = ({ frames }: ImageSeries): boolean =>
  frames.some(({ instance, frame }) => {
    const { voiLutFunction, rescaleSlope = 1, rescaleIntercept = 0 } = instance.frames[frame - 1] ?? {};
    const isWhole = Number.isInteger(rescaleSlope) && Number.isInteger(rescaleIntercept);
    return voiLutFunction === 'SIGMOID' || instance.pixels.isFloat || !isWhole;
  });

const cineOf = (scene: Scene, series: ImageSeries, viewport: Types.IStackViewport): CineClock | null =>
  series.frameTimesMs && series.frames.length > 1
    ? createCineClock({
        frameTimesMs: series.frameTimesMs,
        current: () => viewport.getCurrentImageIdIndex(),
        show: async (frame) => {
          await viewport.setImageIdIndex(frame);
        },
        onChange: (playing) => {
          scene.cinePlaying(playing);
        },
      })
    : null;
