import { isRefused, type Confirmation, type Refused } from '../confirmation/record.ts';
import type { DataSet } from '../report/dicom/data-set.ts';
import { encapsulatedPdfOf } from '../report/dicom/encapsulated-pdf.ts';
import type { Zone } from '../report/dicom/modules.ts';
import type { SourceImages } from '../report/dicom/sources.ts';
import { derivedUid } from '../report/dicom/uids.ts';
import { secondaryCaptureOf } from '../report/sc/secondary-capture.ts';

/** What a picture or page of a confirmation is made into an object with. */
export interface ExtraRequest {
  readonly record: Confirmation;
  readonly images: SourceImages;
  readonly writtenAt: Date;
  readonly zone: Zone;
}

/** Makes what a reader asks to be stored with a report, of what is shown to him then. */
export type MakeExtras = (request: ExtraRequest) => Promise<readonly DataSet[]>;

/** The screen as it shows a confirmation: red, green and blue, row by row. */
export interface ScreenPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Pictures of one screen at one moment as secondary captures. */
export const captureObjects = (
  { record, images, writtenAt, zone }: ExtraRequest,
  pictures: readonly ScreenPicture[],
): readonly DataSet[] | Refused => {
  const made: DataSet[] = [];
  for (const [index, picture] of pictures.entries()) {
    const number = String(index + 1);
    const sopInstanceUID = derivedUid('capture', record.id, JSON.stringify(record), writtenAt.toISOString(), number);
    const capture = secondaryCaptureOf({ ...picture, sources: images, sopInstanceUID, writtenAt, zone });
    if (isRefused(capture)) return capture;
    made.push(capture);
  }
  return made;
};

/** The page of a confirmation. */
export const pageObject = ({ images, writtenAt, zone }: ExtraRequest, pdf: Uint8Array): DataSet =>
  encapsulatedPdfOf(pdf, images, { title: 'Tip position report', writtenAt, zone });
