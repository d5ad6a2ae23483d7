import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import type { SourceImages } from '../report/dicom/sources.ts';
import { writeKeyObjects } from '../report/kos/key-object.ts';
import { writeReport } from '../report/sr/document.ts';
import { reportCsv } from '../report/summary.ts';

/** What a report is made of. */
export interface ReportContent {
  readonly record: Confirmation;
  /** Together with what the images say. */
  readonly assessment: Assessment;
  readonly images: SourceImages;
  readonly writtenAt: Date;
}

interface ReportOutput {
  readonly name: string;
  make(content: ReportContent): Promise<Uint8Array>;
}

/** The files that `tipcheck report` writes, all or none. */
export const REPORT_OUTPUTS: readonly ReportOutput[] = [
  {
    name: 'sr.dcm',
    make: ({ record, assessment, images, writtenAt }) =>
      encodeFile(writeReport(record, assessment, images, { writtenAt })),
  },
  {
    name: 'kos.dcm',
    make: ({ record, assessment, images, writtenAt }) =>
      encodeFile(writeKeyObjects(record, assessment, images, { writtenAt })),
  },
  { name: 'report.csv', make: async (content) => new TextEncoder().encode(await reportCsv([content])) },
];
