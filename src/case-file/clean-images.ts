import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import { transferSyntax } from '../image/transfer-syntax.ts';
import { openPart10 } from '../load/part10.ts';
import { MAX_ZIP_BYTES } from '../release/archive.ts';
import { deidentificationOf, type DeidentificationChoices } from '../release/begin-deidentification.ts';
import { deidentifyImage } from '../release/deidentify-image.ts';
import type { Deidentification } from '../release/deidentify-options.ts';
import type { LeftOut } from '../release/export-deidentified.ts';
import { Findings, type ReleaseFinding } from '../release/found.ts';
import { identifyingWords } from '../release/identifiers.ts';
import type { PlacedImage } from './place-images.ts';

/** Images of a case before they are cleaned. */
export interface CaseImagesInput extends DeidentificationChoices {
  /** The bytes of each image's file, one after the other. */
  readonly images: readonly (() => Promise<Uint8Array>)[];
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** An image as it will be in the case. */
export interface CleanedImage extends PlacedImage {
  readonly bytes: Uint8Array;
  readonly isPressed: boolean;
}

/** All images of a case without patient data, byte for byte as they will be in it: to be looked at before anything is written. */
export interface CleanedImages {
  readonly kind: 'cleaned';
  /** In the order in which they were given. */
  readonly images: readonly CleanedImage[];
  readonly findings: readonly ReleaseFinding[];
  /** Words that are names or numbers of a patient in the images as they were. */
  readonly words: ReadonlySet<string>;
  /** The random names, UIDs and shift by which records are cleaned, too. */
  readonly deidentification: Deidentification;
}

/** No case can be made of these images. */
export interface NotCleaned extends Refusal {
  readonly findings: readonly ReleaseFinding[];
  readonly leftOut: readonly LeftOut[];
}

export const TOO_LARGE = { code: 'too-large', message: 'the images take more than 2 GiB' };

/** Read through a function because the signal changes while we wait. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** Cleans every image of a case. All or nothing: one that can't be cleaned refuses them all. */
export const cleanCaseImages = async (input: CaseImagesInput): Promise<CleanedImages | NotCleaned> => {
  const { images, signal } = input;
  const deidentification = deidentificationOf(input);
  const found = new Findings();
  const leftOut: LeftOut[] = [];
  const cleaned: CleanedImage[] = [];
  const words = new Set<string>();
  const notCleaned = ({ code, message }: Pick<Refusal, 'code' | 'message'>): NotCleaned => ({
    ...refusal(code, message),
    findings: found.all,
    leftOut,
  });
  let size = 0;
  for (const [index, read] of images.entries()) {
    if (isAborted(signal)) return notCleaned({ code: 'cancelled', message: 'the case was stopped' });
    const bytes = await read();
    const image = deidentifyImage(bytes, deidentification);
    if (isRefusal(image)) leftOut.push({ image: index + 1, code: image.code, message: image.message });
    else {
      found.add(index + 1, image.findings);
      const part10 = openPart10(bytes);
      if (!('kind' in part10)) for (const word of identifyingWords(part10.data, part10.table.elements)) words.add(word);
      const { sopInstanceUID, frameOfReferenceUID, modality, transferSyntaxUID } = image.attributes;
      size += image.bytes.length;
      cleaned.push({
        bytes: image.bytes,
        isPressed: transferSyntaxUID !== undefined && transferSyntax(transferSyntaxUID)?.encapsulated === true,
        sopInstanceUID,
        frameOfReferenceUID,
        modality,
      });
    }
    if (size > MAX_ZIP_BYTES) return notCleaned(TOO_LARGE);
    input.onProgress?.({ done: index + 1, total: images.length });
  }
  const [first] = leftOut;
  return first
    ? notCleaned({
        code: 'not-exported',
        message: `image ${String(first.image)} can’t be part of a case: ${first.message}`,
      })
    : { kind: 'cleaned', images: cleaned, findings: found.all, words, deidentification };
};
