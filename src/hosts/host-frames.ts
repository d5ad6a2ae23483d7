import type * as Core from '@cornerstonejs/core';
import { readImageAttributes } from '../image/attributes.ts';
import { isRefusal } from '../image/refusal.ts';
import { groupSeries } from '../image/series.ts';
import { naturalizedSource } from '../load/naturalized-source.ts';
import type { ImageLookup } from '../session/image-facts.ts';
import type { FrameSource } from '../session/shown-source.ts';
import type { ImageSource } from '../session/space-of.ts';

/**
 * What the images of a host are, from the metadata that it holds (`instance`, the data set by DICOM keyword) and never from what
 * Cornerstone derives of it: units and planes come out as they do for our own files.
 */
export const hostFrames = (core: typeof Core): FrameSource & { readonly lookup: ImageLookup } => {
  const known = new Map<string, ImageSource | undefined>();
  const byImage = new Map<string, ImageSource>();

  const idsWith = (imageId: string): readonly string[] => {
    for (const engine of core.getRenderingEngines() ?? []) {
      for (const viewport of engine.getViewports()) {
        const ids = 'getImageIds' in viewport ? (viewport as Core.Types.IStackViewport).getImageIds() : [];
        if (ids.includes(imageId)) return ids;
      }
    }
    return [imageId];
  };

  const frameNumberOf = (imageId: string): number =>
    Number(/[?&]frame=(\d+)/.exec(imageId)?.[1] ?? /\/frames\/(\d+)/.exec(imageId)?.[1] ?? 1);

  /** Reads the whole stack that an image stands in, so that slices know their neighbours. */
  const read = (imageId: string): void => {
    const ids = idsWith(imageId);
    const instances = new Map(
      ids.flatMap((id) => {
        const instance: unknown = core.metaData.get('instance', id);
        if (typeof instance !== 'object' || instance === null) return [];
        const attributes = readImageAttributes(naturalizedSource(instance as Readonly<Record<string, unknown>>));
        return isRefusal(attributes) ? [] : [[id, attributes] as const];
      }),
    );
    const series = groupSeries([...instances.values()]);
    for (const [id, { sopInstanceUID, numberOfFrames }] of instances) {
      const frame = Math.min(numberOfFrames, frameNumberOf(id));
      const source = series.flatMap((one) => {
        const found = one.frames.find(
          (candidate) => candidate.frame === frame && candidate.instance.sopInstanceUID === sopInstanceUID,
        );
        return found ? [{ series: one, frame: found }] : [];
      })[0];
      known.set(id, source);
      if (source) byImage.set(`${sopInstanceUID}/${String(frame)}`, source);
    }
    if (!known.has(imageId)) known.set(imageId, undefined);
  };

  return {
    frameOf: (imageId) => {
      // An image that the host knew nothing about may be known by now.
      if (known.get(imageId) === undefined) read(imageId);
      return known.get(imageId);
    },
    lookup: (sopInstanceUID, frame) => byImage.get(`${sopInstanceUID}/${String(frame)}`),
  };
};
