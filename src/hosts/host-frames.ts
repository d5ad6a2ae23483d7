import type * as Core from '@cornerstonejs/core';
import { readImageAttributes, type ImageAttributes } from '../image/attributes.ts';
import { isRefusal } from '../image/refusal.ts';
import { groupSeries, type ImageSeries } from '../image/series.ts';
import { naturalizedSource } from '../load/naturalized-source.ts';
import type { ImageLookup } from '../session/scale-at-marks.ts';
import type { FrameSource } from '../session/shown-source.ts';
import type { ImageSource } from '../session/space-of.ts';
import { hostInstance } from './host-instance.ts';

export interface HostFrames extends FrameSource {
  readonly lookup: ImageLookup;
  /** In the order of the series' frames; undefined of an image that the host hasn't shown. */
  readonly imageIdsOf: (series: ImageSeries) => readonly (string | undefined)[];
  dispose(): void;
}

interface Known {
  readonly source: ImageSource | undefined;
  /** Every image of its stack was known when it was read, so that slices know their neighbours. */
  readonly whole: boolean;
  /** How many images the host had loaded by then. */
  readonly loads: number;
}

const frameNumberOf = (imageId: string): number =>
  Number(/[?&]frame=(\d+)/.exec(imageId)?.[1] ?? /\/frames\/(\d+)/.exec(imageId)?.[1] ?? 1);

/**
 * What the images of a host are, from the metadata that it holds (`instance`, the data set by DICOM keyword) and never from what
 * Cornerstone derives of it: units and planes come out as they do for our own files.
 */
export const hostFrames = (core: typeof Core): HostFrames => {
  const known = new Map<string, Known>();
  const byImage = new Map<string, ImageSource>();
  const idOf = new Map<string, string>();
  let loads = 0;
  const loaded = (): void => {
    loads += 1;
  };
  core.eventTarget.addEventListener(core.Enums.Events.IMAGE_LOADED, loaded);

  const stackOf = (imageId: string): readonly string[] => {
    for (const engine of core.getRenderingEngines() ?? []) {
      for (const viewport of engine.getViewports()) {
        const ids = 'getImageIds' in viewport ? (viewport as Core.Types.IStackViewport).getImageIds() : [];
        if (ids.includes(imageId)) return ids;
      }
    }
    return [imageId];
  };

  const attributesOf = (imageId: string): ImageAttributes | null => {
    const instance = hostInstance(core, imageId);
    if (instance === null) return null;
    const attributes = readImageAttributes(naturalizedSource(instance));
    return isRefusal(attributes) ? null : attributes;
  };

  /**
   * Reads the stack that an image stands in. Some hosts learn of an image only when they load it: distances between the few slices that are
   * known by then would be wrong, so the image stands alone until all are.
   */
  const read = (imageId: string): Known => {
    const ids = stackOf(imageId);
    const all = ids.map((id) => ({ id, attributes: attributesOf(id) }));
    const whole = all.every(({ attributes }) => attributes !== null);
    const readable = (whole ? all : all.filter(({ id }) => id === imageId)).flatMap(({ id, attributes }) =>
      attributes ? [{ id, attributes }] : [],
    );
    const series = groupSeries(readable.map(({ attributes }) => attributes));
    for (const { id, attributes } of readable) {
      const { sopInstanceUID, numberOfFrames } = attributes;
      const frame = Math.min(numberOfFrames, frameNumberOf(id));
      const source = series.flatMap((one) => {
        const found = one.frames.find(
          (candidate) => candidate.frame === frame && candidate.instance.sopInstanceUID === sopInstanceUID,
        );
        return found ? [{ series: one, frame: found }] : [];
      })[0];
      known.set(id, { source, whole, loads });
      idOf.set(`${sopInstanceUID}/${String(frame)}`, id);
      if (source) byImage.set(`${sopInstanceUID}/${String(frame)}`, source);
    }
    const found = known.get(imageId) ?? { source: undefined, whole: false, loads };
    known.set(imageId, found);
    return found;
  };

  return {
    frameOf: (imageId) => {
      const before = known.get(imageId);
      const isCurrent = before && (before.whole || before.loads === loads);
      return (isCurrent ? before : read(imageId)).source;
    },
    lookup: (sopInstanceUID, frame) => byImage.get(`${sopInstanceUID}/${String(frame)}`),
    imageIdsOf: ({ frames }) =>
      frames.map(({ instance, frame }) => idOf.get(`${instance.sopInstanceUID}/${String(frame)}`)),
    dispose: () => {
      core.eventTarget.removeEventListener(core.Enums.Events.IMAGE_LOADED, loaded);
    },
  };
};
