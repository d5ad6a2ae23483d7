import { refused, type Refused } from '../../confirmation/record.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { commonModules, evidenceSequence, imageReference, type Zone } from '../dicom/modules.ts';
import type { SourceImages } from '../dicom/sources.ts';
import { derivedUid } from '../dicom/uids.ts';
import { KEY_OBJECT_SELECTION } from '../kos/key-object.ts';
import { DCM } from '../sr/codes.ts';
import { as, code, composite, container, dataSetOf, image, text, textIfAny } from '../sr/content-item.ts';
import {
  BASIC_TEXT_SR,
  CATEGORY,
  INFORMATION_TITLE,
  INTERVENTIONAL,
  LEVEL,
  LEVELS,
  TEACHING_TITLES,
  TEXTS,
  type TeachingFile,
  type TeachingTitle,
} from './teaching-file.ts';

export interface ManifestOptions {
  readonly writtenAt: Date;
  readonly zone?: Zone;
  /** `teaching-file-export` without it. */
  readonly title?: TeachingTitle;
  /** Reports that go with the images. */
  readonly reports?: readonly NamedObject[];
}

/** An object by its place in a study. */
export interface NamedObject {
  readonly seriesInstanceUID: string;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
}

/** The two objects that go with the images: what is said of them, and what belongs together. */
export interface TeachingManifest {
  readonly information: DataSet;
  readonly manifest: DataSet;
}

/**
 * The manifest of a teaching file (key object selection, TID 2010), which names every image and the additional information, and that information (Basic
 * Text SR). `images` are those that are exported, without patient data already: both objects copy the study's header from them. Refused: no author or
 * abstract, which TCE demands.
 */
export const writeTeachingManifest = (
  file: TeachingFile,
  images: SourceImages,
  { writtenAt, zone, title = 'teaching-file-export', reports = [] }: ManifestOptions,
): TeachingManifest | Refused => {
  if (file.author.trim() === '') return refused('no-author', 'a teaching file needs an author');
  if (file.abstract.trim() === '') return refused('no-abstract', 'a teaching file needs an abstract');
  const said = dataSetOf(
    container(
      INFORMATION_TITLE,
      null,
      as(
        'CONTAINS',
        text(TEXTS.author, file.author),
        text(TEXTS.abstract, file.abstract),
        ...file.keywords.flatMap((keyword) => textIfAny(TEXTS.keywords, keyword)),
        ...textIfAny(TEXTS.history, file.history),
        ...textIfAny(TEXTS.finding, file.finding),
        ...textIfAny(TEXTS.discussion, file.discussion),
        code(CATEGORY, INTERVENTIONAL),
        ...(file.level ? [code(LEVEL, LEVELS[file.level])] : []),
      ),
    ),
  );
  const uidOf = (name: string, tree: DataSet): string =>
    derivedUid(name, images[0].attributes.studyInstanceUID ?? '', JSON.stringify(tree), writtenAt.toISOString());
  const sopInstanceUID = uidOf('teaching-information', said);
  const information: DataSet = {
    ...commonModules(images, {
      sopClassUID: BASIC_TEXT_SR,
      modality: 'SR',
      series: { description: 'Teaching file information', number: 9910, name: 'teaching-information' },
      sopInstanceUID,
      writtenAt,
      zone,
    }),
    ...said,
    RelationshipType: undefined,
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'UNVERIFIED',
  };
  const { SeriesInstanceUID: seriesInstanceUID } = information;
  if (typeof seriesInstanceUID !== 'string') throw new Error('every object is written into a series');
  const others: readonly NamedObject[] = [
    { seriesInstanceUID, sopClassUID: BASIC_TEXT_SR, sopInstanceUID },
    ...reports,
  ];
  const selected = dataSetOf(
    container(
      TEACHING_TITLES[title],
      '2010',
      as(
        'CONTAINS',
        text(DCM.keyObjectDescription, file.abstract),
        ...images.map((source) => image(null, imageReference(source, source.frames.length > 0 ? source.frames : null))),
        ...others.map((other) =>
          composite(null, {
            ReferencedSOPClassUID: other.sopClassUID,
            ReferencedSOPInstanceUID: other.sopInstanceUID,
          }),
        ),
      ),
    ),
  );
  const manifest: DataSet = {
    ...commonModules(images, {
      sopClassUID: KEY_OBJECT_SELECTION,
      modality: 'KO',
      series: { description: 'Teaching file manifest', number: 9911, name: 'teaching-manifest' },
      sopInstanceUID: uidOf('teaching-manifest', selected),
      writtenAt,
      zone,
    }),
    ...selected,
    RelationshipType: undefined,
    ReferencedPerformedProcedureStepSequence: [],
    CurrentRequestedProcedureEvidenceSequence: evidenceSequence(images, others),
  };
  return { information, manifest };
};
