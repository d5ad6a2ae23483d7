import { uidOf, type ElementSource } from '../image/element-source.ts';
import { refusal, type Refusal } from '../image/refusal.ts';
import { openPart10 } from './part10.ts';

/** A DICOM file of any kind: reports, segmentations, structure sets, presentation states, images. */
export interface DicomObject {
  readonly sopClassUID: string;
  readonly source: ElementSource;
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
    : { sopClassUID, source };
};
