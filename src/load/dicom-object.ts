import { uidOf, type ElementSource } from '../image/element-source.ts';
import { refusal, type Refusal } from '../image/refusal.ts';
import { inLittleEndian } from './native-frames.ts';
import { openPart10, type Part10 } from './part10.ts';

/** A DICOM file of any kind: reports, segmentations, structure sets, presentation states, images. */
export interface DicomObject {
  readonly sopClassUID: string;
  readonly source: ElementSource;
  /** Uncompressed pixel data as bytes, in little endian; null where there are none or they are compressed. */
  pixelBytes(): Uint8Array | null;
}

/** Never throws on bad input: a file is a whole DICOM object that says what it is, or refused with a reason. */
export const readDicomObject = (bytes: Uint8Array): DicomObject | Refusal => {
  const part10 = openPart10(bytes);
  if ('kind' in part10) return part10;
  if (part10.table.problem !== undefined)
    return refusal('truncated', `the data set is cut off: ${part10.table.problem}`);
  const { source } = part10;
  const sopClassUID = uidOf(source, 'SOPClassUID') ?? uidOf(source, 'MediaStorageSOPClassUID');
  return sopClassUID === undefined
    ? refusal('no-identity', 'it does not say what kind of object it is')
    : { sopClassUID, source, pixelBytes: () => pixelBytesOf(part10) };
};

const pixelBytesOf = ({ table, data }: Part10): Uint8Array | null => {
  const place = table.elements.get('7FE00010');
  if (!place || place.undefinedLength) return null;
  const bytes = data.bytes.subarray(place.start, place.end);
  return data.littleEndian || place.vr === 'OB' ? bytes : inLittleEndian(bytes, 2);
};
