import { vrOf } from './dictionary.ts';
import { numbersOf, textOf, type ElementSource } from './element-source.ts';

/**
 * What every object of a study repeats of its patient and its study (PS3.3 C.7.1.1, C.7.2.1, C.7.2.2): copied from the images into whatever is
 * written about them, so that an archive files it with them. Never written to logs, names of files or output of `inspect`.
 */
export const STUDY_HEADER_NAMES = [
  'PatientName',
  'PatientID',
  'IssuerOfPatientID',
  'TypeOfPatientID',
  'PatientBirthDate',
  'PatientBirthTime',
  'PatientSex',
  'PatientIdentityRemoved',
  'DeidentificationMethod',
  'PatientAge',
  'PatientSize',
  'PatientWeight',
  'StudyInstanceUID',
  'StudyDate',
  'StudyTime',
  'ReferringPhysicianName',
  'StudyID',
  'AccessionNumber',
  'StudyDescription',
  'LongitudinalTemporalInformationModified',
] as const;
export type StudyHeaderName = (typeof STUDY_HEADER_NAMES)[number];

/** The values as the file has them; what is absent or empty there is absent here. */
export type StudyHeader = Readonly<Partial<Record<StudyHeaderName, readonly string[]>>>;

export const readStudyHeader = (source: ElementSource): StudyHeader =>
  Object.fromEntries(
    STUDY_HEADER_NAMES.flatMap((name) => {
      // Metadata hold numbers without the way in which the file writes them.
      const values = vrOf(name) === 'DS' ? numbersOf(source, name)?.map(String) : source.strings(name);
      return values ? [[name, values] as const] : [];
    }),
  );

/** How the patient's identity was removed, as a code (DeidentificationMethodCodeSequence; PS3.16 CID 7050). */
export interface MethodCode {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

export const readMethodCodes = (source: ElementSource): readonly MethodCode[] =>
  (source.items('DeidentificationMethodCodeSequence') ?? []).flatMap((item) => {
    const [value, scheme] = [textOf(item, 'CodeValue'), textOf(item, 'CodingSchemeDesignator')];
    return value === undefined || scheme === undefined
      ? []
      : [{ value, scheme, meaning: textOf(item, 'CodeMeaning') ?? value }];
  });
