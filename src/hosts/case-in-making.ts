import { signal, type ReadonlySignal } from '@preact/signals-core';
import { nothing, type TemplateResult } from 'lit';
import { cleanCaseImages } from '../case-file/clean-images.ts';
import { missingImages } from '../case-file/place-images.ts';
import { caseFindings, writeCleanedCase } from '../case-file/write-case.ts';
import { PROFILES } from '../assess/profiles/bundled.ts';
import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, refused, type Confirmation, type Refused } from '../confirmation/record.ts';
import type { ImageSeries } from '../image/series.ts';
import type { CaseSeries } from '../panel/authored-case.ts';
import { CaseMaking } from '../panel/case-making.ts';
import { caseBar, caseMakingView } from '../panel/case-making-view.ts';
import { saveFile } from '../panel/save-file.ts';
import { viewsOf } from '../session/mark-views.ts';
import type { Session } from '../session/session.ts';
import { isOfSeries } from '../session/space-of.ts';
import { isMarked } from '../teach/answer.ts';
import { spaceConflict } from '../teach/same-space.ts';
import type { Machinery } from './machinery.ts';
import { releasePictures } from './release-pictures.ts';
import { keyViewNow } from './show-key-view.ts';

/** A teaching case that an author is at work on. */
export interface CaseInMaking {
  readonly making: CaseMaking;
  /** In the dialog. */
  readonly view: (close: () => void) => TemplateResult;
  /** Beside the pictures while the dialog is closed. */
  readonly bar: (open: () => void) => TemplateResult | typeof nothing;
}

/** Each confirmation's, for as long as its session: what was written isn't lost when the dialog is closed. */
const inMaking = new WeakMap<Session, Map<string, CaseInMaking>>();

/** The teaching case of the confirmation that is worked on, begun or gone on with; null where there is none. */
export const caseInMaking = (machinery: ReadonlySignal<Machinery | null>, session: Session): CaseInMaking | null => {
  const id = session.active.peek()?.id;
  if (id === undefined) return null;
  const known = inMaking.get(session) ?? new Map<string, CaseInMaking>();
  inMaking.set(session, known);
  const begun = known.get(id) ?? begin(machinery, session, id);
  known.set(id, begun);
  return begun;
};

/** `machinery`: asked anew each time. A session outlives it: the element may leave its page and come back, and images may arrive. */
const begin = (machinery: ReadonlySignal<Machinery | null>, session: Session, id: string): CaseInMaking => {
  const now = (): Machinery => {
    const open = machinery.peek();
    if (!open) throw new Error('the images could not be read');
    return open;
  };
  const recordIn = (confirmations: readonly Confirmation[]): Confirmation | null =>
    confirmations.find((one) => one.id === id) ?? null;
  const record = (): Confirmation | null => recordIn(session.cases.peek().confirmations);
  const series = (): readonly CaseSeries[] => seriesOf(record(), machinery.value, session);
  const making = new CaseMaking({
    record,
    series,
    procedures: PROFILES.map((profile) => ({ id: profile.id, title: profile.procedure })),
    clean: (of, onProgress, signal) => {
      const { study } = now();
      return cleanCaseImages({
        images: of.map((uid) => () => study.bytesOf(uid, signal)),
        signal,
        onProgress: ({ done }) => {
          onProgress(done);
        },
      });
    },
    findingsOf: caseFindings,
    write: writeCleanedCase,
    save: (zip) => {
      saveFile('tipcheck-case.zip', 'application/zip', zip);
    },
    picturesOf: ({ references, keyViews }, cleaned, sopInstanceUIDs) => {
      const { libraries, stage } = now();
      return releasePictures({ cleaned, sopInstanceUIDs, references, keyViews }, libraries, stage.stacksByProcessor);
    },
    readReference: (text, beside) =>
      readReference(
        text,
        beside,
        series().flatMap(({ images }) => images),
      ),
    viewNow: () => {
      const open = machinery.peek();
      return open && keyViewNow(open);
    },
  });
  const isOver = signal(false);
  return {
    making,
    view: (close) =>
      caseMakingView(making, {
        close,
        discard: () => {
          making.stop();
          inMaking.get(session)?.delete(id);
          isOver.value = true;
          close();
        },
      }),
    bar: (open) => {
      // What is shown decides whether there is a view to be taken.
      void machinery.value?.stage.shown.value;
      return isOver.value || !recordIn(session.cases.value.confirmations) ? nothing : caseBar(making, open);
    },
  };
};

/** The series that the marks can be seen on, and which of them they were made on: where nobody knows, one that shows where they are. */
const seriesOf = (
  record: Confirmation | null,
  machinery: Machinery | null,
  session: Session,
): readonly CaseSeries[] => {
  if (!record || !machinery) return [];
  const { study } = machinery;
  const all = study.series.value.filter((series) => showsMarks(record, series));
  const known = new Set([
    ...[...viewsOf(record).values()].map((view) => view.series),
    ...(record.space.kind === 'biplane' ? all.map(({ key }) => key) : []),
    session.imageOf(record)?.series.key,
  ]);
  const isKnown = all.some(({ key }) => known.has(key));
  const likely =
    record.space.kind === 'patient' ? study.seriesOfFrameOfReference(record.space.frameOfReferenceUID) : all[0];
  return all.map(({ key, modality, description, instances, frames }) => ({
    key,
    name: `${modality} ${description}`.trim(),
    images: [...new Set(instances.map(({ sopInstanceUID }) => sopInstanceUID))],
    frames: frames.length,
    isMarked: isKnown ? known.has(key) : key === (likely ?? all[0])?.key,
  }));
};

const showsMarks = ({ space }: Confirmation, series: ImageSeries): boolean =>
  space.kind === 'biplane'
    ? space.views.some((view) => series.instances.some(({ sopInstanceUID }) => sopInstanceUID === view.sopInstanceUID))
    : isOfSeries(space, series);

/** A further expert's record, where its tip can be held against that of the first. */
const readReference = (text: string, beside: Confirmation, images: readonly string[]): Confirmation | Refused => {
  const record = parseRecord(text);
  if (isRefused(record)) return record;
  if (!isMarked(record, 'tip')) return refused('no-tip', 'it has no tip');
  return spaceConflict(beside.space, record.space) ?? missingImages(images, [record], []) ?? record;
};
