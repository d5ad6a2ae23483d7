import type { Confirmation } from '../confirmation/record.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import { refusal, type Refusal } from '../image/refusal.ts';
import type { CaseSpace } from '../teach/case.ts';
import { markedImages } from '../teach/marked-images.ts';

/** What a case has to know of an image. */
export type PlacedImage = Pick<ImageAttributes, 'sopInstanceUID' | 'frameOfReferenceUID' | 'modality'>;

/** Why images can't be those of a case's marks: they lie in another frame of reference, so that no mark on them could be compared. */
export const imagesFault = (space: CaseSpace, images: readonly PlacedImage[]): Refusal | null => {
  if (space.kind !== 'patient') return null;
  const elsewhere = images.filter(
    ({ frameOfReferenceUID }) => frameOfReferenceUID !== space.frameOfReferenceUID,
  ).length;
  return elsewhere === 0
    ? null
    : refusal(
        'two-frames-of-reference',
        `${String(elsewhere)} of ${String(images.length)} images are not in the frame of reference of the case`,
      );
};

/** Why a case lacks images that its records and key views name; null where all are there. */
export const missingImages = (
  images: readonly string[],
  records: readonly Confirmation[],
  keyViews: readonly { readonly sopInstanceUID: string }[],
): Refusal | null => {
  const known = new Set(images);
  const needed = new Set([...records.flatMap(markedImages), ...keyViews.map(({ sopInstanceUID }) => sopInstanceUID)]);
  const missing = [...needed].filter((uid) => !known.has(uid)).length;
  return missing === 0
    ? null
    : refusal(
        'missing-images',
        `${String(missing)} of the images that marks or key views are on ${missing === 1 ? 'is' : 'are'} not in the case`,
      );
};
