import { oneLine } from '../image/refusal.ts';
import { readFile } from 'node:fs/promises';
import { assess } from '../assess/assess.ts';
import { serializeRecord } from '../confirmation/parse.ts';
import { isRefused, refused, type Refused } from '../confirmation/record.ts';
import { readDicomObject } from '../load/dicom-object.ts';
import { readReport, type ReadReport } from '../report/sr/read-report.ts';
import { assessmentText } from './cli-assess-text.ts';
import { namedPath } from './cli-inspect-files.ts';
import { refusedResult, type CommandResult } from './cli-result.ts';

/** Larger than any report: the longest record and its content. */
const MAX_REPORT_BYTES = 512 * 1024 * 1024;

/** `tipcheck read REPORT.dcm [--json]`: the record of a DICOM report; with caveats where it didn't come back as it was written. */
export const readReportAt = async (path: string, { json }: { readonly json: boolean }): Promise<CommandResult> => {
  const read = await reportAt(path);
  if (isRefused(read)) return refusedResult(read.code, read.message);
  const { record, caveats } = read;
  const done = (stdout: string): CommandResult => ({ stdout, stderr: '', exitCode: 0 });
  if (json)
    return done(caveats.length > 0 ? `${JSON.stringify({ record, caveats }, null, 2)}\n` : serializeRecord(record));
  const assessment = assess(record);
  if (isRefused(assessment)) return refusedResult(assessment.code, assessment.message);
  const notes = caveats.map(({ code, message }) => oneLine(`${code}: ${message}`));
  return done([...notes, assessmentText(record, assessment, null)].join('\n'));
};

const reportAt = async (path: string): Promise<ReadReport | Refused> => {
  const named = await namedPath(path);
  if (!named) return refused('missing-path', `there is no file ${path}`);
  if (named.kind !== 'file') return refused('not-a-file', 'a report is a file');
  if (named.size > MAX_REPORT_BYTES) return refused('too-large', 'the file is larger than any report');
  const bytes = await bytesOf(path);
  if (bytes === null) return refused('unreadable', 'the file could not be read');
  const object = readDicomObject(bytes);
  return 'source' in object ? readReport(object.source) : refused(object.code, object.message);
};

const bytesOf = async (path: string): Promise<Uint8Array | null> => {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return null;
  }
};
