import type { ImageAttributes } from '../../image/attributes.ts';
import { refused, type Confirmation, type Refused } from '../../confirmation/record.ts';

/** An image that a record refers to, with what its file says. */
export interface SourceImage {
  readonly attributes: ImageAttributes;
  /** 1-based; the frames that the record names, in order. */
  readonly frames: readonly number[];
}

/** The images of a record: at least one, all of one study. The first is the one that shows the tip. */
export type SourceImages = readonly [SourceImage, ...SourceImage[]];

/** Stands where bytes are no character of the set that the file names. */
const REPLACEMENT = '\ufffd';

interface Named {
  readonly sopInstanceUID: string;
  readonly frame: number;
}

/** The images that a record names: that of the tip first, then those of its space, then the others. */
const namedBy = (record: Confirmation): readonly Named[] => {
  const { space, tip, images = [], looks = [] } = record;
  const named: { readonly sopInstanceUID: string; readonly frame?: number | undefined }[] = [
    ...(tip?.image ? [tip.image] : []),
    ...(space.kind === 'biplane' ? space.views : 'sopInstanceUID' in space ? [space] : []),
    ...images,
    ...looks.flatMap((look) => (look.tip?.image ? [look.tip.image] : [])),
  ];
  return named.map(({ sopInstanceUID, frame }) => ({ sopInstanceUID, frame: frame ?? 1 }));
};

/**
 * The images that a record refers to, of those that are there. A record in patient space that names none takes the one of its frame of reference
 * that lies nearest its tip. Refused: an image that the record names and isn't there, a frame that an image doesn't have, another frame of
 * reference than the images', images of several studies or patients, a patient's name that can't be read, none at all.
 *
 * @param nearest finds the image and frame that a position of the patient lies nearest to
 */
export const sourceImagesOf = (
  record: Confirmation,
  images: readonly ImageAttributes[],
  nearest: (record: Confirmation) => Named | null,
): SourceImages | Refused => {
  const byUid = new Map(images.map((image) => [image.sopInstanceUID, image]));
  const named = namedBy(record);
  const found = new Map<string, { readonly attributes: ImageAttributes; readonly frames: Set<number> }>();
  const closest = named.length > 0 ? null : nearest(record);
  for (const { sopInstanceUID, frame } of closest ? [closest] : named) {
    const attributes = byUid.get(sopInstanceUID);
    if (!attributes) return refused('missing-image', 'an image that the record names is not among the images');
    if (frame > attributes.numberOfFrames)
      return refused(
        'missing-frame',
        `the record names frame ${String(frame)} of an image of ${String(attributes.numberOfFrames)}`,
      );
    const known = found.get(sopInstanceUID) ?? { attributes, frames: new Set() };
    known.frames.add(frame);
    found.set(sopInstanceUID, known);
  }
  const [first, ...others] = [...found.values()].map(({ attributes, frames }) => ({
    attributes,
    frames: [...frames].sort((a, b) => a - b),
  }));
  if (!first) return refused('missing-image', 'none of the images is of the frame of reference of the record');
  // Written again it would be another name.
  if (first.attributes.patient.name?.includes(REPLACEMENT))
    return refused(
      'unreadable-name',
      'the patient’s name in the images can’t be read in the character set that they give',
    );
  const study = first.attributes.studyInstanceUID;
  if (study === undefined) return refused('no-study', 'the image has no valid StudyInstanceUID');
  if (others.some(({ attributes }) => attributes.studyInstanceUID !== study))
    return refused('several-studies', 'the images that the record names are of several studies');
  if ([first, ...others].some(({ attributes }) => attributes.seriesInstanceUID === undefined))
    return refused('no-series', 'an image that the record names has no valid SeriesInstanceUID');
  const wrong = frameOfReferenceProblem(record, [first, ...others]);
  return wrong ?? [first, ...others];
};

/** A record in the frame of one patient's scanner says nothing on images of another. */
const frameOfReferenceProblem = ({ space, tip }: Confirmation, images: SourceImages): Refused | null => {
  if (space.kind !== 'patient') return null;
  const { attributes } = images[0];
  const isTipHere = tip?.image === undefined || tip.image.sopInstanceUID === attributes.sopInstanceUID;
  const own = attributes.frameOfReferenceUID ?? attributes.seriesInstanceUID;
  return isTipHere && own !== space.frameOfReferenceUID
    ? refused('different-frame-of-reference', 'the images are of another frame of reference than the record')
    : null;
};
