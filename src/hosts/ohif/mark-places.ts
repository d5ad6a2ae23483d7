import { seenInView } from '../../confirmation/edit-view.ts';
import type { Confirmation, Position } from '../../confirmation/record.ts';
import { middleOfTarget } from '../../confirmation/target-middle.ts';
import type { Handle } from '../../overlay/handle.ts';
import { positionOf } from '../../session/handle-marks.ts';
import type { Session } from '../../session/session.ts';
import { isOfSeries, nearestSource, type ImageSource } from '../../session/space-of.ts';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import type { Vector3 } from '../../space/vector.ts';
import { dataSourceOf, type ExtensionManager } from './services.ts';
import type { HostImage, StudyImages } from './study-images.ts';

/** Where a mark lies in the host: the image that shows it best, and its place in Cornerstone's world. */
export interface MarkPlace {
  readonly source: ImageSource;
  readonly image: HostImage;
  readonly imageId: string;
  readonly world: Vector3;
}

export interface PlaceFinder {
  /** Null where the mark isn't, or its images aren't open in the host. */
  placeOf(record: Confirmation, handle: Handle): MarkPlace | null;
}

const markPosition = (record: Confirmation, handle: Handle): Position | null =>
  handle.mark === 'target' && record.target
    ? (middleOfTarget(record.target) as Position)
    : (positionOf(record, handle) as Position | null);

export const placeFinder = (
  { core }: CornerstoneInstances,
  extensionManager: ExtensionManager,
  session: Session,
  images: StudyImages,
): PlaceFinder => {
  const sourceOf = (record: Confirmation, position: Position): ImageSource | undefined => {
    const { space } = record;
    if (space.kind !== 'patient') return session.imageOf(record);
    const own = session.imageOf(record);
    const series = own?.series ?? images.series.peek().find((one) => isOfSeries(space, one));
    const [frame] = series?.frames ?? [];
    return series && frame && nearestSource({ series, frame }, position as unknown as Vector3);
  };
  /** Cornerstone counts the points of an image from its corner here, as DICOM does. */
  const worldAt = (imageId: string, [column = NaN, row = NaN]: readonly number[]): Vector3 | null => {
    const world = core.utilities.imageToWorldCoords(imageId, [column, row]) as readonly number[] | undefined;
    const [x = NaN, y = NaN, z = NaN] = world ?? [];
    return Number.isFinite(x + y + z) ? [x, y, z] : null;
  };
  return {
    placeOf: (whole, handle) => {
      const record = handle.view === undefined ? whole : seenInView(whole, handle.view);
      if (!record) return null;
      const position = markPosition(record, handle);
      const source = position && sourceOf(record, position);
      const image = source && images.hostImageOf(source.frame.instance.sopInstanceUID);
      if (!image) return null;
      const { instance, frame } = source.frame;
      const imageId = dataSourceOf({ extensionManager })?.getImageIdsForInstance?.({
        instance: image.instance,
        ...(instance.numberOfFrames > 1 && { frame }),
      });
      if (typeof imageId !== 'string') return null;
      const world = record.space.kind === 'patient' ? (position as unknown as Vector3) : worldAt(imageId, position);
      return world && { source, image, imageId, world };
    },
  };
};
