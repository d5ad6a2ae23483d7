import type { Assessment } from '../assess/assessment.ts';
import { isRefused, type Confirmation } from '../confirmation/record.ts';
import type { ImageFrame, ImageSeries } from '../image/series.ts';
import type { DataSet } from '../report/dicom/data-set.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import type { Zone } from '../report/dicom/modules.ts';
import type { SourceImages } from '../report/dicom/sources.ts';
import { derivedUid } from '../report/dicom/uids.ts';
import { writeKeyObjects } from '../report/kos/key-object.ts';
import { presentationStatesOf } from '../report/pr/presentation-state.ts';
import { segmentationOf } from '../report/seg/segmentation.ts';
import { writeReport } from '../report/sr/document.ts';
import type { OutboxObject } from './outbox.ts';
import type { DocumentReference } from './newest-reports.ts';

/** What the objects of a confirmation are written from. */
export interface ReportContent {
  readonly record: Confirmation;
  /** Together with what the images say. */
  readonly assessment: Assessment;
  readonly images: SourceImages;
  /** What is open: marks are drawn on, and targets cut by, images of the stack that they lie in. */
  readonly series: readonly ImageSeries[];
  readonly writtenAt: Date;
  readonly zone: Zone;
  readonly predecessor: DocumentReference | null;
}

/** An object of a confirmation: what it is, and what is written. */
export interface WrittenObject {
  readonly name: 'sr' | 'kos' | 'pr' | `pr-${number}` | 'seg';
  readonly dataSet: DataSet;
}

/** Targets that no report can draw as exactly as voxels can. */
const SEGMENTED_SHAPES = new Set(['contours', 'mesh', 'labelmap']);

/**
 * What is written of a confirmation, the report first: report, key images, presentation states, and the segmentation of a target that was drawn.
 * A presentation state or a segmentation that these images allow none of is left out: the report holds all of it.
 */
export const objectsOf = (content: ReportContent): readonly WrittenObject[] => {
  const { record, assessment, images, writtenAt, zone, predecessor } = content;
  const uid = (name: string): string => derivedUid(name, record.id, JSON.stringify(record), writtenAt.toISOString());
  const { frames, betweenSlices } = stackOf(content);
  const segmentation =
    record.target && SEGMENTED_SHAPES.has(record.target.shape)
      ? segmentationOf({ record, images: frames, sopInstanceUID: uid('segmentation'), writtenAt, zone })
      : null;
  const seg = segmentation && !isRefused(segmentation) ? segmentation : null;
  const states = presentationStatesOf({
    record,
    assessment,
    images: frames,
    betweenSlices,
    sopInstanceUID: uid('presentation-state'),
    writtenAt,
    zone,
  });
  const report = writeReport(record, assessment, images, {
    writtenAt,
    zone,
    predecessors: predecessor ? [predecessor] : [],
    ...(seg && {
      segment: {
        sopClassUID: uidIn(seg, 'SOPClassUID'),
        sopInstanceUID: uidIn(seg, 'SOPInstanceUID'),
        seriesInstanceUID: uidIn(seg, 'SeriesInstanceUID'),
        segment: 1,
      },
    }),
  });
  return [
    { name: 'sr', dataSet: report },
    { name: 'kos', dataSet: writeKeyObjects(record, assessment, images, { writtenAt, zone }) },
    ...(isRefused(states) ? [] : states).map((dataSet, index): WrittenObject => ({
      name: index === 0 ? 'pr' : `pr-${index + 1}`,
      dataSet,
    })),
    ...(seg ? [{ name: 'seg', dataSet: seg } as const] : []),
  ];
};

/** The images of the stack that the first of the report's images is in, and of the others' stacks where marks are in images. */
const stackOf = ({
  record,
  images,
  series,
}: ReportContent): { readonly frames: readonly ImageFrame[]; readonly betweenSlices: number | null } => {
  const holds = (one: ImageSeries, sopInstanceUID: string): boolean =>
    one.instances.some((instance) => instance.sopInstanceUID === sopInstanceUID);
  const own = series.filter((one) => images.some(({ attributes }) => holds(one, attributes.sopInstanceUID)));
  if (record.space.kind !== 'patient') return { frames: own.flatMap(({ frames }) => frames), betweenSlices: null };
  const first = own.find((one) => holds(one, images[0].attributes.sopInstanceUID));
  return { frames: first?.frames ?? [], betweenSlices: first?.betweenSlices ?? null };
};

/** The objects that are stored of a confirmation, as files. */
export const reportObjects = (content: ReportContent): readonly FileToStore[] =>
  filesOf(objectsOf(content).map(({ dataSet }) => dataSet));

type FileToStore = Omit<OutboxObject, 'isStored'>;

export const filesOf = (dataSets: readonly DataSet[]): readonly FileToStore[] =>
  dataSets.map((dataSet) => ({
    sopClassUID: uidIn(dataSet, 'SOPClassUID'),
    sopInstanceUID: uidIn(dataSet, 'SOPInstanceUID'),
    seriesInstanceUID: uidIn(dataSet, 'SeriesInstanceUID'),
    studyInstanceUID: uidIn(dataSet, 'StudyInstanceUID'),
    bytes: encodeFile(dataSet),
  }));

const uidIn = (
  dataSet: DataSet,
  name: 'SOPClassUID' | 'SOPInstanceUID' | 'SeriesInstanceUID' | 'StudyInstanceUID',
): string => {
  const value = dataSet[name];
  if (typeof value !== 'string') throw new Error(`an object is stored with its ${name}`);
  return value;
};
