import { signal } from '@preact/signals-core';
import type { TemplateResult } from 'lit';
import { assess } from '../assess/assess.ts';
import { isRefused, type Confirmation, type Refused } from '../confirmation/record.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import { groupSeries } from '../image/series.ts';
import { ExportDraft } from '../panel/export-draft.ts';
import { exportView } from '../panel/export-view.ts';
import type { CaseMaking } from '../panel/case-making.ts';
import { saveFile } from '../panel/save-file.ts';
import { exportDeidentified, inspectForRelease } from '../release/export-deidentified.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import { writeReport } from '../report/sr/document.ts';
import type { Session } from '../session/session.ts';
import { isOfSeries } from '../session/space-of.ts';
import { imagesOfRecord } from '../session/source-images.ts';
import type { Study } from '../viewer/study.ts';

/** An export that has begun, and what the reader sees of it. */
export interface StudyExport {
  /** Ends what is running: the dialog was closed. */
  readonly stop: () => void;
  readonly view: (close: () => void) => TemplateResult;
}

/** The report of a confirmation, from nothing but its cleaned record and what the exported images say. */
const reportOfExport = (
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

/** A teaching case of the confirmation that is worked on: the images that its marks can be seen on. */
const beginMaking = async (
  study: Study,
  record: Confirmation,
): Promise<{
  readonly making: CaseMaking;
  readonly view: (making: CaseMaking, close: () => void) => TemplateResult;
}> => {
  const [{ CaseMaking }, { caseMakingView }, { writeCase }] = await Promise.all([
    import('../panel/case-making.ts'),
    import('../panel/case-making-view.ts'),
    import('../case-file/write-case.ts'),
  ]);
  const uids = [
    ...new Set(
      study.series
        .peek()
        .filter((series) => isOfSeries(record.space, series))
        .flatMap(({ instances }) => instances.map(({ sopInstanceUID }) => sopInstanceUID)),
    ),
  ];
  const making = new CaseMaking({
    record,
    images: uids.length,
    write: (draft, acknowledged, onProgress, signal) =>
      writeCase({
        draft,
        images: uids.map((uid) => () => study.bytesOf(uid, signal)),
        acknowledged,
        signal,
        onProgress: ({ done }) => {
          onProgress(done);
        },
      }),
    save: (zip) => {
      saveFile('tipcheck-case.zip', 'application/zip', zip);
    },
  });
  return { making, view: caseMakingView };
};

/** All images that are open, series by series, and all confirmations. Files are read, or fetched, again one after the other. */
export const beginExport = (study: Study, session: Session): StudyExport => {
  const uids = [
    ...new Set(study.series.peek().flatMap(({ instances }) => instances.map(({ sopInstanceUID }) => sopInstanceUID))),
  ];
  const records = session.cases.peek().confirmations;
  const readersOf = (signal: AbortSignal) => uids.map((uid) => () => study.bytesOf(uid, signal));
  const draft = new ExportDraft({
    images: uids.length,
    records: records.length,
    inspect: (onProgress, signal) =>
      inspectForRelease({
        images: readersOf(signal),
        // What would have to be looked at if they were kept: the reader may still choose so.
        keepOverlays: true,
        signal,
        onProgress: ({ done }) => {
          onProgress(done);
        },
      }),
    release: ({ leftOut, ...choices }, onProgress, signal) =>
      exportDeidentified({
        ...choices,
        images: readersOf(signal).filter((_, index) => !leftOut.includes(index + 1)),
        records,
        writeReport: reportOfExport,
        signal,
        onProgress: ({ done }) => {
          onProgress(done);
        },
      }),
    save: (zip) => {
      saveFile('tipcheck-export.zip', 'application/zip', zip);
    },
  });
  const made = signal<Awaited<ReturnType<typeof beginMaking>> | null>(null);
  const record = session.active.peek();
  const makeCase = (): void => {
    if (!record) return;
    draft.stop();
    beginMaking(study, record).then(
      (begun) => (made.value = begun),
      () => {
        session.tell('What makes teaching cases could not be loaded.');
      },
    );
  };
  return {
    stop: () => {
      draft.stop();
      made.peek()?.making.stop();
    },
    view: (close) =>
      made.value?.view(made.value.making, close) ?? exportView(draft, close, record?.tip ? makeCase : null),
  };
};
