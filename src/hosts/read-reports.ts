import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import { textOf, uidOf, type ElementSource } from '../image/element-source.ts';
import type { DicomObject } from '../load/dicom-object.ts';
import { readDicomObject } from '../load/dicom-object.ts';
import type { RemoteObject } from '../load/dicomweb.ts';
import { LoadError } from '../load/load-error.ts';
import { skipped, type Skipped } from '../load/load-input.ts';
import { SOFTWARE_NAME } from '../report/dicom/equipment.ts';
import { readReport } from '../report/sr/read-report.ts';
import { isOwnReport, mayHoldTargets, readTargets } from '../report/targets/read-targets.ts';
import { newestReports, type StoredReport } from '../session/newest-reports.ts';
import type { TargetFile } from './read-targets.ts';

/** Enhanced, Comprehensive and Comprehensive 3D SR: what measurements are written in (PS3.4 B.5). */
const REPORT_CLASSES = new Set([
  '1.2.840.10008.5.1.4.1.1.88.22',
  '1.2.840.10008.5.1.4.1.1.88.33',
  '1.2.840.10008.5.1.4.1.1.88.34',
]);
/** What is stored beside a report: key object selection, presentation states, segmentation, the page. */
const COMPANION_CLASSES = new Set([
  '1.2.840.10008.5.1.4.1.1.88.59',
  '1.2.840.10008.5.1.4.1.1.11.1',
  '1.2.840.10008.5.1.4.1.1.11.2',
  '1.2.840.10008.5.1.4.1.1.66.4',
  '1.2.840.10008.5.1.4.1.1.104.1',
]);

/** Reports that are retrieved at a time. */
const AT_A_TIME = 4;

export interface ReadReports {
  readonly reports: readonly StoredReport[];
  /** Those that were replaced, too. */
  readonly all: readonly StoredReport[];
  /** What was found with a caveat: to be told. */
  readonly remarks: readonly string[];
  readonly skipped: readonly Skipped[];
  /** Objects of other systems that hold targets. */
  readonly targetFiles: readonly TargetFile[];
}

/** What a report is called where it is listed: its series' description. */
const nameOf = (source: ElementSource): string => textOf(source, 'SeriesDescription') ?? 'Report';

/** When a document was written (Content Date and Time); the moment 0 where it doesn't say. */
const writtenAt = (source: ElementSource): Date => {
  const date = textOf(source, 'ContentDate') ?? '';
  const time = (textOf(source, 'ContentTime') ?? '').padEnd(6, '0');
  const zone = /^[+-]\d{4}$/.exec(textOf(source, 'TimezoneOffsetFromUTC') ?? '')?.[0];
  if (!/^\d{8}$/.test(date) || !/^\d{6}(\.\d+)?$/.test(time)) return new Date(0);
  const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}${time.slice(6, 10)}`;
  // Without a zone it is the archive's own time, which is taken to be ours.
  const at = new Date(
    `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${clock}${zone ? `${zone.slice(0, 3)}:${zone.slice(3)}` : ''}`,
  );
  return Number.isNaN(at.getTime()) ? new Date(0) : at;
};

const predecessorsOf = (source: ElementSource): readonly string[] =>
  (source.items('PredecessorDocumentsSequence') ?? [])
    .flatMap((study) => study.items('ReferencedSeriesSequence') ?? [])
    .flatMap((series) => series.items('ReferencedSOPSequence') ?? [])
    .flatMap((reference) => uidOf(reference, 'ReferencedSOPInstanceUID') ?? []);

interface Read {
  readonly report: StoredReport;
  readonly remarks: readonly string[];
}

/** The record of a report, or why there is none in it. */
const readOne = ({ source, sopClassUID }: DicomObject): Read | Refusal => {
  const found = readReport(source);
  if (isRefusal(found)) return found;
  return {
    report: {
      record: found.record,
      sopClassUID,
      sopInstanceUID: uidOf(source, 'SOPInstanceUID') ?? '',
      seriesInstanceUID: uidOf(source, 'SeriesInstanceUID') ?? '',
      studyInstanceUID: uidOf(source, 'StudyInstanceUID') ?? '',
      predecessors: predecessorsOf(source),
      writtenAt: writtenAt(source),
    },
    remarks: found.caveats.map(({ message }) => message),
  };
};

/** Whether an object goes with a report of ours, which says more than it. */
const isCompanion = ({ sopClassUID, source }: Pick<DicomObject, 'sopClassUID' | 'source'>): boolean =>
  COMPANION_CLASSES.has(sopClassUID) && textOf(source, 'Manufacturer') === SOFTWARE_NAME;

/** A file that is no image, as a report: what it holds for us, true when it needs no mention, or why it is left out. */
export const readReportFile = (bytes: Uint8Array, name: string, otherwise: Skipped): Read | true | Skipped => {
  const object = readDicomObject(bytes);
  if (isRefusal(object)) return skipped(name, object.code, object.message);
  if (isCompanion(object)) return true;
  if (!REPORT_CLASSES.has(object.sopClassUID)) return otherwise;
  const found = readOne(object);
  return isRefusal(found) ? skipped(name, found.code, found.message) : found;
};

/**
 * The reports among what an archive holds beside images, those in force of each record. One that can't be retrieved or read is skipped with its
 * reason. Throws LoadError with code `cancelled` when the signal fired.
 */
export const readArchiveReports = async (
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<ReadReports> => {
  const skips: Skipped[] = [];
  const found: Read[] = [];
  const targetFiles: TargetFile[] = [];
  const waiting = objects
    .filter(({ sopClassUID, description }) => !isCompanion({ sopClassUID, source: description }))
    .toReversed();
  const retrieve = async (): Promise<void> => {
    for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
      const name = nameOf(object.description);
      if (!REPORT_CLASSES.has(object.sopClassUID) && !mayHoldTargets(object.sopClassUID)) {
        skips.push(object.skipped);
        continue;
      }
      const one = await readRemote(object, name, signal);
      if ('report' in one) found.push(one);
      else if ('targets' in one) targetFiles.push(one);
      else skips.push(skipped(name, one.code, one.message));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, retrieve));
  const all = found.map(({ report }) => report);
  const { newest, contested } = newestReports(all);
  const inForce = new Set(newest);
  return {
    reports: newest,
    all,
    remarks: [
      ...found.filter(({ report }) => inForce.has(report)).flatMap(({ remarks }) => remarks),
      ...contested.map(
        () => 'The archive holds two versions of a confirmation, neither after the other: the later one is shown.',
      ),
    ],
    skipped: skips,
    targetFiles,
  };
};

const readRemote = async (
  object: RemoteObject,
  name: string,
  signal: AbortSignal,
): Promise<Read | TargetFile | Refusal> => {
  try {
    const read = await object.read(signal);
    if (isRefusal(read)) return read;
    if (!mayHoldTargets(read.sopClassUID) || isOwnReport(read)) return readOne(read);
    const targets = readTargets(read);
    return isRefusal(targets) ? targets : { path: name, targets };
  } catch (error) {
    if (!(error instanceof LoadError) || error.code === 'cancelled') throw error;
    return refusal(error.code, error.message);
  }
};
