import type { Confirmation, ProjectionView } from '../../confirmation/record.ts';
import { seenInView } from '../../confirmation/edit-view.ts';
import { middleOfTarget } from '../../confirmation/target-middle.ts';
import { nearestFrame } from '../../image/nearest-frame.ts';
import type { ImageFrame } from '../../image/stacks.ts';

/** The images that show the tip and the middle of the target, without repeats, the tip's first; those of the marks where they are on images. */
export const shownImages = (record: Confirmation, images: readonly ImageFrame[]): readonly ImageFrame[] => {
  const { space, tip, target } = record;
  if (space.kind !== 'patient') {
    const named = space.kind === 'biplane' ? space.views : [space];
    return named.flatMap(
      ({ sopInstanceUID, frame }) =>
        images.find((image) => image.instance.sopInstanceUID === sopInstanceUID && image.frame === frame) ?? [],
    );
  }
  const own = images.filter(
    ({ plane, instance }) =>
      plane !== null && (instance.frameOfReferenceUID ?? instance.seriesInstanceUID) === space.frameOfReferenceUID,
  );
  const places = [tip?.position, target && middleOfTarget(target)];
  const shown = places.flatMap((place) => {
    const [x, y, z] = place ?? [];
    if (x === undefined || y === undefined || z === undefined) return [];
    const index = nearestFrame(own, [x, y, z]);
    return index === null ? [] : (own[index] ?? []);
  });
  return [...new Set(shown)];
};

/** A record of two projections as it is seen in one of them: its marks there, in that image's pixels. Others stay as they are. */
export const recordInImage = (record: Confirmation, on: ImageFrame): Confirmation => {
  if (record.space.kind !== 'biplane') return record;
  const isOn = ({ sopInstanceUID, frame }: ProjectionView): boolean =>
    sopInstanceUID === on.instance.sopInstanceUID && frame === on.frame;
  return seenInView(record, isOn(record.space.views[0]) ? 0 : 1) ?? record;
};
