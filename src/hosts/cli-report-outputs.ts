import type { ImageFile } from '../load/dicom-file.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import { reportPdf } from '../report/pdf/report-pdf.ts';
import { reportCsv } from '../report/summary.ts';
import { objectsOf, type ReportContent } from '../session/report-objects.ts';

/** What the files of a report are made from. */
export interface FileContent extends ReportContent {
  readonly files: readonly ImageFile[];
}

/** The files that `tipcheck report` writes: DICOM objects by what they are, the page to sign, the table. */
export const reportFiles = async (
  content: FileContent,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> => [
  ...(await Promise.all(
    objectsOf(content).map(async ({ name, dataSet }) => ({ name: `${name}.dcm`, bytes: await encodeFile(dataSet) })),
  )),
  { name: 'report.pdf', bytes: await reportPdf(content, content.files, { printedAt: content.writtenAt }) },
  {
    name: 'report.csv',
    bytes: new TextEncoder().encode(await reportCsv([content], { savedAt: content.writtenAt })),
  },
];
