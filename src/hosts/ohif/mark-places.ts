import { seenInView } from '../../confirmation/edit-view.ts';
import type { Confirmation, Position } from '../../confirmation/record.ts';
import { middleOfTarget } from '../../confirmation/target-middle.ts';
import type { Handle } from '../../overlay/handle.ts';
import { positionOf } from '../../session/handle-marks.ts';
import type { Session } from '../../session/session.ts';
import type { ImageFrame } from '../../image/series.ts';
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
  /** Of a place in the image, or in the patient where the image has a plane. */
  placeIn(source: ImageSource, position: readonly number[]): MarkPlace | null;
  /** The host's name for an image; undefined where it has none. */
  imageIdOf(frame: ImageFrame): string | undefined;
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
  const imageIdOf = ({ instance, frame }: ImageFrame): string | undefined => {
    const image = images.hostImageOf(instance.sopInstanceUID);
    const imageId =
      image &&
      dataSourceOf({ extensionManager })?.getImageIdsForInstance?.({
        instance: image.instance,
        ...(instance.numberOfFrames > 1 && { frame }),
      });
    return typeof imageId === 'string' ? imageId : undefined;
  };
  const placeIn = (source: ImageSource, position: readonly number[]): MarkPlace | null => {
    const image = images.hostImageOf(source.frame.instance.sopInstanceUID);
    const imageId = imageIdOf(source.frame);
    if (!image || imageId === undefined) return null;
    const world = position.length === 3 ? (position as unknown as Vector3) : worldAt(imageId, position);
    return world && { source, image, imageId, world };
  };
  return {
    placeOf: (whole, handle) => {
      const record = handle.view === undefined ? whole : seenInView(whole, handle.view);
      const position = record && markPosition(record, handle);
      const source = position && sourceOf(record, position);
      return source ? placeIn(source, position) : null;
    },
    placeIn,
    imageIdOf,
  };
};
