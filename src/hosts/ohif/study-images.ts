import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type * as Core from '@cornerstonejs/core';
import { readImageAttributes } from '../../image/attributes.ts';
import { isRefusal } from '../../image/refusal.ts';
import { groupSeries, type ImageSeries } from '../../image/series.ts';
import { naturalizedSource } from '../../load/naturalized-source.ts';
import type { ImageLookup } from '../../session/scale-at-marks.ts';
import type { FrameSource } from '../../session/shown-source.ts';
import type { ImageSource } from '../../session/space-of.ts';
import type { DisplaySet, DisplaySetService, Instance } from './services.ts';

/** An image as the host has it. */
export interface HostImage {
  readonly instance: Instance;
  readonly displaySetInstanceUID: string;
}

/** The images of the studies that are open in the host. */
export interface StudyImages extends FrameSource {
  readonly series: ReadonlySignal<readonly ImageSeries[]>;
  readonly lookup: ReadonlySignal<ImageLookup>;
  hostImageOf(sopInstanceUID: string): HostImage | undefined;
  dispose(): void;
}

const frameNumberOf = (imageId: string): number =>
  Number(/[?&]frame=(\d+)/.exec(imageId)?.[1] ?? /\/frames\/(\d+)/.exec(imageId)?.[1] ?? 1);

const keyOf = (sopInstanceUID: string, frame: number): string => `${sopInstanceUID}/${String(frame)}`;

/**
 * What the images are is read from the data sets that the host has of them, whole series at a time, and not from what its viewports or
 * Cornerstone derive of them: units, planes and neighbours come out as they do for our own files, before anything is shown.
 */
export const studyImages = (core: typeof Core, displaySets: DisplaySetService): StudyImages => {
  const open = signal<readonly DisplaySet[]>([]);
  const update = (): void => {
    open.value = [...displaySets.getActiveDisplaySets()];
  };
  update();
  const { DISPLAY_SETS_ADDED, DISPLAY_SETS_CHANGED, DISPLAY_SETS_REMOVED } = displaySets.EVENTS;
  const listening = [DISPLAY_SETS_ADDED, DISPLAY_SETS_CHANGED, DISPLAY_SETS_REMOVED].flatMap((event) =>
    event === undefined ? [] : [displaySets.subscribe(event, update)],
  );

  const hostImages = computed(() => {
    const images = new Map<string, HostImage>();
    for (const { displaySetInstanceUID, instances = [] } of open.value)
      for (const instance of instances) {
        const uid = instance['SOPInstanceUID'];
        if (typeof uid === 'string' && !images.has(uid)) images.set(uid, { instance, displaySetInstanceUID });
      }
    return images;
  });
  const series = computed(() =>
    groupSeries(
      [...hostImages.value.values()].flatMap(({ instance }) => {
        const attributes = readImageAttributes(naturalizedSource(instance));
        return isRefusal(attributes) ? [] : [attributes];
      }),
    ),
  );
  const sources = computed(() => {
    const byFrame = new Map<string, ImageSource>();
    for (const one of series.value)
      for (const frame of one.frames)
        byFrame.set(keyOf(frame.instance.sopInstanceUID, frame.frame), { series: one, frame });
    return byFrame;
  });
  const keys = new Map<string, string>();
  const keyOfImage = (imageId: string): string | undefined => {
    const known = keys.get(imageId);
    if (known !== undefined) return known;
    const instance = core.metaData.get('instance', imageId) as Instance | undefined;
    const uid = instance?.['SOPInstanceUID'];
    if (typeof uid !== 'string') return undefined;
    const key = keyOf(uid, frameNumberOf(imageId));
    keys.set(imageId, key);
    return key;
  };

  return {
    series,
    lookup: computed(() => {
      const byFrame = sources.value;
      return (sopInstanceUID: string, frame: number) => byFrame.get(keyOf(sopInstanceUID, frame));
    }),
    frameOf: (imageId) => {
      const key = keyOfImage(imageId);
      return key === undefined ? undefined : sources.peek().get(key);
    },
    hostImageOf: (sopInstanceUID) => hostImages.peek().get(sopInstanceUID),
    dispose: () => {
      for (const one of listening) one.unsubscribe();
    },
  };
};
