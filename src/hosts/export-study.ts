import { signal } from '@preact/signals-core';
import { nothing, type TemplateResult } from 'lit';
import { ExportDraft } from '../panel/export-draft.ts';
import { exportView } from '../panel/export-view.ts';
import { saveFile } from '../panel/save-file.ts';
import { exportDeidentified, inspectForRelease } from '../release/export-deidentified.ts';
import { isTipWhole } from '../confirmation/edit-view.ts';
import type { CaseInMaking } from './case-in-making.ts';
import type { Machinery } from './machinery.ts';
import { reportOfExport } from './report-of-export.ts';
import type { ViewerContext } from './viewer-context.ts';

/** An export that has begun, and what the reader sees of it. */
export interface StudyExport {
  /** Ends what is running: the dialog was closed. */
  readonly stop: () => void;
  readonly view: (close: () => void) => TemplateResult;
  /** Stands beside the pictures while the dialog is closed and a teaching case is in the making. */
  readonly bar: (open: () => void) => TemplateResult | typeof nothing;
}

/** All images that are open, series by series, and all confirmations. Files are read, or fetched, again one after the other. */
export const beginExport = ({ study }: Machinery, { machinery, session }: ViewerContext): StudyExport => {
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
  const makeCase = (): void => {
    draft.stop();
    import('./case-in-making.ts').then(
      ({ caseInMaking }) => {
        making.value = caseInMaking(machinery, session);
      },
      () => {
        session.tell('What makes teaching cases could not be loaded.');
      },
    );
  };
  const making = signal<CaseInMaking | null>(null);
  const record = session.active.peek();
  return {
    stop: () => {
      draft.stop();
      making.peek()?.making.stop();
    },
    view: (close) =>
      making.value?.view(close) ?? exportView(draft, close, record && isTipWhole(record) ? makeCase : null),
    bar: (open) => making.value?.bar(open) ?? nothing,
  };
};
