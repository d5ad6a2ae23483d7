import type { ImageAttributes } from '../image/attributes.ts';
import type { DataSetBytes } from '../load/byte-reader.ts';
import { itemsOf, type ElementPlace } from '../load/elements.ts';
import { isOverlayGroup } from './attribute-rule.ts';
import { plainText, valuesOf } from './clean-value.ts';
import { hasComments } from './pixel-comments.ts';

/**
 * What may still identify somebody after all attributes were cleaned, because it is in the picture: somebody has to look.
 *
 * `burned-in-risk`: writing in the pixels. `recognizable-features`: a face, or one that can be reconstructed. `overlay-in-pixels`: graphics
 * in unused bits. `text-in-stream`: text inside the compressed pixel data. `overlay-kept`: overlay planes that are kept because that was asked
 * for.
 */
export type FindingCode =
  'burned-in-risk' | 'recognizable-features' | 'overlay-in-pixels' | 'text-in-stream' | 'overlay-kept';

export interface Finding {
  readonly code: FindingCode;
  /** Why, in words that name no patient. */
  readonly reason: string;
}

/** Machines that write into their pictures; pictures of all sorts; radiographs, whose plates are labelled before they are exposed. */
const WRITING_MODALITIES: ReadonlySet<string> = new Set(
  'US IVUS XA RF ES XC GM OP OPT OCT SC OT DOC PX IO CR DX MG BI DG TG LS HC SM ECG EPS'.split(' '),
);
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const HEAD = /HEAD|BRAIN|SKULL|FACE|ORBIT|SINUS|JAW|MAXILLA|MANDIBLE|EAR|EYE|NECK|WHOLEBODY/;

interface ImageData {
  readonly data: DataSetBytes;
  readonly elements: ReadonlyMap<string, ElementPlace>;
  readonly pixelData: ElementPlace | undefined;
  readonly attributes: ImageAttributes;
  readonly keepOverlays: boolean;
}

const burnedInReason = (
  { modality, sopClassUID, nature, imageType, pixels }: ImageAttributes,
  burnedIn: string,
  conversion: string,
): string | null => {
  if (burnedIn === 'YES') return 'the image says that it has burned-in annotation';
  // What a capture says of itself was typed in or set once for all.
  const isCapture = sopClassUID === SECONDARY_CAPTURE || sopClassUID?.startsWith(`${SECONDARY_CAPTURE}.`) === true;
  if (/^(DF|DI|SD|SI|DRW)$/.test(conversion)) return 'a scanned or digitised picture may have writing in it';
  if (isCapture) return 'a screen capture may have writing in it';
  if (imageType.some((value) => /SCREEN|CAPTURE|REPORT|PROTOCOL/i.test(value)))
    return 'a screen capture may have writing in it';
  if (burnedIn === 'NO') return null;
  if (nature === 'photograph' || nature === 'secondary-capture')
    return 'the image doesn’t say whether it has burned-in annotation';
  if (modality !== undefined && WRITING_MODALITIES.has(modality))
    return `${modality} images often have writing in them, and the image doesn’t say that it has none`;
  return pixels.samplesPerPixel > 1 ? 'a colour picture of a scanner may have writing in it' : null;
};

const recognizableReason = ({ nature }: ImageAttributes, recognizable: string, bodyPart: string): string | null => {
  if (recognizable === 'YES') return 'the image says that a person could be recognised in it';
  if (recognizable === 'NO') return null;
  if (nature === 'photograph') return 'a photograph may show somebody’s face';
  return nature === 'tomographic' && HEAD.test(bodyPart) ? 'a face can be reconstructed from slices of the head' : null;
};

/** What has to be looked at before an image is given away. */
export const findingsOf = ({ data, elements, pixelData, attributes, keepOverlays }: ImageData): readonly Finding[] => {
  const value = (tag: string): string => {
    const place = elements.get(tag);
    return place ? (valuesOf(plainText(data.bytes.subarray(place.start, place.end)))[0]?.toUpperCase() ?? '') : '';
  };
  const findings: Finding[] = [];
  const add = (code: FindingCode, reason: string | null): void => {
    if (reason !== null) findings.push({ code, reason });
  };
  add('burned-in-risk', burnedInReason(attributes, value('00280301'), value('00080064')));
  add('recognizable-features', recognizableReason(attributes, value('00280302'), value('00180015')));
  if (keepOverlays && [...elements.keys()].some((tag) => isOverlayGroup(tag) && tag.endsWith('3000')))
    add('overlay-kept', 'overlay graphics are kept, which may be writing');
  const overlays = [...elements.keys()].filter((tag) => isOverlayGroup(tag) && tag.endsWith('0010'));
  if (overlays.some((tag) => !elements.has(`${tag.slice(0, 4)}3000`)))
    add('overlay-in-pixels', 'graphics are stored in unused bits of the pixels');
  if (pixelData?.undefinedLength === true) {
    const fragments = itemsOf(data, pixelData).items.map(({ start, end }) => data.bytes.subarray(start, end));
    if (fragments.some(hasComments)) add('text-in-stream', 'the compressed pixels carry a comment of their own');
  }
  return findings;
};
