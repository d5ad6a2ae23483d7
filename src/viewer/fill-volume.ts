import type { Types } from '@cornerstonejs/core';
import { nearestFrame } from '../image/nearest-frame.ts';
import type { ImageSeries } from '../image/series.ts';
import { dot } from '../space/vector.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import { loadWhileWanted } from './image-loads.ts';
import type { Scene } from './layouts/arrangement.ts';
import { prefetch } from './prefetch.ts';
import { decodedBytes, LOADS_AT_ONCE } from './stack-loading.ts';
import { wantedOrder } from './wanted-order.ts';
import { MB } from './resources.ts';

/** A volume of Cornerstone's that takes its slices as they come. */
export type StreamingVolume = InstanceType<CornerstoneLibraries['core']['StreamingImageVolume']>;

/** Refuses a volume that the memory budget has no room for: its slices would push each other out before they are drawn. */
export const refuseTooLarge = (scene: Scene, series: ImageSeries): void => {
  const budget = scene.libraries.core.cache.getMaxCacheSize();
  const [columns, rows] = series.size;
  const { volume } = series;
  // What is resampled is there beside the images that it is made of.
  const resampled =
    volume.kind === 'resampled'
      ? (volume.grid.size[0] * volume.grid.size[1] * volume.grid.slices.length) / (columns * rows)
      : 0;
  const each = decodedBytes(series);
  // Resampled values take two bytes or more.
  const needed = each * series.frames.length + Math.max(each, 2 * columns * rows) * resampled;
  if (needed > budget)
    throw new Error(
      `three planes of these ${String(series.frames.length)} images take ${megabytes(needed)} of memory, more than the ${megabytes(budget)} that this viewer may use; one view of them works`,
    );
};

/** Cosine of the angle to the slices' normal within which a view shows one slice. */
const ALONG_SLICES = 0.9;

const megabytes = (bytes: number): string => `${String(Math.ceil(bytes / MB))} MB`;

/**
 * Fills a volume from the slice that is looked at outward, as Cornerstone itself would from its first one on. `onBegun`: told when that is in it, or can't be had; `placeOf`: which slice of the volume
 * an image of the series belongs to, 0-based; without it the volume is made of these images. Answers what has it follow the views: not before they show that slice, since a volume
 * that is given to them first shows its middle.
 */
export const fillVolume = (
  scene: Scene,
  series: ImageSeries,
  volume: StreamingVolume,
  index: number,
  onBegun: () => void,
  placeOf?: (frame: number) => number,
): (() => void) => {
  const { core } = scene.libraries;
  const { imageIds, volumeId } = volume;
  const options = new Map(volume.getImageLoadRequests(0).map((request) => [request.imageId, request.options]));
  volume.loadStatus.loading = true;
  const own = new Map(imageIds.map((imageId, place) => [imageId, place]));
  const places = scene.registry
    .imageIdsOf(series)
    .map((imageId, frame) => (placeOf ? placeOf(frame) : (own.get(imageId) ?? 0)));
  const filled = new Set<string>();
  const opening = imageIds[places[index] ?? 0];
  let current = places[index] ?? 0;
  const loading = prefetch({
    signal: scene.signal,
    atOnce: LOADS_AT_ONCE,
    order: function* () {
      const count = imageIds.length;
      for (const place of wantedOrder({ count, current, direction: 0, loops: false, limit: count })) {
        const imageId = imageIds[place];
        if (imageId !== undefined) yield imageId;
      }
    },
    isThere: (imageId) => filled.has(imageId),
    load: (imageId, signal) => loadWhileWanted(core, imageId, signal, options.get(imageId) ?? {}),
    onArrived: (imageId, image) => {
      filled.add(imageId);
      if (core.cache.getVolumeLoadObject(volumeId)) volume.successCallback(imageId, image);
      if (imageId === opening) onBegun();
      scene.imagesThere(filled.size, imageIds.length);
    },
    onFailed: (imageId, error) => {
      volume.errorCallback(imageId, true, error);
      if (imageId === opening) onBegun();
    },
  });
  const normal = series.frames[0]?.plane?.normal;
  const moved = (event: Event): void => {
    const { focalPoint, viewPlaneNormal } = (event as CustomEvent<{ camera: Types.ICamera }>).detail.camera;
    // Of the other planes every slice is seen.
    if (!focalPoint || !viewPlaneNormal || !normal || Math.abs(dot(viewPlaneNormal, normal)) < ALONG_SLICES) return;
    const nearest = nearestFrame(series.frames, focalPoint);
    const place = nearest === null ? undefined : places[nearest];
    if (place === undefined || place === current) return;
    current = place;
    // To be fitted, a plane is brought to the middle and back.
    queueMicrotask(() => {
      loading.moved(false);
    });
  };
  return () => {
    for (const { element } of scene.engine.getViewports())
      element.addEventListener(core.Enums.Events.CAMERA_MODIFIED, moved, { signal: scene.signal });
  };
};
