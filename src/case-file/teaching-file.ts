import { readImageAttributes } from '../image/attributes.ts';
import { uidOf } from '../image/element-source.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import { readDicomObject } from '../load/dicom-object.ts';
import { openPart10 } from '../load/part10.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import type { SourceImage } from '../report/dicom/sources.ts';
import type { TeachingFile } from '../report/tce/teaching-file.ts';
import { writeTeachingManifest, type NamedObject } from '../report/tce/write-manifest.ts';
import type { ReleaseInput } from '../release/export-deidentified.ts';
import type { CaseDraft, Difficulty, Reference } from '../teach/case.ts';
import type { CaseFile } from './read-case.ts';

const LEVELS = { easy: 'primary', medium: 'intermediate', hard: 'advanced' } as const satisfies Readonly<
  Record<Difficulty, TeachingFile['level']>
>;

/** What of a case a collection is told, in clear: this is no blind case any more. */
const said = ({ source, teaches, question, explanation, difficulty, procedure }: CaseDraft): TeachingFile => ({
  author: source,
  abstract: teaches,
  keywords: procedure === undefined ? [] : [procedure],
  history: question,
  discussion: explanation,
  level: LEVELS[difficulty],
});

/** What goes into a teaching file beside its images. */
export interface TeachingFileParts {
  readonly draft: CaseDraft;
  /** Clean, as they are in the case: each is written as a report, by the name of its expert. */
  readonly references: readonly Reference[];
  readonly writeReport: NonNullable<ReleaseInput['writeReport']>;
}

/**
 * A case as IHE's teaching file export sends it: its images, which are without patient data already, their manifest, what is said of them, and the
 * experts' marks as reports. Refused: images
 * of several studies, which one manifest doesn't name.
 */
export const exportTeachingFile = async (
  file: CaseFile,
  { draft, references, writeReport }: TeachingFileParts,
  writtenAt: Date,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[] | Refusal> => {
  const files: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  const sources: SourceImage[] = [];
  for (const [index, input] of file.images.entries()) {
    const bytes = await input.read();
    const part10 = openPart10(bytes);
    const attributes = 'kind' in part10 ? part10 : readImageAttributes(part10.source);
    if (isRefusal(attributes)) return attributes;
    files.push({ name: `${String(index + 1).padStart(4, '0')}.dcm`, bytes });
    sources.push({ attributes, frames: [] });
  }
  const [first, ...others] = sources;
  if (!first) return refusal('no-images', 'the case has no images');
  if (others.some(({ attributes }) => attributes.studyInstanceUID !== first.attributes.studyInstanceUID))
    return refusal('several-studies', 'the images are of several studies, which one manifest doesn’t name');
  const reports: NamedObject[] = [];
  for (const [index, { expert, record }] of references.entries()) {
    const bytes = writeReport(
      { ...record, observer: expert },
      sources.map(({ attributes }) => attributes),
      writtenAt,
    );
    if (isRefusal(bytes)) return bytes;
    const report = readDicomObject(bytes);
    if (isRefusal(report)) return report;
    files.push({ name: `reference-${String(index + 1)}.dcm`, bytes });
    reports.push({
      sopClassUID: report.sopClassUID,
      sopInstanceUID: uidOf(report.source, 'SOPInstanceUID') ?? '',
      seriesInstanceUID: uidOf(report.source, 'SeriesInstanceUID') ?? '',
    });
  }
  const made = writeTeachingManifest(said(draft), [first, ...others], { writtenAt, reports });
  if (isRefusal(made)) return made;
  return [
    ...files,
    { name: 'manifest.dcm', bytes: encodeFile(made.manifest) },
    { name: 'information.dcm', bytes: encodeFile(made.information) },
  ];
};
