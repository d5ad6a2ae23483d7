import { assess } from '../assess/assess.ts';
import { isRefused, type Confirmation, type Refused } from '../confirmation/record.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import { groupSeries } from '../image/series.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import { writeReport } from '../report/sr/document.ts';
import { imagesOfRecord } from '../session/source-images.ts';

/** The report of a confirmation, from nothing but its cleaned record and what the exported images say. */
export const reportOfExport = (
  record: Confirmation,
  images: readonly ImageAttributes[],
  writtenAt: Date,
): Uint8Array | Refused => {
  const series = groupSeries(images);
  const sources = imagesOfRecord(record, series);
  if (isRefused(sources)) return sources;
  const assessment = assess(record);
  if (isRefused(assessment)) return assessment;
  return encodeFile(writeReport(record, assessment, sources, { writtenAt }));
};
