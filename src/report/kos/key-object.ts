import type { Assessment } from '../../assess/assessment.ts';
import type { Confirmation } from '../../confirmation/record.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { commonModules, evidenceSequence, imageReference, type Zone } from '../dicom/modules.ts';
import type { SourceImages } from '../dicom/sources.ts';
import { derivedUid } from '../dicom/uids.ts';
import { DCM, type Code } from '../sr/codes.ts';
import { as, container, dataSetOf, image, text } from '../sr/content-item.ts';
import { verdictSentence, VERDICT_WORDS } from '../wording.ts';

export const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';

const dcm = (value: string, meaning: string): Code => ({ value, scheme: 'DCM', meaning });

/** Why the images were selected (CID 7010). */
export const KEY_OBJECT_TITLES = {
  'of-interest': DCM.ofInterest,
  'for-teaching': dcm('113004', 'For Teaching'),
  'for-conference': dcm('113005', 'For Conference'),
  'for-peer-review': dcm('113008', 'For Peer Review'),
  'for-research': dcm('113009', 'For Research'),
  'for-report-attachment': dcm('113020', 'For Report Attachment'),
} as const satisfies Readonly<Record<string, Code>>;
export type KeyObjectTitle = keyof typeof KEY_OBJECT_TITLES;

export interface KeyObjectOptions {
  readonly writtenAt: Date;
  readonly zone?: Zone;
  readonly title?: KeyObjectTitle;
}

/** A key object selection (TID 2010) of the images that a record names, each with its frames; its description holds the verdict. */
export const writeKeyObjects = (
  record: Confirmation,
  assessment: Assessment,
  images: SourceImages,
  { writtenAt, zone, title = 'of-interest' }: KeyObjectOptions,
): DataSet => {
  const description = `${VERDICT_WORDS[assessment.verdict]}. ${verdictSentence(assessment)}`;
  const tree = dataSetOf(
    container(
      KEY_OBJECT_TITLES[title],
      '2010',
      as(
        'CONTAINS',
        text(DCM.keyObjectDescription, description),
        ...images.map((source) => image(null, imageReference(source, source.frames))),
      ),
    ),
  );
  return {
    ...commonModules(images, {
      sopClassUID: KEY_OBJECT_SELECTION,
      modality: 'KO',
      series: { description: 'TipCheck key images', number: 9902, name: 'key-objects' },
      sopInstanceUID: derivedUid('key-objects', record.id, JSON.stringify(tree), writtenAt.toISOString()),
      writtenAt,
      zone,
    }),
    ...tree,
    RelationshipType: undefined,
    ReferencedPerformedProcedureStepSequence: [],
    CurrentRequestedProcedureEvidenceSequence: evidenceSequence(images),
  };
};
