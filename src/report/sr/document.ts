import type { Assessment } from '../../assess/assessment.ts';
import { serializeRecord } from '../../confirmation/parse.ts';
import type { Confirmation } from '../../confirmation/record.ts';
import { PRIVATE_CREATOR } from '../../image/private-block.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { commonModules, evidenceSequence, imageReference, zoneOf, type Zone } from '../dicom/modules.ts';
import type { SourceImages } from '../dicom/sources.ts';
import { derivedUid } from '../dicom/uids.ts';
import { PRIVATE_SCHEME, type Code } from './codes.ts';
import { dataSetOf } from './content-item.ts';
import { profileGroups } from './judged-profile.ts';
import { markGroups, type MarkContext, type SegmentReference } from './marks.ts';
import type { ReferTo } from './places.ts';
import { recordGroups } from './record-group.ts';
import { resultGroups } from './results.ts';
import { trendGroups } from './trend.ts';
import { measurementReport } from './templates.ts';
import { procedureCode } from './vocabulary.ts';
import { zoneGroups } from './zones.ts';

export const COMPREHENSIVE_SR = '1.2.840.10008.5.1.4.1.1.88.33';
export const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34';

/** An earlier version of a report, which this one takes the place of. */
export interface Predecessor {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
}

export interface ReportOptions {
  /** The moment of this save; the instance UID follows from it and the content. */
  readonly writtenAt: Date;
  readonly zone?: Zone;
  /** Who marked; the record's observer without it. */
  readonly observer?: string;
  /** The procedure, where the host knows it better than the record does. */
  readonly procedure?: Code;
  /** A segmentation of the target that was written beside the report. */
  readonly segment?: SegmentReference;
  readonly predecessors?: readonly Predecessor[];
}

/** Images by what a record says of them. */
const referToOneOf =
  (images: SourceImages): ReferTo =>
  ({ sopInstanceUID, frame = 1 }) => {
    const found = images.find(({ attributes }) => attributes.sopInstanceUID === sopInstanceUID);
    if (!found) throw new Error('a report refers to an image that is not among its sources');
    return imageReference(found, [frame]);
  };

/**
 * The report of a confirmation: a TID 1500 measurement report, in three dimensions where the record's positions are the patient's. Pure: what
 * it says follows from its arguments. `images` are those of `sourceImagesOf`.
 */
export const writeReport = (
  record: Confirmation,
  assessment: Assessment,
  images: SourceImages,
  options: ReportOptions,
): DataSet => {
  const { writtenAt, zone, segment, predecessors = [] } = options;
  const [first] = images;
  const context: MarkContext = {
    record,
    referTo: referToOneOf(images),
    has: (sopInstanceUID) => images.some(({ attributes }) => attributes.sopInstanceUID === sopInstanceUID),
    source: imageReference(first, first.frames.slice(0, 1)),
    segment,
  };
  const tree = dataSetOf(
    measurementReport({
      person: personOf(options.observer ?? record.observer),
      procedure: options.procedure ?? procedureCode(record.procedure, first.attributes.modality),
      images,
      groups: [
        ...resultGroups(context, assessment),
        ...trendGroups(context, assessment),
        ...profileGroups(context, assessment),
        ...markGroups(context),
        ...zoneGroups(context, assessment),
        ...recordGroups(context),
      ],
    }),
    zoneOf(images, zone),
  );
  const content = serializeRecord(record);
  return {
    ...commonModules(images, {
      sopClassUID: record.space.kind === 'patient' ? COMPREHENSIVE_3D_SR : COMPREHENSIVE_SR,
      modality: 'SR',
      series: { description: 'TipCheck report', number: 9901, name: 'report' },
      sopInstanceUID: derivedUid('report', content, JSON.stringify(tree), writtenAt.toISOString()),
      writtenAt,
      zone,
    }),
    ...tree,
    RelationshipType: undefined,
    CodingSchemeIdentificationSequence: [
      {
        CodingSchemeDesignator: PRIVATE_SCHEME,
        CodingSchemeUID: derivedUid('coding-scheme', PRIVATE_SCHEME),
        CodingSchemeName: 'TipCheck concepts',
        CodingSchemeResponsibleOrganization: 'TipCheck',
      },
    ],
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    CurrentRequestedProcedureEvidenceSequence: evidenceSequence(images, segment ? [segment] : []),
    PredecessorDocumentsSequence: predecessors.length > 0 ? predecessorItems(predecessors) : undefined,
    ...completion(record),
    VerificationFlag: 'UNVERIFIED',
    TipCheckPrivateCreator: PRIVATE_CREATOR,
    TipCheckRecord: content,
  };
};

/** A name that is blank is none. */
const personOf = (name: string | undefined): string | null => (name === undefined || name.trim() === '' ? null : name);

/** Complete where there is something to be judged and somebody has confirmed that the mark is the tip (PS3.3 C.17.2). */
const completion = ({ space, tip, target }: Confirmation): DataSet => {
  const hasTarget = space.kind === 'biplane' ? space.views.every((view) => view.target) : target !== undefined;
  const hasTip = space.kind === 'biplane' ? space.views.every((view) => view.tip) : tip !== undefined;
  const missing = [
    ...(hasTarget ? [] : ['no target is marked']),
    ...(hasTip ? [] : ['no tip is marked']),
    ...(hasTip && (tip?.evidence ?? 'none') === 'none' ? ['the tip is not confirmed'] : []),
  ].join(', ');
  return missing === ''
    ? { CompletionFlag: 'COMPLETE' }
    : { CompletionFlag: 'PARTIAL', CompletionFlagDescription: missing };
};

/** Hierarchical SOP Instance Reference Macro (C.17.2.1). */
const predecessorItems = (predecessors: readonly Predecessor[]): readonly DataSet[] =>
  predecessors.map(({ studyInstanceUID, seriesInstanceUID, sopClassUID, sopInstanceUID }) => ({
    StudyInstanceUID: studyInstanceUID,
    ReferencedSeriesSequence: [
      {
        SeriesInstanceUID: seriesInstanceUID,
        ReferencedSOPSequence: [{ ReferencedSOPClassUID: sopClassUID, ReferencedSOPInstanceUID: sopInstanceUID }],
      },
    ],
  }));
