import type { ImageSeries } from '../image/series.ts';
import { fillVolume, type StreamingVolume } from './fill-volume.ts';
import type { Scene } from './layouts/arrangement.ts';
import type { ResampledImages } from './resampled-images.ts';

/** A volume on its way into views. */
export interface OpenVolume {
  /** The id under which Cornerstone has it. Its slices may still be arriving. */
  readonly ready: Promise<string>;
  /** What is to stand over every view of it: that it is resampled, and why. Empty where it is made of the slices as they were acquired. */
  readonly note: () => string;
  dispose(): void;
}

/**
 * The volume of a series, filled as its slices arrive, that of `index` first: of the slices as they are where they form a rectangular grid, else of slices resampled
 * onto one.
 */
export const openVolume = (scene: Scene, series: ImageSeries, index: number): OpenVolume => {
  const { volumeLoader, cache } = scene.libraries.core;
  const volumeId = `tipcheckVolume:${scene.id}`;
  const { volume: check } = series;
  let resampled: ResampledImages | null = null;
  const create = async (): Promise<string> => {
    if (check.kind === 'resampled') {
      const { resampledImages } = await import('./resampled-images.ts');
      if (scene.signal.aborted) return volumeId;
      resampled = resampledImages(scene, series, check.grid);
    }
    const imageIds = resampled?.imageIds ?? scene.registry.imageIdsOf(series);
    const volume = await volumeLoader.createAndCacheVolume(volumeId, { imageIds: [...imageIds] });
    if (scene.signal.aborted) cache.removeVolumeLoadObject(volumeId);
    else fillVolume(scene, series, volume as StreamingVolume, index, resampled?.placeOf);
    return volumeId;
  };
  return {
    ready: create(),
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
