import type { Types } from '@cornerstonejs/core';
import type { ImageSeries } from '../image/series.ts';
import { fillVolume, refuseTooLarge, type StreamingVolume } from './fill-volume.ts';
import type { Scene } from './layouts/arrangement.ts';
import type { ResampledImages } from './resampled-images.ts';
import { recommendedWindow, voiRangeOf } from './window-level.ts';

/** A volume on its way into views. */
export interface OpenVolume {
  /** Puts it into views, with the window that is recommended for the image that it begins with; its slices may still be arriving. False where the views are gone. */
  show(viewports: readonly Types.IVolumeViewport[]): Promise<boolean>;
  /** Settles when the slice that it begins with is in it, or can't be had. */
  readonly begun: Promise<void>;
  /** What is to stand over every view of it: that it is resampled, and why. Empty where it is made of the slices as they were acquired. */
  readonly note: () => string;
  dispose(): void;
}

/**
 * The volume of a series, filled as its slices arrive, that of `index` first: of the slices as they are where they form a rectangular grid, else
 * of slices resampled onto one. Throws where the memory budget has no room for it.
 */
export const openVolume = (scene: Scene, series: ImageSeries, index: number): OpenVolume => {
  refuseTooLarge(scene, series);
  const { volumeLoader, cache, setVolumesForViewports } = scene.libraries.core;
  const volumeId = `tipcheckVolume:${scene.id}`;
  const { volume: check } = series;
  let resampled: ResampledImages | null = null;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let follow = (): void => undefined;
  const create = async (): Promise<string> => {
    if (check.kind === 'resampled') {
      const { resampledImages } = await import('./resampled-images.ts');
      if (scene.signal.aborted) return volumeId;
      resampled = resampledImages(scene, series, check.grid);
    }
    const imageIds = resampled?.imageIds ?? scene.registry.imageIdsOf(series);
    const volume = await volumeLoader.createAndCacheVolume(volumeId, { imageIds: [...imageIds] });
    if (scene.signal.aborted) cache.removeVolumeLoadObject(volumeId);
    else follow = fillVolume(scene, series, volume as StreamingVolume, index, begin, resampled?.placeOf);
    return volumeId;
  };
  const created = create();
  return {
    show: async (viewports) => {
      await created;
      if (scene.signal.aborted) return false;
      await setVolumesForViewports(
        scene.engine,
        [{ volumeId }],
        viewports.map(({ id }) => id),
      );
      const frame = series.frames[index];
      const window = frame && recommendedWindow(frame);
      if (window) for (const viewport of viewports) viewport.setProperties({ voiRange: voiRangeOf(window) });
      follow();
      return true;
    },
    begun,
    note: () => {
      if (check.kind !== 'resampled') return '';
      const { length } = check.grid.slices;
      const made = resampled?.made() ?? 0;
      return made < length ? `Resampling: ${String(made)} of ${String(length)} slices` : `Resampled: ${check.message}`;
    },
    dispose: () => {
      if (cache.getVolumeLoadObject(volumeId)) cache.removeVolumeLoadObject(volumeId);
      resampled?.dispose();
    },
  };
};
