import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import type { DataSet } from '../report/dicom/data-set.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import type { SourceImages } from '../report/dicom/sources.ts';
import { writeKeyObjects } from '../report/kos/key-object.ts';
import { writeReport } from '../report/sr/document.ts';
import type { OutboxObject } from './outbox.ts';
import type { DocumentReference } from './report-storing.ts';

/** What an object is written from. */
export interface ReportContent {
  readonly record: Confirmation;
  readonly assessment: Assessment;
  readonly images: SourceImages;
  readonly writtenAt: Date;
  readonly predecessor: DocumentReference | null;
}

/** What is stored of a confirmation, the report first. Further objects are further lines. */
const STORED_OBJECTS: readonly ((content: ReportContent) => DataSet)[] = [
  ({ record, assessment, images, writtenAt, predecessor }) =>
    writeReport(record, assessment, images, { writtenAt, predecessors: predecessor ? [predecessor] : [] }),
  ({ record, assessment, images, writtenAt }) => writeKeyObjects(record, assessment, images, { writtenAt }),
];

/** The objects that are stored of a confirmation, as files. */
export const reportObjects = (content: ReportContent): Promise<readonly Omit<OutboxObject, 'isStored'>[]> =>
  Promise.all(
    STORED_OBJECTS.map(async (write) => {
      const dataSet = write(content);
      return {
        sopClassUID: uid(dataSet, 'SOPClassUID'),
        sopInstanceUID: uid(dataSet, 'SOPInstanceUID'),
        seriesInstanceUID: uid(dataSet, 'SeriesInstanceUID'),
        studyInstanceUID: uid(dataSet, 'StudyInstanceUID'),
        bytes: await encodeFile(dataSet),
      };
    }),
  );

const uid = (
  dataSet: DataSet,
  name: 'SOPClassUID' | 'SOPInstanceUID' | 'SeriesInstanceUID' | 'StudyInstanceUID',
): string => {
  const value = dataSet[name];
  if (typeof value !== 'string') throw new Error(`an object is stored with its ${name}`);
  return value;
};
