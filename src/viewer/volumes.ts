import type { ImageSeries } from '../image/series.ts';
import { fillVolume, type StreamingVolume } from './fill-volume.ts';
import type { Scene } from './layouts/arrangement.ts';

/** A volume on its way into views. */
export interface OpenVolume {
  /** The id under which Cornerstone has it. Its slices may still be arriving. */
  readonly ready: Promise<string>;
  dispose(): void;
}

/** The volume of a series whose slices form a rectangular grid, filled as its slices arrive, that of `index` first. */
export const openVolume = (scene: Scene, series: ImageSeries, index: number): OpenVolume => {
  const { volumeLoader, cache } = scene.libraries.core;
  const volumeId = `tipcheckVolume:${scene.id}`;
  const create = async (): Promise<string> => {
    const volume = await volumeLoader.createAndCacheVolume(volumeId, { imageIds: scene.registry.imageIdsOf(series) });
    if (scene.signal.aborted) cache.removeVolumeLoadObject(volumeId);
    else fillVolume(scene, series, volume as StreamingVolume, index);
    return volumeId;
  };
  return {
    ready: create(),
    dispose: () => {
      if (cache.getVolumeLoadObject(volumeId)) cache.removeVolumeLoadObject(volumeId);
    },
  };
};
