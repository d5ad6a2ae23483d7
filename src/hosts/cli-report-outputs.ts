import type { ImageFile } from '../load/dicom-file.ts';
import { encapsulatedPdf } from '../report/dicom/encapsulated-pdf.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import { reportPdf } from '../report/pdf/report-pdf.ts';
import { reportCsv } from '../report/summary.ts';
import { objectsOf, type ReportContent } from '../session/report-objects.ts';

/** What the files of a report are made from. */
export interface FileContent extends ReportContent {
  readonly files: readonly ImageFile[];
}

interface WrittenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files that `tipcheck report` writes: DICOM objects by what they are, the page to sign, also as a DICOM object, and the table. */
export const reportFiles = async (content: FileContent): Promise<readonly WrittenFile[]> => {
  const { images, writtenAt, zone } = content;
  const pdf = await reportPdf(content, content.files, { printedAt: writtenAt });
  const csv = await reportCsv([content], { savedAt: writtenAt });
  return [
    ...objectsOf(content).map(({ name, dataSet }) => ({ name: `${name}.dcm`, bytes: encodeFile(dataSet) })),
    { name: 'report.pdf', bytes: pdf },
    { name: 'pdf.dcm', bytes: encapsulatedPdf(pdf, images, { title: 'Tip position report', writtenAt, zone }) },
    { name: 'report.csv', bytes: new TextEncoder().encode(csv) },
  ];
};
